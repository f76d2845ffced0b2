// gzip (RFC 1952), any number of members. The platform's own inflate is several times faster than one in JavaScript, but
// browsers' DecompressionStream refuses a second member and drops what it had when the data breaks. So: the platform
// first, and where it gives up, fflate from the beginning, without what was already handed on.
import { Gunzip } from 'fflate'
import { crc32 } from './crc32.ts'
import {
  type Codec,
  decompressing,
  DecompressionFault,
  type Emit,
  type ExpansionLimits,
  expansionCounter,
  type PieceSource,
} from './decompress.ts'

/** Gunzips a stream with the platform's means; throws anything when the data is not good to the end. */
export type NativeGunzip = (input: PieceSource) => PieceSource

/** The part of the web's stream classes that is used; all hosts have it, ECMAScript's library does not. */
interface WebDecompressionStream {
  readonly readable: {
    getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array }>; cancel(): Promise<void> }
  }
  readonly writable: {
    getWriter(): {
      write(bytes: Uint8Array): Promise<void>
      close(): Promise<void>
      abort(reason: unknown): Promise<void>
    }
  }
}
type WebDecompressionStreamClass = new (format: 'gzip') => WebDecompressionStream

/** DecompressionStream as a NativeGunzip; null where the host has none. */
export function webGunzip(): NativeGunzip | null {
  const Stream = (globalThis as { DecompressionStream?: WebDecompressionStreamClass }).DecompressionStream
  if (!Stream) return null
  return (input) => {
    const stream = new Stream('gzip')
    const reader = stream.readable.getReader()
    const writer = stream.writable.getWriter()
    const pump = async (): Promise<void> => {
      for (;;) {
        const piece = await input.next()
        if (!piece) break
        // The stream may hold the piece after `write` answers, and the input uses its memory again.
        await writer.write(piece.slice())
      }
      await writer.close()
    }
    const pumped = pump().catch((error: unknown) => {
      void writer.abort(error).catch(() => undefined)
      throw error
    })
    pumped.catch(() => undefined)
    return {
      async next() {
        const { done, value } = await reader.read()
        if (!done && value) return value
        await pumped
        return null
      },
    }
  }
}

/** `open` starts the compressed input at its first byte; it is called a second time when the platform gives up. */
export function gunzip(open: () => PieceSource, native: NativeGunzip | null, limits: ExpansionLimits): PieceSource {
  const counter = expansionCounter(limits)
  let source: PieceSource
  let given = 0
  let isNative = native !== null
  if (native) {
    const input = open()
    source = native({
      async next() {
        const piece = await input.next()
        if (piece) counter.in(piece.length)
        return piece
      },
    })
  } else source = decompressing(open(), gzipCodec(), limits)
  return {
    async next() {
      if (!isNative) return source.next()
      let piece: Uint8Array | null
      try {
        piece = await source.next()
      } catch (error) {
        if (error instanceof Error && error.name === 'AbortError') throw error
        isNative = false
        source = decompressing(open(), gzipCodec(), limits)
        return skipBytes(source, given)
      }
      if (piece) {
        given += piece.length
        counter.out(piece.length)
      }
      return piece
    },
  }
}

/** The first piece behind `bytes` bytes. */
async function skipBytes(source: PieceSource, bytes: number): Promise<Uint8Array | null> {
  let left = bytes
  for (;;) {
    const piece = await source.next()
    if (!piece) return null
    if (piece.length > left) return piece.subarray(left)
    left -= piece.length
  }
}

const FFLATE_UNEXPECTED_END = 0

/** A header of 10 and a trailer of 8 bytes: no gzip file is shorter. */
const SHORTEST_FILE = 18
const TRAILER_BYTES = 8

/** gzip in JavaScript, with the check sum of every member. */
export function gzipCodec(): Codec {
  const pending: Uint8Array[] = []
  const input = new InputTail()
  let crc = 0
  const checkMember = (end: number): void => {
    if (input.wordAt(end - TRAILER_BYTES) !== crc) throw new DecompressionFault('compressedDamaged')
    crc = 0
  }
  const stream = new Gunzip((bytes) => {
    crc = crc32(bytes, crc)
    pending.push(bytes)
  })
  // Called when the header of another member was read; everything before it is the member that ended.
  stream.onmember = checkMember
  const run = (bytes: Uint8Array, final: boolean, emit: Emit): void => {
    input.push(bytes)
    try {
      stream.push(bytes, final)
      if (!final) return
      if (input.length < SHORTEST_FILE) throw new DecompressionFault('compressedCut')
      checkMember(input.length)
    } catch (error) {
      if (error instanceof DecompressionFault) throw error
      const isCut = (error as { code?: number }).code === FFLATE_UNEXPECTED_END
      throw new DecompressionFault(isCut ? 'compressedCut' : 'compressedDamaged')
    } finally {
      for (const bytes of pending.splice(0)) emit(bytes)
    }
  }
  return {
    push(bytes, emit) {
      run(bytes, false, emit)
    },
    finish(emit) {
      run(new Uint8Array(0), true, emit)
    },
  }
}

/** The last bytes of the input, where the trailer of a member stands. */
class InputTail {
  length = 0
  private tail = new Uint8Array(0)

  push(bytes: Uint8Array): void {
    const before = this.tail.subarray(Math.max(0, this.tail.length - 2 * TRAILER_BYTES))
    const joined = new Uint8Array(before.length + bytes.length)
    joined.set(before)
    joined.set(bytes, before.length)
    this.tail = joined
    this.length += bytes.length
  }

  /** Little-endian word at a position of the whole input; −1 when it is no longer here. */
  wordAt(position: number): number {
    const at = position - (this.length - this.tail.length)
    if (at < 0 || at + 4 > this.tail.length) return -1
    return new DataView(this.tail.buffer, this.tail.byteOffset).getUint32(at, true)
  }
}
