// Rows of the log, in a given order, into the columns of the PacketTable. Block by block and column by column: writing all
// columns at once would make them push each other out of the cache (they all begin at a page boundary), reading all rows
// for each column would read the memory twenty times.
import { MARK, type PacketTable } from '../analysis/tables.ts'
import * as field from './packet-log.ts'
import { LOG, type PacketLog } from './packet-log.ts'

const BLOCK = 512
const { WORDS } = field

export interface PacketColumns {
  /** `handshake` and `kind` are empty. */
  readonly table: PacketTable
  /** LOG bits. */
  readonly bits: Uint16Array
}

/** Rows order[0], order[1] … of the log. */
export function packetColumns(log: PacketLog, order: Uint32Array): PacketColumns {
  const { length } = order
  const table: PacketTable = {
    length,
    handshake: new Uint32Array(length),
    kind: new Uint8Array(length),
    marks: new Uint8Array(length),
    seconds: new Float64Array(length),
    nanos: new Uint32Array(length),
    frame: new Uint32Array(length),
    capture: new Uint8Array(length),
    interfaceId: new Uint16Array(length),
    flags: new Uint16Array(length),
    seq: new Uint32Array(length),
    ack: new Uint32Array(length),
    window: new Uint16Array(length),
    payloadLength: new Uint32Array(length),
    tsVal: new Uint32Array(length),
    tsEcr: new Uint32Array(length),
    ttl: new Uint8Array(length),
    ipId: new Uint16Array(length),
    path: new Uint16Array(length),
    options: new Uint16Array(length),
    fileOffset: new Float64Array(length),
    capturedLength: new Uint32Array(length),
  }
  const bits = new Uint16Array(length)
  const rows = new Uint32Array(BLOCK * WORDS)
  const doubles = new Float64Array(rows.buffer)
  for (let from = 0; from < length; from += BLOCK) {
    const count = Math.min(BLOCK, length - from)
    for (let i = 0; i < count; i++) log.copyRow(order[from + i]!, rows, i * WORDS)
    wholeNumbers(table.seconds, from, count, doubles, field.SECONDS)
    wholeNumbers(table.fileOffset, from, count, doubles, field.FILE_OFFSET)
    words(table.nanos, from, count, rows, field.NANOS)
    words(table.frame, from, count, rows, field.FRAME)
    words(table.seq, from, count, rows, field.SEQ)
    words(table.ack, from, count, rows, field.ACK)
    words(table.tsVal, from, count, rows, field.TS_VAL)
    words(table.tsEcr, from, count, rows, field.TS_ECR)
    words(table.payloadLength, from, count, rows, field.PAYLOAD)
    words(table.capturedLength, from, count, rows, field.CAPTURED)
    lowHalves(table.flags, from, count, rows, field.FLAGS_INTERFACE)
    highHalves(table.interfaceId, from, count, rows, field.FLAGS_INTERFACE)
    lowHalves(table.window, from, count, rows, field.WINDOW_IPID)
    highHalves(table.ipId, from, count, rows, field.WINDOW_IPID)
    lowHalves(table.path, from, count, rows, field.PATH_OPTIONS)
    highHalves(table.options, from, count, rows, field.PATH_OPTIONS)
    highHalves(bits, from, count, rows, field.CAPTURE_TTL_BITS)
    for (let i = 0; i < count; i++) {
      const word = rows[i * WORDS + field.CAPTURE_TTL_BITS]!
      table.capture[from + i] = word & 0xff
      table.ttl[from + i] = (word >>> 8) & 0xff
      table.marks[from + i] = marksOf(word >>> 16)
    }
  }
  return { table, bits }
}

function wholeNumbers(to: Float64Array, from: number, count: number, rows: Float64Array, at: number): void {
  for (let i = 0; i < count; i++) to[from + i] = rows[(i * WORDS + at) >>> 1]!
}

function words(to: Uint32Array, from: number, count: number, rows: Uint32Array, at: number): void {
  for (let i = 0; i < count; i++) to[from + i] = rows[i * WORDS + at]!
}

function lowHalves(to: Uint16Array, from: number, count: number, rows: Uint32Array, at: number): void {
  for (let i = 0; i < count; i++) to[from + i] = rows[i * WORDS + at]! & 0xffff
}

function highHalves(to: Uint16Array, from: number, count: number, rows: Uint32Array, at: number): void {
  for (let i = 0; i < count; i++) to[from + i] = rows[i * WORDS + at]! >>> 16
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
