// From exact times of packets and snapshots to seconds after the origin of the time axis, with the clock of each
// capture set right. Only for drawing: words always come from the exact time.
import type { PacketAnalysis } from '../analysis/tables.ts'
import type { CounterEvidence } from '../analysis/counters.ts'
import { addNanos, compareTimes, nanosBetween } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import type { TimeRange } from './time-range.ts'

export interface TimeAxis {
  /** Whole seconds since the epoch at offset 0. */
  readonly originSeconds: number
  /** Seconds to add to times of each capture, by row of captures. */
  readonly clockOffsets: Float64Array
  /** Everything there is to see, a little air on both sides. */
  readonly bounds: TimeRange
  /** First and last packet of all captures; equal when there is none. */
  readonly packets: TimeRange
}

/** Seconds after the origin of packet row `row`. */
export function packetOffset(analysis: PacketAnalysis, axis: TimeAxis, row: number): number {
  const { packets } = analysis
  return (
    (packets.seconds[row] ?? 0) -
    axis.originSeconds +
    (packets.nanos[row] ?? 0) * 1e-9 +
    (axis.clockOffsets[packets.capture[row] ?? 0] ?? 0)
  )
}

/** Seconds after the origin of a moment of the reference clock (that of capture 0, and of the snapshots). */
export function momentOffset(axis: TimeAxis, time: ExactTime): number {
  return time.seconds - axis.originSeconds + time.nanos * 1e-9
}

/** The exact moment `offset` seconds after the origin, to the nanosecond that a double has. */
export function momentAt(axis: TimeAxis, offset: number): ExactTime {
  const whole = Math.floor(offset)
  return addNanos({ seconds: axis.originSeconds + whole, nanos: 0 }, Math.round((offset - whole) * 1e9))
}

/**
 * The axis that holds every capture and, when they lie within a day of the packets, every counter snapshot. A snapshot
 * from another week would squeeze the packets into one pixel, so it is left out (and said to be so by the strip).
 */
export function timeAxis(
  analysis: PacketAnalysis,
  counters: CounterEvidence | null,
  adjustments: readonly number[] = [],
): TimeAxis {
  const clockOffsets = Float64Array.from(analysis.captures, (c, row) => c.clockOffset + (adjustments[row] ?? 0))
  let first: ExactTime | null = null
  let last: ExactTime | null = null
  analysis.captures.forEach((capture, row) => {
    const shift = Math.round((clockOffsets[row] ?? 0) * 1e9)
    if (capture.firstPacketTime !== null) first = earlier(first, addNanos(capture.firstPacketTime, shift))
    if (capture.lastPacketTime !== null) last = later(last, addNanos(capture.lastPacketTime, shift))
  })
  const snapshots = (counters?.snapshots ?? []).flatMap((s) => (s.time === null ? [] : [s.time]))
  const from: ExactTime = first ?? snapshots[0] ?? { seconds: 0, nanos: 0 }
  const to: ExactTime = last ?? snapshots.at(-1) ?? from
  const near = snapshots.filter((time) => nanosBetween(time, from) < DAY && nanosBetween(to, time) < DAY)
  const allFrom = near.reduce<ExactTime>((a, b) => earlier(a, b), from)
  const allTo = near.reduce<ExactTime>((a, b) => later(a, b), to)
  const originSeconds = from.seconds
  const offset = (time: ExactTime): number => time.seconds - originSeconds + time.nanos * 1e-9
  const air = Math.max((offset(allTo) - offset(allFrom)) * 0.015, 1e-3)
  return {
    originSeconds,
    clockOffsets,
    bounds: { start: offset(allFrom) - air, end: offset(allTo) + air },
    packets: { start: offset(from), end: offset(to) },
  }
}

const DAY = 86_400e9

const earlier = (a: ExactTime | null, b: ExactTime): ExactTime => (a === null || compareTimes(b, a) < 0 ? b : a)
const later = (a: ExactTime | null, b: ExactTime): ExactTime => (a === null || compareTimes(b, a) > 0 ? b : a)
