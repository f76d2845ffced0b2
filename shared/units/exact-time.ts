// Exact times of packets and snapshots. Nanoseconds since the epoch exceed 2^53, so a time is a pair:
// whole seconds (exact in a double up to 2^53) and nanoseconds 0 … 999 999 999. Nothing here ever rounds.

/** A moment: `seconds` since 1970-01-01T00:00:00Z (may be negative) plus `nanos` in [0, 1e9). */
export interface ExactTime {
  readonly seconds: number
  readonly nanos: number
}

/** a − b in seconds as a double. Exact to the nanosecond for differences below 104 days; for drawing and gaps. */
export function secondsBetween(b: ExactTime, a: ExactTime): number {
  return nanosBetween(b, a) / 1e9
}

/** a − b in nanoseconds; exact below 2^53 ns (104 days). */
export function nanosBetween(b: ExactTime, a: ExactTime): number {
  return (a.seconds - b.seconds) * 1e9 + (a.nanos - b.nanos)
}

/** Negative, zero or positive like `a − b`. */
export function compareTimes(a: ExactTime, b: ExactTime): number {
  return a.seconds - b.seconds || a.nanos - b.nanos
}

/** The moment `nanos` nanoseconds (any sign, an integer below 2^53) after `time`. */
export function addNanos(time: ExactTime, nanos: number): ExactTime {
  const sum = time.nanos + (nanos % 1e9)
  const carry = Math.floor(sum / 1e9)
  return { seconds: time.seconds + Math.trunc(nanos / 1e9) + carry, nanos: sum - carry * 1e9 }
}

/** Decimal epoch seconds with nine digits, e.g. `1795342878.684952000`; exact, also before 1970. */
export function decimalTime(time: ExactTime): string {
  if (time.seconds < 0 && time.nanos > 0) {
    const seconds = time.seconds + 1
    return `-${Math.abs(seconds)}.${String(1e9 - time.nanos).padStart(9, '0')}`
  }
  return `${time.seconds}.${String(time.nanos).padStart(9, '0')}`
}

/** Reads what {@link decimalTime} wrote; null when the text is no decimal number of at most nine digits. */
export function parseDecimalTime(text: string): ExactTime | null {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/.exec(text)
  if (!match) return null
  const seconds = Number(match[2])
  const nanos = Number((match[3] ?? '').padEnd(9, '0'))
  if (match[1] === '') return { seconds, nanos }
  return nanos === 0 ? { seconds: seconds === 0 ? 0 : -seconds, nanos: 0 } : { seconds: -seconds - 1, nanos: 1e9 - nanos }
}
