// The half of reading that needs no knowledge of handshakes, for another thread: finds the records of a piece of a capture
// and the flow of every everyday TCP packet, so that the thread with the tracker looks only at packets that somebody
// may wait for. Stops at the first record that is out of the ordinary and leaves everything from there to the parsers,
// so that the result is exactly theirs.
import { quickFlow } from '../net/quick-skip.ts'
import { isAwaited } from '../net/segment.ts'
import type { FlowFilter } from './flow-filter.ts'
import { MAX_PACKET_BYTES } from './pcap-header.ts'

/** What kind of records: Ethernet only, lengths in order, no frame check sequence; pcapng with one interface. */
export interface ScanForm {
  readonly kind: 'pcap' | 'pcapng'
  readonly littleEndian: boolean
  /** pcap only. */
  readonly unitsPerSecond: number
  /** As the file says it, bytes; 0 = no limit. */
  readonly snaplen: number
}

/** In an index, in place of a flow: this packet must be decoded whoever waits. */
export const MUST_DECODE = 0xffffffff
/** Words of an index for each packet that is handed on. */
export const ENTRY_WORDS = 3

/** What was found in a run of whole records. */
export interface Scan {
  /** All of them, also those that are not handed on. */
  packets: number
  /** Packets in the index; the others are everyday TCP that nobody waits for. */
  entries: number
  /** Where the last record begins, and where the first record begins that was not scanned. */
  last: number
  next: number
  /** True when the record at `next` is none that a scan understands, false when it only continues behind the piece. */
  isUnusual: boolean
}

/** Whole records that were found, as they lie in `bytes`. */
export interface ScannedRun extends Scan {
  readonly bytes: Uint8Array
  readonly view: DataView
  /** File offset of bytes[0]. */
  readonly base: number
  /** ENTRY_WORDS a packet: where its record begins in `bytes`, its number in the run, its flow (quickFlow) or MUST_DECODE. */
  readonly index: Uint32Array
  /** Smallest and largest time stamp: two words each as they stand in the records. */
  readonly times: Uint32Array
}

const EPB = 6
const MAX_EPB_BYTES = MAX_PACKET_BYTES + 4096

/**
 * Scans bytes[0, length), which begins with a record, until the index is full. `times` and `index` are filled; `filter`
 * says what goes into the index.
 */
export function scanRecords(
  view: DataView,
  length: number,
  form: ScanForm,
  filter: FlowFilter,
  index: Uint32Array,
  times: Uint32Array,
): Scan {
  const { littleEndian, unitsPerSecond } = form
  const isPcap = form.kind === 'pcap'
  // Where the fields of a record lie: pcap record header, enhanced packet block.
  const headBytes = isPcap ? 16 : 32
  const timeAt = isPcap ? 0 : 12
  const capturedAt = isPcap ? 8 : 20
  const dataAt = isPcap ? 16 : 28
  const room = index.length - ENTRY_WORDS
  const { bits } = filter
  let at = 0
  let last = 0
  let packets = 0
  let used = 0
  let isUnusual = false
  // Whole numbers only: Infinity would make the loop reckon in floating point.
  let firstHigh = 0xffffffff
  let firstLow = 0xffffffff
  let lastHigh = 0
  let lastLow = 0
  while (at + headBytes <= length && used <= room) {
    const high = view.getUint32(at + timeAt, littleEndian)
    const low = view.getUint32(at + timeAt + 4, littleEndian)
    const captured = view.getUint32(at + capturedAt, littleEndian)
    let next = at
    if (isPcap) {
      isUnusual = (captured - 1) >>> 0 >= MAX_PACKET_BYTES || high >>> 16 === 0xa1b2 || low >= unitsPerSecond
      next = at + 16 + captured
    } else {
      const size = view.getUint32(at + 4, littleEndian)
      next = at + size
      isUnusual =
        !isPlainBlock(view, at, size, captured, littleEndian) ||
        (next <= length && view.getUint32(next - 4, littleEndian) !== size)
    }
    if (isUnusual || next > length) break
    if (high > lastHigh || (high === lastHigh && low > lastLow)) {
      lastHigh = high
      lastLow = low
    }
    if (high < firstHigh || (high === firstHigh && low < firstLow)) {
      firstHigh = high
      firstLow = low
    }
    const flow = quickFlow(view, at + dataAt, captured)
    if (flow < 0) filter.note(view, at + dataAt, captured)
    if (flow < 0 || isAwaited(bits, flow) || filter.isBlind) {
      index[used] = at
      index[used + 1] = packets
      index[used + 2] = flow < 0 ? MUST_DECODE : flow
      used += ENTRY_WORDS
    }
    packets++
    last = at
    at = next
  }
  times.set([firstHigh, firstLow, lastHigh, lastLow])
  return { packets, entries: used / ENTRY_WORDS, last, next: at, isUnusual }
}

/** An enhanced packet block of interface 0 without options, nothing else. */
function isPlainBlock(view: DataView, at: number, size: number, captured: number, littleEndian: boolean): boolean {
  return (
    view.getUint32(at, littleEndian) === EPB &&
    view.getUint32(at + 8, littleEndian) === 0 &&
    size <= MAX_EPB_BYTES &&
    size === 32 + ((captured + 3) & ~3)
  )
}
