// The half of reading that needs no knowledge of handshakes, for another thread: finds the records of a piece of a capture
// and the flow of every everyday TCP packet, so that the thread with the tracker looks only at packets that somebody
// waits for. Stops at the first record that is out of the ordinary and leaves everything from there to the parsers,
// so that the result is exactly theirs.
import { quickFlow } from '../net/quick-skip.ts'
import { MAX_PACKET_BYTES } from './pcap-header.ts'

/** What kind of records: Ethernet only, lengths in order, no frame check sequence; pcapng with one interface. */
export interface ScanForm {
  readonly kind: 'pcap' | 'pcapng'
  readonly littleEndian: boolean
  /** pcap only. */
  readonly unitsPerSecond: number
}

/** In an index: this packet must be decoded whoever waits. */
export const MUST_DECODE = 0xffffffff

/** Whole records that were found, as they lie in `bytes`. */
export interface ScannedRun {
  readonly bytes: Uint8Array
  readonly view: DataView
  /** File offset of bytes[0]. */
  readonly base: number
  readonly packets: number
  /** Two words a packet: where its record begins in `bytes`, and its flow (quickFlow) or MUST_DECODE. */
  readonly index: Uint32Array
  /** Smallest and largest time stamp: two words each as they stand in the records. */
  readonly times: Uint32Array
}

/** Result of a scan: how many packets were written to the index, and where the first record begins that was not. */
export interface Scan {
  packets: number
  next: number
  /** True when the record at `next` is none that a scan understands, false when it only continues behind the piece. */
  isUnusual: boolean
}

/** Scans bytes[0, length), which begins with a record, until the index is full. `times` and `index` are filled. */
export function scanRecords(
  view: DataView,
  length: number,
  form: ScanForm,
  index: Uint32Array,
  times: Uint32Array,
): Scan {
  return form.kind === 'pcap'
    ? scanPcap(view, length, form.littleEndian, form.unitsPerSecond, index, times)
    : scanPcapng(view, length, form.littleEndian, index, times)
}

function scanPcap(
  view: DataView,
  length: number,
  littleEndian: boolean,
  unitsPerSecond: number,
  index: Uint32Array,
  times: Uint32Array,
): Scan {
  const room = index.length - 1
  let at = 0
  let used = 0
  let isUnusual = false
  let firstSeconds = Infinity
  let firstFraction = 0
  let lastSeconds = -1
  let lastFraction = 0
  while (at + 16 <= length && used < room) {
    const seconds = view.getUint32(at, littleEndian)
    const fraction = view.getUint32(at + 4, littleEndian)
    const captured = view.getUint32(at + 8, littleEndian)
    if ((captured - 1) >>> 0 >= MAX_PACKET_BYTES || seconds >>> 16 === 0xa1b2 || fraction >= unitsPerSecond) {
      isUnusual = true
      break
    }
    const next = at + 16 + captured
    if (next > length) break
    if (seconds > lastSeconds || (seconds === lastSeconds && fraction > lastFraction)) {
      lastSeconds = seconds
      lastFraction = fraction
    }
    if (seconds < firstSeconds || (seconds === firstSeconds && fraction < firstFraction)) {
      firstSeconds = seconds
      firstFraction = fraction
    }
    index[used] = at
    index[used + 1] = quickFlow(view, at + 16, captured)
    used += 2
    at = next
  }
  times.set([firstSeconds, firstFraction, lastSeconds, lastFraction])
  return { packets: used / 2, next: at, isUnusual }
}

const EPB = 6
const EPB_BYTES = 32
const MAX_EPB_BYTES = MAX_PACKET_BYTES + 4096

function scanPcapng(
  view: DataView,
  length: number,
  littleEndian: boolean,
  index: Uint32Array,
  times: Uint32Array,
): Scan {
  const room = index.length - 1
  let at = 0
  let used = 0
  let isUnusual = false
  let firstHigh = Infinity
  let firstLow = 0
  let lastHigh = -1
  let lastLow = 0
  while (at + EPB_BYTES <= length && used < room) {
    const size = view.getUint32(at + 4, littleEndian)
    const captured = view.getUint32(at + 20, littleEndian)
    // An enhanced packet block of interface 0 without options, nothing else.
    const isPlain =
      view.getUint32(at, littleEndian) === EPB &&
      view.getUint32(at + 8, littleEndian) === 0 &&
      size <= MAX_EPB_BYTES &&
      size === EPB_BYTES + ((captured + 3) & ~3)
    if (!isPlain) {
      isUnusual = true
      break
    }
    const next = at + size
    if (next > length) break
    if (view.getUint32(next - 4, littleEndian) !== size) {
      isUnusual = true
      break
    }
    const high = view.getUint32(at + 12, littleEndian)
    const low = view.getUint32(at + 16, littleEndian)
    if (high > lastHigh || (high === lastHigh && low > lastLow)) {
      lastHigh = high
      lastLow = low
    }
    if (high < firstHigh || (high === firstHigh && low < firstLow)) {
      firstHigh = high
      firstLow = low
    }
    index[used] = at
    index[used + 1] = quickFlow(view, at + 28, captured)
    used += 2
    at = next
  }
  times.set([firstHigh, firstLow, lastHigh, lastLow])
  return { packets: used / 2, next: at, isUnusual }
}
