// What `ss -lnt` showed of one listener, over all readings: its accept queue, its limit, and how full it was when.
// The arithmetic: a listener holds min(backlog given to listen(), net.core.somaxconn) + 1 finished connections,
// because the kernel refuses only when the queue is *longer* than the limit (sk_acceptq_is_full, counters.md §3.E).
import type { CounterEvidence, ListenerQueue } from '../../analysis/counters.ts'
import { momentOffset } from '../../timeline/moment.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import { isQueueOf } from './counter-side.ts'
import type { ListenerFigures } from './listener-figures.ts'

export interface QueueStory {
  /** Row of CounterEvidence.listenerQueues with the longest queue. */
  readonly fullest: number
  readonly receiveQueue: number
  /** Effective backlog as `ss` shows it (Send-Q); null when it does not. */
  readonly backlog: number | null
  readonly readings: number
  /** Readings with the queue at its limit + 1: every further connection was refused at that moment. */
  readonly fullReadings: number
  /** Seconds after the origin of the first and last full reading; NaN without times. */
  readonly fullFrom: number
  readonly fullUntil: number
  /** Sockets that share this address and port at one moment (SO_REUSEPORT), and how many of them were ever full. */
  readonly sockets: number
  readonly fullSockets: number
  readonly process: string | null
}

/** A queue at this length refuses the next connection. */
export function isFull(queue: Pick<ListenerQueue, 'receiveQueue' | 'backlog'>): boolean {
  return queue.backlog !== null && queue.receiveQueue > queue.backlog
}

/** The readings of one listener in `evidence`, or null when `ss` was not taken or does not list it. */
export function queueStory(evidence: CounterEvidence, listener: ListenerFigures, axis: TimeAxis): QueueStory | null {
  const mine = evidence.listenerQueues
    .map((queue, row) => ({ queue, row }))
    .filter(({ queue }) => isQueueOf(queue, listener))
  const longest = mine.reduce<(typeof mine)[number] | null>(
    (best, each) => (best === null || each.queue.receiveQueue > best.queue.receiveQueue ? each : best),
    null,
  )
  if (longest === null) return null
  const full = mine.filter(({ queue }) => isFull(queue))
  const moments = full.flatMap(({ queue }) => (queue.time === null ? [] : [momentOffset(axis, queue.time)]))
  const perReading = new Map<string, { sockets: number; full: number }>()
  for (const { queue } of mine) {
    const key = `${queue.source} ${queue.time === null ? 'once' : `${queue.time.seconds}.${queue.time.nanos}`}`
    const reading = perReading.get(key) ?? { sockets: 0, full: 0 }
    reading.sockets++
    if (isFull(queue)) reading.full++
    perReading.set(key, reading)
  }
  const readings = [...perReading.values()]
  return {
    fullest: longest.row,
    receiveQueue: longest.queue.receiveQueue,
    backlog: longest.queue.backlog,
    readings: readings.length,
    fullReadings: readings.filter((reading) => reading.full > 0).length,
    fullFrom: moments.length > 0 ? Math.min(...moments) : NaN,
    fullUntil: moments.length > 0 ? Math.max(...moments) : NaN,
    sockets: Math.max(...readings.map((reading) => reading.sockets)),
    fullSockets: Math.max(...readings.map((reading) => reading.full)),
    process: longest.queue.process,
  }
}
