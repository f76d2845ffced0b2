// What every panel of one figure shares: the data, the range, the scale of the time axis, theme and words.
import type { Analysis } from '../analysis/analysis.ts'
import type { HandshakeColumns } from '../analysis/handshake-columns.ts'
import { handshakeColumns } from '../analysis/handshake-columns.ts'
import type { Translate } from '../i18n/translate.ts'
import { addressText, endpointText } from '../net/address.ts'
import { adjustedAxis } from '../timeline/capture-sides.ts'
import { momentAt, momentOffset, timeAxis } from '../timeline/moment.ts'
import type { TimeAxis } from '../timeline/moment.ts'
import type { TimeRange } from '../timeline/time-range.ts'
import { clockText, dateText, hasDate, zoneText } from '../timeline/time-text.ts'
import type { FigureInput } from './figure-input.ts'
import type { FigureSettings, FigureTimeFormat } from './figure-settings.ts'
import { FIGURE_PALETTES } from './figure-theme.ts'
import type { FigureTheme } from './figure-theme.ts'

export interface FigureFrame {
  readonly analysis: Analysis
  readonly settings: FigureSettings
  readonly theme: FigureTheme
  readonly translate: Translate
  /** With the clocks of captures as they were set by hand. */
  readonly axis: TimeAxis
  /** As the settings want it; since the start where the capture has no date to print. */
  readonly timeFormat: FigureTimeFormat
  readonly hasDate: boolean
  readonly columns: HandshakeColumns
  /** Seconds after the origin of the axis. */
  readonly range: TimeRange
  /** Snapshots whose growth a suggested note spells out: by counter, seconds after the origin. */
  readonly told: readonly { readonly counter: string; readonly second: number }[]
  /** 1 = handshake may be drawn and counted; undefined: all may. */
  readonly kept: Uint8Array | undefined
}

export function figureFrame(input: FigureInput): FigureFrame {
  const { analysis, settings } = input
  // Bounds as measured, marks as moved: as the timeline of the window draws it.
  const axis = adjustedAxis(timeAxis(analysis.packets, analysis.counters), input.clockAdjustments ?? [])
  const isDated = hasDate(axis.originSeconds)
  return {
    analysis,
    settings,
    theme: FIGURE_PALETTES[settings.theme],
    translate: input.translate,
    axis,
    timeFormat: isDated ? settings.timeFormat : 'since-start',
    hasDate: isDated,
    columns: handshakeColumns(analysis.packets, axis),
    range: frameRange(axis, settings),
    told: toldSnapshots(input, axis),
    kept: input.filter === null ? undefined : keptRows(input.filter.rows, analysis.packets.handshakes.length),
  }
}

function toldSnapshots({ notes, settings }: FigureInput, axis: TimeAxis): FigureFrame['told'] {
  if (!settings.showsNotes) return []
  return notes.flatMap(({ anchor, text }) =>
    anchor.kind !== 'snapshot' || anchor.counter === null || anchor.time === null || text.kind !== 'remark'
      ? []
      : [{ counter: anchor.counter, second: momentOffset(axis, anchor.time) }],
  )
}

function frameRange(axis: TimeAxis, settings: FigureSettings): TimeRange {
  if (settings.range !== null) {
    const start = momentOffset(axis, settings.range.start)
    const end = momentOffset(axis, settings.range.end)
    if (end > start) return { start, end }
  }
  return axis.bounds
}

function keptRows(rows: Uint32Array, length: number): Uint8Array {
  const kept = new Uint8Array(length)
  for (const row of rows) kept[row] = 1
  return kept
}

export function isKept(frame: FigureFrame, row: number): boolean {
  return frame.kept === undefined || frame.kept[row] === 1
}

/** A linear scale from seconds on the axis to pixels between `left` and `left + width`. */
export type SecondToX = (second: number) => number

export function timeScale(range: TimeRange, left: number, width: number): SecondToX {
  const perSecond = width / (range.end - range.start)
  return (second) => left + (second - range.start) * perSecond
}

/** `name` or address, and port: `10.0.0.1:80`, `[fd00::1]:80`, `client-1:4711`. */
export function endpointName(frame: FigureFrame, address: number, port: number): string {
  const { addresses, names } = frame.analysis.packets
  return endpointText(names.get(address) ?? addressText(addresses, address), port)
}

const zoneOf = (frame: FigureFrame): (() => number) => {
  const minutes = frame.timeFormat === 'zone' ? frame.settings.zoneMinutes : 0
  return () => minutes
}

/** The time of day or the seconds since the start at a place of the axis, as the settings want it. */
export function secondText(frame: FigureFrame, second: number, digits: number): string {
  if (frame.timeFormat === 'since-start') return `${second.toFixed(digits).replace('-', '−')} s`
  return clockText(momentAt(frame.axis, second), digits, zoneOf(frame))
}

/** Date of a moment and the zone of all printed times: `2026-11-22 UTC`. */
export function dateAndZone(frame: FigureFrame, second: number): string {
  const moment = momentAt(frame.axis, second)
  return `${dateText(moment.seconds, zoneOf(frame))} ${zoneText(moment.seconds, zoneOf(frame))}`
}

/** Seconds that the clock shows at the origin, for ticks on whole units. */
export function clockPhase(frame: FigureFrame): number {
  if (frame.timeFormat === 'since-start') return 0
  return frame.axis.originSeconds + zoneOf(frame)() * 60
}

export function zoneName(frame: FigureFrame): string {
  return zoneText(frame.axis.originSeconds, zoneOf(frame))
}
