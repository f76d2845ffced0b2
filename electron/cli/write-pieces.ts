// Writes a text that comes in many small pieces in a few large ones, and stops when nobody reads any more.
import type { Terminal } from './terminal.ts'

const WRITE_CHARACTERS = 256 * 1024

export async function writePieces(pieces: Iterable<string>, terminal: Terminal): Promise<void> {
  let waiting: string[] = []
  let length = 0
  for (const piece of pieces) {
    waiting.push(piece)
    length += piece.length
    if (length < WRITE_CHARACTERS) continue
    if (!(await terminal.out(waiting.join('')))) return
    waiting = []
    length = 0
  }
  await terminal.out(waiting.join(''))
}
