// The half of reading that needs no knowledge of handshakes, for another thread: finds the records of a piece of a capture
// and the flow of every everyday TCP packet, so that the thread with the tracker looks only at packets that somebody
// may wait for. Stops at the first record that is out of the ordinary and leaves everything from there to the parsers,
// so that the result is exactly theirs. The loop itself is record-scan.wat.
import type { FlowFilter } from './flow-filter.ts'
import { MAX_PACKET_BYTES } from './pcap-header.ts'
import loop from './record-scan.wat'
import { ENTRY_WORDS, type ScanNotes, type ScanSlot } from './scan-memory.ts'
import { instantiate, type WasmMemory } from './web-assembly.ts'

/** What kind of records: Ethernet only, lengths in order, no frame check sequence; pcapng with one interface. */
export interface ScanForm {
  readonly kind: 'pcap' | 'pcapng'
  readonly littleEndian: boolean
  /** pcap only. */
  readonly unitsPerSecond: number
  /** As the file says it, bytes; 0 = no limit. */
  readonly snaplen: number
}

/** What was found in a run of whole records. */
export interface Scan {
  /** All of them, also those that are not handed on. */
  readonly packets: number
  /** Packets in the index; the others are everyday TCP that nobody waits for. */
  readonly entries: number
  /** Where the last record begins, and where the first record begins that was not scanned. */
  readonly last: number
  readonly next: number
  /** True when the record at `next` is none that a scan understands, false when it only continues behind the piece. */
  readonly isUnusual: boolean
  /** Smallest and largest time stamp: two words each, high and low (pcapng) or seconds and fraction (pcap). */
  readonly times: readonly number[]
}

/** Whole records that were found, as they lie in the slot's bytes. */
export interface ScannedRun extends Scan, ScanSlot {
  /** File offset of bytes[0]. */
  readonly base: number
}

/** A block longer than that has options. */
const MAX_EPB_BYTES = MAX_PACKET_BYTES + 4096

/** `scan` of record-scan.wat. */
type Loop = (
  from: number,
  length: number,
  isPcap: number,
  swapped: number,
  unitsPerSecond: number,
  mostCaptured: number,
  mostBlock: number,
  bits: number,
  mask: number,
  isBlind: number,
  index: number,
  room: number,
  out: number,
) => void

export class RecordScan {
  private readonly filter: FlowFilter
  private readonly notes: ScanNotes
  private readonly loop: Loop

  /** `filter` says what goes into the index; its bits are those of `notes`, which lie in `memory`. */
  constructor(memory: WasmMemory, notes: ScanNotes, filter: FlowFilter) {
    this.filter = filter
    this.notes = notes
    const view = new DataView(memory.buffer)
    const note = (at: number, captured: number): number => {
      filter.note(view, at, captured)
      return filter.isBlind ? 1 : 0
    }
    this.loop = instantiate(loop, { scan: { memory, note } }).scan as Loop
  }

  /** Scans bytes[0, length) of a slot, which begins with a record, until its index is full. */
  scan({ bytes, index }: ScanSlot, length: number, form: ScanForm): Scan {
    const { bits, result } = this.notes
    this.loop(
      bytes.byteOffset,
      length,
      form.kind === 'pcap' ? 1 : 0,
      form.littleEndian ? 0 : 1,
      form.unitsPerSecond,
      MAX_PACKET_BYTES,
      MAX_EPB_BYTES,
      bits.byteOffset,
      bits.length - 1,
      this.filter.isBlind ? 1 : 0,
      index.byteOffset,
      index.length / ENTRY_WORDS,
      result.byteOffset,
    )
    const [packets = 0, entries = 0, last = 0, next = 0, isUnusual = 0, , ...times] = result
    return { packets, entries, last, next, isUnusual: isUnusual !== 0, times }
  }
}
