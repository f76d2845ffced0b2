// Two rings of short messages in memory that two threads share: one towards the scanner, one back. Messages of
// worker_threads cost more than scanning what they tell about; here a thread that waits sleeps in Atomics.wait. Each
// ring has one writer and one reader, and room for more messages than there are buffers, so it never runs over.
import type { ScanReply } from '../../shared/capture/scan-messages.ts'

/** Entries of a ring; a power of two, more than the buffers under way. */
const ENTRIES = 32
/** Doubles of an entry. */
const FIELDS = 12
const RING_BYTES = 16 + ENTRIES * FIELDS * 8

/** Memory for both rings, and a word behind them that tells whether the other thread has come up. */
export function mailboxMemory(): SharedArrayBuffer {
  return new SharedArrayBuffer(2 * RING_BYTES + 8)
}

/** Says that the scanner's thread has come up. */
export function sayReady(memory: SharedArrayBuffer): void {
  Atomics.store(readyWord(memory), 0, 1)
}

export function isReady(memory: SharedArrayBuffer): boolean {
  return Atomics.load(readyWord(memory), 0) === 1
}

function readyWord(memory: SharedArrayBuffer): Int32Array {
  return new Int32Array(memory, 2 * RING_BYTES, 1)
}

/** Numbers from one thread to another, first in first out. */
export class Ring {
  /** [written, read]: how many entries so far. */
  private readonly counts: Int32Array
  private readonly entries: Float64Array

  constructor(memory: SharedArrayBuffer, direction: 'to-scanner' | 'from-scanner') {
    const from = direction === 'to-scanner' ? 0 : RING_BYTES
    this.counts = new Int32Array(memory, from, 2)
    this.entries = new Float64Array(memory, from + 16, ENTRIES * FIELDS)
  }

  write(fields: readonly number[]): void {
    const written = Atomics.load(this.counts, 0)
    if (written - Atomics.load(this.counts, 1) >= ENTRIES) throw new RangeError('mailbox overrun')
    this.entries.set(fields, (written % ENTRIES) * FIELDS)
    Atomics.store(this.counts, 0, written + 1)
    Atomics.notify(this.counts, 0)
  }

  /** The oldest entry; null when none came within `patience` milliseconds. Holds the thread meanwhile. */
  read(patience: number): readonly number[] | null {
    const read = Atomics.load(this.counts, 1)
    if (Atomics.load(this.counts, 0) === read) Atomics.wait(this.counts, 0, read, patience)
    if (Atomics.load(this.counts, 0) === read) return null
    const at = (read % ENTRIES) * FIELDS
    const fields = [...this.entries.subarray(at, at + FIELDS)]
    Atomics.store(this.counts, 1, read + 1)
    return fields
  }
}

/** First field of an entry. RUN: a run in a slot. END: nothing more to scan. */
const RUN = 1
const END = 2

/** A reply as numbers. */
export function replyFields(reply: ScanReply): number[] {
  if (reply.kind === 'end') return [END, reply.offset]
  const { slot, base, scan } = reply
  return [RUN, slot, base, scan.packets, scan.entries, scan.last, scan.next, scan.isUnusual ? 1 : 0, ...scan.times]
}

/** The reply again. */
export function replyOf(fields: readonly number[]): ScanReply {
  const [kind, second = 0, base = 0, packets = 0, entries = 0, last = 0, next = 0, isUnusual = 0, ...times] = fields
  if (kind === END) return { kind: 'end', offset: second }
  // What comes out of a Float64Array is no small integer for V8, and would make slow numbers of all it is added to.
  const counts = { packets: packets | 0, entries: entries | 0, last: last | 0, next: next | 0 }
  return { kind: 'run', slot: second | 0, base, scan: { ...counts, isUnusual: isUnusual !== 0, times } }
}
