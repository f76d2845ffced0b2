// What a file is, told from its first bytes and never from its name. Anything that is no text goes to the capture reader,
// which knows every format by its magic number and names those it cannot read.
import { looksLikeCounterText } from '../counters/read-counter-texts.ts'
import { looksLikeTcpdumpText } from '../tcpdump-text/read-tcpdump-text.ts'

/** Enough to see what a text is about. */
export const HEAD_BYTES = 64 * 1024

/** 'text' is text that is neither counters nor packets. */
export type SourceKind = 'capture' | 'tcpdump-text' | 'counters' | 'text'

/** Recognises `head`, the first {@link HEAD_BYTES} of a source. */
export function recognise(head: Uint8Array): SourceKind {
  const encoding = textEncoding(head)
  if (encoding === null) return 'capture'
  if (looksLikeTcpdumpText(new TextDecoder(encoding).decode(head))) return 'tcpdump-text'
  return looksLikeCounterText(head) ? 'counters' : 'text'
}

/** The encoding of a text, null when the bytes are none: control characters other than white space, ESC and BS. */
function textEncoding(head: Uint8Array): string | null {
  if (head.length === 0) return null
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  let zerosAtOdd = 0
  let zerosAtEven = 0
  let controls = 0
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] ?? 0
    if (byte === 0 && i % 2 === 1) zerosAtOdd++
    else if (byte === 0) zerosAtEven++
    else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 27 && byte !== 8 && byte !== 12)
      controls++
  }
  if (controls > head.length / 200) return null
  if (zerosAtOdd === 0 && zerosAtEven === 0) return 'utf-8'
  if (zerosAtEven === 0 && zerosAtOdd > head.length / 3) return 'utf-16le'
  if (zerosAtOdd === 0 && zerosAtEven > head.length / 3) return 'utf-16be'
  return null
}
