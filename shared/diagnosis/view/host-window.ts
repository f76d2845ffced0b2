// The counters of one host on the capture's time axis: what grew, over which time, and whose side that host is on.
import type { CounterEvidence, HostCounters } from '../../analysis/counters.ts'
import { momentOffset } from '../../timeline/moment.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import type { EventList } from './event-list.ts'

/** One interval whose both ends have a time. Seconds after the origin of the axis. */
export interface TimedInterval {
  /** Row of CounterEvidence.intervals. */
  readonly row: number
  readonly from: number
  readonly to: number
  /** How far the true moment of either snapshot may lie from the one named, seconds. */
  readonly slack: number
  readonly deltas: ReadonlyMap<string, number>
}

/** A `date` line is printed some milliseconds before netstat reads the counters. */
const READING_TIME = 0.05
/** A time without fractions may be up to a second too early. */
const COARSE_TIME = 1

export class HostWindow {
  readonly host: HostCounters
  /** Usable intervals in order; broken ones (reboot, new namespace) are left out. */
  readonly intervals: readonly TimedInterval[]
  /** Rows of CounterEvidence.intervals across which the counters started again. */
  readonly breaks: readonly number[]
  /** First and last snapshot, seconds after the origin; NaN when no snapshot has a time. */
  readonly start: number
  readonly end: number
  readonly hasGrowth: boolean
  /** Rows of the first and the last snapshot. */
  readonly firstSnapshot: number
  readonly lastSnapshot: number

  constructor(evidence: CounterEvidence, host: HostCounters, axis: TimeAxis) {
    this.host = host
    const mine = new Set(host.snapshots)
    const offset = (row: number): number => {
      const time = evidence.snapshots[row]?.time ?? null
      return time === null ? NaN : momentOffset(axis, time)
    }
    const intervals: TimedInterval[] = []
    const breaks: number[] = []
    let usable = 0
    evidence.intervals.forEach((interval, row) => {
      if (!mine.has(interval.from) || !mine.has(interval.to)) return
      if (interval.break !== null) {
        breaks.push(row)
        return
      }
      usable++
      const from = offset(interval.from)
      const to = offset(interval.to)
      if (Number.isNaN(from) || Number.isNaN(to) || interval.from === interval.to) return
      const coarse = [interval.from, interval.to].some((s) => evidence.snapshots[s]?.timeIsCoarse === true)
      intervals.push({ row, from, to, slack: coarse ? COARSE_TIME : READING_TIME, deltas: interval.deltas })
    })
    this.intervals = intervals
    this.breaks = breaks
    this.hasGrowth = usable > 0
    this.firstSnapshot = host.snapshots[0] ?? -1
    this.lastSnapshot = host.snapshots.at(-1) ?? -1
    const times = host.snapshots.map(offset).filter((moment) => !Number.isNaN(moment))
    this.start = times.length > 0 ? Math.min(...times) : NaN
    this.end = times.length > 0 ? Math.max(...times) : NaN
  }

  /** True when the intervals can be laid beside the packets one by one. */
  get timed(): boolean {
    return this.intervals.length > 0
  }

  /** Growth over all snapshots of this host; null = the texts do not tell. */
  growth(name: string): number | null {
    if (!this.hasGrowth) return null
    return this.host.deltas.get(name) ?? null
  }

  /** Growth with unknown taken for none; for sums of counters that many kernels do not have. */
  grown(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.growth(name) ?? 0), 0)
  }

  /** Value since boot in the last snapshot; null = the texts do not tell. */
  total(name: string): number | null {
    return this.host.totals.get(name) ?? null
  }

  /**
   * How many of `events` fall into time that the counters cover. Without times that is unknown and all are taken.
   * `slack` tells how many lie so near to an end that they may be on the other side.
   */
  covered(events: EventList): { readonly count: number; readonly slack: number } {
    if (!this.timed) return { count: events.length, slack: 0 }
    let count = 0
    let slack = 0
    this.intervals.forEach((interval, i) => {
      count += events.countBetween(interval.from, interval.to)
      if (this.intervals[i - 1]?.to !== interval.from) slack += near(events, interval.from, interval.slack)
      if (this.intervals[i + 1]?.from !== interval.to) slack += near(events, interval.to, interval.slack)
    })
    return { count, slack }
  }

  /**
   * As {@link covered}, but events so near to an end that the named moment does not decide are taken for the side that
   * agrees with what the counter did: a `date` line without fractions is up to a second early.
   */
  coveredNear(events: EventList, observed: number): number {
    if (!this.timed) return events.length
    let fewest = 0
    let most = 0
    this.intervals.forEach(({ from, to, slack }, i) => {
      const begins = this.intervals[i - 1]?.to !== from
      const ends = this.intervals[i + 1]?.from !== to
      fewest += events.countBetween(begins ? from + slack : from, to)
      most += events.countBetween(from, ends ? to + slack : to)
    })
    return Math.min(Math.max(observed, fewest), most)
  }

  /**
   * Whether the counters were read before the first and after the last of `events`: 'yes', 'partly', 'no', or
   * 'unknown' when the snapshots have no times.
   */
  covers(events: EventList): 'yes' | 'partly' | 'no' | 'unknown' {
    if (!this.timed) return 'unknown'
    const { count, slack } = this.covered(events)
    if (count + slack >= events.length) return 'yes'
    return count === 0 ? 'no' : 'partly'
  }
}

function near(events: EventList, moment: number, slack: number): number {
  return events.countBetween(moment - slack, moment + slack)
}
