// Electron under test: starts it with a folder of its own for user data and hides what differs between the platforms it may
// be a build for (the lab's is one for Windows).
import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { findElectron } from '../run/find-electron.mjs'
import { hasDrawn } from './has-drawn.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

export interface ElectronProgram {
  readonly app: ElectronApplication
  readonly page: Page
  readonly userData: string
  /** A path of this machine as the program under test names it. */
  toApp(path: string): string
  /** What main wrote on standard error so far. */
  said(): string
  close(): Promise<void>
}

export interface ElectronStart {
  readonly args?: readonly string[]
  /** Kept between starts when given. */
  readonly userData?: string
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Asks main again when its garbage collector took the promise that Playwright waited for (V8: "Promise was collected"), which
 * happens now and then on a busy machine. `ask` may run twice.
 */
export async function askMain<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('garbage collected'))) throw error
    return ask()
  }
}

/** How long a program may take to end; one that hangs must not take the tests behind it with it. */
const CLOSE_MS = 20_000

async function closeOrKill(app: ElectronApplication, program: ChildProcess): Promise<void> {
  const timer = setTimeout(() => program.kill('SIGKILL'), CLOSE_MS)
  await app.close().catch(() => undefined)
  clearTimeout(timer)
}

export async function startElectron({ args = [], userData, env = {} }: ElectronStart = {}): Promise<ElectronProgram> {
  const found = findElectron()
  if (found === null) throw new Error('there is no Electron to test')
  const folder = userData ?? (await mkdtemp(join(tmpdir(), 'synscope-e2e-')))
  const environment: Record<string, string> = { TZ: 'UTC', ...env }
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) environment[name] ??= value
  if ('distPath' in found) {
    environment['ELECTRON_OVERRIDE_DIST_PATH'] = found.distPath
    // Playwright looks it up in this process.
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = found.distPath
  }
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0
  const app = await _electron.launch({
    ...('executable' in found ? { executablePath: found.executable } : {}),
    args: [...(isRoot ? ['--no-sandbox'] : []), `--user-data-dir=${folder}`, '--lang=en-US', ROOT, ...args],
    env: environment,
    // Else Playwright says "light" to the page and hides what nativeTheme says.
    colorScheme: null,
    timeout: 60_000,
  })
  let said = ''
  // Playwright forgets it when the program ends.
  const program = app.process()
  program.stderr?.on('data', (text: Buffer) => (said += text.toString()))
  const page = await app.firstWindow()
  // The window is there before its page is.
  await page.waitForURL('app://bundle/**', { waitUntil: 'load' })
  await hasDrawn(page)
  const platform = await app.evaluate(() => process.platform)
  const isForeign = platform === 'win32' && process.platform !== 'win32'
  return {
    app,
    page,
    userData: folder,
    toApp: (path) => (isForeign ? `Z:${path.replaceAll('/', '\\')}` : path),
    said: () => said,
    close: async () => {
      // Notes that a test left unsaved would be asked about; "close without saving" is the second button.
      const answered = app
        .evaluate(({ dialog }) => {
          dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
        })
        // A test may have closed or crashed it.
        .catch(() => undefined)
      // A main process that hangs never answers.
      await Promise.race([answered, sleep(CLOSE_MS)])
      await closeOrKill(app, program)
      if (userData === undefined && existsSync(folder)) await rm(folder, { recursive: true, force: true })
    },
  }
}
