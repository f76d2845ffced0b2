// From bytes to lines that a reader can match: encodings (UTF-8, UTF-16 with or without BOM, Latin-1 as a last resort),
// line ends of every system, terminal colours and control characters. Works line by line, so that a file of one
// gigantic line costs no gigantic string. Rules: UTF-8 is RFC 3629, escape sequences ECMA-48 §5.4.
import { LIMIT } from './text-source.ts'

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** Encoding by BOM, else by where the zero bytes of the first 1024 lie; `skip` is the length of the BOM. */
export function detectEncoding(bytes: Uint8Array): { encoding: TextEncoding; skip: number } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: 'utf-8', skip: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: 'utf-16be', skip: 2 }
  const length = Math.min(bytes.length, 1024) & ~1
  let even = 0
  let odd = 0
  for (let i = 0; i < length; i += 2) {
    if (bytes[i] === 0) even++
    if (bytes[i + 1] === 0) odd++
  }
  const half = length / 2
  if (half >= 4 && odd > half * 0.4 && even < half * 0.05) return { encoding: 'utf-16le', skip: 0 }
  if (half >= 4 && even > half * 0.4 && odd < half * 0.05) return { encoding: 'utf-16be', skip: 0 }
  return { encoding: 'utf-8', skip: 0 }
}

/**
 * Receives the lines of a text that are not empty. `number` is 1-based and counts all lines; `text` is null for a line
 * longer than the bound. Answering false ends the reading.
 */
export type LineSink = (number: number, text: string | null) => boolean

/**
 * Splits at LF, CR LF, CR CR LF and lone CR, decodes and cleans each line. Returns false when `sink` did not see the end,
 * because the text is longer than {@link LIMIT} allows or the sink had enough.
 */
export function forEachLine(bytes: Uint8Array, sink: LineSink): boolean {
  const { encoding, skip } = detectEncoding(bytes)
  const end = Math.min(bytes.length, LIMIT.sourceBytes)
  const width = encoding === 'utf-8' ? 1 : 2
  const low = encoding === 'utf-16be' ? 1 : 0
  // The code unit at `i`, as far as line ends are concerned.
  const unit = (i: number): number =>
    width === 1 ? (bytes[i] ?? 0) : (bytes[i + low] ?? 0) | ((bytes[i + 1 - low] ?? 0) << 8)
  let number = 0
  let start = skip
  let i = skip
  while (i + width <= end && number < LIMIT.lines) {
    const code = unit(i)
    if (code !== 10 && code !== 13) {
      i += width
      continue
    }
    number++
    if (!emit(start, i)) return false
    let after = i + width
    if (code === 13) {
      let probe = after
      while (probe + width <= end && unit(probe) === 13) probe += width
      if (probe + width <= end && unit(probe) === 10) after = probe + width
    }
    start = i = after
  }
  if (start < end && number < LIMIT.lines) {
    number++
    if (!emit(start, end)) return false
  }
  return bytes.length <= LIMIT.sourceBytes && number < LIMIT.lines

  function emit(from: number, to: number): boolean {
    if (from === to) return true
    if ((to - from) / width > LIMIT.lineBytes) return sink(number, null)
    return sink(number, cleanLine(decode(bytes, from, to, encoding)))
  }
}

/** Decodes a stretch of bytes; malformed UTF-8 makes the whole stretch Latin-1 (OEM code pages keep their ASCII). */
export function decode(bytes: Uint8Array, from: number, to: number, encoding: TextEncoding): string {
  let text = ''
  const units: number[] = []
  const flush = (): void => {
    text += String.fromCharCode(...units)
    units.length = 0
  }
  if (encoding !== 'utf-8') {
    const low = encoding === 'utf-16be' ? 1 : 0
    for (let i = from; i + 1 < to; i += 2) {
      units.push((bytes[i + low] ?? 0) | ((bytes[i + 1 - low] ?? 0) << 8))
      if (units.length === 4096) flush()
    }
    flush()
    return text
  }
  for (let i = from; i < to;) {
    const first = bytes[i] ?? 0
    let code = first
    let more = 0
    if (first >= 0x80) {
      more = first >= 0xf0 && first < 0xf5 ? 3 : first >= 0xe0 ? 2 : first >= 0xc2 ? 1 : -1
      if (more < 0 || first >= 0xf5 || i + more >= to) return latin1(bytes, from, to)
      code = first & (0x3f >> more)
      for (let k = 1; k <= more; k++) {
        const next = bytes[i + k] ?? 0
        if ((next & 0xc0) !== 0x80) return latin1(bytes, from, to)
        code = (code << 6) | (next & 0x3f)
      }
    }
    if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff))
    else units.push(code)
    i += more + 1
    if (units.length >= 4096) flush()
  }
  flush()
  return text
}

function latin1(bytes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i += 4096) text += String.fromCharCode(...bytes.subarray(i, Math.min(to, i + 4096)))
  return text
}

const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()*+][A-Za-z0-9]|[ -~])/g
const CONTROLS = /[\0-\x08\x0b-\x1f\x7f\u200b\ufeff]/g

/** Without escape sequences, control characters (TAB stays), overstrikes and blanks at the end. */
export function cleanLine(text: string): string {
  let line = text
  if (line.includes('\x1b')) line = line.replace(ESCAPES, '')
  if (line.includes('\b')) line = applyBackspaces(line)
  // Non-breaking and ideographic blanks come from web pages and chat programs.
  return line
    .replace(CONTROLS, '')
    .replace(/[\u00a0\u3000]/g, ' ')
    .trimEnd()
}

/** True when the text moves the cursor (`ESC[3;5H`): what stood where on the screen is lost. */
export function movesCursor(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length - 3, 65_536)
  for (let i = 0; i < end; i++) {
    if (bytes[i] !== 0x1b || bytes[i + 1] !== 0x5b) continue
    let k = i + 2
    while (k < i + 10 && ((bytes[k] ?? 0) === 0x3b || ((bytes[k] ?? 0) >= 0x30 && (bytes[k] ?? 0) <= 0x39))) k++
    if (bytes[k] === 0x48 && k > i + 2) return true
  }
  return false
}

function applyBackspaces(line: string): string {
  const kept: string[] = []
  for (const char of line) {
    if (char === '\b') kept.pop()
    else kept.push(char)
  }
  return kept.join('')
}
