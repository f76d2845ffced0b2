// Copies assets/samples/<name>/* into the built page as /samples/<name>/* and lists them in /samples/index.json, so that
// both hosts open a sample by its name and by nothing else. Order of the samples: `order.json` there, else alphabetical.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './parts.mjs'

const FOLDER = join(ROOT, 'assets', 'samples')

/** Files beside the sample that are not part of it. */
const NOT_SHIPPED = new Set(['truth.json', 'README.md'])

/** @returns {import('vite').Plugin} */
export function shippedSamples() {
  return {
    name: 'synscope:shipped-samples',
    generateBundle() {
      const index = listSamples()
      for (const sample of index) {
        for (const file of sample.files) {
          this.emitFile({
            type: 'asset',
            fileName: `samples/${sample.name}/${file.name}`,
            source: readFileSync(join(FOLDER, sample.name, file.name)),
          })
        }
      }
      this.emitFile({ type: 'asset', fileName: 'samples/index.json', source: JSON.stringify(index) })
    },
  }
}

/** Samples with their files and sizes; empty while nothing is shipped. */
export function listSamples() {
  if (!existsSync(FOLDER)) return []
  const orderFile = join(FOLDER, 'order.json')
  /** @type {string[]} */
  const order = existsSync(orderFile) ? JSON.parse(readFileSync(orderFile, 'utf8')) : []
  const names = readdirSync(FOLDER).filter((name) => statSync(join(FOLDER, name)).isDirectory())
  const rank = (/** @type {string} */ name) => (order.includes(name) ? order.indexOf(name) : order.length)
  names.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  return names.map((name) => ({
    name,
    files: readdirSync(join(FOLDER, name))
      .filter((file) => !NOT_SHIPPED.has(file) && statSync(join(FOLDER, name, file)).isFile())
      .sort()
      .map((file) => ({ name: file, size: statSync(join(FOLDER, name, file)).size })),
  }))
}
