// A moment in a cell of a table: UTC to the microsecond.
import { clockText, hasDate, isoText, utcOffset } from '../timeline/time-text.ts'
import type { ExactTime } from '../units/exact-time.ts'

const DAY = 86_400

/** `2026-11-22T10:21:37.024988Z`, `00:00:01.032218` without a date (`+1 d 00:00:01.032218` a day later), `—` for none. */
export function timeText(time: ExactTime | null): string {
  if (time === null) return '—'
  if (hasDate(time.seconds) || time.seconds < 0) return isoText(time, 6, utcOffset)
  const days = Math.floor(time.seconds / DAY)
  return `${days === 0 ? '' : `+${days} d `}${clockText(time, 6, utcOffset)}`
}
