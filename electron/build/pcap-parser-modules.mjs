// pcap-parser was written for Node; in the window's cross-check worker it gets stand-ins for the Node modules that it names.
// They are given to that package only: anything else that asks for `fs` fails to build.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from './parts.mjs'

const FOLDER = join(ROOT, 'renderer', 'workers', 'pcap-parser')
const STAND_INS = new Map([
  ['util', join(FOLDER, 'util-module.ts')],
  ['fs', join(FOLDER, 'fs-module.ts')],
  ['events', createRequire(import.meta.url).resolve('events/')],
])

/** @returns {import('vite').Plugin} */
export function pcapParserModules() {
  return {
    name: 'synscope:pcap-parser-modules',
    enforce: 'pre',
    resolveId(id, importer) {
      return importer?.includes('pcap-parser') && !importer.includes('renderer') ? (STAND_INS.get(id) ?? null) : null
    },
  }
}
