// What is built, from which files, into which folder. Four parts, each built whole and swapped in at once:
//   window  – renderer/ and its workers, a static page with hashed files (Chromium 120)
//   desktop – Electron's main process and its preload script, one CommonJS file each (Node 18, Electron 28 and later)
//   start   – what `npm start` runs, with the loopback server for the browser (Node 20)
//   cli     – the command line and its worker threads, ES modules (Node 20)
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Folder of package.json. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..')

export const PART_NAMES = /** @type {const} */ (['window', 'desktop', 'start', 'cli'])

/** @typedef {(typeof PART_NAMES)[number]} PartName */

/**
 * `output` is relative to {@link ROOT}; `sources` are the files and folders whose change asks for a new build.
 * @type {Readonly<Record<PartName, { readonly output: string, readonly sources: readonly string[] }>>}
 */
export const PARTS = {
  window: { output: 'out/renderer', sources: ['shared', 'renderer', 'assets'] },
  desktop: {
    output: 'out/electron',
    sources: ['shared', 'electron/main.ts', 'electron/preload', ...electronFolders()],
  },
  start: { output: 'out/start', sources: ['shared', 'electron/start', 'electron/protocol', 'electron/files'] },
  cli: { output: 'out/cli', sources: ['shared', 'electron/cli', 'assets'] },
}

/** Sources that concern every part. */
export const COMMON_SOURCES = ['package.json', 'package-lock.json', 'electron/build']

function electronFolders() {
  return ['files', 'ipc', 'menus', 'protocol', 'security', 'settings', 'windows', 'host'].map(
    (name) => `electron/${name}`,
  )
}
