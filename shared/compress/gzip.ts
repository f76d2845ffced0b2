// gzip (RFC 1952), any number of members. The platform's own inflate is several times faster than one in JavaScript, but
// browsers' DecompressionStream refuses a second member and drops what it had when the data breaks. So: the platform
// first, and where it gives up, fflate from the beginning, without what was already handed on.
import { Gunzip } from 'fflate'
import {
  type Codec,
  decompressing,
  DecompressionFault,
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

export function gzipCodec(): Codec {
  const pending: Uint8Array[] = []
  const stream = new Gunzip((bytes) => pending.push(bytes))
  const run = (bytes: Uint8Array, final: boolean, emit: (bytes: Uint8Array) => void): void => {
    try {
      stream.push(bytes, final)
    } catch (error) {
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
