// Several captures as one: rotated files of one point follow one another, captures of two points show the same packets
// twice. Finds out which it is, joins handshakes that address translation renamed, sets the clocks right against each
// other and puts the points in order along the way from client to server.
import type { FlowTable } from './flow-table.ts'
import { STATE_BIT } from './flow-table.ts'
import type { CaptureSpans } from './capture-spans.ts'
import type { ClockWatch } from './clock-watch.ts'
import * as field from './packet-log.ts'
import type { PacketLog } from './packet-log.ts'
import { type CapturePair, findPairs } from './shared-sightings.ts'
import { translatedGroups } from './translated-groups.ts'

/** Captures this close behind one another count as one (rotation). */
const ROTATION_NANOS = 10e9

export interface MergePlan {
  /** Record that stands for each record, -1 for those without a SYN. */
  readonly recordOf: Int32Array
  /** Nanoseconds to add to the times of each capture. */
  readonly offset: Float64Array
  /** Nanoseconds from the first capture's point towards the server; NaN where not known. */
  readonly place: Float64Array
  /** Time that is covered without a hole around each capture, corrected nanoseconds. */
  readonly start: Float64Array
  readonly end: Float64Array
}

/** The plan for all captures of one analysis; with one capture there is nothing to merge. */
export function mergeCaptures(flows: FlowTable, log: PacketLog, clock: ClockWatch, spans: CaptureSpans): MergePlan {
  const count = spans.start.length
  const recordOf = recordsWithSyn(flows)
  const offset = new Float64Array(count)
  const place = new Float64Array(count).fill(NaN)
  if (count > 1) {
    const groups = translatedGroups(flows, log, recordOf)
    const pairs = findPairs(flows, log, clock, everyGroup(recordOf, groups))
    align(pairs, offset, place)
    for (const group of groups) {
      const nearest = nearestToServer(group, flows, log, place)
      for (const h of group) recordOf[h] = nearest
    }
  }
  return { recordOf, offset, place, ...coveredTime(spans, offset) }
}

/** Row of the record itself for records that a SYN was seen of, -1 for the others. */
function recordsWithSyn(flows: FlowTable): Int32Array {
  const recordOf = new Int32Array(flows.length)
  for (let h = 0; h < flows.length; h++) recordOf[h] = flows.has(h, STATE_BIT.provisional) ? -1 : h
  return recordOf
}

function* everyGroup(recordOf: Int32Array, groups: readonly (readonly number[])[]): Generator<readonly number[]> {
  const grouped = new Set(groups.flat())
  yield* groups
  for (let h = 0; h < recordOf.length; h++) if (recordOf[h]! >= 0 && !grouped.has(h)) yield [h]
}

/** Clocks and places relative to capture 0, or to the first capture of those that share nothing with it. */
function align(pairs: readonly CapturePair[], offset: Float64Array, place: Float64Array): void {
  const known = new Uint8Array(offset.length)
  for (let root = 0; root < offset.length; root++) {
    if (known[root] === 1) continue
    known[root] = 1
    for (let pair = nextPair(pairs, known); pair !== undefined; pair = nextPair(pairs, known)) {
      const { i, j, delay } = pair
      const [from, to, sign] = known[i] === 1 ? [i, j, 1] : [j, i, -1]
      offset[to] = offset[from]! - sign * pair.offset
      if (!Number.isNaN(delay)) {
        if (Number.isNaN(place[from])) place[from] = 0
        place[to] = place[from]! + sign * delay
      }
      known[to] = 1
    }
  }
}

/** The pair with most sightings that reaches a new capture from a known one. */
function nextPair(pairs: readonly CapturePair[], known: Uint8Array): CapturePair | undefined {
  return pairs.find(({ i, j }) => known[i] !== known[j])
}

/** The record whose addresses the listener has: that of the capture furthest on the way to the server. */
function nearestToServer(group: readonly number[], flows: FlowTable, log: PacketLog, place: Float64Array): number {
  let best = group[0]!
  let furthest = -Infinity
  for (const h of group) {
    for (let row = flows.lastRow(h); row !== 0; row = log.word(row - 1, field.PREVIOUS)) {
      const at = place[log.capture(row - 1)]!
      if (at > furthest) {
        furthest = at
        best = h
      }
    }
  }
  return best
}

/** Joins spans that overlap or follow one another. */
function coveredTime({ start, end }: CaptureSpans, offset: Float64Array): Pick<MergePlan, 'start' | 'end'> {
  const from = start.map((time, row) => time + offset[row]!)
  const to = end.map((time, row) => time + offset[row]!)
  const order = Array.from(from.keys()).sort((a, b) => from[a]! - from[b]!)
  let run: number[] = []
  let runEnd = -Infinity
  const close = (): void => {
    const first = Math.min(...run.map((row) => from[row]!))
    for (const row of run) {
      from[row] = first
      to[row] = runEnd
    }
    run = []
  }
  for (const row of order) {
    if (run.length > 0 && from[row]! > runEnd + ROTATION_NANOS) close()
    runEnd = run.length === 0 ? to[row]! : Math.max(runEnd, to[row]!)
    run.push(row)
  }
  close()
  return { start: from, end: to }
}
