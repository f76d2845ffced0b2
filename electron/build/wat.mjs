// WebAssembly text, translated when it is imported: the module's default export is its bytes.
import wabt from 'wabt'
import { readFile } from 'node:fs/promises'

/** @returns {import('vite').Plugin} */
export function wat() {
  return {
    name: 'synscope-wat',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.wat')) return null
      const text = await readFile(id, 'utf8')
      const features = { threads: true }
      const module = (await wabt()).parseWat(id, text, features)
      const { buffer } = module.toBinary({})
      module.destroy()
      const base64 = Buffer.from(buffer).toString('base64')
      return `export default Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0))`
    },
  }
}
