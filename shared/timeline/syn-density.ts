// SYNs over time, answered and unanswered, for the overview of the whole capture: one count per bin, added packet row
// by packet row in slices, so that a long capture fills the picture while the window stays awake.
import { MARK } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'
import { KIND } from './packet-kind-codes.ts'
import type { TimeRange } from './time-range.ts'

export interface SynDensity {
  readonly range: TimeRange
  /** SYN packets by bin that something came back for before the next SYN. */
  readonly answered: Uint32Array
  /** SYN packets by bin that nothing came back for. */
  readonly unanswered: Uint32Array
}

export function emptySynDensity(range: TimeRange, bins: number): SynDensity {
  return { range, answered: new Uint32Array(bins), unanswered: new Uint32Array(bins) }
}

/** Adds packet rows from … to − 1. Duplicate sightings and packets outside the range do not count. */
export function addToSynDensity(
  density: SynDensity,
  analysis: PacketAnalysis,
  axis: TimeAxis,
  from: number,
  to: number,
): void {
  const { kind, marks } = analysis.packets
  const bins = density.answered.length
  const { start, end } = density.range
  const perSecond = bins / (end - start)
  for (let row = from; row < to; row++) {
    if (kind[row] !== KIND.syn) continue
    const mark = marks[row] ?? 0
    if ((mark & MARK.duplicate) !== 0) continue
    const bin = Math.floor((packetOffset(analysis, axis, row) - start) * perSecond)
    if (bin < 0 || bin >= bins) continue
    const counts = (mark & MARK.unanswered) !== 0 ? density.unanswered : density.answered
    counts[bin] = (counts[bin] ?? 0) + 1
  }
}
