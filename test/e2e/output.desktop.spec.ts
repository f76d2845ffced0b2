// What leaves the window of the desktop: PDF with real text, and a write that fails and loses nothing.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { readProject } from '../../shared/project/project-file.ts'
import { expect, test } from './app.ts'
import type { App } from './app.ts'
import { askMain } from './electron-program.ts'
import { openWithNotes } from './notes-page.ts'

/** All streams of a PDF, unpacked where they are packed (ISO 32000-1 §7.3.8). */
function streamsOf(pdf: Uint8Array): readonly string[] {
  const text = Buffer.from(pdf).toString('latin1')
  return [...text.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
    const bytes = Buffer.from(body, 'latin1')
    try {
      return inflateSync(bytes).toString('latin1')
    } catch {
      return body
    }
  })
}

/** The characters that the fonts of a PDF can be read back as (ToUnicode maps, ISO 32000-1 §9.10.3). */
function readableCharacters(streams: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const stream of streams.filter((each) => each.includes('begincmap'))) {
    for (const [, code = ''] of stream.matchAll(/<[0-9A-Fa-f]+> <([0-9A-Fa-f]{4})>/g))
      found.add(String.fromCharCode(Number.parseInt(code, 16)))
    for (const [, from = '', to = '', code = ''] of stream.matchAll(
      /<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]{4})>/g,
    )) {
      const span = Number.parseInt(to, 16) - Number.parseInt(from, 16)
      for (let i = 0; i <= Math.min(span, 255); i++) found.add(String.fromCharCode(Number.parseInt(code, 16) + i))
    }
  }
  return found
}

function expectTextOf(pdf: Uint8Array, words: string): void {
  expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-')
  const streams = streamsOf(pdf)
  expect(streams.some((stream) => /\bBT\b[\s\S]*\bT[jJ]\b[\s\S]*\bET\b/.test(stream))).toBe(true)
  const readable = readableCharacters(streams)
  for (const character of words.replace(/\s/g, '')) expect(readable, words).toContain(character)
  // The map is of letters that were used: it proves something.
  expect(readable).not.toContain('鹦')
}

async function openFigure({ page }: App): Promise<void> {
  await page.getByRole('button', { name: 'Figure…' }).click()
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
}

test('a figure becomes a PDF of one page with text in it, in English and Chinese', async ({ app }) => {
  await openWithNotes(app)
  await openFigure(app)
  for (const [language, words] of [
    ['English', 'ListenOverflows First SYN without an answer'],
    ['简体中文', '队列已满，首个没有应答的'],
  ] as const) {
    await app.page.getByRole('combobox', { name: 'Language' }).selectOption({ label: language })
    const pdf = await app.savedBy(() => app.page.getByRole('button', { name: 'PDF', exact: true }).click())
    expect(pdf.name).toMatch(/^nginx-pod_.*_figure\.pdf$/)
    expectTextOf(pdf.bytes, words)
    expect(
      Buffer.from(pdf.bytes)
        .toString('latin1')
        .match(/\/Type\s*\/Page\b/g),
    ).toHaveLength(1)
  }
})

test('a report becomes a PDF with text in it', async ({ app }) => {
  await openWithNotes(app)
  await app.page.keyboard.press('Control+Shift+R')
  const pdf = await app.savedBy(() => app.page.getByRole('dialog').getByRole('button', { name: /PDF/ }).click())
  expectTextOf(pdf.bytes, 'Verdict What would prove this wrong ListenOverflows')
})

test('a write that fails leaves the old file whole and the notes alive and unsaved, and says one sentence', async ({
  app,
}) => {
  const { page, program } = app
  await openWithNotes(app)
  const notes = await page.getByTestId('note-item').count()
  const folder = await mkdtemp(join(tmpdir(), 'synscope-fails-'))
  await writeFile(join(folder, 'old.synscope'), 'the old work')
  const saveTo = (path: string): Promise<void> | undefined =>
    program === null
      ? undefined
      : askMain(() =>
          program.app.evaluate(({ dialog }, filePath) => {
            dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
          }, program.toApp(path)),
        )
  const isEdited = (): Promise<boolean | undefined> | undefined =>
    program?.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle().startsWith('•'))

  // The folder is gone since the dialog showed it.
  await saveTo(join(folder, 'gone', 'work.synscope'))
  await page.getByRole('button', { name: 'Save the work' }).click()
  await expect(page.getByText('The folder of “work.synscope” is not there any more.')).toBeVisible()
  await expect(page.getByTestId('note-item')).toHaveCount(notes)
  await expect.poll(isEdited).toBe(true)

  // A name that is a folder.
  await saveTo(folder)
  await page.getByRole('button', { name: 'Save the work' }).click()
  await expect(page.getByText(/is a folder|not permitted|cannot be used/)).toBeVisible()
  expect(await readdir(folder)).toEqual(['old.synscope'])
  expect(await readFile(join(folder, 'old.synscope'), 'utf8')).toBe('the old work')
  await expect.poll(isEdited).toBe(true)

  // And when it works again, everything is there.
  const saved = await app.savedBy(() => page.getByRole('button', { name: 'Save the work' }).click())
  expect(readProject(saved.bytes).notes).toHaveLength(notes)
  await expect.poll(isEdited).toBe(false)
  await rm(folder, { recursive: true, force: true })
})
