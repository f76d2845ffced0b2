// Bytes of a file in order, piece by piece. Reading ahead keeps several reads under way, so that the disk (or the other
// core that copies from the page cache) works while this thread parses. Buffers are used again: a chunk is valid until
// the next call of `next`.
import type { ByteSource } from './byte-source.ts'
import { ReadCancelled } from './capture-fault.ts'

export interface ChunkSource {
  /** The next piece, never empty; null at the end. The array is only valid until the next call. */
  next(): Promise<Uint8Array | null>
}

/** The part of AbortSignal that the reader needs; shared/ knows no DOM. */
export interface CancelSignal {
  readonly aborted: boolean
}

export interface ReadAheadSizes {
  /** Bytes of one read. */
  readonly chunkBytes: number
  /** Reads under way at once. */
  readonly depth: number
}

// Measured on a two-core machine: pieces that fit the second-level cache, enough of them to keep the other core copying.
export const DEFAULT_READ_AHEAD: ReadAheadSizes = { chunkBytes: 512 * 1024, depth: 4 }

interface PendingRead {
  readonly offset: number
  readonly slot: number
  readonly bytes: Promise<Uint8Array>
}

/** How long synchronous reading may keep other work of its thread waiting. */
const SYNC_STRETCH_MS = 40

/** Reads a source from `start` (bytes) to its end: at once where it can, else with several reads under way. */
export function readAhead(
  source: ByteSource,
  signal: CancelSignal | undefined,
  sizes: ReadAheadSizes = DEFAULT_READ_AHEAD,
  start = 0,
): ChunkSource {
  return source.readIntoSync ? readSync(source, signal, sizes, start) : readOverlapping(source, signal, sizes, start)
}

function readSync(
  source: ByteSource,
  signal: CancelSignal | undefined,
  sizes: ReadAheadSizes,
  start: number,
): ChunkSource {
  const buffer = new Uint8Array(sizes.chunkBytes)
  let offset = start
  let rested = Date.now()
  return {
    async next() {
      if (Date.now() - rested >= SYNC_STRETCH_MS) {
        // An asynchronous read is the one way to let timers and messages in that every host has.
        await source.read(0, 1)
        rested = Date.now()
      }
      if (signal?.aborted) throw new ReadCancelled()
      const got = source.readIntoSync?.(offset, buffer) ?? 0
      if (got === 0) return null
      offset += got
      return got === buffer.length ? buffer : buffer.subarray(0, got)
    },
  }
}

function readOverlapping(
  source: ByteSource,
  signal: CancelSignal | undefined,
  sizes: ReadAheadSizes,
  start: number,
): ChunkSource {
  const { chunkBytes, depth } = sizes
  const pending: PendingRead[] = []
  const free: number[] = []
  const slots: Uint8Array[] = []
  let nextOffset = start
  let ended = false
  let lent = -1

  const readSlot = async (slot: number, offset: number, length: number): Promise<Uint8Array> => {
    if (!source.readInto) return source.read(offset, length)
    const whole = (slots[slot] ??= new Uint8Array(chunkBytes))
    const target = whole.subarray(0, length)
    const got = await source.readInto(offset, target)
    return got === length ? target : whole.subarray(0, got)
  }
  const fill = (): void => {
    while (!ended && pending.length < depth) {
      if (source.size !== null && nextOffset >= source.size) return
      const length = source.size === null ? chunkBytes : Math.min(chunkBytes, source.size - nextOffset)
      const slot = free.pop() ?? slots.push(new Uint8Array(source.readInto ? chunkBytes : 0)) - 1
      const bytes = readSlot(slot, nextOffset, length)
      // A rejection is reported when its turn comes; without this a later read's failure would be "unhandled".
      bytes.catch(() => undefined)
      pending.push({ offset: nextOffset, slot, bytes })
      nextOffset += length
    }
  }
  return {
    async next() {
      if (signal?.aborted) throw new ReadCancelled()
      if (lent >= 0) free.push(lent)
      lent = -1
      fill()
      const read = pending.shift()
      if (!read) return null
      const bytes = await read.bytes
      lent = read.slot
      if (bytes.length === 0) {
        ended = true
        return null
      }
      const missing = pending[0] && read.offset + bytes.length !== pending[0].offset
      if (missing || (!pending[0] && read.offset + bytes.length !== nextOffset)) {
        // A short read: the reads behind it start too far on. Wait for them (their buffers are in use) and go on here.
        for (const late of pending.splice(0)) {
          await late.bytes.catch(() => undefined)
          free.push(late.slot)
        }
        nextOffset = read.offset + bytes.length
      }
      return bytes
    },
  }
}

/** Puts bytes that were taken for a look back in front of the rest. */
export function withHead(head: Uint8Array, rest: ChunkSource): ChunkSource {
  let given = head.length === 0
  return {
    next() {
      if (given) return rest.next()
      given = true
      return Promise.resolve(head)
    },
  }
}

/** Takes at least `wanted` bytes (fewer only at the end) off the front and answers them with a source of everything. */
export async function peek(
  source: ChunkSource,
  wanted: number,
): Promise<{ readonly head: Uint8Array; readonly all: ChunkSource }> {
  let head = new Uint8Array(0)
  while (head.length < wanted) {
    const chunk = await source.next()
    if (!chunk) break
    const joined = new Uint8Array(head.length + chunk.length)
    joined.set(head)
    joined.set(chunk, head.length)
    head = joined
  }
  return { head, all: withHead(head, source) }
}
