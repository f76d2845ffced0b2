// Where bytes come from. The only thing that differs between the desktop, a plain browser and the command line:
// File.slice, a one-time app://capture/<token> address with Range, or a file descriptor.
import type { ExactTime } from '../units/exact-time.ts'
import type { ScannerPort } from './scan-messages.ts'

export interface ByteSource {
  /** As the user named it. */
  readonly name: string
  /** Bytes in all; null when it is not known before the end (standard input). */
  readonly size: number | null
  /** Last change of the file, null when there is none. */
  readonly modified: ExactTime | null
  /**
   * Up to `length` bytes from `offset`; fewer only at the end, an empty array at or behind it. Several reads may be
   * under way at once (reading ahead). The array is the caller's.
   */
  read(offset: number, length: number): Promise<Uint8Array>
  /**
   * As `read`, into memory the caller uses again and again (a fresh buffer for every slice of a large file costs more
   * than the reading). Answers how many bytes were written. Absent where the platform cannot do it.
   */
  readInto?(offset: number, target: Uint8Array): Promise<number>
  /**
   * As `readInto`, at once. Where it exists the reader prefers it: handing each piece to another thread costs more than
   * copying it from the page cache (measured on Linux: 1 GB in 0.15 s against 0.25 s). The reader lets other work in
   * by an asynchronous read now and then.
   */
  readIntoSync?(offset: number, target: Uint8Array): number
  /**
   * Another thread that serves RecordScanner (scan-messages.ts) for this source, so that long captures are read by two
   * cores; null or absent where there is none to spare.
   */
  openScanner?(): ScannerPort | null
}

/** The bytes of a text or a test, as a source. */
export function memorySource(name: string, bytes: Uint8Array, modified: ExactTime | null = null): ByteSource {
  return {
    name,
    size: bytes.length,
    modified,
    read: (offset, length) => Promise.resolve(bytes.slice(offset, Math.min(bytes.length, offset + length))),
  }
}
