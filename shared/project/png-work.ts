// The work inside a picture: a tEXt chunk with the .synscope file in base64, so that dropping the PNG on SynScope opens
// it again. No path, user or host name goes in (anchors/security.md B6): works hold file names only.
import { base64 } from '../figure/figure-markup.ts'
import { CHUNK_LIMIT, PngFault, readText, withTexts } from '../figure/png/png-chunks.ts'
import { ProjectFault } from './project-fault.ts'
import { readProject, writeProject } from './project-file.ts'
import type { Work } from './work.ts'

const KEYWORD = 'SynScope'

/** The PNG with the work inside. A work too large for a chunk goes in without its packets. */
export function pngWithWork(png: Uint8Array, work: Work): Uint8Array {
  let content = base64(writeProject(work))
  if (content.length > CHUNK_LIMIT - 64) content = base64(writeProject({ ...work, packets: null }))
  return withTexts(png, [
    ['Software', `SynScope ${work.program}`.replace(/[^\x20-\x7e]/g, '')],
    [KEYWORD, content],
  ])
}

/** The work inside a PNG. Throws ProjectFault when there is none or it cannot be used. */
export function workInPng(png: Uint8Array): Work {
  let content: string | null
  try {
    content = readText(png, KEYWORD)
  } catch (error) {
    if (error instanceof PngFault)
      throw new ProjectFault(error.problem === 'too-large' ? 'too-large' : 'damaged', `PNG, offset ${error.offset}`)
    throw error
  }
  if (content === null) throw new ProjectFault('no-work-inside', 'PNG')
  const bytes = fromBase64(content)
  if (bytes === null) throw new ProjectFault('damaged', 'base64')
  return readProject(bytes)
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...LETTERS].map((letter, value) => [letter.charCodeAt(0), value]))

/** RFC 4648 base64 with padding and nothing else; null for any other text. */
export function fromBase64(text: string): Uint8Array | null {
  if (text.length % 4 !== 0) return null
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  const out = new Uint8Array((text.length / 4) * 3 - padding)
  let at = 0
  for (let i = 0; i < text.length; i += 4) {
    let word = 0
    for (let k = 0; k < 4; k++) {
      const isPadding = i + k >= text.length - padding
      const value = isPadding ? 0 : VALUES.get(text.charCodeAt(i + k))
      if (value === undefined) return null
      word = word * 64 + value
    }
    for (const byte of [word >>> 16, (word >>> 8) & 255, word & 255]) if (at < out.length) out[at++] = byte
  }
  return out
}
