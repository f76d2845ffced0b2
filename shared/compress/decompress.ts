// A compressed stream as a stream of what is in it. The input is fed in small pieces, so that what waits in memory stays
// bounded whatever the ratio; the total is limited by bytes and by ratio (a bomb ends with a clear fault).

/** Bytes in order, piece by piece; a piece is valid until the next call (as ChunkSource of shared/capture). */
export interface PieceSource {
  next(): Promise<Uint8Array | null>
}

/** The compressed data breaks here: everything that came out before counts. `code` completes `capture.warning.…`. */
export class DecompressionFault extends Error {
  override readonly name = 'DecompressionFault'
  readonly code: 'compressedCut' | 'compressedDamaged' | 'compressedTooLarge' | 'compressedWindow'
  /** Bytes of the compressed file that were taken in. */
  offset = 0

  constructor(code: DecompressionFault['code']) {
    super(code)
    this.code = code
  }
}

export type Emit = (bytes: Uint8Array) => void

/** One compression format. Throws DecompressionFault; what was emitted before stays good. */
export interface Codec {
  push(bytes: Uint8Array, emit: Emit): void
  /** The input is over: a fault when it ended too early. */
  finish(emit: Emit): void
}

export interface ExpansionLimits {
  /** Bytes that may come out in all. */
  readonly bytes: number
  /** Output bytes for each input byte, once `ratioFrom` bytes came out. */
  readonly ratio: number
  readonly ratioFrom: number
}

/** ../shared/anchors/security.md B5. deflate cannot exceed 1032 : 1, real captures stay below 30 : 1. */
export const DEFAULT_EXPANSION: ExpansionLimits = { bytes: 20e9, ratio: 200, ratioFrom: 256 * 1024 * 1024 }

const PIECE_BYTES = 64 * 1024
const SLICE_BYTES = 256 * 1024
const SMALL_PIECE_BYTES = 4 * 1024
const GATHER_BYTES = 4 * 1024

/** Decompresses `input`; a fault is thrown by `next` after the last good piece. */
export function decompressing(
  input: PieceSource,
  codec: Codec,
  limits: ExpansionLimits = DEFAULT_EXPANSION,
): PieceSource {
  const waiting: Uint8Array[] = []
  const counter = expansionCounter(limits)
  let chunk: Uint8Array | null = null
  let at = 0
  let ended = false
  let fault: DecompressionFault | null = null
  const emit: Emit = (bytes) => {
    // Slice by slice, so that everything within the limits is handed on even when one push passes them.
    for (let from = 0; from < bytes.length; from += SLICE_BYTES) {
      const slice = bytes.subarray(from, from + SLICE_BYTES)
      counter.out(slice.length)
      waiting.push(slice)
    }
  }
  const step = async (): Promise<void> => {
    if (!chunk || at >= chunk.length) {
      chunk = await gathered(input)
      at = 0
    }
    if (!chunk) {
      ended = true
      codec.finish(emit)
      return
    }
    const length = counter.isSteep() ? SMALL_PIECE_BYTES : PIECE_BYTES
    const piece = chunk.subarray(at, at + length)
    at += piece.length
    counter.in(piece.length)
    codec.push(piece, emit)
  }
  return {
    async next() {
      for (;;) {
        const ready = waiting.shift()
        if (ready) return ready
        if (fault) throw fault
        if (ended) return null
        try {
          await step()
        } catch (error) {
          fault = error instanceof DecompressionFault ? error : null
          if (!fault) throw error
          fault.offset = counter.bytesIn()
        }
      }
    },
  }
}

/** The next chunk, or small ones joined: an inflate that resumes at every few bytes does the same work again and again. */
async function gathered(input: PieceSource): Promise<Uint8Array | null> {
  const first = await input.next()
  if (!first || first.length >= GATHER_BYTES) return first
  const joined = new Uint8Array(2 * GATHER_BYTES)
  joined.set(first)
  let length = first.length
  while (length < GATHER_BYTES) {
    const more = await input.next()
    if (!more) break
    if (length + more.length > joined.length) {
      const whole = new Uint8Array(length + more.length)
      whole.set(joined.subarray(0, length))
      whole.set(more, length)
      return whole
    }
    joined.set(more, length)
    length += more.length
  }
  return joined.subarray(0, length)
}

/** Counts both sides of a decompression and throws when the limits are passed. */
export function expansionCounter(limits: ExpansionLimits): {
  in(bytes: number): void
  out(bytes: number): void
  bytesIn(): number
  isSteep(): boolean
} {
  let taken = 0
  let given = 0
  return {
    in(bytes) {
      taken += bytes
    },
    out(bytes) {
      given += bytes
      const isTooSteep = given > limits.ratioFrom && given > taken * limits.ratio
      if (given > limits.bytes || isTooSteep) throw new DecompressionFault('compressedTooLarge')
    },
    bytesIn: () => taken,
    isSteep: () => given > taken * 32,
  }
}
