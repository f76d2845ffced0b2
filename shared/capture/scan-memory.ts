// The memory that both threads of a scanned reading share: slots with a piece of the file and what was found in it, and
// the scanner's own notes. One thread uses a slot at a time; who may is said by messages (scan-messages.ts).
import { sharedMemory, type WasmMemory } from './web-assembly.ts'

/** Pieces on their way between the threads. */
export const SLOTS = 3
/** Words of an index for each packet that is handed on. */
export const ENTRY_WORDS = 3
/** In an index, in place of a flow: this packet must be decoded whoever waits. */
export const MUST_DECODE = 0xffffffff
/** Words that a scan answers in. */
export const RESULT_WORDS = 10
/** Bytes of a capture for each packet of the index: where more packets are handed on, runs are shorter. */
const BYTES_PER_PACKET = 56

/** What the memory is for; both threads make the same views from it. */
export interface ScanLayout {
  readonly pieceBytes: number
  /** Length of SegmentSink.interest. */
  readonly interestWords: number
}

/** Views into one slot. */
export interface ScanSlot {
  readonly bytes: Uint8Array
  readonly view: DataView
  /** ENTRY_WORDS a packet: where its record begins in `bytes`, its number in the run, its flow (quickFlow) or MUST_DECODE. */
  readonly index: Uint32Array
  /** The tracker's interest when the slot was lent to the scanner. */
  readonly interest: Uint32Array
}

/** What only the scanner uses. */
export interface ScanNotes {
  /** As SegmentSink.interest: what the tracker may wait for at the place that is being scanned. */
  readonly bits: Uint32Array
  readonly result: Uint32Array
}

export function newScanMemory(layout: ScanLayout): WasmMemory {
  return sharedMemory(SLOTS * slotBytes(layout) + notesBytes(layout))
}

export function scanSlots(memory: WasmMemory, layout: ScanLayout): ScanSlot[] {
  const { buffer } = memory
  return Array.from({ length: SLOTS }, (_, slot) => {
    const bytesAt = slot * slotBytes(layout)
    const indexAt = bytesAt + aligned(layout.pieceBytes)
    const interestAt = indexAt + indexBytes(layout)
    return {
      bytes: new Uint8Array(buffer, bytesAt, layout.pieceBytes),
      view: new DataView(buffer, bytesAt, layout.pieceBytes),
      index: new Uint32Array(buffer, indexAt, indexBytes(layout) / 4),
      interest: new Uint32Array(buffer, interestAt, layout.interestWords),
    }
  })
}

export function scanNotes(memory: WasmMemory, layout: ScanLayout): ScanNotes {
  const at = SLOTS * slotBytes(layout)
  return {
    bits: new Uint32Array(memory.buffer, at, layout.interestWords),
    result: new Uint32Array(memory.buffer, at + layout.interestWords * 4, RESULT_WORDS),
  }
}

function slotBytes(layout: ScanLayout): number {
  return aligned(layout.pieceBytes) + indexBytes(layout) + layout.interestWords * 4
}

function notesBytes(layout: ScanLayout): number {
  return layout.interestWords * 4 + RESULT_WORDS * 4
}

function indexBytes({ pieceBytes }: ScanLayout): number {
  return Math.ceil(pieceBytes / BYTES_PER_PACKET) * ENTRY_WORDS * 4
}

function aligned(bytes: number): number {
  return (bytes + 7) & ~7
}
