// The packets kept while capture files are read, in the order of reading: columns in chunks of rows, so that keeping one
// more packet never copies the others and that one column is read without the rest. Sorted into the columns of
// shared/analysis/tables.ts once, at the end.
import type { Segment } from '../net/segment.ts'

/** Rows of a chunk: 2^15. */
export const CHUNK_BITS = 15
const CHUNK_ROWS = 1 << CHUNK_BITS
export const ROW_MASK = CHUNK_ROWS - 1
/** From one column of a chunk to the next: a cache line more than its rows, so that a row's fields do not share a cache set. */
const STRIDE = CHUNK_ROWS + 16
const WORD_COLUMNS = 14
const DOUBLE_COLUMNS = 2

// Where the columns of 32-bit words begin in a chunk: a field is at `words[chunk][FIELD + (row & ROW_MASK)]`.
export const NANOS = 0 * STRIDE
export const FRAME = 1 * STRIDE
export const SEQ = 2 * STRIDE
export const ACK = 3 * STRIDE
export const TS_VAL = 4 * STRIDE
export const TS_ECR = 5 * STRIDE
export const PAYLOAD = 6 * STRIDE
export const CAPTURED = 7 * STRIDE
/** Handshake record + 1; 0 = the row is free. */
export const HANDSHAKE = 8 * STRIDE
/** Row + 1 of the packet kept before for the same handshake; 0 = none. */
export const PREVIOUS = 9 * STRIDE
/** flags (16) | interfaceId (16) */
export const FLAGS_INTERFACE = 10 * STRIDE
/** window (16) | ipId (16) */
export const WINDOW_IPID = 11 * STRIDE
/** path (16) | options (16) */
export const PATH_OPTIONS = 12 * STRIDE
/** capture (8) | ttl (8) | log bits (16) */
export const CAPTURE_TTL_BITS = 13 * STRIDE

// Where the columns of doubles begin.
export const SECONDS = 0 * STRIDE
export const FILE_OFFSET = 1 * STRIDE

/** What the log itself knows of a row, beside the fields of the segment. */
export const LOG = {
  fromClient: 1 << 0,
  hasTimestamps: 1 << 1,
  outgoing: 1 << 2,
  incoming: 1 << 3,
  badChecksum: 1 << 4,
  /** The snap length cut the options. */
  cut: 1 << 5,
  icmp: 1 << 6,
} as const

export class PacketLog {
  /** Rows in use, free ones included. */
  length = 0
  /** The chunks, for loops over many rows. */
  readonly words: Uint32Array[] = []
  readonly doubles: Float64Array[] = []
  private readonly free: number[] = []

  /** Appends a segment and returns its row. Time stamps and bits come from the caller, who has parsed the options. */
  add(
    segment: Segment,
    handshake: number,
    previous: number,
    options: number,
    tsVal: number,
    tsEcr: number,
    bits: number,
  ): number {
    const row = this.free.pop() ?? this.length++
    const chunk = row >>> CHUNK_BITS
    if (chunk === this.words.length) this.grow()
    const at = row & ROW_MASK
    const words = this.words[chunk]!
    const doubles = this.doubles[chunk]!
    doubles[SECONDS + at] = segment.seconds
    doubles[FILE_OFFSET + at] = segment.fileOffset
    words[NANOS + at] = segment.nanos
    words[FRAME + at] = segment.frame
    words[SEQ + at] = segment.seq
    words[ACK + at] = segment.ack
    words[TS_VAL + at] = tsVal
    words[TS_ECR + at] = tsEcr
    words[PAYLOAD + at] = segment.payloadLength
    words[CAPTURED + at] = segment.capturedLength
    words[HANDSHAKE + at] = handshake + 1
    words[PREVIOUS + at] = previous
    words[FLAGS_INTERFACE + at] = (segment.flags & 0xffff) | (segment.interfaceId << 16)
    words[WINDOW_IPID + at] = (segment.window & 0xffff) | (segment.ipId << 16)
    words[PATH_OPTIONS + at] = (segment.path & 0xffff) | (options << 16)
    words[CAPTURE_TTL_BITS + at] = (segment.capture & 0xff) | ((segment.ttl & 0xff) << 8) | (bits << 16)
    return row
  }

  /** Gives the row back; it will be used again. */
  remove(row: number): void {
    this.setWord(row, HANDSHAKE, 0)
    this.free.push(row)
  }

  /** One 32-bit field of a row, e.g. `log.word(row, SEQ)`. */
  word(row: number, field: number): number {
    return this.words[row >>> CHUNK_BITS]![field + (row & ROW_MASK)]!
  }

  setWord(row: number, field: number, value: number): void {
    this.words[row >>> CHUNK_BITS]![field + (row & ROW_MASK)] = value
  }

  capture(row: number): number {
    return this.word(row, CAPTURE_TTL_BITS) & 0xff
  }

  /** LOG bits. */
  bits(row: number): number {
    return this.word(row, CAPTURE_TTL_BITS) >>> 16
  }

  flags(row: number): number {
    return this.word(row, FLAGS_INTERFACE) & 0xffff
  }

  ipId(row: number): number {
    return this.word(row, WINDOW_IPID) >>> 16
  }

  seconds(row: number): number {
    return this.doubles[row >>> CHUNK_BITS]![SECONDS + (row & ROW_MASK)]!
  }

  private grow(): void {
    this.words.push(new Uint32Array(WORD_COLUMNS * STRIDE))
    this.doubles.push(new Float64Array(DOUBLE_COLUMNS * STRIDE))
  }
}
