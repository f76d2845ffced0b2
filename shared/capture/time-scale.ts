// Time stamps of pcapng: a 64-bit count of units since the epoch, the unit and an offset given by each interface
// (if_tsresol, if_tsoffset). Nanoseconds since 1970 do not fit a double, so the division is done in 16-bit steps;
// units finer than nanoseconds or odd ones take BigInt.

const TWO32 = 4_294_967_296

export class TimeScale {
  /** Result of the last `convert`. */
  seconds = 0
  nanos = 0
  /** Set when a digit below the nanosecond was cut off. */
  lostDigits = false
  private readonly unitsPerSecond: bigint
  /** The same as a number when it is at most 1e9 and divides 1e9, else 0. */
  private readonly quickUnits: number
  private readonly offset: number

  /**
   * `resolution` is the byte of if_tsresol: high bit 0 = 10^−n seconds (n ≤ 19), 1 = 2^−n (n ≤ 63). `offset` in seconds.
   * Throws RangeError when the exponent is out of range.
   */
  constructor(resolution = 6, offset = 0) {
    const exponent = resolution & 0x7f
    if (exponent > (resolution & 0x80 ? 63 : 19)) throw new RangeError('if_tsresol out of range')
    this.unitsPerSecond = resolution & 0x80 ? 1n << BigInt(exponent) : 10n ** BigInt(exponent)
    this.quickUnits = this.unitsPerSecond <= 1_000_000_000n && !(resolution & 0x80) ? Number(this.unitsPerSecond) : 0
    this.offset = offset
  }

  /** Sets `seconds` and `nanos` from the two words of a time stamp. */
  convert(high: number, low: number): void {
    const units = this.quickUnits
    if (units === 0) {
      this.convertExactly(high, low)
      return
    }
    if (high < 0x200000) {
      const total = high * TWO32 + low
      const seconds = Math.floor(total / units)
      this.seconds = seconds + this.offset
      this.nanos = (total - seconds * units) * (1e9 / units)
      return
    }
    // Long division, base 65536: every intermediate value stays far below 2^53.
    const q1 = Math.floor(high / units)
    const t2 = (high - q1 * units) * 65536 + (low >>> 16)
    const q2 = Math.floor(t2 / units)
    const t3 = (t2 - q2 * units) * 65536 + (low & 0xffff)
    const q3 = Math.floor(t3 / units)
    this.seconds = q1 * TWO32 + q2 * 65536 + q3 + this.offset
    this.nanos = (t3 - q3 * units) * (1e9 / units)
  }

  private convertExactly(high: number, low: number): void {
    const total = (BigInt(high) << 32n) | BigInt(low)
    const seconds = total / this.unitsPerSecond
    const scaled = (total - seconds * this.unitsPerSecond) * 1_000_000_000n
    this.seconds = Number(seconds) + this.offset
    this.nanos = Number(scaled / this.unitsPerSecond)
    if (scaled % this.unitsPerSecond !== 0n) this.lostDigits = true
  }
}
