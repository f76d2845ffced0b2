// Moving a snapshot series in time by hand: how well growth and unanswered SYNs meet then, and what the packets would
// explain in each interval. The measure is that of counters/align-series.ts.
import { agreementAt, alignmentOf, growthIntervals } from '../counters/align-series.ts'
import type { Alignment, GrowthInterval } from '../counters/align-series.ts'
import type { CounterEvidence } from '../analysis/counters.ts'
import { MARK } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import type { CounterBar } from './counter-bars.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'
import { KIND } from './packet-kind-codes.ts'

export interface SnapshotShift {
  /** Unanswered SYN packets, seconds after the origin, ascending. */
  readonly synTimes: Float64Array
  /** Growth of the counter by interval, seconds after the origin. */
  readonly intervals: readonly GrowthInterval[]
  /** The proposal; null when there is nothing to compare. */
  readonly best: Alignment | null
}

export function snapshotShift(
  analysis: PacketAnalysis,
  counters: CounterEvidence,
  axis: TimeAxis,
  counter: string,
): SnapshotShift {
  const { kind, marks, length } = analysis.packets
  const times: number[] = []
  for (let row = 0; row < length; row++) {
    if (kind[row] !== KIND.syn || ((marks[row] ?? 0) & (MARK.unanswered | MARK.duplicate)) !== MARK.unanswered) continue
    times.push(packetOffset(analysis, axis, row))
  }
  const synTimes = Float64Array.from(times).sort()
  const intervals = growthIntervals(counters, counter).map(({ from, to, growth }) => ({
    from: from - axis.originSeconds,
    to: to - axis.originSeconds,
    growth,
  }))
  return { synTimes, intervals, best: alignmentOf(synTimes, intervals) }
}

/** Share 0 … 1 of packets and growth that meet when the series is moved by `shift` seconds; null: nothing to compare. */
export function agreementOfShift({ synTimes, intervals }: SnapshotShift, shift: number): number | null {
  return agreementAt(synTimes, intervals, shift)
}

/** Counters that grow by one with each SYN that is dropped without an answer (counters.md §5). */
const PER_DROPPED_SYN: ReadonlySet<string> = new Set([
  'TcpExt.ListenOverflows',
  'TcpExt.ListenDrops',
  'TcpExt.TCPReqQFullDrop',
  'TcpExt.TCPMD5NotFound',
  'TcpExt.IPReversePathFilter',
  'Tcp.InCsumErrors',
])

/**
 * The bars of `counter` with what unanswered SYNs explain where the bars lie now. Counters that something else explains
 * lose their outline: for the moved series nobody has worked it out.
 */
export function explainShifted(counter: string, bars: readonly CounterBar[], synTimes: Float64Array): CounterBar[] {
  const perSyn = PER_DROPPED_SYN.has(counter)
  return bars.map((bar) =>
    bar.explained === null || !perSyn
      ? { ...bar, explained: null }
      : { ...bar, explained: firstNotBefore(synTimes, bar.end) - firstNotBefore(synTimes, bar.start) },
  )
}

function firstNotBefore(times: Float64Array, at: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  return low
}
