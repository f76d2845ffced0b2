// From the log, in order of reading, to the PacketTable: grouped by handshake, in order of time within each. Times for
// ordering have clock steps and the offsets between captures corrected; the columns hold the times of the files.
import type { PacketTable } from '../analysis/tables.ts'
import { MARK } from '../analysis/tables.ts'
import { orderByNumber } from '../units/radix-order.ts'
import * as field from './packet-log.ts'
import { LOG, type PacketLog } from './packet-log.ts'

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
  return { ...scatter(log, order, packetStart, times), packetStart, records }
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

function scatter(
  log: PacketLog,
  order: Uint32Array,
  packetStart: Uint32Array,
  rowTimes: Float64Array,
): { readonly table: PacketTable; readonly times: Float64Array; readonly bits: Uint16Array } {
  const { length } = order
  const handshake = new Uint32Array(length)
  const marks = new Uint8Array(length)
  const seconds = new Float64Array(length)
  const nanos = new Uint32Array(length)
  const frame = new Uint32Array(length)
  const capture = new Uint8Array(length)
  const interfaceId = new Uint16Array(length)
  const flags = new Uint16Array(length)
  const seq = new Uint32Array(length)
  const ack = new Uint32Array(length)
  const window = new Uint16Array(length)
  const payloadLength = new Uint32Array(length)
  const tsVal = new Uint32Array(length)
  const tsEcr = new Uint32Array(length)
  const ttl = new Uint8Array(length)
  const ipId = new Uint16Array(length)
  const path = new Uint16Array(length)
  const options = new Uint16Array(length)
  const fileOffset = new Float64Array(length)
  const capturedLength = new Uint32Array(length)
  const times = new Float64Array(length)
  const bits = new Uint16Array(length)
  for (let h = 0; h + 1 < packetStart.length; h++) handshake.fill(h, packetStart[h], packetStart[h + 1])
  for (let p = 0; p < length; p++) {
    const row = order[p]!
    const words = log.chunkWords(row)
    const doubles = log.chunkDoubles(row)
    const at = log.offset(row)
    seconds[p] = doubles[(at + field.SECONDS) >>> 1]!
    fileOffset[p] = doubles[(at + field.FILE_OFFSET) >>> 1]!
    nanos[p] = words[at + field.NANOS]!
    frame[p] = words[at + field.FRAME]!
    seq[p] = words[at + field.SEQ]!
    ack[p] = words[at + field.ACK]!
    tsVal[p] = words[at + field.TS_VAL]!
    tsEcr[p] = words[at + field.TS_ECR]!
    payloadLength[p] = words[at + field.PAYLOAD]!
    capturedLength[p] = words[at + field.CAPTURED]!
    const flagsAndInterface = words[at + field.FLAGS_INTERFACE]!
    flags[p] = flagsAndInterface & 0xffff
    interfaceId[p] = flagsAndInterface >>> 16
    const windowAndIpId = words[at + field.WINDOW_IPID]!
    window[p] = windowAndIpId & 0xffff
    ipId[p] = windowAndIpId >>> 16
    const pathAndOptions = words[at + field.PATH_OPTIONS]!
    path[p] = pathAndOptions & 0xffff
    options[p] = pathAndOptions >>> 16
    const rest = words[at + field.CAPTURE_TTL_BITS]!
    capture[p] = rest & 0xff
    ttl[p] = (rest >>> 8) & 0xff
    bits[p] = rest >>> 16
    marks[p] = marksOf(rest >>> 16)
    times[p] = rowTimes[row]!
  }
  const table: PacketTable = {
    length,
    handshake,
    kind: new Uint8Array(length),
    marks,
    seconds,
    nanos,
    frame,
    capture,
    interfaceId,
    flags,
    seq,
    ack,
    window,
    payloadLength,
    tsVal,
    tsEcr,
    ttl,
    ipId,
    path,
    options,
    fileOffset,
    capturedLength,
  }
  return { table, times, bits }
}

function marksOf(bits: number): number {
  return (
    ((bits & LOG.fromClient) !== 0 ? MARK.fromClient : 0) |
    ((bits & LOG.hasTimestamps) !== 0 ? MARK.hasTimestamps : 0) |
    ((bits & LOG.outgoing) !== 0 ? MARK.outgoing : 0) |
    ((bits & LOG.incoming) !== 0 ? MARK.incoming : 0) |
    ((bits & LOG.badChecksum) !== 0 ? MARK.badChecksum : 0)
  )
}
