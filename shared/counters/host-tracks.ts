// Which snapshots belong to one host (or network namespace). A name in the text decides; texts without one belong
// together when, sorted by time, no counter of theirs ever falls — two hosts side by side contradict each other at once.
// Words such as `server` and `client` in file names keep texts apart, too.
import type { CounterSnapshot } from '../analysis/counters.ts'
import { compareTimes } from '../units/exact-time.ts'
import { compareSnapshots } from './counter-series.ts'

/** Snapshots of one text and one host name, as rows of `snapshots` in the order of the text. */
export interface Track {
  readonly source: string
  /** Named by the text or the user; null when neither did. */
  readonly host: string | null
  readonly rows: readonly number[]
}

export interface HostGroup {
  name: string
  role: string | null
  named: boolean
  readonly sources: string[]
  rows: number[]
}

const ROLE =
  /^(?:client|server|node|host|pod|ingress|proxy|lb|gateway|router|backend|frontend|db|web|app|worker|master|peer|sender|receiver)\d{0,4}$/

/** A word of the file name that says whose counters these are, e.g. `server`; null when there is none. */
export function roleInName(name: string): string | null {
  const base = name
    .slice(-200)
    .replace(/^.*[/\\]/, '')
    .toLowerCase()
  return base.split(/[^a-z0-9]+/).find((word) => ROLE.test(word)) ?? null
}

/** Groups tracks by host; the rows of each group are in order of time, untimed ones in the order given. */
export function groupByHost(snapshots: readonly CounterSnapshot[], tracks: readonly Track[]): HostGroup[] {
  const groups: HostGroup[] = []
  const ordered = [...tracks].sort((a, b) => Number(b.host !== null) - Number(a.host !== null))
  for (const track of ordered) {
    const group = findGroup(snapshots, groups, track)
    if (group) {
      group.rows = inOrder(snapshots, [...group.rows, ...track.rows])
      if (!group.sources.includes(track.source)) group.sources.push(track.source)
      group.role ??= roleInName(track.source)
    } else {
      const role = roleInName(track.source)
      groups.push({
        name: track.host ?? role ?? '',
        role,
        named: track.host !== null,
        sources: [track.source],
        rows: inOrder(snapshots, track.rows),
      })
    }
  }
  return groups
}

function findGroup(
  snapshots: readonly CounterSnapshot[],
  groups: readonly HostGroup[],
  track: Track,
): HostGroup | null {
  if (track.host !== null) return groups.find((group) => group.named && group.name === track.host) ?? null
  const role = roleInName(track.source)
  const open = groups.filter((group) => role === null || group.role === null || group.role === role)
  if (role !== null) {
    const same = open.find((group) => group.role === role)
    if (same) return same
  }
  let best: HostGroup | null = null
  let bestDistance = Number.POSITIVE_INFINITY
  for (const group of open) {
    const distance = joint(snapshots, group.rows, track.rows)
    if (distance < bestDistance) {
      best = group
      bestDistance = distance
    }
  }
  return best
}

/** How far apart the snapshots of both lie where they meet in time; infinite when they contradict each other. */
function joint(snapshots: readonly CounterSnapshot[], a: readonly number[], b: readonly number[]): number {
  const inA = new Set(a)
  const rows = inOrder(snapshots, [...a, ...b])
  const crossings = rows.filter((row, i) => i > 0 && inA.has(row) !== inA.has(rows[i - 1] ?? row)).length
  let distance = 0
  for (let i = 1; i < rows.length; i++) {
    const [first, second] = [rows[i - 1] ?? -1, rows[i] ?? -1]
    const [before, after] = [snapshots[first], snapshots[second]]
    if (!before || !after || inA.has(first) === inA.has(second)) continue
    if (before.kind === 'increment' || after.kind === 'increment') continue
    const { grew, shrank, wrapped, distance: apart } = compareSnapshots(before, after)
    const fallen = shrank.length - wrapped.length
    // One after the other with everything falling is a restart of the same host; falling here and rising there is not.
    const restart = crossings === 1 && fallen > 2 * grew
    if (fallen > 0 && !restart) return Number.POSITIVE_INFINITY
    distance += apart + (restart ? 100 : 0)
  }
  return crossings === 0 ? 0 : distance / crossings
}

/** Rows in order of time; a row without time keeps its place behind the one given before it. */
export function inOrder(snapshots: readonly CounterSnapshot[], rows: readonly number[]): number[] {
  const keys = new Map<number, { seconds: number; nanos: number } | null>()
  let last: { seconds: number; nanos: number } | null = null
  for (const row of [...rows].sort((a, b) => a - b)) {
    last = snapshots[row]?.time ?? last
    keys.set(row, last)
  }
  const sorted = [...rows].sort((a, b) => {
    const [x, y] = [keys.get(a) ?? null, keys.get(b) ?? null]
    if (x === null || y === null) return x === y ? a - b : x === null ? -1 : 1
    return compareTimes(x, y) || a - b
  })
  // A date to whole seconds may belong before one with a fraction of the same second: the counters know.
  for (let pass = 0; pass < 3; pass++) {
    for (let i = 1; i < sorted.length; i++) {
      const [first, second] = [sorted[i - 1] ?? -1, sorted[i] ?? -1]
      const [a, b] = [snapshots[first], snapshots[second]]
      if (!a?.time || !b?.time || a.source === b.source || !(a.timeIsCoarse || b.timeIsCoarse)) continue
      if (b.time.seconds - a.time.seconds > 1 || a.kind === 'increment' || b.kind === 'increment') continue
      const { grew, shrank } = compareSnapshots(a, b)
      if (shrank.length > 0 && grew === 0) [sorted[i - 1], sorted[i]] = [second, first]
    }
  }
  return sorted
}
