// A moment in a cell of a table: UTC to the microsecond.
import { clockText, isoText, utcOffset } from '../timeline/time-text.ts'
import type { ExactTime } from '../units/exact-time.ts'

/** Seconds since the epoch below which a text capture had a clock but no date (tcpdump without -tttt, or with -ttt). */
const FIRST_DATED = 86_400

/** `2026-11-22T10:21:37.024988Z`, `00:00:01.032218` without a date, `—` for none. */
export function timeText(time: ExactTime | null): string {
  if (time === null) return '—'
  return time.seconds >= 0 && time.seconds < FIRST_DATED ? clockText(time, 6, utcOffset) : isoText(time, 6, utcOffset)
}
