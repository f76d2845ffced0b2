// Where the counter that matters most grew most.
import type { Analysis } from '../analysis/analysis.ts'
import { defaultCounters } from '../timeline/counter-bars.ts'
import { secondsBetween } from '../units/exact-time.ts'
import type { NoteAnchor } from './note.ts'

export interface CounterJump {
  readonly anchor: NoteAnchor
  /** Name without section: `ListenOverflows`. */
  readonly shortName: string
  readonly growth: number
  /** Growth over the whole series. */
  readonly total: number
  /** Length of the interval in seconds; null when a snapshot has no time. */
  readonly seconds: number | null
}

/** The interval in which the first of `defaultCounters` grew most; null without two snapshots or any growth. */
export function steepestInterval(analysis: Analysis): CounterJump | null {
  const { snapshots, intervals } = analysis.counters
  const name = defaultCounters(analysis.counters, analysis.diagnosis, 1)[0]
  if (name === undefined) return null
  let best: { growth: number; from: number; to: number } | null = null
  for (const interval of intervals) {
    const growth = interval.deltas.get(name) ?? 0
    if (growth > (best?.growth ?? 0)) best = { growth, from: interval.from, to: interval.to }
  }
  if (best === null) return null
  const from = snapshots[best.from]
  const to = snapshots[best.to]
  if (from === undefined || to === undefined) return null
  return {
    anchor: { kind: 'snapshot', source: to.source, line: to.line, counter: name, time: to.time },
    shortName: name.slice(name.indexOf('.') + 1),
    growth: best.growth,
    total: growthOf(analysis, name),
    seconds: from.time === null || to.time === null ? null : secondsBetween(from.time, to.time),
  }
}

function growthOf(analysis: Analysis, name: string): number {
  return analysis.counters.deltas.get(name) ?? 0
}
