// Zstandard (RFC 8878) through fzstd. The frames and blocks are walked here first: fzstd allocates the window that a frame
// asks for, up to 2 GB, so its size is checked before fzstd sees the frame; and a cut file is told from a damaged one.
import { Decompress } from 'fzstd'
import { ByteQueue } from './byte-queue.ts'
import { type Codec, DecompressionFault, type Emit } from './decompress.ts'

const FRAME_MAGIC = 0xfd2fb528
/** zstd's own limit without --long=31: windows of 2^27 bytes. */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024
const MAX_BLOCK_BYTES = 128 * 1024

export function zstdCodec(): Codec {
  const queue = new ByteQueue()
  let inFrame = false
  let toSkip = 0
  let hasChecksum = false
  let stream = new Decompress()
  let sink: Emit = () => undefined
  const feed = (bytes: Uint8Array): void => {
    try {
      // fzstd keeps what it is given until a block is complete.
      stream.push(bytes.slice())
    } catch (error) {
      if (error instanceof DecompressionFault) throw error
      throw new DecompressionFault('compressedDamaged')
    }
  }
  const beginFrame = (): boolean => {
    if (queue.length < 4) return false
    const magic = queue.word(0)
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
      if (queue.length < 8) return false
      toSkip = queue.word(4)
      queue.take(8)
      return true
    }
    if (magic !== FRAME_MAGIC) throw new DecompressionFault('compressedDamaged')
    const header = frameHeader(queue)
    if (!header) return false
    if (header.windowBytes > MAX_WINDOW_BYTES) throw new DecompressionFault('compressedWindow')
    hasChecksum = header.hasChecksum
    stream = new Decompress((bytes) => sink(bytes))
    inFrame = true
    feed(queue.take(header.length))
    return true
  }
  const nextBlock = (): boolean => {
    if (queue.length < 3) return false
    const header = queue.byte(0) | (queue.byte(1) << 8) | (queue.byte(2) << 16)
    const isLast = (header & 1) !== 0
    const type = (header >> 1) & 3
    const size = header >> 3
    if (type === 3 || size > MAX_BLOCK_BYTES) throw new DecompressionFault('compressedDamaged')
    const length = 3 + (type === 1 ? 1 : size) + (isLast && hasChecksum ? 4 : 0)
    if (queue.length < length) return false
    feed(queue.take(length))
    if (isLast) inFrame = false
    return true
  }
  return {
    push(bytes, emit) {
      sink = emit
      queue.push(bytes)
      for (;;) {
        if (toSkip > 0) {
          toSkip -= queue.take(Math.min(toSkip, queue.length)).length
          if (toSkip > 0) return
        }
        if (!(inFrame ? nextBlock() : beginFrame())) return
      }
    },
    finish() {
      if (inFrame || toSkip > 0 || queue.length > 0) throw new DecompressionFault('compressedCut')
    },
  }
}

/** RFC 8878 §3.1.1.1; null when more bytes are needed. */
function frameHeader(
  queue: ByteQueue,
): { readonly length: number; readonly windowBytes: number; readonly hasChecksum: boolean } | null {
  if (queue.length < 5) return null
  const descriptor = queue.byte(4)
  const isSingleSegment = (descriptor & 0x20) !== 0
  const sizeBytes = [isSingleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const windowBytes = isSingleSegment ? 0 : 1
  const length = 5 + windowBytes + dictionaryBytes + sizeBytes
  if (queue.length < length) return null
  let window = 0
  if (isSingleSegment) {
    for (let i = sizeBytes - 1; i >= 0; i--) window = window * 256 + queue.byte(5 + dictionaryBytes + i)
    if (sizeBytes === 2) window += 256
  } else {
    const base = 2 ** (10 + (queue.byte(5) >> 3))
    window = base + (base / 8) * (queue.byte(5) & 7)
  }
  return { length, windowBytes: window, hasChecksum: (descriptor & 4) !== 0 }
}
