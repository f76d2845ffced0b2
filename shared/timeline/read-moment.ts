// A moment as people type it: a time of day (with or without a date), or seconds since the first packet. The other
// direction of time-text.ts. Bounded and linear.
import type { ExactTime } from '../units/exact-time.ts'
import { momentOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'
import type { ZoneOffset } from './time-text.ts'

const CLOCK = /^(?:(\d{4})-(\d{2})-(\d{2})[T ]+)?(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s?(Z|UTC))?$/i
const SECONDS = /^\+?(\d{1,9}(?:[.,]\d{1,9})?)\s?s?$/i
const DAY = 86_400
/** Days of a capture that are looked through for a time of day; longer ones need a date. */
const MOST_DAYS = 400

/**
 * Seconds after the origin of `axis`; null when `text` is no moment. A time without a date is that of the first day of the
 * capture on which something was recorded then, else of its first day. `zone` is the zone of the clock that was typed.
 */
export function readMoment(text: string, axis: TimeAxis, zone: ZoneOffset): number | null {
  const typed = text.trim()
  const seconds = SECONDS.exec(typed)?.[1]
  if (seconds !== undefined) return axis.packets.start + Number(seconds.replace(',', '.'))
  const clock = CLOCK.exec(typed)
  if (clock === null) return null
  const [, year, month, day, hours = '', minutes = '', whole = '0', fraction = '', isUtc] = clock
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(whole) > 60) return null
  const ofDay = Number(hours) * 3600 + Number(minutes) * 60 + Number(whole)
  const nanos = Number(fraction.padEnd(9, '0'))
  const inZone = isUtc === undefined ? zone : (): number => 0
  const offsetOf = (dayStart: number): number => {
    const local = dayStart + ofDay
    // The offset of the zone at about that moment: wrong only within the hour that a change of clocks repeats.
    const time: ExactTime = { seconds: local - inZone(local) * 60, nanos }
    return momentOffset(axis, time)
  }
  if (year !== undefined) {
    const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))
    if (date.getUTCMonth() !== Number(month) - 1) return null
    return offsetOf(date.getTime() / 1000)
  }
  const { start, end } = axis.bounds
  const from = axis.originSeconds + start
  const firstDay = Math.floor((from + inZone(from) * 60) / DAY) * DAY
  for (let i = 0; i < MOST_DAYS; i++) {
    const offset = offsetOf(firstDay + i * DAY)
    if (offset > end) break
    if (offset >= start) return offset
  }
  return offsetOf(firstDay)
}
