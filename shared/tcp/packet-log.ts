// The packets kept while capture files are read, in the order of reading: fixed-size records in chunks, so that keeping
// one more packet never copies the others. Sorted into the columns of shared/analysis/tables.ts once, at the end.
import type { Segment } from '../net/segment.ts'

/** Rows of a chunk: 2^15. */
const CHUNK_BITS = 15
const CHUNK_ROWS = 1 << CHUNK_BITS
const ROW_MASK = CHUNK_ROWS - 1
/** 32-bit words a row; even, because two fields are doubles. 72 bytes. */
export const WORDS = 18

// Words of a row. seconds and fileOffset are doubles and take two words each.
export const SECONDS = 0
export const FILE_OFFSET = 2
export const NANOS = 4
export const FRAME = 5
export const SEQ = 6
export const ACK = 7
export const TS_VAL = 8
export const TS_ECR = 9
export const PAYLOAD = 10
export const CAPTURED = 11
/** Handshake record + 1; 0 = the row is free. */
export const HANDSHAKE = 12
/** Row + 1 of the packet kept before for the same handshake; 0 = none. */
export const PREVIOUS = 13
/** flags (16) | interfaceId (16) */
export const FLAGS_INTERFACE = 14
/** window (16) | ipId (16) */
export const WINDOW_IPID = 15
/** path (16) | options (16) */
export const PATH_OPTIONS = 16
/** capture (8) | ttl (8) | log bits (16) */
export const CAPTURE_TTL_BITS = 17

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
  private readonly words: Uint32Array[] = []
  private readonly doubles: Float64Array[] = []
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
    const at = (row & ROW_MASK) * WORDS
    const words = this.words[chunk]!
    const doubles = this.doubles[chunk]!
    doubles[(at + SECONDS) >>> 1] = segment.seconds
    doubles[(at + FILE_OFFSET) >>> 1] = segment.fileOffset
    words[at + NANOS] = segment.nanos
    words[at + FRAME] = segment.frame
    words[at + SEQ] = segment.seq
    words[at + ACK] = segment.ack
    words[at + TS_VAL] = tsVal
    words[at + TS_ECR] = tsEcr
    words[at + PAYLOAD] = segment.payloadLength
    words[at + CAPTURED] = segment.capturedLength
    words[at + HANDSHAKE] = handshake + 1
    words[at + PREVIOUS] = previous
    words[at + FLAGS_INTERFACE] = (segment.flags & 0xffff) | (segment.interfaceId << 16)
    words[at + WINDOW_IPID] = (segment.window & 0xffff) | (segment.ipId << 16)
    words[at + PATH_OPTIONS] = (segment.path & 0xffff) | (options << 16)
    words[at + CAPTURE_TTL_BITS] = (segment.capture & 0xff) | ((segment.ttl & 0xff) << 8) | (bits << 16)
    return row
  }

  /** Gives the row back; it will be used again. */
  remove(row: number): void {
    this.words[row >>> CHUNK_BITS]![(row & ROW_MASK) * WORDS + HANDSHAKE] = 0
    this.free.push(row)
  }

  /** The chunk a row lies in, for loops over many rows: fields are at `words[offset(row) + FIELD]`. */
  chunkWords(row: number): Uint32Array {
    return this.words[row >>> CHUNK_BITS]!
  }

  /** Doubles are at `chunkDoubles(row)[(offset(row) + FIELD) >>> 1]`. */
  chunkDoubles(row: number): Float64Array {
    return this.doubles[row >>> CHUNK_BITS]!
  }

  /** Copies the words of a row to `to[at …]`. */
  copyRow(row: number, to: Uint32Array, at: number): void {
    const words = this.words[row >>> CHUNK_BITS]!
    const from = (row & ROW_MASK) * WORDS
    for (let i = 0; i < WORDS; i++) to[at + i] = words[from + i]!
  }

  offset(row: number): number {
    return (row & ROW_MASK) * WORDS
  }

  /** One 32-bit field of a row, e.g. `log.word(row, SEQ)`. */
  word(row: number, field: number): number {
    return this.words[row >>> CHUNK_BITS]![(row & ROW_MASK) * WORDS + field]!
  }

  setWord(row: number, field: number, value: number): void {
    this.words[row >>> CHUNK_BITS]![(row & ROW_MASK) * WORDS + field] = value
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
    return this.chunkDoubles(row)[(this.offset(row) + SECONDS) >>> 1]!
  }

  private grow(): void {
    const buffer = new ArrayBuffer(CHUNK_ROWS * WORDS * 4)
    this.words.push(new Uint32Array(buffer))
    this.doubles.push(new Float64Array(buffer))
  }
}
