// What one cell of a density grid holds, for the words beside the pointer.
import type { DensityGrid } from './lane-density.ts'
import { linesBetween } from './lane-layout.ts'
import type { LaneLayout } from './lane-layout.ts'
import { spanOf } from './time-range.ts'

export interface DensityCell {
  /** SYNs that got an answer, SYNs that got none, resets and ICMP errors. */
  readonly answered: number
  readonly unanswered: number
  readonly rejected: number
  /** Seconds on the axis. */
  readonly start: number
  readonly end: number
  /** Lanes that share the cell. */
  readonly lanes: number
}

/** Cells looked at around the pointer: a hand does not hit two pixels. */
const REACH = 2

/**
 * The cell under a moment (seconds on the axis) and a content pixel of the layout, or the fullest within two cells of it;
 * null when all of them are empty or outside of the grid.
 */
export function cellAt(grid: DensityGrid, layout: LaneLayout, time: number, content: number): DensityCell | null {
  const perColumn = spanOf(grid.range) / grid.columns
  const perBand = (grid.bottom - grid.top) / grid.bands
  const column = Math.floor((time - grid.range.start) / perColumn)
  const band = Math.floor((content - grid.top) / perBand)
  const sumAt = (b: number, c: number): number => {
    if (b < 0 || b >= grid.bands || c < 0 || c >= grid.columns) return 0
    const cell = b * grid.columns + c
    return (grid.answered[cell] ?? 0) + (grid.unanswered[cell] ?? 0) + (grid.rejected[cell] ?? 0)
  }
  let best = { band, column }
  let most = sumAt(band, column)
  for (let reach = 1; reach <= REACH && most === 0; reach++) {
    for (let b = band - reach; b <= band + reach; b++) {
      for (let c = column - reach; c <= column + reach; c++) {
        const sum = sumAt(b, c)
        if (sum > most) [most, best] = [sum, { band: b, column: c }]
      }
    }
  }
  if (most === 0) return null
  const cell = best.band * grid.columns + best.column
  const top = grid.top + best.band * perBand
  return {
    answered: grid.answered[cell] ?? 0,
    unanswered: grid.unanswered[cell] ?? 0,
    rejected: grid.rejected[cell] ?? 0,
    start: grid.range.start + best.column * perColumn,
    end: grid.range.start + (best.column + 1) * perColumn,
    lanes: lanesIn(layout, top, top + perBand),
  }
}

/** Lanes whose middle lies between two content pixels. */
function lanesIn(layout: LaneLayout, top: number, bottom: number): number {
  const half = layout.rowHeight / 2
  return linesBetween(layout, top, bottom).filter(
    (line) => line.kind === 'lane' && line.top + half >= top && line.top + half < bottom,
  ).length
}
