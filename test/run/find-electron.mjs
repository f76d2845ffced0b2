// Which Electron the desktop tests run in: the one named in the environment, else the stock program if it is there. It is
// never downloaded for the tests.
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PACKAGE = fileURLToPath(new URL('../../node_modules/electron', import.meta.url))

/**
 * What Playwright is to be told: a program of that name, or a folder for ELECTRON_OVERRIDE_DIST_PATH (then Playwright's own
 * loader comes first and the program sees clean arguments). Null when there is no Electron.
 * @returns {{ readonly distPath: string } | { readonly executable: string } | { readonly stock: true } | null}
 */
export function findElectron() {
  const distPath = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (distPath !== undefined && distPath !== '') return existsSync(distPath) ? { distPath } : null
  const executable = process.env.ELECTRON_EXECUTABLE
  if (executable !== undefined && executable !== '') {
    if (!existsSync(executable)) return null
    return basename(executable) === 'electron' ? { distPath: dirname(executable) } : { executable }
  }
  try {
    const path = readFileSync(join(PACKAGE, 'path.txt'), 'utf8').trim()
    return existsSync(join(PACKAGE, 'dist', path)) ? { stock: true } : null
  } catch {
    return null
  }
}
