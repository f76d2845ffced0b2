// The first column of tcpdump's text in its seven forms (inputs.md §11.1), read digit by digit so that nothing rounds.
// -ttt (since the previous line) and -ttttt (since the first packet) look alike; `chooseElapsedForm` tells them apart.
import { addNanos } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'

/** What stands before a packet. `elapsed` is -ttt or -ttttt, `clock` the default form without a date. */
export type TimeColumn =
  | { readonly kind: 'none' }
  | { readonly kind: 'epoch'; readonly time: ExactTime }
  | { readonly kind: 'date'; readonly time: ExactTime }
  | { readonly kind: 'clock'; readonly nanos: number }
  | { readonly kind: 'elapsed'; readonly nanos: number }

export interface TimedLine {
  readonly column: TimeColumn
  /** Packet number printed by tcpdump -#, null without. */
  readonly number: number | null
  readonly rest: string
}

const NUMBER = /^ *(\d{1,10}) {1,3}(?=[-\d ])/
const DATE = /^ ?(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)\.(\d{6}|\d{9}) /
const CLOCK = /^(\d\d):(\d\d):(\d\d)\.(\d{6}|\d{9}) /
const ELAPSED = /^ (-?)(\d{2,6}):(\d\d):(\d\d)\.(\d{6}|\d{9}) /
const EPOCH = /^ ?(\d{1,15})\.(\d{6}|\d{9}) /
/** What a packet begins with after its time: a protocol word, an interface with direction, or link-layer addresses. */
const PACKET =
  /^(?:IP6? |ARP, |(?:\S+ +)?(?:In|Out|B|M|P) +(?:IP6? |ARP|ifindex |[0-9a-f]{2}:)|[0-9a-f]{2}(?::[0-9a-f]{2}){5} (?:\(\w+\) )?> |(?:LLC|STP|LLDP|CDP|EAP|PPPoE|MPLS|802\.1Q|vlan|AARP|RARP|loopback|Unknown|IS-IS|\[)|\S+ > \S+: )/

/** Splits a line into time and packet; null when it does not begin a packet. */
export function splitTimedLine(line: string): TimedLine | null {
  const direct = timed(line)
  if (direct !== null) return { ...direct, number: null }
  const number = NUMBER.exec(line)
  if (number) {
    const after = timed(line.slice(number[0].length)) ?? timed(` ${line.slice(number[0].length)}`)
    if (after !== null) return { ...after, number: Number(number[1]) }
  }
  if (PACKET.test(line)) return { column: { kind: 'none' }, number: null, rest: line }
  return null
}

function timed(line: string): { readonly column: TimeColumn; readonly rest: string } | null {
  const date = DATE.exec(line)
  if (date) {
    const [, y, mo, d, h, mi, s] = date.map(Number) as [number, number, number, number, number, number, number]
    const seconds = Date.UTC(y, mo - 1, d, h, mi, s) / 1000
    return { column: { kind: 'date', time: { seconds, nanos: fraction(date[7]) } }, rest: line.slice(date[0].length) }
  }
  const clock = CLOCK.exec(line)
  if (clock) {
    return {
      column: { kind: 'clock', nanos: dayNanos(clock[1], clock[2], clock[3], clock[4]) },
      rest: line.slice(clock[0].length),
    }
  }
  const elapsed = ELAPSED.exec(line)
  if (elapsed) {
    const nanos = dayNanos(elapsed[2], elapsed[3], elapsed[4], elapsed[5])
    return {
      column: { kind: 'elapsed', nanos: elapsed[1] === '-' ? -nanos : nanos },
      rest: line.slice(elapsed[0].length),
    }
  }
  const epoch = EPOCH.exec(line)
  if (epoch) {
    return {
      column: { kind: 'epoch', time: { seconds: Number(epoch[1]), nanos: fraction(epoch[2]) } },
      rest: line.slice(epoch[0].length),
    }
  }
  return null
}

const fraction = (digits: string | undefined): number => Number((digits ?? '').padEnd(9, '0'))

function dayNanos(
  h: string | undefined,
  m: string | undefined,
  s: string | undefined,
  digits: string | undefined,
): number {
  return (Number(h) * 3600 + Number(m) * 60 + Number(s)) * 1e9 + fraction(digits)
}

/** How the numbers of an `elapsed` or `clock` column become times. */
export type ElapsedForm = 'since-previous' | 'since-first' | 'time-of-day'

/** A pair of SYNs of one connection attempt, for deciding by the sender's own clock. */
export interface TimestampPair {
  /** Printed times of all packets up to and including each SYN, summed; and as printed. */
  readonly sinceFirst: number
  readonly sincePrevious: number
  /** Growth of TSval between the two, in ticks. */
  readonly ticks: number
}

/** TCP time stamp clocks that exist, ticks per second: Linux 1000/250/100, Windows and others 10/100/1000. */
const TICK_RATES = [1000, 250, 100, 10]

/**
 * Decides what an elapsed column means. In this order: times that decrease can only be gaps; the sender's TSval between
 * repeated SYNs agrees with one reading; otherwise columns that never decrease over many lines count from the start.
 * @param nanos printed values in order (ns)
 */
export function chooseElapsedForm(nanos: readonly number[], pairs: readonly TimestampPair[]): ElapsedForm {
  for (let i = 1; i < nanos.length; i++) {
    if ((nanos[i] ?? 0) < (nanos[i - 1] ?? 0)) return 'since-previous'
  }
  let previous = 0
  let first = 0
  for (const pair of pairs) {
    if (agrees(pair.sincePrevious, pair.ticks)) previous++
    if (agrees(pair.sinceFirst, pair.ticks)) first++
  }
  if (previous !== first) return previous > first ? 'since-previous' : 'since-first'
  return nanos.length >= 12 ? 'since-first' : 'since-previous'
}

function agrees(nanos: number, ticks: number): boolean {
  if (nanos <= 0 || ticks <= 0) return false
  const seconds = nanos / 1e9
  return TICK_RATES.some((rate) => Math.abs(ticks / rate - seconds) <= 0.02 * seconds + 1.5 / rate)
}

/** Turns columns into times one by one; keeps what the form needs of the lines before. */
export class PacketClock {
  private elapsed = 0
  private lastClock = -1
  private days = 0

  /**
   * @param form how elapsed columns are read
   * @param start what elapsed times are counted from, and midnight of the first day for times of day
   */
  constructor(
    private readonly form: ElapsedForm,
    private readonly start: ExactTime,
  ) {}

  /** The time of the next packet. Times of day that fall by more than 12 h have passed midnight. */
  next(column: TimeColumn): ExactTime {
    switch (column.kind) {
      case 'epoch':
      case 'date':
        return column.time
      case 'clock':
        if (this.form !== 'time-of-day') return this.next({ kind: 'elapsed', nanos: column.nanos })
        if (this.lastClock >= 0 && this.lastClock - column.nanos > 12 * 3600e9) this.days++
        this.lastClock = column.nanos
        return addNanos({ seconds: this.start.seconds + this.days * 86400, nanos: this.start.nanos }, column.nanos)
      case 'elapsed':
        this.elapsed = this.form === 'since-previous' ? this.elapsed + column.nanos : column.nanos
        return addNanos(this.start, this.elapsed)
      case 'none':
        return this.start
    }
  }
}
