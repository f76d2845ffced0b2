// How wide a text is and where its lines break, from the advances of the shipped fonts alone: the same in a browser, in
// Node and in a test, so that SVG, PNG and PDF lay out alike. No kerning and no ligatures (the fonts carry none).
import { INTER_REGULAR, INTER_SEMIBOLD, UNITS_PER_EM } from './inter-advances.ts'

export type FontWeight = 400 | 600

/** Height of capitals and digits over the baseline, in em (OS/2 sCapHeight of Inter). */
export const CAP_HEIGHT = 0.7275
/** Distance of baselines, in em. */
export const LINE_HEIGHT = 1.36

/** A character of neither font: East Asian ones are taken as one em, all others as this. */
const UNKNOWN_EM = 0.6

const ADVANCES: Readonly<Record<FontWeight, ReadonlyMap<number, number>>> = {
  400: readAdvances(INTER_REGULAR),
  600: readAdvances(INTER_SEMIBOLD),
}

function readAdvances(table: string): ReadonlyMap<number, number> {
  const advances = new Map<number, number>()
  let at = 0
  for (const line of table.split('\n')) {
    const words = line.trim().split(' ')
    if (words[0] === '') continue
    const begins = !line.startsWith(' ')
    if (begins) at = Number.parseInt(words[0] ?? '0', 16)
    for (const word of begins ? words.slice(1) : words) advances.set(at++, Number(word) / UNITS_PER_EM)
  }
  return advances
}

/** True for characters of one em that a line may break before and after: Han, kana, full-width forms. */
export function isWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7a3) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe4f) ||
    (codePoint >= 0xff00 && codePoint <= 0xff60) ||
    (codePoint >= 0xffe0 && codePoint <= 0xffe6) ||
    (codePoint >= 0x1f300 && codePoint <= 0x1faff) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  )
}

/** Width of one line in the unit of `size`. */
export function textWidth(text: string, size: number, weight: FontWeight = 400): number {
  const advances = ADVANCES[weight]
  let em = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    em += advances.get(code) ?? (isWide(code) ? 1 : UNKNOWN_EM)
  }
  return em * size
}

/** The text, or its beginning with `…` when it is wider than `width`. */
export function fitText(text: string, width: number, size: number, weight: FontWeight = 400): string {
  if (textWidth(text, size, weight) <= width) return text
  const characters = [...text]
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (textWidth(`${characters.slice(0, middle).join('')}…`, size, weight) <= width) low = middle
    else high = middle - 1
  }
  return low === 0 ? '' : `${characters.slice(0, low).join('').trimEnd()}…`
}

/** As {@link fitText}, but the middle is left out: ends tell addresses and file names apart. */
export function fitMiddle(text: string, width: number, size: number, weight: FontWeight = 400): string {
  if (textWidth(text, size, weight) <= width) return text
  const characters = [...text]
  for (let kept = characters.length - 1; kept >= 2; kept--) {
    const head = Math.ceil(kept / 2)
    const candidate = `${characters.slice(0, head).join('')}…${characters.slice(characters.length - (kept - head)).join('')}`
    if (textWidth(candidate, size, weight) <= width) return candidate
  }
  return ''
}

/** Marks that must not begin a line in Chinese (GB/T 15834). */
const NOT_AT_START = '，。、；：？！）》」』】〉”’…—％%)]},.;:?!·'
/** Marks that must not end a line. */
const NOT_AT_END = '（《「『【〈“‘([{'

/** Pieces that are never broken, in order; a space belongs to the piece before it. */
function breakPieces(text: string): string[] {
  const pieces: string[] = []
  let word = ''
  const flush = (): void => {
    if (word !== '') pieces.push(word)
    word = ''
  }
  for (const character of text) {
    const wide = isWide(character.codePointAt(0) ?? 0) || NOT_AT_START.includes(character)
    if (character === ' ') {
      word += character
      flush()
    } else if (!wide || NOT_AT_START.includes(character)) {
      if (word === '' && NOT_AT_START.includes(character) && pieces.length > 0 && !(pieces.at(-1) ?? '').endsWith(' '))
        word = pieces.pop() ?? ''
      word += character
      if (isWide(character.codePointAt(0) ?? 0)) flush()
    } else if (NOT_AT_END.includes(character)) {
      flush()
      word = character
    } else {
      if (word !== '' && !NOT_AT_END.includes(word)) flush()
      word += character
      flush()
    }
  }
  flush()
  return pieces
}

/**
 * Breaks `text` into lines not wider than `width` (a single word that is wider is cut anywhere). Line feeds are kept.
 * More than `maxLines` lines: the last one ends in `…`.
 */
export function wrapText(
  text: string,
  width: number,
  size: number,
  weight: FontWeight = 400,
  maxLines = Infinity,
): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const piece of breakPieces(paragraph)) {
      if (line !== '' && textWidth((line + piece).trimEnd(), size, weight) > width) {
        lines.push(line.trimEnd())
        line = ''
      }
      line += piece
      while (textWidth(line.trimEnd(), size, weight) > width && [...line].length > 1) {
        const head = headThatFits(line, width, size, weight)
        lines.push(head)
        line = line.slice(head.length)
      }
    }
    lines.push(line.trimEnd())
  }
  if (lines.length <= maxLines) return lines
  const kept = lines.slice(0, maxLines)
  const last = `${kept[maxLines - 1] ?? ''} ${lines[maxLines] ?? ''}`
  kept[maxLines - 1] = fitText(last, width, size, weight)
  return kept
}

function headThatFits(line: string, width: number, size: number, weight: FontWeight): string {
  let head = ''
  for (const character of line) {
    if (head !== '' && textWidth(head + character, size, weight) > width) break
    head += character
  }
  return head
}

/** Width of the widest of `lines`. */
export function blockWidth(lines: readonly string[], size: number, weight: FontWeight = 400): number {
  return lines.reduce((widest, line) => Math.max(widest, textWidth(line, size, weight)), 0)
}

/** As {@link wrapText}, but lines of about equal length: as narrow as the same number of lines allows. */
export function wrapBalanced(
  text: string,
  width: number,
  size: number,
  weight: FontWeight,
  maxLines: number,
): string[] {
  const lines = wrapText(text, width, size, weight, maxLines)
  if (lines.length < 2) return lines
  let low = width / 2
  let high = width
  while (high - low > 2) {
    const middle = (low + high) / 2
    if (wrapText(text, middle, size, weight).length > lines.length) low = middle
    else high = middle
  }
  return wrapText(text, high, size, weight, maxLines)
}
