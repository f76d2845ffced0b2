// Dates as logs of snapshots carry them: whole lines (`date`, `date -R`, `date +%s.%N`, any locale) and prefixes
// (`ts`, syslog, journal, kubectl --timestamps). A line is taken apart into tokens, and is a date only when every token
// has its place in one; so the order of day, month, year and zone, which differs between locales, does not matter.
import type { ExactTime } from '../units/exact-time.ts'
import { monthOf } from './month-names.ts'
import { zoneOffsets } from './zones.ts'

/** What a date text says; null for what it leaves open. */
export interface DateReading {
  readonly epoch: ExactTime | null
  readonly year: number | null
  readonly month: number | null
  readonly day: number | null
  /** Seconds since midnight. */
  readonly clock: number
  readonly nanos: number
  /** No fraction of a second was written. */
  readonly coarse: boolean
  /** Minutes east of UTC, null when no zone (or an unknown one) was written. */
  readonly offset: number | null
  /** An abbreviation that stands for several zones, else null. */
  readonly ambiguousZone: string | null
}

const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/
const CJK_TIME = /^(\d{1,2})[时時시](\d{1,2})[分분](\d{1,2})[秒초]?$/
const YMD = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const DMY = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})$/
const ISO_HEAD = /^(\d{4}-\d{2}-\d{2})[T_-](\d{2}:\d{2}.*)$/
const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/
const ZONE_AT_END = /^(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)(Z|[+-]\d{2}:?\d{0,2})$/

/** Reads a text that is a date and nothing else; null when it is not. At most 80 characters are looked at. */
export function readDate(text: string): DateReading | null {
  const line = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .trim()
  if (line.length < 5 || line.length > 80 || !/\d/.test(line)) return null
  const epoch = readEpoch(line)
  if (epoch) return epoch
  if (!/\d[:时時시]\d/.test(line)) return null
  return readTokens(tokensOf(line))
}

/** Text of a date without its punctuation, time and zone apart. */
function tokensOf(line: string): string[] {
  const spaced = line
    .replace(/[年년]\s?/g, '年 ')
    .replace(/[月월]\s?/g, '月 ')
    .replace(/[日일](?=[\s(]|\d|$)/g, '日 ')
    .replace(/[()]/g, ' ')
    .replace(/([时時시분分])\s+(?=\d)/g, '$1')
  const tokens: string[] = []
  for (const word of spaced.split(/\s+/)) {
    if (word === '') continue
    const iso = ISO_HEAD.exec(word)
    const parts = iso ? [iso[1] ?? '', iso[2] ?? ''] : [word]
    for (const part of parts) {
      const zoned = ZONE_AT_END.exec(part)
      if (zoned) tokens.push(zoned[1] ?? '', zoned[2] ?? '')
      else tokens.push(part)
    }
  }
  return tokens
}

function readEpoch(line: string): DateReading | null {
  const match = /^@?(\d{10})(?:[.,](\d{1,9}))?$/.exec(line) ?? /^(\d{10})(\d{3}|\d{6}|\d{9})$/.exec(line)
  if (!match) return null
  const seconds = Number(match[1])
  // 2001-09-09 … 2096: smaller or larger numbers of ten digits are counters, not clocks.
  if (seconds < 1_000_000_000 || seconds > 4_000_000_000) return null
  const nanos = Number((match[2] ?? '').padEnd(9, '0'))
  const epoch = { seconds, nanos }
  return {
    epoch,
    year: null,
    month: null,
    day: null,
    clock: 0,
    nanos,
    coarse: match[2] === undefined,
    offset: 0,
    ambiguousZone: null,
  }
}

function readTokens(tokens: readonly string[]): DateReading | null {
  if (tokens.length > 10) return null
  let clock: number | null = null
  let nanos = 0
  let coarse = true
  let year: number | null = null
  let month: number | null = null
  let day: number | null = null
  let offset: number | null = null
  let hasZone = false
  let ambiguousZone: string | null = null
  let half: 'am' | 'pm' | null = null
  let words = 0
  for (const token of tokens) {
    if (/^(?:de|del|di|den|of|at|um|kl\.?|klo|à)$/i.test(token)) continue
    const time = TIME.exec(token) ?? CJK_TIME.exec(token)
    if (time) {
      if (clock !== null) return null
      const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)]
      if (hours > 23 || minutes > 59 || seconds > 60) return null
      clock = hours * 3600 + minutes * 60 + seconds
      if (time[4] !== undefined) {
        nanos = Number(time[4].padEnd(9, '0'))
        coarse = false
      }
      continue
    }
    const ymd = YMD.exec(token)
    if (ymd) {
      if (year !== null || month !== null || day !== null) return null
      ;[year, month, day] = [Number(ymd[1]), Number(ymd[2]), Number(ymd[3])]
      continue
    }
    const dmy = DMY.exec(token)
    if (dmy) {
      if (year !== null || month !== null || day !== null) return null
      const [first, second] = [Number(dmy[1]), Number(dmy[3])]
      // 11/22/2026 is American; 22.11.2026 and everything that cannot be American puts the day first.
      const american = dmy[2] === '/' && first <= 12 && (second > 12 || tokens.some((word) => /^[AP]M$/i.test(word)))
      ;[month, day] = american ? [first, second] : [second, first]
      year = Number(dmy[4])
      continue
    }
    const zone = OFFSET.exec(token)
    if (zone && clock !== null) {
      if (hasZone) return null
      hasZone = true
      offset = (zone[1] === '-' ? -1 : 1) * (Number(zone[2]) * 60 + Number(zone[3] ?? 0))
      continue
    }
    if (/^\d{4}[年.,]?$/.test(token) && year === null) {
      year = Number.parseInt(token, 10)
      continue
    }
    if (/^\d{1,2}月$/.test(token) && month === null) {
      month = Number.parseInt(token, 10)
      continue
    }
    if (/^\d{1,2}(?:[.,日]|st|nd|rd|th)?$/.test(token)) {
      // Korean writes `2026. 11. 22.`: month first when the year stands before and no name of a month follows.
      if (month === null && year !== null && day === null && /\.$/.test(token)) month = Number.parseInt(token, 10)
      else if (day === null) day = Number.parseInt(token, 10)
      else return null
      continue
    }
    if (/^(?:[AaPp]\.?[Mm]\.?|上午|下午|午前|午後|오전|오후)$/.test(token)) {
      if (half !== null) return null
      half = /^[Pp]|下午|午後|오후/.test(token) ? 'pm' : 'am'
      continue
    }
    const named = monthOf(token)
    // `mar` is March and Tuesday, `sab` … : a second month name is the name of the day that stood before it.
    if (named !== undefined && month === null) {
      month = named
      continue
    }
    if (named !== undefined && words === 0) {
      month = named
      words++
      continue
    }
    const offsets = /^[A-Z]{1,5}$/.test(token) ? zoneOffsets(token) : undefined
    if (offsets && !hasZone) {
      hasZone = true
      offset = offsets[0] ?? null
      if (offsets.length > 1) ambiguousZone = token
      continue
    }
    if (/^[A-Z]{3,5}$/.test(token) && clock !== null && !hasZone) {
      hasZone = true
      ambiguousZone = token
      continue
    }
    // The name of the day, in any language: one word without digits.
    if (words === 0 && token.length <= 14 && /^\p{L}+[.,]{0,2}$/u.test(token)) {
      words++
      continue
    }
    return null
  }
  if (clock === null) return null
  if (month !== null && (month < 1 || month > 12)) return null
  if (day !== null && (day < 1 || day > 31)) return null
  if ((month === null) !== (day === null) || (year !== null && month === null)) return null
  if (year !== null && (year < 1990 || year > 2100)) return null
  if (month === null && words > 0) return null
  if (half !== null) {
    if (clock >= 13 * 3600) return null
    clock = (clock % 43_200) + (half === 'pm' ? 43_200 : 0)
  }
  return { epoch: null, year, month, day, clock, nanos, coarse, offset, ambiguousZone }
}

