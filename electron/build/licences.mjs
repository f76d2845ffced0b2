// Writes licences.txt beside the built page: name, version, licence and the licence text of every package whose code is in
// it. Their licences (MIT, ISC, BSD, Apache) ask for that.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** @returns {import('vite').Plugin} */
export function licences() {
  /** @type {Set<string>} */
  const folders = new Set()
  return {
    name: 'synscope:licences',
    moduleParsed({ id }) {
      const folder = packageFolder(id)
      if (folder !== null) folders.add(folder)
    },
    generateBundle() {
      const texts = [...folders].sort().map(describe)
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) })
    },
  }
}

/**
 * The folder of the package that a module belongs to; null for our own.
 * @param {string} id
 */
export function packageFolder(id) {
  const at = id.lastIndexOf('/node_modules/')
  if (at < 0) return null
  const [first = '', second = ''] = id.slice(at + '/node_modules/'.length).split('/')
  return id.slice(0, at) + '/node_modules/' + (first.startsWith('@') ? `${first}/${second}` : first)
}

/** @param {string} folder */
function describe(folder) {
  const manifest = join(folder, 'package.json')
  if (!existsSync(manifest)) return `${dirname(folder)}\n`
  const { name, version, license } = JSON.parse(readFileSync(manifest, 'utf8'))
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each))
  const text = file === undefined ? '' : `\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
  return `${name} ${version} (${license ?? 'no licence named'})\n${text}`
}
