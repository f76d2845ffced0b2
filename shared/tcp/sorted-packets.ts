// From the log, in order of reading, to the PacketTable: grouped by handshake, in order of time within each. Times for
// ordering have clock steps and the offsets between captures corrected; the columns hold the times of the files.
import type { PacketTable } from '../analysis/tables.ts'
import { orderByNumber } from '../units/radix-order.ts'
import * as field from './packet-log.ts'
import { packetColumns } from './packet-columns.ts'
import type { PacketLog } from './packet-log.ts'

/** `kind` is filled in later, when handshakes are judged. */
export interface SortedPackets {
  readonly table: PacketTable
  readonly packetStart: Uint32Array
  /** Handshake record of each handshake row. */
  readonly records: Uint32Array
  /** Corrected times, nanoseconds after the base of the ClockWatch, by packet row. */
  readonly times: Float64Array
  /** LOG bits by packet row. */
  readonly bits: Uint16Array
}

/**
 * `recordOf[record]` is the record whose row the packets of a record belong to (itself, or the one it was merged into),
 * -1 for records that make no row. `correction(capture, frame)` in nanoseconds.
 */
export function sortPackets(
  log: PacketLog,
  recordOf: Int32Array,
  base: number,
  correction: (capture: number, frame: number) => number,
): SortedPackets {
  const { length } = log
  const times = new Float64Array(length)
  const firstTime = new Float64Array(recordOf.length).fill(NaN)
  const counts = new Uint32Array(recordOf.length)
  let kept = 0
  const owner = new Int32Array(length)
  for (let row = 0; row < length; row++) {
    const words = log.chunkWords(row)
    const at = log.offset(row)
    const handshake = words[at + field.HANDSHAKE]!
    const record = handshake === 0 ? -1 : recordOf[handshake - 1]!
    owner[row] = record
    if (record < 0) continue
    const seconds = log.chunkDoubles(row)[(at + field.SECONDS) >>> 1]!
    const capture = words[at + field.CAPTURE_TTL_BITS]! & 0xff
    const time = (seconds - base) * 1e9 + words[at + field.NANOS]! + correction(capture, words[at + field.FRAME]!)
    times[row] = time
    if (!(firstTime[record]! <= time)) firstTime[record] = time
    counts[record]!++
    kept++
  }
  const records = recordsInOrder(counts, firstTime)
  const packetStart = new Uint32Array(records.length + 1)
  const next = new Uint32Array(recordOf.length)
  let at = 0
  records.forEach((record, handshake) => {
    packetStart[handshake] = at
    next[record] = at
    at += counts[record]!
  })
  packetStart[records.length] = at
  const order = new Uint32Array(kept)
  for (let row = 0; row < length; row++) {
    const record = owner[row]!
    if (record >= 0) order[next[record]!++] = row
  }
  for (let h = 0; h < records.length; h++) sortGroup(order, packetStart[h]!, packetStart[h + 1]!, times, log)
  const { table, bits } = packetColumns(log, order)
  for (let h = 0; h < records.length; h++) table.handshake.fill(h, packetStart[h], packetStart[h + 1])
  return { table, bits, packetStart, records, times: inOrder(times, order) }
}

/** Records with packets, in order of their first packet. */
function recordsInOrder(counts: Uint32Array, firstTime: Float64Array): Uint32Array {
  let length = 0
  for (const count of counts) if (count > 0) length++
  const records = new Uint32Array(length)
  let at = 0
  let inOrder = true
  for (let record = 0; record < counts.length; record++) {
    if (counts[record] === 0) continue
    if (at > 0 && firstTime[records[at - 1]!]! > firstTime[record]!) inOrder = false
    records[at++] = record
  }
  if (!inOrder) orderByNumber(records, firstTime)
  return records
}

/** Insertion sort: groups are short and nearly in order. Long ones that are not go to the library's sort. */
function sortGroup(order: Uint32Array, from: number, to: number, times: Float64Array, log: PacketLog): void {
  let moves = 0
  for (let i = from + 1; i < to; i++) {
    const row = order[i]!
    let j = i
    while (j > from && isBefore(row, order[j - 1]!, times, log)) {
      order[j] = order[j - 1]!
      j--
      moves++
    }
    order[j] = row
    if (moves > 20_000) {
      order.subarray(from, to).sort((a, b) => times[a]! - times[b]! || fileOrder(a, b, log))
      return
    }
  }
}

function isBefore(a: number, b: number, times: Float64Array, log: PacketLog): boolean {
  const difference = times[a]! - times[b]!
  return difference < 0 || (difference === 0 && fileOrder(a, b, log) < 0)
}

function fileOrder(a: number, b: number, log: PacketLog): number {
  return log.capture(a) - log.capture(b) || log.word(a, field.FRAME) - log.word(b, field.FRAME)
}

function inOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const ordered = new Float64Array(order.length)
  for (let p = 0; p < order.length; p++) ordered[p] = values[order[p]!]!
  return ordered
}
