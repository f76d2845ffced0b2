// Accept-queue lengths as `ss -lnt` showed them over time, one step line a listener, with the backlog as its limit.
import type { CounterEvidence } from '../analysis/counters.ts'
import { momentOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'

export interface QueuePoint {
  readonly time: number
  readonly receiveQueue: number
}

export interface QueueLine {
  readonly address: string
  readonly port: number
  /** Effective backlog; the queue admits one more (counters.md §3.E). Null when not shown. */
  readonly backlog: number | null
  readonly points: readonly QueuePoint[]
  readonly most: number
}

/** Lines of listeners that have readings with a time, fullest queue first. */
export function queueLines(counters: CounterEvidence, axis: TimeAxis): QueueLine[] {
  const lines = new Map<string, { address: string; port: number; backlog: number | null; points: QueuePoint[] }>()
  for (const reading of counters.listenerQueues) {
    if (reading.time === null) continue
    const key = `${reading.address} ${reading.port}`
    let line = lines.get(key)
    if (line === undefined) {
      line = { address: reading.address, port: reading.port, backlog: null, points: [] }
      lines.set(key, line)
    }
    line.backlog = reading.backlog ?? line.backlog
    line.points.push({ time: momentOffset(axis, reading.time), receiveQueue: reading.receiveQueue })
  }
  return [...lines.values()]
    .map((line) => {
      const points = line.points.sort((a, b) => a.time - b.time)
      return { ...line, points, most: points.reduce((m, p) => Math.max(m, p.receiveQueue), 0) }
    })
    .sort((a, b) => b.most - a.most)
}

/** At most `limit` points that keep every step up and down at its extreme: the highest reading of each slot stays. */
export function thinQueuePoints(points: readonly QueuePoint[], limit: number): QueuePoint[] {
  const changes = points.filter(
    (point, i) =>
      i === 0 ||
      i === points.length - 1 ||
      point.receiveQueue !== points[i - 1]?.receiveQueue ||
      point.receiveQueue !== points[i + 1]?.receiveQueue,
  )
  if (changes.length <= limit) return changes
  const slot = changes.length / limit
  const out: QueuePoint[] = []
  for (let i = 0; i < limit; i++) {
    const part = changes.slice(Math.floor(i * slot), Math.floor((i + 1) * slot))
    const highest = part.reduce(
      (a, b) => (b.receiveQueue > a.receiveQueue ? b : a),
      part[0] ?? { time: 0, receiveQueue: 0 },
    )
    out.push(highest)
  }
  return out
}
