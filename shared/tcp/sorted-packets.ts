// From the log, in order of reading, to the PacketTable: grouped by handshake, in order of time within each. Times for
// ordering have clock steps and the offsets between captures corrected; the columns hold the times of the files.
import type { PacketTable } from '../analysis/tables.ts'
import { orderByNumber } from '../units/radix-order.ts'
import { correctionAt, type ClockWatch } from './clock-watch.ts'
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
 * -1 for records that make no row. `offset` by row of captures, nanoseconds.
 */
export function sortPackets(
  log: PacketLog,
  recordOf: Int32Array,
  clock: ClockWatch,
  offset: Float64Array,
): SortedPackets {
  const { length } = log
  const logged = new Float64Array(length)
  const firstTime = new Float64Array(recordOf.length).fill(NaN)
  const counts = new Uint32Array(recordOf.length)
  const owner = new Int32Array(length)
  const { base, steps } = clock
  const isStepped = steps.size > 0
  let kept = 0
  for (let row = 0; row < length; row++) {
    const words = log.words[row >>> field.CHUNK_BITS]!
    const at = row & field.ROW_MASK
    const handshake = words[field.HANDSHAKE + at]!
    const record = handshake === 0 ? -1 : recordOf[handshake - 1]!
    owner[row] = record
    if (record < 0) continue
    const seconds = log.doubles[row >>> field.CHUNK_BITS]![field.SECONDS + at]!
    const capture = words[field.CAPTURE_TTL_BITS + at]! & 0xff
    const stepped = isStepped ? correctionAt(steps.get(capture), words[field.FRAME + at]!) : 0
    const time = (seconds - base) * 1e9 + words[field.NANOS + at]! + (stepped + (offset[capture] ?? 0))
    logged[row] = time
    if (!(firstTime[record]! <= time)) firstTime[record] = time
    counts[record]!++
    kept++
  }
  const records = recordsInOrder(counts, firstTime)
  const packetStart = new Uint32Array(records.length + 1)
  const next = new Uint32Array(recordOf.length)
  let at = 0
  for (let h = 0; h < records.length; h++) {
    const record = records[h]!
    packetStart[h] = at
    next[record] = at
    at += counts[record]!
  }
  packetStart[records.length] = at
  const order = new Uint32Array(kept)
  const times = new Float64Array(kept)
  for (let row = 0; row < length; row++) {
    const record = owner[row]!
    if (record < 0) continue
    const p = next[record]!
    next[record] = p + 1
    order[p] = row
    times[p] = logged[row]!
  }
  orderGroups(order, times, packetStart, logged, log)
  const { table, bits } = packetColumns(log, order)
  const { handshake } = table
  for (let h = 0; h < records.length; h++) {
    const end = packetStart[h + 1]!
    for (let p = packetStart[h]!; p < end; p++) handshake[p] = h
  }
  return { table, bits, packetStart, records, times }
}

/** Brings the packets of each handshake in order of time; nearly all of them are, as they were captured in order. */
function orderGroups(
  order: Uint32Array,
  times: Float64Array,
  packetStart: Uint32Array,
  logged: Float64Array,
  log: PacketLog,
): void {
  for (let h = 0; h + 1 < packetStart.length; h++) {
    const from = packetStart[h]!
    const to = packetStart[h + 1]!
    let p = from + 1
    while (p < to && times[p - 1]! < times[p]!) p++
    if (p >= to) continue
    sortGroup(order, from, to, logged, log)
    for (p = from; p < to; p++) times[p] = logged[order[p]!]!
  }
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
