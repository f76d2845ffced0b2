// The fixture of every spec: one App, the same words in both hosts. A spec speaks of files opened, dropped and saved and of
// keys pressed; how that is done in Electron and in a browser is known here only.
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test as base, type Browser, type CDPSession, type Page } from '@playwright/test'
import type { LoopbackServer, serveOnLoopback as serve } from '../../electron/start/loopback-server.ts'
import { toPreferences } from '../../renderer/app/remember-settings.ts'
import { RECOVERY_KEY } from '../../renderer/host/stored-settings.ts'
import { DEFAULT_SETTINGS } from '../../renderer/state/settings-slice.ts'
import type { Bridge } from '../../shared/ipc/bridge.ts'
import { askMain, startElectron, type ElectronProgram } from './electron-program.ts'
import { hasDrawn } from './has-drawn.ts'
import { watchTroubles } from './troubles.ts'

export { expect }

export interface HostOptions {
  /** Set by the Playwright project. */
  hostKind: 'browser' | 'electron'
}

export interface SavedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface App {
  readonly host: 'browser' | 'electron'
  readonly page: Page
  /** The program behind the page; null in the browser. */
  readonly program: ElectronProgram | null
  /** Chooses files in the dialog that Ctrl+O shows. */
  openFiles(...paths: string[]): Promise<void>
  /** Makes the next open dialog answer with these files; for tests that press another button. */
  answerOpenDialog(...paths: string[]): Promise<void>
  /** Drops files onto the middle of the page. */
  dropFiles(...paths: string[]): Promise<void>
  /** Presses keys as a user does, menu accelerators of the desktop included, e.g. `Control+Shift+S`. */
  accelerator(keys: string): Promise<void>
  /** Does something that saves a file, and answers with what was written. */
  savedBy(action: () => Promise<void>): Promise<SavedFile>
  /** What a crash of the window would leave of the notes now; null for nothing. */
  recoverySlot(): Promise<string | null>
  /** Lets console errors that match happen in this test. */
  allowTrouble(pattern: RegExp): void
}

interface WorkerFixtures {
  server: LoopbackServer
  browserOfWorker: { get(): Promise<Browser> }
  electronOfWorker: { get(): Promise<ElectronProgram>; spoil(): void }
}

export const test = base.extend<{ app: App }, HostOptions & WorkerFixtures>({
  hostKind: ['browser', { option: true, scope: 'worker' }],

  server: [
    async ({}, use) => {
      const built = new URL('../../out/start/loopback-server.js', import.meta.url)
      const { serveOnLoopback } = (await import(built.href)) as { serveOnLoopback: typeof serve }
      const server = await serveOnLoopback(fileURLToPath(new URL('../../out/renderer', import.meta.url)), {
        paths: [],
        sample: null,
      })
      await use(server)
      await server.close()
    },
    { scope: 'worker' },
  ],

  // Playwright's own `browser` would start one for the Electron project, too.
  browserOfWorker: [
    async ({ playwright, browserName }, use, workerInfo) => {
      let browser: Browser | null = null
      await use({
        async get() {
          browser ??= await playwright[browserName].launch(workerInfo.project.use.launchOptions)
          return browser
        },
      })
      await (browser as Browser | null)?.close()
    },
    { scope: 'worker' },
  ],

  // Starting takes seconds: the tests of one worker share a program, each begins with a page loaded anew.
  electronOfWorker: [
    async ({}, use) => {
      let program: ElectronProgram | null = null
      let isSpoiled = false
      await use({
        async get() {
          if (program !== null && (isSpoiled || program.page.isClosed())) {
            await program.close()
            program = null
          }
          isSpoiled = false
          program ??= await startElectron()
          return program
        },
        spoil: () => (isSpoiled = true),
      })
      await (program as ElectronProgram | null)?.close()
    },
    { scope: 'worker' },
  ],

  app: async ({ hostKind, server, browserOfWorker, electronOfWorker }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'synscope-saved-'))
    const troubles = watchTroubles()
    if (hostKind === 'electron') {
      const program = await electronOfWorker.get()
      await beginAnew(program)
      troubles.watch(program.page)
      await hasDrawn(program.page)
      await use(electronApp(program, folder, troubles.allow))
      troubles.unwatch(program.page)
      if (testInfo.status !== testInfo.expectedStatus) electronOfWorker.spoil()
    } else {
      const browser = await browserOfWorker.get()
      const { locale, timezoneId, viewport, deviceScaleFactor, colorScheme } = testInfo.project.use
      const context = await browser.newContext({ locale, timezoneId, viewport, deviceScaleFactor, colorScheme })
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      const page = await context.newPage()
      troubles.watch(page)
      const host = browserApp(page, troubles.allow)
      await page.goto(`http://127.0.0.1:${server.port}/`)
      await hasDrawn(page)
      await use(host)
      await context.close()
    }
    await rm(folder, { recursive: true, force: true })
    expect(troubles.seen(), 'errors on the console of the page').toEqual([])
  },
})

