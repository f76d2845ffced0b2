// The desktop program around the page: what it was started with, a second start, menu, settings, saving, closing, crashing.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { findElectron } from '../run/find-electron.mjs'
import { readProject } from '../../shared/project/project-file.ts'
import { expect, test } from './app.ts'
import { answerMessageBox, type WithBridge } from './bridge.ts'
import { startElectron } from './electron-program.ts'
import { openWithNotes } from './notes-page.ts'

const SAMPLE = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow', import.meta.url))
const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

test('a second start hands its files to the first and ends', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'synscope-second-'))
  await writeFile(join(folder, 'later.pcap'), 'x')
  // Where several starts share one desktop only by name (the lab), they are told so; others ignore the variable.
  const session = { ELECTRON_LAB_SESSION: `synscope-${process.pid}` }
  const program = await startElectron({ userData: join(folder, 'data'), env: session })
  await program.page.evaluate(async () => {
    const { synscope } = window as unknown as WithBridge
    const state = window as unknown as { later: string[] }
    state.later = []
    synscope.onOpen(({ files }) =>
      state.later.push(...files.map((each) => (each.kind === 'opened' ? each.file.name : each.kind))),
    )
    await synscope.takeLaunch()
  })
  const found = findElectron()
  const executable =
    found !== null && 'distPath' in found
      ? join(found.distPath, 'electron')
      : found !== null && 'executable' in found
        ? found.executable
        : await program.app.evaluate(() => process.execPath)
  const isRoot = process.getuid?.() === 0
  const args = [
    ...(isRoot ? ['--no-sandbox'] : []),
    `--user-data-dir=${join(folder, 'data')}`,
    ROOT,
    join(folder, 'later.pcap'),
    join(folder, 'gone.pcap'),
  ]
  const second = spawn(executable, args, { env: { ...process.env, ...session }, stdio: 'ignore' })
  const status = await new Promise((resolve) => second.on('close', resolve))
  expect(status).toBe(0)
  await expect
    .poll(() => program.page.evaluate(() => (window as unknown as { later: string[] }).later))
    .toEqual(['later.pcap', 'refused'])
  await program.close()
})

test('files of the command line are open when the window is', async () => {
  const program = await startElectron({ args: [`${SAMPLE}/nginx-pod.pcap`, `${SAMPLE}/netstat-series.txt`] })
  await expect(program.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  const title = (): Promise<string | undefined> =>
    program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle())
  await expect.poll(title).toMatch(/nginx-pod\.pcap.* – SynScope$/)
  await program.close()
})

test('--sample opens the sample', async () => {
  const program = await startElectron({ args: ['--sample'] })
  await expect(program.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  await program.close()
})

test('settings reach menu, theme and page zoom, and are there after the next start', async () => {
  const userData = await mkdtemp(join(tmpdir(), 'synscope-settings-'))
  const first = await startElectron({ userData })
  await first.page.evaluate(() =>
    (window as unknown as WithBridge).synscope.changeSettings({ theme: 'dark', language: 'zh-CN', pageZoom: 1.25 }),
  )
  await expect
    .poll(() => first.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label)))
    .toContain('文件(&F)')
  expect(await first.page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)).toBe(true)
  await first.close()
  const stored = JSON.parse(await readFile(join(userData, 'settings.json'), 'utf8')) as unknown
  expect(stored).toMatchObject({ version: 1, theme: 'dark', language: 'zh-CN', pageZoom: 1.25 })

  await writeFile(join(userData, 'settings.json'), '{"version":1,"theme":')
  const second = await startElectron({ userData })
  const start = await second.page.evaluate(() => (window as unknown as WithBridge).synscope.start())
  expect(start.settings).toMatchObject({ theme: 'system', language: 'system' })
  expect(await readFile(join(userData, 'settings.json.damaged'), 'utf8')).toBe('{"version":1,"theme":')
  await second.close()
})

test('the menu knows what the page can do, and its commands reach the page', async ({ app }) => {
  const isEnabled = (id: string): Promise<boolean | undefined> | undefined =>
    app.program?.app.evaluate(({ Menu }, name) => Menu.getApplicationMenu()?.getMenuItemById(name)?.enabled, id)
  await expect.poll(() => isEnabled('tools.palette')).toBe(true)
  // Nothing is open yet.
  await expect.poll(() => isEnabled('file.close')).toBe(false)
  await app.program?.app.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('tools.palette')?.click()
  })
  await expect(app.page.getByRole('dialog')).toBeVisible()
  await app.page.keyboard.press('Escape')

  await app.answerOpenDialog(`${SAMPLE}/nginx-pod.pcap`, `${SAMPLE}/netstat-series.txt`)
  await app.accelerator('Control+O')
  await expect(app.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
  await expect.poll(() => isEnabled('file.close')).toBe(true)
})

test('what the page makes is written where the user says', async ({ app }) => {
  const saved = await app.savedBy(async () => {
    await app.page.evaluate(() =>
      (window as unknown as WithBridge).synscope.save({ kind: 'svg', suggestedName: 'a/b.svg', content: '<svg/>' }),
    )
  })
  expect(saved.name).toBe('a_b.svg')
  expect(new TextDecoder().decode(saved.bytes)).toBe('<svg/>')
})

test('a document becomes a PDF; its scripts and addresses do nothing', async ({ app }) => {
  const html =
    '<!doctype html><meta charset="utf-8"><title>报告</title><h1>Accept queue 接收队列</h1>' +
    '<script>document.body.textContent = "script ran"</script><img src="https://example.org/x.png">'
  const saved = await app.savedBy(async () => {
    await app.page.evaluate((text) => (window as unknown as WithBridge).synscope.savePdf(text, 'report.pdf'), html)
  })
  expect(saved.name).toBe('report.pdf')
  expect(new TextDecoder().decode(saved.bytes.slice(0, 5))).toBe('%PDF-')
  expect(saved.bytes.length).toBeGreaterThan(2000)
})

test('the clipboard takes text', async ({ app }) => {
  await app.page.evaluate(() => (window as unknown as WithBridge).synscope.copyText('SYN 1.03 2.01'))
  expect(await app.program?.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('SYN 1.03 2.01')
})

test('unsaved notes: closing asks once, and saving closes', async ({ app }) => {
  const { program } = app
  if (program === null) throw new Error('a test of the desktop')
  await openWithNotes(app)
  const asked = await answerMessageBox(program, 2)
  const close = (): Promise<void> =>
    program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
  await close()
  await expect.poll(asked).toHaveLength(1)
  expect((await asked())[0]).toContain('notes that have not been saved')
  expect(await program.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)

  await answerMessageBox(program, 0)
  const saved = join(await mkdtemp(join(tmpdir(), 'synscope-closing-')), 'saved.synscope')
  await program.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, program.toApp(saved))
  const ended = program.app.waitForEvent('close')
  await close()
  await ended
  expect(readProject(await readFile(saved)).notes.length).toBeGreaterThan(0)
})

test('a window that crashed offers to load again', async () => {
  const program = await startElectron()
  const asked = await answerMessageBox(program, 0)
  await program.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await expect.poll(asked).toHaveLength(1)
  await expect
    .poll(() =>
      program.app.evaluate(({ BrowserWindow }) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        return contents?.isCrashed() === false && !contents.isLoading() && contents.getURL()
      }),
    )
    .toBe('app://bundle/index.html')
  expect(program.said()).toContain('synscope: process gone: window')
  await program.close()
})
