// A source's bytes as lines of text: UTF-8 (or UTF-16 with a mark), LF or CRLF, without terminal colours. Lines longer than
// 64 KiB are cut and counted, so that a file without line feeds costs no more than one such line.
import type { ByteSource } from '../capture/byte-source.ts'
import { type CancelSignal, readAhead } from '../capture/chunk-source.ts'

export const MOST_LINE_CHARACTERS = 65_536

export interface TextLine {
  readonly text: string
  /** 1-based. */
  readonly number: number
}

export interface LineProgress {
  bytesRead: number
  cutLines: number
}

// ESC[…letter and ESC(B as colour and `watch` leave them.
const ESCAPES = new RegExp(`${String.fromCharCode(27)}(?:\\[[0-9;?]{0,20}[A-Za-z]|\\([A-Z0-9])`, 'g')

/** Lines of `source` in order; `progress` is brought up to date as they come. */
export async function* textLines(
  source: ByteSource,
  signal: CancelSignal | undefined,
  progress: LineProgress,
): AsyncGenerator<TextLine[]> {
  const chunks = readAhead(source, signal)
  let decoder: TextDecoder | null = null
  let rest = ''
  let restIsCut = false
  let number = 0
  const finishLine = (text: string): TextLine => {
    number++
    if (restIsCut || text.length > MOST_LINE_CHARACTERS) progress.cutLines++
    restIsCut = false
    const line = text.slice(0, MOST_LINE_CHARACTERS).replace(/\r$/, '')
    return { text: line.includes('\u001b') ? line.replace(ESCAPES, '') : line, number }
  }
  for (;;) {
    const chunk = await chunks.next()
    decoder ??= new TextDecoder(encodingOf(chunk ?? new Uint8Array(0)))
    const text = rest + (chunk === null ? decoder.decode() : decoder.decode(chunk, { stream: true }))
    const parts = text.split('\n')
    rest = parts.pop() ?? ''
    const lines = parts.map(finishLine)
    if (rest.length > MOST_LINE_CHARACTERS) {
      rest = rest.slice(0, MOST_LINE_CHARACTERS)
      restIsCut = true
    }
    progress.bytesRead += chunk?.length ?? 0
    if (chunk === null && rest !== '') lines.push(finishLine(rest))
    if (lines.length > 0) yield lines
    if (chunk === null) return
  }
}

/** By the byte order mark, or by zero bytes where ASCII in UTF-16 has them. */
function encodingOf(head: Uint8Array): string {
  const [a, b] = head
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  if (a !== undefined && b === 0 && a !== 0) return 'utf-16le'
  if (a === 0 && b !== undefined && b !== 0) return 'utf-16be'
  return 'utf-8'
}