/** Forgets settings and what is open, and loads the page again. */
async function beginAnew({ page }: ElectronProgram): Promise<void> {
  await page.evaluate(
    async (preferences) => {
      const { synscope } = window as unknown as { synscope: Bridge }
      // What the test before changed in its last moments is saved now, and not when the page is left below.
      window.dispatchEvent(new Event('pagehide'))
      await synscope.setWindow({ title: null, edited: false, represented: null, progress: null })
      await synscope.changeSettings({ theme: 'light', language: 'en', rememberRecent: true, pageZoom: 1, preferences })
      await synscope.forgetRecent('all')
      await synscope.clearRecovery()
      localStorage.clear()
    },
    // All by name: main keeps the preferences that a change does not name.
    toPreferences(DEFAULT_SETTINGS, 'utc'),
  )
  await page.reload()
  await page.setViewportSize({ width: 1280, height: 800 })
}

function electronApp(program: ElectronProgram, folder: string, allowTrouble: (pattern: RegExp) => void): App {
  const { app, page } = program
  const toApp = (path: string): string => program.toApp(path)
  const answerOpenDialog = (...paths: string[]): Promise<void> =>
    askMain(() =>
      app.evaluate(({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
      }, paths.map(toApp)),
    )
  return {
    host: 'electron',
    page,
    program,
    answerOpenDialog,
    async openFiles(...paths) {
      await answerOpenDialog(...paths)
      await page.keyboard.press('Control+o')
    },
    dropFiles: (...paths) => dropFiles(page, paths.map(toApp)),
    async accelerator(keys) {
      const { keyCode, modifiers } = splitKeys(keys)
      await app.evaluate(
        ({ BrowserWindow }, event) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents
          contents?.sendInputEvent({ type: 'keyDown', ...event })
          contents?.sendInputEvent({ type: 'keyUp', ...event })
        },
        { keyCode, modifiers },
      )
    },
    async savedBy(action) {
      // What was saved before may have the same name.
      for (const file of await readdir(folder)) await rm(join(folder, file))
      // The name that the program suggests, in a folder of the test.
      await askMain(() =>
        app.evaluate(({ dialog }, base) => {
          const state = globalThis as { savedTo?: string }
          delete state.savedTo
          dialog.showSaveDialog = (...args: unknown[]) => {
            const { defaultPath } = args[args.length - 1] as { defaultPath: string }
            state.savedTo = `${base}/${defaultPath}`
            return Promise.resolve({ canceled: false, filePath: state.savedTo })
          }
        }, toApp(folder)),
      )
      await action()
      let name = ''
      await expect
        .poll(async () => {
          name = await askMain(() => app.evaluate(() => (globalThis as { savedTo?: string }).savedTo ?? ''))
          return name === '' ? null : readFile(join(folder, basename(name))).catch(() => null)
        })
        .not.toBeNull()
      return { name: basename(name), bytes: await readFile(join(folder, basename(name))) }
    },
    recoverySlot: () => readFile(join(program.userData, 'recovery.synscope'), 'utf8').catch(() => null),
    allowTrouble,
  }
}

/**
 * Made before the page is loaded: Playwright says to the browser that it answers file dialogs some time after `page.on` has
 * returned, and headless Chromium closes a dialog that comes earlier as cancelled.
 */
function browserApp(page: Page, allowTrouble: (pattern: RegExp) => void): App {
  let answer: string[] = []
  page.on('filechooser', (chooser) => void chooser.setFiles(answer))
  const answerOpenDialog = (...paths: string[]): Promise<void> => {
    answer = paths
    return Promise.resolve()
  }
  return {
    host: 'browser',
    page,
    program: null,
    answerOpenDialog,
    async openFiles(...paths) {
      await answerOpenDialog(...paths)
      const asked = page.waitForEvent('filechooser')
      await page.keyboard.press('Control+o')
      await asked
    },
    dropFiles: (...paths) => dropFiles(page, paths),
    accelerator: (keys) => page.keyboard.press(keys),
    async savedBy(action) {
      const started = page.waitForEvent('download')
      await action()
      const download = await started
      return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) }
    },
    recoverySlot: () => page.evaluate((key) => localStorage.getItem(key), RECOVERY_KEY),
    allowTrouble,
  }
}

async function dropFiles(page: Page, files: string[]): Promise<void> {
  const cdp: CDPSession = await page.context().newCDPSession(page)
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const data = { items: [], files, dragOperationsMask: 1 }
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    cdp.send('Input.dispatchDragEvent', { type, x: size.width / 2, y: size.height / 2, data })
  await send('dragEnter')
  await send('dragOver')
  // A hand lets go when the window has answered that it takes files; Chromium takes a drop before that for a dragleave.
  await expect(page.getByTestId('drop-overlay')).toBeVisible()
  await send('dragOver')
  await send('drop')
  await cdp.detach()
}

type Modifier = 'control' | 'shift' | 'alt' | 'meta'

function splitKeys(keys: string): { keyCode: string; modifiers: Modifier[] } {
  const parts = keys.split('+')
  return { keyCode: parts.at(-1) ?? '', modifiers: parts.slice(0, -1).map((each) => each.toLowerCase() as Modifier) }
}
