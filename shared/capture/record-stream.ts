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
  private carry = new Uint8Array(4096)
  private carryView = new DataView(this.carry.buffer)
  private carryLength = 0
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
      if (this.carryLength === 0) break
      const wanted = parser.need - this.carryLength
      if (wanted > 0) {
        const taken = Math.min(wanted, chunk.length - at)
        this.append(chunk, at, at + taken)
        at += taken
        if (taken < wanted) return
      }
      const used = parser.parse(this.carry, this.carryView, 0, this.carryLength, this.offset)
      this.take(used)
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

  /** Goes on at another place: the next chunk begins at `offset`, where a record begins. */
  moveTo(offset: number): void {
    this.carryLength = 0
    this.toSkip = 0
    this.offset = offset
  }

  /** Tells the parser that the stream is over. Call once. */
  finish(): void {
    if (!this.parser.stopped) this.parser.finish(this.carry.subarray(0, this.carryLength), this.offset, this.toSkip)
  }

  /** The stream broke off for a reason that is reported elsewhere: the parser sums up without the unfinished record. */
  abandon(): void {
    if (!this.parser.stopped) this.parser.finish(this.carry.subarray(0, 0), this.offset, 0)
  }

  /** Removes `used` bytes from the front of the carried ones. */
  private take(used: number): void {
    const fromCarry = Math.min(used, this.carryLength)
    this.carry.copyWithin(0, fromCarry, this.carryLength)
    this.carryLength -= fromCarry
    this.offset += fromCarry
    this.toSkip = used - fromCarry
  }

  private append(chunk: Uint8Array, from: number, to: number): void {
    const length = this.carryLength + to - from
    if (length > this.carry.length) {
      const larger = new Uint8Array(Math.max(length, this.carry.length * 2))
      larger.set(this.carry.subarray(0, this.carryLength))
      this.carry = larger
      this.carryView = new DataView(larger.buffer)
    }
    this.carry.set(from === 0 && to === chunk.length ? chunk : chunk.subarray(from, to), this.carryLength)
    this.carryLength = length
  }
}
