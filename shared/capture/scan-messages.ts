// What the reading thread and its scanner say to each other. Slots of the memory they share go back and forth and are
// never copied; a scanner that has none waits, so memory is bounded.
import { FlowFilter } from './flow-filter.ts'
import { RecordScan, type Scan, type ScanForm } from './record-scan.ts'
import { type ScanLayout, scanNotes, type ScanSlot, scanSlots } from './scan-memory.ts'
import type { WasmMemory } from './web-assembly.ts'

/** The other thread, as the platform opens it. */
export interface ScannerPort {
  /** False while the other thread has not come up: until then this one reads on alone. */
  isReady(): boolean
  /** Comes first, once. */
  start(start: ScanStart): void
  /** Lends a slot to the scanner; `runs`: how many runs the tracker had taken when it copied its interest there. */
  lend(slot: number, runs: number): void
  /** The next message; null when the thread failed. */
  next(): ScanReply | null | Promise<ScanReply | null>
  close(): void
}

export interface ScanStart {
  readonly form: ScanForm
  /** Where a record begins. */
  readonly offset: number
  readonly memory: WasmMemory
  readonly layout: ScanLayout
}

export type ScanReply =
  /** `base`: file offset of the slot's bytes. */
  | { readonly kind: 'run'; readonly slot: number; readonly base: number; readonly scan: Scan }
  /** Nothing more for a scanner: the record at `offset` is for the parser, or the file ends there. */
  | { readonly kind: 'end'; readonly offset: number }

/** As ByteSource.readIntoSync. */
export type ReadInto = (offset: number, target: Uint8Array) => number

/** The scanner's side. Runs in the other thread. */
export class RecordScanner {
  private readonly read: ReadInto
  private readonly post: (reply: ScanReply) => void
  private readonly form: ScanForm
  private readonly slots: readonly ScanSlot[]
  private readonly filter: FlowFilter
  private readonly records: RecordScan
  private offset: number
  private hasEnded = false

  constructor({ form, offset, memory, layout }: ScanStart, read: ReadInto, post: (reply: ScanReply) => void) {
    this.read = read
    this.post = post
    this.form = form
    this.offset = offset
    this.slots = scanSlots(memory, layout)
    const notes = scanNotes(memory, layout)
    this.filter = new FlowFilter(notes.bits)
    this.records = new RecordScan(memory, notes, this.filter)
  }

  /** Fills a lent slot and posts what is in it. */
  take(slot: number, runs: number): void {
    const lent = this.slots[slot]
    if (lent === undefined) throw new RangeError(`no slot ${slot}`)
    this.filter.settle(lent.interest, runs)
    if (this.hasEnded) return
    const length = this.fill(lent.bytes)
    this.filter.beginRun()
    const scan = this.records.scan(lent, length, this.form)
    if (scan.packets > 0) this.post({ kind: 'run', slot, base: this.offset, scan })
    this.offset += scan.next
    // Without a packet nothing would come next time either: the file ends here or its record is longer than a slot.
    if (!scan.isUnusual && scan.packets > 0) return
    this.hasEnded = true
    this.post({ kind: 'end', offset: this.offset })
  }

  /** Fills `target` from the offset as far as the file goes. */
  private fill(target: Uint8Array): number {
    let length = this.read(this.offset, target)
    while (length < target.length) {
      const got = this.read(this.offset + length, target.subarray(length))
      if (got === 0) break
      length += got
    }
    return length
  }
}
