// Where Electron's program is: named in the environment, downloaded before, or fetched now. Never throws; what is wrong
// comes back as the key of a sentence.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type FoundElectron =
  | {
      readonly kind: 'found'
      readonly executable: string
      /** Named by ELECTRON_EXECUTABLE or ELECTRON_OVERRIDE_DIST_PATH: the user knows what it needs. */
      readonly isNamed: boolean
    }
  | { readonly kind: 'missing' }

const FETCH_LIMIT_MS = 10 * 60_000

/** @param root folder of package.json; `onFetch` is called before a download begins. */
export async function findElectron(root: string, env: NodeJS.ProcessEnv, onFetch: () => void): Promise<FoundElectron> {
  const named = namedElectron(env)
  if (named !== null)
    return existsSync(named) ? { kind: 'found', executable: named, isNamed: true } : { kind: 'missing' }
  const package_ = join(root, 'node_modules', 'electron')
  const installed = installedElectron(package_)
  if (installed !== null) return { kind: 'found', executable: installed, isNamed: false }
  if (!existsSync(join(package_, 'install.js')) || (env['ELECTRON_SKIP_BINARY_DOWNLOAD'] ?? '') !== '') {
    return { kind: 'missing' }
  }
  onFetch()
  await fetchElectron(package_, env)
  const fetched = installedElectron(package_)
  return fetched === null ? { kind: 'missing' } : { kind: 'found', executable: fetched, isNamed: false }
}

/** Path of the program below a distribution folder of Electron. */
function programName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron'
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}

function namedElectron(env: NodeJS.ProcessEnv): string | null {
  const executable = env['ELECTRON_EXECUTABLE'] ?? ''
  if (executable !== '') return executable
  const folder = env['ELECTRON_OVERRIDE_DIST_PATH'] ?? ''
  return folder === '' ? null : join(folder, programName())
}

function installedElectron(package_: string): string | null {
  try {
    const path = join(package_, 'dist', readFileSync(join(package_, 'path.txt'), 'utf8').trim())
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

/** The download that the electron package does on its first use. Its own messages are stack traces; they are not shown. */
function fetchElectron(package_: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(package_, 'install.js')], {
      env,
      stdio: 'ignore',
      timeout: FETCH_LIMIT_MS,
    })
    child.on('error', () => resolve())
    child.on('close', () => resolve())
  })
}
