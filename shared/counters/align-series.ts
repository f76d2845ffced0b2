// Where a snapshot series lies on the clock of the capture. Snapshot clocks are off by whole half-hours (a time zone that
// the text does not name) and by seconds (no NTP, another machine). The growth of a counter that unanswered SYN packets
// explain (ListenDrops, say) must fall where those packets are: the offset with the best agreement is proposed, never
// applied without being asked for.
import type { CounterEvidence } from '../analysis/counters.ts'

/** Growth of the chosen counters over one interval; times in seconds on any clock. */
export interface GrowthInterval {
  readonly from: number
  readonly to: number
  readonly growth: number
}

export interface Alignment {
  /** Seconds to add to the times of the series. */
  readonly offset: number
  /** Share of packets and growth that meet in the same interval, 0 … 1. */
  readonly agreement: number
  /** The same with offset 0, to show what is gained. */
  readonly agreementUnshifted: number
  /** Best agreement more than two intervals away from the proposal: close to `agreement` means the choice is arbitrary. */
  readonly runnerUp: number
}

/** Zones reach from −12:00 to +14:00, in half hours (a few in quarters). */
const ZONE_STEP = 1_800
const ZONE_RANGE = 14 * 3_600
/** How far a clock may be off besides its zone. */
const FINE_RANGE = 120
/** Bounds of the work: intervals looked at for each candidate; for the many zones only those that grew most. */
const MOST_INTERVALS = 5_000
const ZONE_INTERVALS = 300

/**
 * The offset at which growth and packets agree best; null when one of them is empty. `synTimes`: seconds of unanswered
 * SYN packets, ascending. Cost: candidates × intervals × log packets, bounded.
 */
export function alignmentOf(synTimes: Float64Array, intervals: readonly GrowthInterval[]): Alignment | null {
  const used = intervals.slice(0, MOST_INTERVALS).filter(({ from, to, growth }) => to > from && growth > 0)
  if (synTimes.length === 0 || used.length === 0) return null
  const width = medianWidth(used)
  const coarse = Math.max(1, width)
  const strongest = [...used].sort((a, b) => b.growth - a.growth).slice(0, ZONE_INTERVALS)
  // A zone is judged with some room for seconds, else a clock that is off by both would look wrong in every zone.
  const room = Math.min(FINE_RANGE, coarse * 25)
  const zones = new Measure(synTimes, strongest)
  const perZone: number[] = []
  for (let zone = -ZONE_RANGE; zone <= ZONE_RANGE; zone += ZONE_STEP)
    perZone.push(zones.bestOf(steps(zone, room, coarse)))
  const fine = new Measure(synTimes, used)
  let best = fine.bestOf(steps(zones.bestOf(perZone), FINE_RANGE, coarse))
  best = fine.bestOf(steps(best, coarse, coarse / 10))
  best = fine.middleOfPlateau(best, coarse / 10)
  const agreement = fine.at(best)
  return {
    offset: best,
    agreement,
    agreementUnshifted: fine.at(0),
    runnerUp: Math.min(agreement, fine.bestApart(best, 2 * coarse)),
  }
}

/** Agreement with the series moved by `offset` seconds, as {@link Alignment.agreement}; null when one of them is empty. */
export function agreementAt(
  synTimes: Float64Array,
  intervals: readonly GrowthInterval[],
  offset: number,
): number | null {
  const used = intervals.slice(0, MOST_INTERVALS).filter(({ from, to, growth }) => to > from && growth > 0)
  return synTimes.length === 0 || used.length === 0 ? null : new Measure(synTimes, used).at(offset)
}

/** Growth of a counter per interval of the main host, for {@link alignmentOf}; intervals without times or deltas left out. */
export function growthIntervals(evidence: CounterEvidence, counter: string): GrowthInterval[] {
  const rows = new Set(evidence.hosts[evidence.mainHost]?.snapshots ?? [])
  return evidence.intervals.flatMap(({ from, to, deltas }) => {
    const [before, after] = [evidence.snapshots[from]?.time, evidence.snapshots[to]?.time]
    const growth = deltas.get(counter)
    if (!before || !after || growth === undefined || from === to || !rows.has(to)) return []
    return [{ from: before.seconds + before.nanos / 1e9, to: after.seconds + after.nanos / 1e9, growth }]
  })
}

/** The same intervals on the other clock. */
export function shiftIntervals(intervals: readonly GrowthInterval[], offset: number): GrowthInterval[] {
  return intervals.map(({ from, to, growth }) => ({ from: from + offset, to: to + offset, growth }))
}

/** Agreement by offset, remembered. */
class Measure {
  private readonly known = new Map<number, number>()
  private readonly growth: number
  private readonly syns: Float64Array
  private readonly intervals: readonly GrowthInterval[]

  constructor(syns: Float64Array, intervals: readonly GrowthInterval[]) {
    this.syns = syns
    this.intervals = intervals
    this.growth = intervals.reduce((sum, interval) => sum + interval.growth, 0)
  }

  /** 2 Σ min(packets, growth) as a share of all packets and all growth. */
  at(offset: number): number {
    const key = Math.round(offset * 1_000) / 1_000
    const known = this.known.get(key)
    if (known !== undefined) return known
    let met = 0
    for (const { from, to, growth } of this.intervals) {
      const packets = firstNotBefore(this.syns, to + key) - firstNotBefore(this.syns, from + key)
      met += Math.min(packets, growth)
    }
    const value = (2 * met) / (this.syns.length + this.growth)
    this.known.set(key, value)
    return value
  }

  bestOf(candidates: Iterable<number>): number {
    let best = 0
    let highest = -1
    for (const offset of candidates) {
      const value = this.at(offset)
      // Between equals the smaller shift is the more likely truth.
      if (value > highest + 1e-9 || (value > highest - 1e-9 && Math.abs(offset) < Math.abs(best))) {
        best = offset
        highest = Math.max(value, highest)
      }
    }
    return best
  }

  /** Highest agreement measured at offsets further than `distance` from `best`. */
  bestApart(best: number, distance: number): number {
    let top = 0
    for (const [offset, value] of this.known) if (Math.abs(offset - best) > distance && value > top) top = value
    return top
  }

  /** Equal agreement over a stretch of offsets: its middle is the fairest guess. */
  middleOfPlateau(best: number, step: number): number {
    const top = this.at(best)
    let low = 0
    let high = 0
    while (low < 20 && this.at(best - (low + 1) * step) >= top - 1e-9) low++
    while (high < 20 && this.at(best + (high + 1) * step) >= top - 1e-9) high++
    return low === 0 && high === 0 ? best : Math.round((best + ((high - low) / 2) * step) * 1_000) / 1_000
  }
}

function* steps(middle: number, range: number, step: number): Generator<number> {
  for (let i = 0; i * step <= range; i++) {
    yield middle + i * step
    if (i > 0) yield middle - i * step
  }
}

function medianWidth(intervals: readonly GrowthInterval[]): number {
  const widths = intervals.map(({ from, to }) => to - from).sort((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 1
}

/** Index of the first time that is not before `at`, in ascending times. */
export function firstNotBefore(times: Float64Array, at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
