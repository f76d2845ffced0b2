// How the window shows moments of the time axis: the chosen time format bound to the axis and to the digits of the file.
import { momentAt } from '../../../shared/timeline/moment.ts'
import type { TimeAxis } from '../../../shared/timeline/moment.ts'
import type { TimeTicks } from '../../../shared/timeline/time-ticks.ts'
import {
  clockText,
  dateText,
  digitsNeeded,
  exactGapText,
  hasDate,
  localOffset,
  utcOffset,
  zoneText,
} from '../../../shared/timeline/time-text.ts'
import type { TimeFormat, ZoneOffset } from '../../../shared/timeline/time-text.ts'
import { packetTime } from '../../../shared/analysis/handshake-view.ts'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { addNanos } from '../../../shared/units/exact-time.ts'
import type { ExactTime } from '../../../shared/units/exact-time.ts'

export interface Clock {
  readonly format: TimeFormat
  readonly zone: ZoneOffset
  readonly axis: TimeAxis
  /** Figures after the point that the captures have. */
  readonly digits: number
  /** An exact moment in the chosen format; 'since-previous' needs `previous`, else it is since the start. */
  readonly exact: (time: ExactTime, previous?: ExactTime) => string
  /** A moment of the axis, with the figures that a pixel of the range stands for. */
  readonly approximate: (offset: number, secondsPerPixel: number) => string
  /** Clock at the origin in seconds, for ticks on whole units. */
  readonly phase: number
  readonly tick: (offset: number, ticks: TimeTicks) => string
  /** `2026-11-22 · UTC`; empty when times are since the start, null when the captures have no date. */
  readonly place: (offset: number) => string | null
}

export function makeClock(packets: PacketAnalysis, axis: TimeAxis, format: TimeFormat): Clock {
  const zone = format === 'local' ? localOffset : utcOffset
  const absolute = format === 'utc' || format === 'local'
  const digits = digitsNeeded(packets.packets.nanos)
  const start = momentAt(axis, axis.packets.start)
  const exact = (time: ExactTime, previous?: ExactTime): string => {
    if (absolute) return clockText(time, digits, zone)
    return `${exactGapText(format === 'since-previous' && previous !== undefined ? previous : start, time, digits)} s`
  }
  const withDigits = (offset: number, decimals: number): string => {
    // Half a unit up, then cut: the nearest figure, also across a full second.
    const half = Math.round(0.5 * 10 ** (9 - decimals))
    const time = addNanos(momentAt(axis, offset), half)
    return absolute ? clockText(time, decimals, zone) : `${exactGapText(start, time, decimals)} s`
  }
  return {
    format,
    zone,
    axis,
    digits,
    exact,
    approximate: (offset, secondsPerPixel) =>
      withDigits(offset, Math.min(9, Math.max(0, Math.ceil(-Math.log10(Math.max(secondsPerPixel, 1e-9)))))),
    phase: absolute ? axis.originSeconds + zone(axis.originSeconds) * 60 : -axis.packets.start,
    tick: (offset, ticks) => {
      const text = withDigits(offset, ticks.decimals)
      if (absolute) return ticks.step >= 60 ? text.slice(0, 5) : text
      return text.replace(/^\+/, '')
    },
    place: (offset) => {
      if (!absolute) return ''
      const { seconds } = momentAt(axis, offset)
      return hasDate(axis.originSeconds) ? `${dateText(seconds, zone)} · ${zoneText(seconds, zone)}` : null
    },
  }
}

/** Exact time of a packet on the clock of the first capture (its own capture's clock set right). */
export function alignedPacketTime(packets: PacketAnalysis, axis: TimeAxis, row: number): ExactTime {
  const offset = axis.clockOffsets[packets.packets.capture[row] ?? 0] ?? 0
  return addNanos(packetTime(packets.packets, row), Math.round(offset * 1e9))
}

/** Exact time of the packet before `row` in its handshake, for 'since previous'; undefined for the first. */
export function previousPacketTime(packets: PacketAnalysis, axis: TimeAxis, row: number): ExactTime | undefined {
  const handshake = packets.packets.handshake[row] ?? 0
  const first = packets.handshakes.packetStart[handshake] ?? 0
  return row > first ? alignedPacketTime(packets, axis, row - 1) : undefined
}
