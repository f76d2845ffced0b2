// Cuts a stream of chunks into whole records whatever the chunk boundaries are. A parser looks at the chunk where it
// lies; only a record that straddles two chunks is copied together. Chunks of 1 byte and of 1 MiB give the same records.

export interface RecordParser {
  /**
   * Parses whole records of bytes[start, end) and answers the position of the first byte it did not use. A position
   * behind `end` means: these bytes are of no interest, skip them. When it stops before `end`, `need` says how many bytes
   * from that position it must see to go on. `base` is the file offset of bytes[0].
   */
  parse(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number
  readonly need: number
  /** True when the parser wants no more bytes (it found damage it cannot pass). */
  readonly stopped: boolean
  /**
   * The stream is over; `rest` holds the bytes of an unfinished record that begins at `offset`. `missing` bytes of a
   * record that was to be skipped did not come.
   */
  finish(rest: Uint8Array, offset: number, missing: number): void
}

export class RecordStream {
  private readonly parser: RecordParser
  /** Bytes of an unfinished record: carry[carryStart, carryEnd). Used bytes stay in front until room is needed. */
  private carry = new Uint8Array(4096)
  private carryView = new DataView(this.carry.buffer)
  private carryStart = 0
  private carryEnd = 0
  private toSkip = 0
  private offset = 0

  constructor(parser: RecordParser) {
    this.parser = parser
  }

  push(chunk: Uint8Array): void {
    const { parser } = this
    let at = 0
    for (;;) {
      if (parser.stopped) return
      if (this.toSkip > 0) {
        const skipped = Math.min(this.toSkip, chunk.length - at)
        this.toSkip -= skipped
        this.offset += skipped
        at += skipped
        if (this.toSkip > 0) return
      }
      const carried = this.carryEnd - this.carryStart
      if (carried === 0) break
      const wanted = parser.need - carried
      if (wanted > 0) {
        const taken = Math.min(wanted, chunk.length - at)
        this.append(chunk, at, at + taken)
        at += taken
        if (taken < wanted) return
      }
      const base = this.offset - this.carryStart
      this.use(parser.parse(this.carry, this.carryView, this.carryStart, this.carryEnd, base))
    }
    if (at >= chunk.length) return
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const base = this.offset - at
    const position = parser.parse(chunk, view, at, chunk.length, base)
    this.offset = base + Math.min(position, chunk.length)
    if (position >= chunk.length) this.toSkip = position - chunk.length
    else if (!parser.stopped) this.append(chunk, position, chunk.length)
  }

  /** File offset of the first byte that no record has used yet. */
  get position(): number {
    return this.offset
  }

  /** True while the bytes at `position` belong to a record that is passed over: no record begins there. */
  get isSkipping(): boolean {
    return this.toSkip > 0
  }

  /** Goes on at another place: the next chunk begins at `offset`, where a record begins. */
  moveTo(offset: number): void {
    this.carryStart = this.carryEnd = 0
    this.toSkip = 0
    this.offset = offset
  }

  /** Tells the parser that the stream is over. Call once. */
  finish(): void {
    if (this.parser.stopped) return
    this.parser.finish(this.carry.subarray(this.carryStart, this.carryEnd), this.offset, this.toSkip)
  }

  /** The stream broke off for a reason that is reported elsewhere: the parser sums up without the unfinished record. */
  abandon(): void {
    if (!this.parser.stopped) this.parser.finish(this.carry.subarray(0, 0), this.offset, 0)
  }

  /** The parser stopped at `position` of the carried bytes, or wants to skip to behind them. */
  private use(position: number): void {
    const used = Math.min(position, this.carryEnd) - this.carryStart
    this.toSkip = Math.max(0, position - this.carryEnd)
    this.offset += used
    this.carryStart += used
    if (this.carryStart === this.carryEnd) this.carryStart = this.carryEnd = 0
  }

  /**
   * Adds chunk[from, to). Bytes move to the front only when at least as many were used up since, or into memory of
   * twice the size: a search through damaged bytes that wants a little more each time stays linear.
   */
  private append(chunk: Uint8Array, from: number, to: number): void {
    const carried = this.carryEnd - this.carryStart
    const length = carried + to - from
    if (this.carryEnd + to - from > this.carry.length) {
      const target = length * 2 <= this.carry.length ? this.carry : new Uint8Array(length * 2)
      if (target === this.carry) target.copyWithin(0, this.carryStart, this.carryEnd)
      else {
        target.set(this.carry.subarray(this.carryStart, this.carryEnd))
        this.carry = target
        this.carryView = new DataView(target.buffer)
      }
      this.carryStart = 0
      this.carryEnd = carried
    }
    this.carry.set(from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to), this.carryEnd)
    this.carryEnd += to - from
  }
}
