// The one time axis that every view shares: seconds after the first packet, as a double, beside the exact base.
// Differences to the base stay exact to the nanosecond below 104 days; texts are always printed from exact times.
import { addNanos, compareTimes, secondsBetween } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import type { CounterEvidence } from './counters.ts'
import type { PacketAnalysis, PacketTable } from './tables.ts'

export interface TimeAxis {
  /** The moment of second 0: the first packet of all captures (without packets, the first dated snapshot). */
  readonly base: ExactTime
  /** Seconds to add to packet times, by row of captures (alignment of clocks). */
  readonly clockOffsets: readonly number[]
  /** The whole extent in seconds after `base`; start ≤ 0 ≤ end, and end > start. */
  readonly start: number
  readonly end: number
}

/** A snapshot further outside of the capture than its own length and this many seconds does not widen the axis. */
const NEIGHBOURHOOD = 120

/** Seconds after the base of a packet, its capture's clock offset applied. */
export function packetSecond(axis: TimeAxis, packets: PacketTable, row: number): number {
  const offset = axis.clockOffsets[packets.capture[row] ?? 0] ?? 0
  const seconds = (packets.seconds[row] ?? 0) - axis.base.seconds
  return (seconds * 1e9 + ((packets.nanos[row] ?? 0) - axis.base.nanos)) / 1e9 + offset
}

/** Seconds after the base of any moment that is on the clock of capture 0 (snapshots, notes). */
export function momentSecond(axis: TimeAxis, moment: ExactTime): number {
  return secondsBetween(axis.base, moment)
}

/** The exact moment of a second on the axis, to the nearest nanosecond. */
export function momentAt(axis: TimeAxis, second: number): ExactTime {
  return addNanos(axis.base, Math.round(second * 1e9))
}

/** The axis of an analysis. Snapshots near the packets widen it; ones of another day do not. */
export function timeAxis(packets: PacketAnalysis, counters: CounterEvidence): TimeAxis {
  const moments = counters.snapshots.flatMap((snapshot) => (snapshot.time ? [snapshot.time] : []))
  const shifted = (time: ExactTime, offset: number): ExactTime => addNanos(time, Math.round(offset * 1e9))
  const firsts = packets.captures.flatMap((c) => (c.firstPacketTime ? [shifted(c.firstPacketTime, c.clockOffset)] : []))
  const lasts = packets.captures.flatMap((c) => (c.lastPacketTime ? [shifted(c.lastPacketTime, c.clockOffset)] : []))
  const base = earliest(firsts) ?? earliest(moments) ?? { seconds: 0, nanos: 0 }
  let end = 0
  for (const last of lasts) end = Math.max(end, secondsBetween(base, last))
  const reach = Math.max(NEIGHBOURHOOD, end)
  let start = 0
  for (const moment of moments) {
    const second = secondsBetween(base, moment)
    if (firsts.length > 0 && (second < -reach || second > end + reach)) continue
    start = Math.min(start, second)
    end = Math.max(end, second)
  }
  return {
    base,
    clockOffsets: packets.captures.map((capture) => capture.clockOffset),
    start,
    end: end > start ? end : start + 1,
  }
}

function earliest(times: readonly ExactTime[]): ExactTime | null {
  let first: ExactTime | null = null
  for (const time of times) if (first === null || compareTimes(time, first) < 0) first = time
  return first
}
