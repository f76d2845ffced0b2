// Chunks of a PNG file (W3C PNG 3rd edition, §5.3): finding and adding text chunks, with every length and every CRC
// checked. Nothing here decodes pixels.
import { crc32 } from '../../compress/crc32.ts'

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10]

/** Longest chunk that is taken; the work inside a picture is far shorter. */
export const CHUNK_LIMIT = 32 * 1024 * 1024
/** Most chunks of one file that are looked at. */
const CHUNK_COUNT_LIMIT = 100_000

export interface PngChunk {
  /** Four letters, e.g. `tEXt`. */
  readonly type: string
  /** Offset of the length field in the file. */
  readonly at: number
  readonly content: Uint8Array
}

export type PngProblem = 'not-png' | 'cut-off' | 'too-large' | 'bad-crc'

export class PngFault extends Error {
  constructor(
    readonly problem: PngProblem,
    readonly offset: number,
  ) {
    super(`PNG: ${problem} at offset ${offset}`)
  }
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((value, i) => bytes[i] === value)
}

/** All chunks up to IEND. Throws PngFault when the file breaks a rule; memory is bounded by the file. */
export function readChunks(bytes: Uint8Array): PngChunk[] {
  if (!isPng(bytes)) throw new PngFault('not-png', 0)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: PngChunk[] = []
  let at = SIGNATURE.length
  while (chunks.length < CHUNK_COUNT_LIMIT) {
    if (bytes.length - at < 12) throw new PngFault('cut-off', at)
    const length = view.getUint32(at)
    if (length > CHUNK_LIMIT) throw new PngFault('too-large', at)
    if (length > bytes.length - at - 12) throw new PngFault('cut-off', at)
    const covered = bytes.subarray(at + 4, at + 8 + length)
    if (crc32(covered) !== view.getUint32(at + 8 + length)) throw new PngFault('bad-crc', at)
    const type = String.fromCharCode(...covered.subarray(0, 4))
    chunks.push({ type, at, content: covered.subarray(4) })
    if (type === 'IEND') return chunks
    at += 12 + length
  }
  throw new PngFault('too-large', at)
}

/** The text of the first tEXt chunk with this keyword (Latin-1, 1–79 characters); null when there is none. */
export function readText(bytes: Uint8Array, keyword: string): string | null {
  for (const chunk of readChunks(bytes)) {
    if (chunk.type !== 'tEXt') continue
    const end = chunk.content.indexOf(0)
    if (end < 1 || end > 79 || latin1(chunk.content.subarray(0, end)) !== keyword) continue
    return latin1(chunk.content.subarray(end + 1))
  }
  return null
}

/** A copy of the PNG with tEXt chunks put behind its header, in the order given. Texts must be Latin-1. */
export function withTexts(bytes: Uint8Array, texts: readonly (readonly [keyword: string, text: string])[]): Uint8Array {
  const header = readChunks(bytes)[0]
  if (header === undefined || header.type !== 'IHDR') throw new PngFault('not-png', SIGNATURE.length)
  const after = header.at + 12 + header.content.length
  const added = texts.map(([keyword, text]) => textChunk(keyword, text))
  const out = new Uint8Array(bytes.length + added.reduce((sum, chunk) => sum + chunk.length, 0))
  out.set(bytes.subarray(0, after))
  let at = after
  for (const chunk of added) {
    out.set(chunk, at)
    at += chunk.length
  }
  out.set(bytes.subarray(after), at)
  return out
}

function textChunk(keyword: string, text: string): Uint8Array {
  const length = keyword.length + 1 + text.length
  if (length > CHUNK_LIMIT) throw new PngFault('too-large', 0)
  const chunk = new Uint8Array(12 + length)
  const view = new DataView(chunk.buffer)
  view.setUint32(0, length)
  writeLatin1(chunk, 4, `tEXt${keyword}\0${text}`)
  view.setUint32(8 + length, crc32(chunk.subarray(4, 8 + length)))
  return chunk
}

function writeLatin1(target: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) target[at + i] = text.charCodeAt(i) & 255
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = []
  // fromCharCode takes its arguments from the stack: a few thousand at a time.
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)))
  return parts.join('')
}