const PREFIXES: readonly RegExp[] = [
  /^\[?(\d{4}[-/]\d{2}[-/]\d{2}[T _]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|\s?[+-]\d{2}:?\d{2})?)\]?[:|]?\s+(.*)$/,
  /^\[?((?:\p{L}{2,4}[.,]? )?\p{L}{3,4}\.? [ \d]\d \d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: [AP]M)?(?: [A-Z]{2,5})? \d{4})\]?[:|]?\s+(.*)$/u,
  /^\[?((?:\p{L}{2,4}[.,]? )?\d{1,2}\.? \p{L}{3,9}\.? \d{4},? \d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: [AP]M)?(?: [A-Z]{2,5}| [+-]\d{4})?)\]?[:|]?\s+(.*)$/u,
  /^(\p{L}{3} [ \d]\d \d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)[:|]?\s+(.*)$/u,
  /^\[?(\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?)\]?[:|]?\s+(.*)$/,
  /^\[?(\d{10}(?:\.\d{1,9})?)\]?[:|]?\s+(.*)$/,
]

/** A date at the beginning of a line with something behind it; `rest` keeps its blanks. */
export function readDatePrefix(line: string): { date: DateReading; rest: string } | null {
  const text = line.trimStart()
  if (!/^\[?[\d\p{L}]/u.test(text) || !/\d/.test(text.slice(0, 24))) return null
  const head = text.slice(0, 96)
  for (const pattern of PREFIXES) {
    const match = pattern.exec(head)
    if (!match) continue
    const date = readDate(match[1] ?? '')
    if (date) return { date, rest: (match[2] ?? '') + text.slice(96) }
  }
  return null
}

/**
 * The moment a reading stands for. A zone that was not written counts as UTC. What is missing of the date is completed
 * so that the moment lies closest to `near`; null when something is missing and `near` is null.
 */
export function resolveDate(date: DateReading, near: ExactTime | null): ExactTime | null {
  if (date.epoch) return date.epoch
  const shift = date.clock - (date.offset ?? 0) * 60
  const at = (year: number, month: number, day: number): ExactTime => ({
    seconds: Date.UTC(year, month - 1, day) / 1000 + shift,
    nanos: date.nanos,
  })
  if (date.year !== null) return at(date.year, date.month ?? 1, date.day ?? 1)
  if (near === null) return null
  const closest = (candidates: readonly ExactTime[]): ExactTime | null =>
    candidates.reduce<ExactTime | null>(
      (best, next) =>
        best === null || Math.abs(next.seconds - near.seconds) < Math.abs(best.seconds - near.seconds) ? next : best,
      null,
    )
  if (date.month !== null && date.day !== null) {
    const year = new Date(near.seconds * 1000).getUTCFullYear()
    const [month, day] = [date.month, date.day]
    return closest([year - 1, year, year + 1].map((candidate) => at(candidate, month, day)))
  }
  const midnight = Math.floor(near.seconds / 86_400) * 86_400
  return closest([-86_400, 0, 86_400].map((days) => ({ seconds: midnight + days + shift, nanos: date.nanos })))
}
