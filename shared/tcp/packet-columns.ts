// Rows of the log, in a given order, into the columns of the PacketTable: one column after the other, because writing
// many at once would make them push each other out of the cache (they all begin at a page boundary).
import { MARK, type PacketTable } from '../analysis/tables.ts'
import * as field from './packet-log.ts'
import { CHUNK_BITS, LOG, type PacketLog, ROW_MASK } from './packet-log.ts'

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
  const gather = new Gatherer(log, order)
  gather.doubles(table.seconds, field.SECONDS)
  gather.doubles(table.fileOffset, field.FILE_OFFSET)
  gather.words(table.nanos, field.NANOS)
  gather.words(table.frame, field.FRAME)
  gather.words(table.seq, field.SEQ)
  gather.words(table.ack, field.ACK)
  gather.words(table.tsVal, field.TS_VAL)
  gather.words(table.tsEcr, field.TS_ECR)
  gather.words(table.payloadLength, field.PAYLOAD)
  gather.words(table.capturedLength, field.CAPTURED)
  gather.halves(table.flags, table.interfaceId, field.FLAGS_INTERFACE)
  gather.halves(table.window, table.ipId, field.WINDOW_IPID)
  gather.halves(table.path, table.options, field.PATH_OPTIONS)
  const captureAndTtl = new Uint16Array(length)
  gather.halves(captureAndTtl, bits, field.CAPTURE_TTL_BITS)
  for (let i = 0; i < length; i++) {
    const word = captureAndTtl[i]!
    table.capture[i] = word & 0xff
    table.ttl[i] = word >>> 8
    table.marks[i] = marksOf(bits[i]!)
  }
  return { table, bits }
}

/** Copies columns of the log in the order of `order`. */
class Gatherer {
  private readonly log: PacketLog
  private readonly order: Uint32Array

  constructor(log: PacketLog, order: Uint32Array) {
    this.log = log
    this.order = order
  }

  doubles(to: Float64Array, column: number): void {
    const { order } = this
    const chunks = this.log.doubles
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      to[i] = chunks[row >>> CHUNK_BITS]![column + (row & ROW_MASK)]!
    }
  }

  words(to: Uint32Array, column: number): void {
    const { order } = this
    const chunks = this.log.words
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      to[i] = chunks[row >>> CHUNK_BITS]![column + (row & ROW_MASK)]!
    }
  }

  /** The lower and upper halves of words. */
  halves(low: Uint16Array, high: Uint16Array, column: number): void {
    const { order } = this
    const chunks = this.log.words
    for (let i = 0; i < order.length; i++) {
      const row = order[i]!
      const word = chunks[row >>> CHUNK_BITS]![column + (row & ROW_MASK)]!
      low[i] = word & 0xffff
      high[i] = word >>> 16
    }
  }
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
