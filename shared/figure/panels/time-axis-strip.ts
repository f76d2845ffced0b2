// The one time axis under the panels that share it: ticks on whole units, grid lines through the plots, date and zone
// printed always.
import { timeTicks } from '../../timeline/time-ticks.ts'
import { clockPhase, dateAndZone, secondText } from '../figure-frame.ts'
import type { FigureFrame, SecondToX } from '../figure-frame.ts'
import type { Box, SceneItem } from '../scene/scene.ts'
import { textWidth } from '../text/text-metrics.ts'
import { text } from './panel.ts'

export const TIME_AXIS_HEIGHT = 22
const TICK_SPACING = 92

/** Grid lines behind the plots between `top` and `bottom`, and the tick labels below. */
export function drawTimeAxis(
  frame: FigureFrame,
  plot: Box,
  left: number,
  xOf: SecondToX,
): { readonly grid: SceneItem[]; readonly labels: SceneItem[] } {
  const { theme, range, translate } = frame
  const ticks = timeTicks(range, plot.width, TICK_SPACING, clockPhase(frame))
  const bottom = plot.y + plot.height
  const grid: SceneItem[] = []
  const labels: SceneItem[] = []
  for (const second of ticks.values) {
    const x = xOf(second)
    grid.push({ kind: 'line', x1: x, y1: plot.y, x2: x, y2: bottom, stroke: theme.grid, strokeWidth: 1 })
    const words = secondText(frame, second, ticks.decimals)
    if (x + textWidth(words, 10.5) / 2 > plot.x + plot.width + 20) continue
    labels.push({ kind: 'line', x1: x, y1: bottom, x2: x, y2: bottom + 4, stroke: theme.rule, strokeWidth: 1 })
    labels.push(text(words, x, bottom + 16, 10.5, theme.ink, { anchor: 'middle' }))
  }
  const zone =
    frame.timeFormat === 'since-start' ? translate('figure.axis.sinceStart') : dateAndZone(frame, range.start)
  const firstLabel = ticks.values[0]
  const free =
    firstLabel === undefined
      ? Infinity
      : xOf(firstLabel) - textWidth(secondText(frame, firstLabel, ticks.decimals), 10.5) / 2 - left - 6
  if (textWidth(zone, 10.5) <= free) labels.push(text(zone, left, bottom + 16, 10.5, theme.muted))
  return { grid, labels }
}
