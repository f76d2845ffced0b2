// The raw bytes of single packets again, for the detail view and for saving them: read where they lie in a plain file,
// and by decompressing up to them in a compressed one.
import { DecompressionFault } from '../compress/decompress.ts'
import type { ByteSource } from './byte-source.ts'
import { CaptureFault } from './capture-fault.ts'
import { openStream, type OpenOptions } from './open-stream.ts'

/** Where a packet lies: PacketTable.fileOffset and capturedLength. */
export interface PacketPlace {
  readonly fileOffset: number
  readonly capturedLength: number
}

export interface PacketBytes {
  readonly bytes: Uint8Array
  /** Length on the wire as the record says. */
  readonly wireLength: number
}

/** The part of CaptureSummary that says how to get at the bytes. */
export interface CaptureForm {
  readonly format: string
  readonly compression: readonly string[]
}

/** Record headers are at most this long; the two lengths stand in it. */
const HEADER_BYTES = 28
/** Packets closer than this are fetched with one read. */
const GAP_BYTES = 64 * 1024
const MAX_READ_BYTES = 4 * 1024 * 1024

/**
 * Bytes of the packets at `places`, in their order; null for places without an offset (captures read from text). Throws
 * CaptureFault when the file no longer holds them.
 */
export async function readPackets(
  source: ByteSource,
  capture: CaptureForm,
  places: readonly PacketPlace[],
  options: OpenOptions = {},
): Promise<(PacketBytes | null)[]> {
  const found: (PacketBytes | null)[] = places.map(() => null)
  const order = places.map((_, i) => i).filter((i) => Number.isFinite(places[i]?.fileOffset))
  order.sort((a, b) => (places[a]?.fileOffset ?? 0) - (places[b]?.fileOffset ?? 0))
  const window = capture.compression.length === 0 ? plainWindow(source) : await streamWindow(source, options)
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0
    const place = places[row]
    if (!place) continue
    const start = Math.max(0, place.fileOffset - HEADER_BYTES)
    const end = place.fileOffset + place.capturedLength
    const ahead = endOfRun(places, order, i, start)
    const bytes = await window(start, end, ahead)
    if (bytes.length < end - start) throw new CaptureFault('notInFile', { offset: place.fileOffset })
    const header = place.fileOffset - start
    found[row] = {
      bytes: bytes.slice(header, end - start),
      wireLength: wireLengthOf(capture.format, bytes, header, place.capturedLength),
    }
  }
  return found
}

/** How far it pays to read for the packets that follow closely. */
function endOfRun(places: readonly PacketPlace[], order: readonly number[], from: number, start: number): number {
  let end = start
  for (let i = from; i < order.length; i++) {
    const place = places[order[i] ?? 0]
    if (!place || place.fileOffset > end + GAP_BYTES + HEADER_BYTES) break
    const next = place.fileOffset + place.capturedLength
    if (i > from && next - start > MAX_READ_BYTES) break
    end = Math.max(end, next)
  }
  return end
}

/** Bytes [start, end) of the capture; asked in ascending order of `start`. `ahead` ≥ end is worth fetching now. */
type Window = (start: number, end: number, ahead: number) => Promise<Uint8Array>

function plainWindow(source: ByteSource): Window {
  let held = new Uint8Array(0)
  let heldAt = 0
  return async (start, end, ahead) => {
    if (start < heldAt || end > heldAt + held.length) {
      held = new Uint8Array(await source.read(start, Math.max(end, ahead) - start))
      heldAt = start
    }
    return held.subarray(start - heldAt, end - heldAt)
  }
}

async function streamWindow(source: ByteSource, options: OpenOptions): Promise<Window> {
  const stream = await openStream(source, options)
  let held = new Uint8Array(0)
  let heldAt = 0
  let ended = false
  const more = async (): Promise<void> => {
    try {
      const chunk = await stream.bytes.next()
      if (!chunk) ended = true
      else {
        const joined = new Uint8Array(held.length + chunk.length)
        joined.set(held)
        joined.set(chunk, held.length)
        held = joined
      }
    } catch (error) {
      if (!(error instanceof DecompressionFault)) throw error
      ended = true
    }
  }
  return async (start, end) => {
    while (!ended && heldAt + held.length < end) {
      const useless = Math.min(Math.max(0, start - heldAt), held.length)
      held = held.slice(useless)
      heldAt += useless
      await more()
    }
    return held.subarray(start - heldAt, end - heldAt)
  }
}

/**
 * The length on the wire, from the record header in front of bytes[at]. pcap records and enhanced packet blocks both end
 * with captured and original length; the byte order is the one in which they make sense.
 */
function wireLengthOf(format: string, bytes: Uint8Array, at: number, captured: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const back = format === 'pcap-modified' ? 16 : format === 'snoop' ? 24 : 8
  if (at < back) return captured
  for (const littleEndian of [true, false]) {
    const first = view.getUint32(at - back, littleEndian)
    const second = view.getUint32(at - back + 4, littleEndian)
    const isPair = first >= captured && second >= captured && first <= 0x01000000 && second <= 0x01000000
    if (isPair) return format === 'snoop' ? first : Math.max(second, format === 'pcapng' ? 0 : first)
  }
  return captured
}
