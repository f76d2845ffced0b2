// A frame of the lanes: grid lines, lanes of the visible lines, headers' bands, selection, crosshair and range.
// Pure drawing: everything it needs is in the scene; nothing here reads the store or keeps state.
import { linesBetween } from '../../../../shared/timeline/lane-layout.ts'
import type { LaneLayout } from '../../../../shared/timeline/lane-layout.ts'
import { xOfTime } from '../../../../shared/timeline/time-range.ts'
import type { TimeTicks } from '../../../../shared/timeline/time-ticks.ts'
import { drawLane } from './draw-lane.ts'
import type { LaneScene } from './draw-lane.ts'
import { drawPairLane } from './draw-pair-lane.ts'
import type { PairScene } from './draw-pair-lane.ts'

export interface LanesFrame extends LaneScene {
  readonly layout: LaneLayout
  /** Content pixel at the top of the viewport. */
  readonly top: number
  readonly height: number
  /** CSS pixels left of the plot (labels are DOM there; the canvas draws selection bands across). */
  readonly plotLeft: number
  readonly ticks: TimeTicks
  readonly isSelected: (handshake: number) => boolean
  readonly focused: number | null
  readonly hovered: number | null
}

/** Draws everything but the marks of dense lanes; returns nothing, keeps nothing. */
export function drawLanes(
  context: CanvasRenderingContext2D,
  frame: LanesFrame,
  pairs: Pick<PairScene, 'side' | 'journeys' | 'smallSprites'> | null,
): void {
  const { palette, plotLeft, plotWidth, height } = frame
  context.fillStyle = palette.colour.surface
  context.fillRect(0, 0, plotLeft + plotWidth, height)
  drawGrid(context, frame)
  const lines = linesBetween(frame.layout, frame.top, frame.top + height)
  for (const line of lines) {
    const y = line.top - frame.top
    if (line.kind === 'header') {
      context.fillStyle = palette.colour['surface-raised']
      context.fillRect(0, y, plotLeft + plotWidth, frame.layout.headerHeight)
      continue
    }
    const row = frame.layout.list.rows[line.position] ?? 0
    drawBand(context, frame, row, y)
  }
  context.save()
  context.beginPath()
  context.rect(plotLeft, 0, plotWidth, height)
  context.clip()
  context.translate(plotLeft, 0)
  for (const line of lines) {
    if (line.kind === 'header') continue
    const row = frame.layout.list.rows[line.position] ?? 0
    const middle = line.top - frame.top + frame.rowHeight / 2
    if (pairs === null) drawLane(context, frame, row, middle)
    else drawPairLane(context, { ...frame, ...pairs }, row, middle)
  }
  context.restore()
}

/** Upright lines at the ticks of the axis. */
export function drawGrid(
  context: CanvasRenderingContext2D,
  frame: Pick<LanesFrame, 'ticks' | 'palette' | 'plotLeft' | 'plotWidth' | 'height' | 'range'>,
): void {
  context.fillStyle = frame.palette.colour.line
  for (const value of frame.ticks.values) {
    const x = Math.round(frame.plotLeft + xOfTime(frame.range, frame.plotWidth, value))
    if (x >= frame.plotLeft) context.fillRect(x, 0, 1, frame.height)
  }
}

/** The line's background: selected, focused, hovered; a hairline below. */
function drawBand(context: CanvasRenderingContext2D, frame: LanesFrame, row: number, y: number): void {
  const { palette, plotLeft, plotWidth, rowHeight } = frame
  const width = plotLeft + plotWidth
  if (frame.isSelected(row)) {
    context.fillStyle = palette.colour.selected
    context.fillRect(0, y, width, rowHeight)
  } else if (frame.hovered === row) {
    context.fillStyle = palette.colour.hovered
    context.fillRect(0, y, width, rowHeight)
  }
  if (frame.focused === row) {
    context.fillStyle = palette.colour.accent
    context.fillRect(0, y, 3, rowHeight)
  }
  if (rowHeight >= 10) {
    context.fillStyle = palette.colour.line
    context.fillRect(0, Math.round(y + rowHeight) - 1, width, 1)
  }
}
