// LZ4 frames (lz4_Frame_format.md 1.6) and the legacy frame of `lz4 -l`: what Wireshark 4 and lz4 write. Blocks may refer
// to the 64 KiB before them. The optional xxHash checksums are passed over; the capture's own structure shows damage.
import { ByteQueue } from './byte-queue.ts'
import { type Codec, DecompressionFault, type Emit } from './decompress.ts'

const FRAME_MAGIC = 0x184d2204
const LEGACY_MAGIC = 0x184c2102
const LEGACY_BLOCK_BYTES = 8 * 1024 * 1024
const WINDOW_BYTES = 64 * 1024

interface Frame {
  readonly maxBlockBytes: number
  readonly isLegacy: boolean
  readonly isLinked: boolean
  readonly blockChecksumBytes: number
  readonly contentChecksumBytes: number
}

export function lz4Codec(): Codec {
  const queue = new ByteQueue()
  let frame: Frame | null = null
  let toSkip = 0
  let output = new Uint8Array(0)
  /** Bytes of the window in front of the next block, at output[0, history). */
  let history = 0

  const beginFrame = (): boolean => {
    if (queue.length < 4) return false
    const magic = queue.word(0)
    if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
      if (queue.length < 8) return false
      toSkip = queue.word(4)
      queue.take(8)
      return true
    }
    const header = frameHeader(queue, magic)
    if (!header) return false
    frame = header
    history = 0
    if (output.length < WINDOW_BYTES + header.maxBlockBytes)
      output = new Uint8Array(WINDOW_BYTES + header.maxBlockBytes)
    return true
  }
  const nextBlock = (current: Frame, emit: Emit): boolean => {
    if (queue.length < 4) return false
    const word = queue.word(0)
    if (current.isLegacy && (word === LEGACY_MAGIC || word === FRAME_MAGIC)) {
      frame = null
      return true
    }
    if (word === 0 && !current.isLegacy) {
      if (queue.length < 4 + current.contentChecksumBytes) return false
      queue.take(4 + current.contentChecksumBytes)
      frame = null
      return true
    }
    const isStored = !current.isLegacy && word >>> 31 === 1
    const size = current.isLegacy ? word : word & 0x7fffffff
    // A compressed legacy block may be a little larger than its content.
    const limit = current.isLegacy ? current.maxBlockBytes + current.maxBlockBytes / 128 + 64 : current.maxBlockBytes
    if (size > limit) throw new DecompressionFault('compressedDamaged')
    if (queue.length < 4 + size + current.blockChecksumBytes) return false
    queue.take(4)
    const block = queue.take(size)
    queue.take(current.blockChecksumBytes)
    if (isStored) output.set(block, history)
    const end = isStored ? history + size : expandBlock(block, output, history, history + current.maxBlockBytes)
    emit(output.slice(history, end))
    if (current.isLinked) {
      const kept = Math.min(WINDOW_BYTES, end)
      output.copyWithin(0, end - kept, end)
      history = kept
    }
    return true
  }
  return {
    push(bytes, emit) {
      queue.push(bytes)
      for (;;) {
        if (toSkip > 0) {
          toSkip -= queue.take(Math.min(toSkip, queue.length)).length
          if (toSkip > 0) return
        }
        if (!(frame ? nextBlock(frame, emit) : beginFrame())) return
      }
    },
    finish() {
      // A legacy frame has no end mark: it ends with the file.
      if ((frame && !frame.isLegacy) || toSkip > 0 || queue.length > 0) throw new DecompressionFault('compressedCut')
    },
  }
}

function frameHeader(queue: ByteQueue, magic: number): Frame | null {
  if (magic === LEGACY_MAGIC) {
    queue.take(4)
    return {
      maxBlockBytes: LEGACY_BLOCK_BYTES,
      isLegacy: true,
      isLinked: false,
      blockChecksumBytes: 0,
      contentChecksumBytes: 0,
    }
  }
  if (magic !== FRAME_MAGIC) throw new DecompressionFault('compressedDamaged')
  if (queue.length < 7) return null
  const flags = queue.byte(4)
  const sizeCode = (queue.byte(5) >> 4) & 7
  if (flags >> 6 !== 1 || sizeCode < 4) throw new DecompressionFault('compressedDamaged')
  const length = 7 + ((flags & 8) !== 0 ? 8 : 0) + ((flags & 1) !== 0 ? 4 : 0)
  if (queue.length < length) return null
  queue.take(length)
  return {
    maxBlockBytes: 1 << (8 + 2 * sizeCode),
    isLegacy: false,
    isLinked: (flags & 0x20) === 0,
    blockChecksumBytes: (flags & 0x10) !== 0 ? 4 : 0,
    contentChecksumBytes: (flags & 4) !== 0 ? 4 : 0,
  }
}

/**
 * Expands one block into output[from, limit) and answers the end. Matches may reach back to output[0]. Every length is
 * compared with the room on both sides before it is used.
 */
function expandBlock(block: Uint8Array, output: Uint8Array, from: number, limit: number): number {
  let at = 0
  let to = from
  while (at < block.length) {
    const token = block[at++] ?? 0
    let literals = token >> 4
    if (literals === 15) {
      for (let more = 255; more === 255;) {
        if (at >= block.length) throw new DecompressionFault('compressedDamaged')
        more = block[at++] ?? 0
        literals += more
      }
    }
    if (at + literals > block.length || to + literals > limit) throw new DecompressionFault('compressedDamaged')
    for (let i = 0; i < literals; i++) output[to + i] = block[at + i] ?? 0
    at += literals
    to += literals
    // The last sequence has literals only.
    if (at === block.length) break
    if (at + 2 > block.length) throw new DecompressionFault('compressedDamaged')
    const distance = (block[at] ?? 0) | ((block[at + 1] ?? 0) << 8)
    at += 2
    let length = (token & 15) + 4
    if ((token & 15) === 15) {
      for (let more = 255; more === 255;) {
        if (at >= block.length) throw new DecompressionFault('compressedDamaged')
        more = block[at++] ?? 0
        length += more
      }
    }
    if (distance === 0 || distance > to || to + length > limit) throw new DecompressionFault('compressedDamaged')
    for (let i = 0; i < length; i++) output[to + i] = output[to + i - distance] ?? 0
    to += length
  }
  return to
}
