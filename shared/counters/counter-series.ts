// From snapshots of one host to differences: order, growth between neighbours, wrap at 2^32, reset. A wrap hits one
// counter, a restart hits all (counters.md §1): a counter that fell is a wrap only when it stood in the upper half of 32
// bits and nothing else speaks against it.
import type { CounterInterval, CounterSnapshot } from '../analysis/counters.ts'
import { counterValue, SETUP_COUNTERS } from './counter-value.ts'
import { isGauge } from './mib-names.ts'

const WRAP = 0x1_0000_0000

export interface SeriesGrowth {
  readonly intervals: readonly CounterInterval[]
  readonly deltas: ReadonlyMap<string, number>
  readonly totals: ReadonlyMap<string, number>
}

/** How one snapshot relates to a later one: how many counters grew, shrank, stayed. */
export interface Comparison {
  readonly grew: number
  readonly equal: number
  readonly shrank: readonly string[]
  /** Those of `shrank` that a 32-bit wrap explains. */
  readonly wrapped: readonly string[]
  /** Mean of |ln((b + 1) / (a + 1))|: how far apart the two are. */
  readonly distance: number
}

/** Compares the counters known in both; gauges do not count. */
export function compareSnapshots(before: CounterSnapshot, after: CounterSnapshot): Comparison {
  let grew = 0
  let equal = 0
  let distance = 0
  const shrank: string[] = []
  const wrapped: string[] = []
  for (const name of commonNames(before, after)) {
    const a = counterValue(before, name)
    const b = counterValue(after, name)
    if (a === undefined || b === undefined) continue
    distance += Math.abs(Math.log((b + 1) / (a + 1)))
    if (b > a) grew++
    else if (b === a) equal++
    else {
      shrank.push(name)
      if (a < WRAP && a - b > WRAP / 2) wrapped.push(name)
    }
  }
  const compared = grew + equal + shrank.length
  return { grew, equal, shrank, wrapped, distance: compared === 0 ? 0 : distance / compared }
}

function* commonNames(before: CounterSnapshot, after: CounterSnapshot): Generator<string> {
  for (const name of before.values.keys()) if (!isGauge(name)) yield name
  for (const name of after.values.keys()) if (!before.values.has(name) && !isGauge(name)) yield name
}

/**
 * Differences of the snapshots `rows` (of one host, in order). Deltas of a counter skip snapshots that do not know it,
 * so that the sum is last − first for each counter, resets apart.
 */
export function growthOf(snapshots: readonly CounterSnapshot[], rows: readonly number[]): SeriesGrowth {
  const intervals: CounterInterval[] = []
  const deltas = new Map<string, number>()
  const last = new Map<string, number>()
  const names = namesOf(snapshots, rows)
  const increments: number[] = []
  let previous = -1
  for (const row of rows) {
    const snapshot = snapshots[row]
    if (!snapshot) continue
    if (snapshot.kind === 'increment') {
      increments.push(row)
      continue
    }
    const before = snapshots[previous]
    if (before) {
      const { shrank, wrapped } = compareSnapshots(before, snapshot)
      const reset = shrank.length > wrapped.length
      const wraps = reset ? [] : wrapped
      const growth = new Map<string, number>()
      if (reset) last.clear()
      else {
        for (const name of names) {
          const a = counterValue(before, name)
          const b = counterValue(snapshot, name)
          if (a !== undefined && b !== undefined) growth.set(name, b - a + (wraps.includes(name) ? WRAP : 0))
        }
      }
      intervals.push({ from: previous, to: row, deltas: growth, break: reset ? 'reset' : null, wrapped: wraps })
    }
    for (const name of names) {
      const value = counterValue(snapshot, name)
      if (value === undefined) continue
      const earlier = last.get(name)
      // Between snapshots that are no neighbours (a fragment lay in between) a fall is a reset of this counter.
      if (earlier !== undefined && value >= earlier) deltas.set(name, (deltas.get(name) ?? 0) + value - earlier)
      else if (earlier !== undefined && earlier < WRAP && earlier - value > WRAP / 2) {
        deltas.set(name, (deltas.get(name) ?? 0) + value - earlier + WRAP)
      }
      last.set(name, value)
    }
    for (const [name, value] of snapshot.values) if (isGauge(name)) last.set(name, value)
    previous = row
  }
  addIncrements(snapshots, increments, names, intervals, deltas)
  return { intervals, deltas, totals: last }
}

/** Readings of plain nstat: each is the growth since the one before; the first since nobody knows when. */
function addIncrements(
  snapshots: readonly CounterSnapshot[],
  rows: readonly number[],
  names: readonly string[],
  intervals: CounterInterval[],
  deltas: Map<string, number>,
): void {
  const known = new Set(deltas.keys())
  for (const [index, row] of rows.entries()) {
    const snapshot = snapshots[row]
    if (!snapshot) continue
    const growth = new Map<string, number>()
    for (const name of names) {
      const value = counterValue(snapshot, name)
      if (value === undefined) continue
      growth.set(name, value)
      // The first of several readings reaches back before the series; a single one is all there is.
      if (!known.has(name) && (index > 0 || rows.length === 1)) deltas.set(name, (deltas.get(name) ?? 0) + value)
    }
    intervals.push({ from: rows[index - 1] ?? row, to: row, deltas: growth, break: null, wrapped: [] })
  }
}

/** Every counter of the series, and those of connection set-up that a whole section would have shown. */
function namesOf(snapshots: readonly CounterSnapshot[], rows: readonly number[]): string[] {
  const names = new Set<string>(SETUP_COUNTERS)
  for (const row of rows) for (const name of snapshots[row]?.values.keys() ?? []) if (!isGauge(name)) names.add(name)
  return [...names]
}
