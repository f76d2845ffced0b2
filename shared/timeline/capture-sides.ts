// Which captures were taken at the client and which at the server, for lanes that show both sides of a handshake.
import type { CaptureSummary, PacketAnalysis } from '../analysis/tables.ts'
import type { TimeAxis } from './moment.ts'

export interface CaptureSides {
  /** By row of captures: 0 at the client (above), 1 at the server (below), 0.5 between or unknown. */
  readonly side: readonly number[]
  /** Rows of the captures whose clock is set by that of the first one; their offset can be adjusted. */
  readonly adjustable: readonly number[]
}

const SIDE: Readonly<Record<CaptureSummary['vantage'], number>> = { client: 0, middle: 0.5, server: 1, unknown: 0.5 }

/** Null unless captures of two different points are open. */
export function captureSides(analysis: PacketAnalysis): CaptureSides | null {
  const side = analysis.captures.map((capture) => SIDE[capture.vantage])
  if (new Set(side).size < 2) return null
  return { side, adjustable: side.flatMap((_, row) => (row === 0 ? [] : [row])) }
}

/** The axis with the clocks of captures moved by `seconds` (by row; missing = 0) beyond their measured offsets. */
export function adjustedAxis(axis: TimeAxis, seconds: readonly number[]): TimeAxis {
  if (seconds.every((value) => value === 0)) return axis
  return { ...axis, clockOffsets: axis.clockOffsets.map((offset, row) => offset + (seconds[row] ?? 0)) }
}
