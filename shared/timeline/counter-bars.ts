// Counter growth between neighbouring snapshots as bars on the time axis, beside each what the packets explain
// (Diagnosis.reconciliations). Intervals without a time cannot be drawn on the axis and are told apart.
import type { CounterEvidence } from '../analysis/counters.ts'
import type { Diagnosis } from '../analysis/findings.ts'
import { momentOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'

export interface CounterBar {
  /** Rows of CounterEvidence.intervals that this bar stands for: from … to − 1. */
  readonly from: number
  readonly to: number
  /** Seconds after the origin of the two snapshots. */
  readonly start: number
  readonly end: number
  readonly growth: number
  /** What the capture explains of it; null when the diagnosis says nothing about these intervals. */
  readonly explained: number | null
  /** A reboot or new namespace lies between the snapshots: there is no growth to show. */
  readonly broken: boolean
}

/** Why a counter has no bars. */
export type BarsMissing = 'one-snapshot' | 'no-times' | 'not-in-texts'

export interface CounterTrack {
  readonly name: string
  readonly bars: readonly CounterBar[]
  readonly most: number
  /** Over the whole series. */
  readonly growth: number | null
  readonly explained: number | null
  readonly missing: BarsMissing | null
  /** Since boot, of the last snapshot; null when it does not list the counter. */
  readonly total: number | null
}

/** Growth of `name` in every interval, at most `limit` bars (neighbours are added up), snapshots moved by `shift` s. */
export function counterTrack(
  counters: CounterEvidence,
  diagnosis: Diagnosis,
  axis: TimeAxis,
  name: string,
  limit: number,
  shift = 0,
): CounterTrack {
  const explainedIn = new Map<number, number>()
  let explained: number | null = null
  for (const reconciliation of diagnosis.reconciliations) {
    if (reconciliation.counter !== name) continue
    if (reconciliation.interval === null) explained = reconciliation.predicted
    else explainedIn.set(reconciliation.interval, reconciliation.predicted)
  }
  const bars: CounterBar[] = []
  const own = mainSnapshots(counters)
  let known = 0
  counters.intervals.forEach((interval, row) => {
    if (own !== null && !own.has(interval.to)) return
    const from = counters.snapshots[interval.from]?.time
    const to = counters.snapshots[interval.to]?.time
    const growth = interval.deltas.get(name)
    if (growth !== undefined) known++
    if (!from || !to || (growth === undefined && interval.break === null)) return
    bars.push({
      from: row,
      to: row + 1,
      start: momentOffset(axis, from) + shift,
      end: momentOffset(axis, to) + shift,
      growth: growth ?? 0,
      explained: explainedIn.get(row) ?? null,
      broken: interval.break !== null,
    })
  })
  const merged = mergeBars(bars, limit)
  return {
    name,
    bars: merged,
    most: merged.reduce((most, bar) => Math.max(most, bar.growth, bar.explained ?? 0), 0),
    growth: counters.deltas.get(name) ?? null,
    explained: explained ?? (explainedIn.size > 0 ? [...explainedIn.values()].reduce((a, b) => a + b, 0) : null),
    missing: bars.length > 0 ? null : missingReason(counters, known),
    total: counters.totals.get(name) ?? null,
  }
}

/** Snapshots of the host that the diagnosis looks at; null when there is one host only. */
function mainSnapshots(counters: CounterEvidence): ReadonlySet<number> | null {
  return counters.hosts.length < 2 ? null : new Set(counters.hosts[counters.mainHost]?.snapshots ?? [])
}

function missingReason(counters: CounterEvidence, known: number): BarsMissing {
  if (counters.intervals.length === 0) return 'one-snapshot'
  return known > 0 ? 'no-times' : 'not-in-texts'
}

/** Adds up runs of neighbours so that at most `limit` bars are left; a break is never hidden inside a sum. */
export function mergeBars(bars: readonly CounterBar[], limit: number): CounterBar[] {
  if (bars.length <= limit) return [...bars]
  const size = Math.ceil(bars.length / Math.max(1, limit))
  const out: CounterBar[] = []
  for (let i = 0; i < bars.length; i += size) {
    const run = bars.slice(i, i + size)
    const first = run[0]
    const last = run.at(-1)
    if (first === undefined || last === undefined) continue
    out.push({
      from: first.from,
      to: last.to,
      start: first.start,
      end: last.end,
      growth: run.reduce((sum, bar) => sum + bar.growth, 0),
      explained: run.every((bar) => bar.explained === null)
        ? null
        : run.reduce((sum, bar) => sum + (bar.explained ?? 0), 0),
      broken: run.some((bar) => bar.broken),
    })
  }
  return out
}

const USUAL = ['TcpExt.ListenOverflows', 'TcpExt.ListenDrops', 'TcpExt.TCPReqQFullDrop', 'TcpExt.TCPSynRetrans']

/**
 * Counters worth showing first: those that the first finding which cites any points at, then the listener's own. Where
 * none of them moved: what the diagnosis reconciles, then whatever in TcpExt grew most. Never more than `limit`, and only the first of
 * several that tell the same.
 */
export function defaultCounters(counters: CounterEvidence, diagnosis: Diagnosis, limit: number): string[] {
  const chosen = new Set<string>()
  const grew = (name: string): boolean => (counters.deltas.get(name) ?? 0) > 0
  for (const finding of diagnosis.findings) {
    if (chosen.size > 0) break
    for (const evidence of finding.evidence) {
      for (const link of Object.values(evidence.links)) {
        if (link.kind === 'counter' && grew(link.name)) chosen.add(link.name)
      }
    }
  }
  for (const name of USUAL) if (grew(name)) chosen.add(name)
  if (chosen.size > 0) return withoutTwins(counters, [...chosen]).slice(0, limit)
  for (const r of diagnosis.reconciliations) if (grew(r.counter)) chosen.add(r.counter)
  const others = [...counters.deltas]
    .filter(([name, growth]) => growth > 0 && name.startsWith('TcpExt.'))
    .sort((a, b) => b[1] - a[1])
  for (const [name] of others) chosen.add(name)
  if (chosen.size === 0) for (const name of USUAL) if (counters.totals.has(name)) chosen.add(name)
  return withoutTwins(counters, [...chosen]).slice(0, limit)
}

/** Leaves out counters that grew by the same figure in every interval as one before them: they would say nothing new. */
function withoutTwins(counters: CounterEvidence, names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.filter((name) => {
    const series = counters.intervals.map((interval) => interval.deltas.get(name) ?? '').join(' ')
    if (counters.intervals.length > 0 && seen.has(series)) return false
    seen.add(series)
    return true
  })
}

/** Every counter that moved, by name; those that did not are of no interest on a time axis. */
export function countersThatMoved(counters: CounterEvidence): string[] {
  return [...counters.deltas]
    .filter(([, growth]) => growth > 0)
    .map(([name]) => name)
    .sort()
}
