// Times in words, in the ways a window can show them. Nothing is rounded that the file had: a nanosecond capture shows
// nine digits, a microsecond capture six.
import { nanosBetween } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'

export const TIME_FORMATS = ['utc', 'local', 'since-start', 'since-previous'] as const
export type TimeFormat = (typeof TIME_FORMATS)[number]

/** Minutes east of UTC at a moment (seconds since the epoch); the renderer passes the system's zone. */
export type ZoneOffset = (seconds: number) => number

export const utcOffset: ZoneOffset = () => 0

/** What the system's zone says: `new Date(...).getTimezoneOffset()` with its sign turned. */
export const localOffset: ZoneOffset = (seconds) => -new Date(seconds * 1000).getTimezoneOffset()

/** Digits after the point that show every time in `nanos` (a sample is enough): 6, 9, or 3. */
export function digitsNeeded(nanos: Uint32Array, sample = 4096): 3 | 6 | 9 {
  let digits: 3 | 6 | 9 = 3
  const step = Math.max(1, Math.floor(nanos.length / sample))
  for (let i = 0; i < nanos.length; i += step) {
    const value = nanos[i] ?? 0
    if (value % 1000 !== 0) return 9
    if (value % 1_000_000 !== 0) digits = 6
  }
  return digits
}

/** Seconds since the epoch: clocks before were counted from a start, or had a time of day and no date (tcpdump text). */
const FIRST_DATED = 366 * 86_400

/** Whether a moment has a date. No capture is older than the program that writes them; one that says 1970 has none. */
export function hasDate(seconds: number): boolean {
  return seconds >= FIRST_DATED
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `2026-11-22` of a clock that stands `seconds` after the epoch. */
export function dateText(seconds: number, zone: ZoneOffset): string {
  const date = new Date((seconds + zone(seconds) * 60) * 1000)
  if (Number.isNaN(date.getTime())) return '—'
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

/** `14:03:07.123456` with `digits` figures after the point (0 = none, no point). Cut, not rounded. */
export function clockText(time: ExactTime, digits: number, zone: ZoneOffset): string {
  const date = new Date((time.seconds + zone(time.seconds) * 60) * 1000)
  if (Number.isNaN(date.getTime())) return '—'
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`
  return digits === 0 ? clock : `${clock}.${fraction(time.nanos, digits)}`
}

/** `2026-11-22 14:03:07.12 UTC+8`; only `14:03:07.12` of a clock without a date, which has no zone either. */
export function momentText(time: ExactTime, digits: number, zone: ZoneOffset): string {
  const clock = clockText(time, digits, zone)
  return hasDate(time.seconds) ? `${dateText(time.seconds, zone)} ${clock} ${zoneText(time.seconds, zone)}` : clock
}

/** `UTC`, `UTC+8`, `UTC−3:30`. */
export function zoneText(seconds: number, zone: ZoneOffset): string {
  const minutes = zone(seconds)
  if (minutes === 0) return 'UTC'
  const size = Math.abs(minutes)
  const rest = size % 60 === 0 ? '' : `:${two(size % 60)}`
  return `UTC${minutes < 0 ? '−' : '+'}${Math.floor(size / 60)}${rest}`
}

/** ISO 8601 with zone, for copying: `2026-11-22T14:03:07.123456789Z`. */
export function isoText(time: ExactTime, digits: number, zone: ZoneOffset): string {
  const minutes = zone(time.seconds)
  const size = Math.abs(minutes)
  const suffix = minutes === 0 ? 'Z' : `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${dateText(time.seconds, zone)}T${clockText(time, digits, zone)}${suffix}`
}

/** Signed seconds with `digits` figures, e.g. `+1.027341`; from exact times, nothing rounded (cut towards zero). */
export function exactGapText(from: ExactTime, to: ExactTime, digits: number): string {
  const nanos = nanosBetween(from, to)
  const size = Math.abs(nanos)
  const whole = Math.floor(size / 1e9)
  const rest = size - whole * 1e9
  return `${nanos < 0 ? '−' : '+'}${whole}${digits === 0 ? '' : `.${fraction(rest, digits)}`}`
}

function fraction(nanos: number, digits: number): string {
  return String(Math.floor(nanos)).padStart(9, '0').slice(0, digits)
}

/**
 * A length in the unit that reads best and three or four figures: `840 µs`, `12.3 ms`, `1.03 s`, `33.3 s`, `2 min 10 s`.
 * For labels and sentences; tables show exact figures.
 */
export function durationText(seconds: number): string {
  const size = Math.abs(seconds)
  const sign = seconds < 0 ? '−' : ''
  if (size === 0) return '0 s'
  if (size < 1e-6) return `${sign}${figure(size * 1e9)} ns`
  if (size < 1e-3) return `${sign}${figure(size * 1e6)} µs`
  if (size < 0.9995) return `${sign}${figure(size * 1e3)} ms`
  if (size < 119.95) return `${sign}${secondsFigure(size)} s`
  if (size < 7170) {
    const whole = Math.round(size)
    return `${sign}${Math.floor(whole / 60)} min ${two(whole % 60)} s`
  }
  const minutes = Math.round(size / 60)
  return `${sign}${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`
}

function figure(value: number): string {
  if (value >= 99.95) return value.toFixed(0)
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2)
}

/** Two figures after the point below ten seconds, one above: 1.03, 8.19, 33.3. */
function secondsFigure(value: number): string {
  return value < 9.995 ? value.toFixed(2) : value.toFixed(1)
}
