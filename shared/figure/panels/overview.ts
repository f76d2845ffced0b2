// All SYN packets over time as stacked columns: the unanswered below in the strong colour, the answered on top.
import type { FigureFrame, SecondToX } from '../figure-frame.ts'
import { isKept } from '../figure-frame.ts'
import { MARK } from '../../analysis/tables.ts'
import type { Box, SceneItem } from '../scene/scene.ts'
import { packetOffset } from '../../timeline/moment.ts'
import { KIND } from '../../timeline/packet-kind-codes.ts'
import { addToSynDensity, emptySynDensity } from '../../timeline/syn-density.ts'
import type { SynDensity } from '../../timeline/syn-density.ts'
import { stepAtLeast } from '../../timeline/time-ticks.ts'
import { durationText } from '../../timeline/time-text.ts'
import { emptyPanel, middleBaseline, PANEL_TITLE, panelTitle, text } from './panel.ts'
import type { PanelDrawing } from './panel.ts'

export const OVERVIEW_HEIGHT = 92
/** Pixels of the narrowest column. */
const COLUMN = 5

export function drawOverview(frame: FigureFrame, box: Box, plotX: number, xOf: SecondToX): PanelDrawing {
  const { theme, translate, range } = frame
  const plot: Box = {
    x: plotX,
    y: box.y + PANEL_TITLE,
    width: box.x + box.width - plotX,
    height: box.height - PANEL_TITLE,
  }
  const step = stepAtLeast(((range.end - range.start) * COLUMN) / plot.width)
  const first = Math.floor(range.start / step)
  const bins = Math.ceil(range.end / step) - first
  const density = emptySynDensity({ start: first * step, end: (first + bins) * step }, bins)
  countSyns(frame, density)

  const items: SceneItem[] = [
    { kind: 'rect', ...plot, fill: theme.plot },
    ...panelTitle(
      theme,
      box,
      translate('figure.panel.overview'),
      translate('figure.panel.overviewDetail', { step: durationText(step).replace(/\.0+ /, ' ') }),
    ),
  ]
  let most = 0
  for (let bin = 0; bin < bins; bin++)
    most = Math.max(most, (density.answered[bin] ?? 0) + (density.unanswered[bin] ?? 0))
  if (most === 0) {
    return { items: [...items, ...emptyPanel(theme, plot, translate('figure.empty.syns'))], obstacles: [] }
  }
  const top = niceAbove(most)
  const perPacket = (plot.height - 6) / top
  const bottom = plot.y + plot.height
  const lineY = bottom - top * perPacket
  items.push(
    { kind: 'line', x1: plot.x, y1: lineY, x2: plot.x + plot.width, y2: lineY, stroke: theme.grid, strokeWidth: 1 },
    text(String(top), plot.x - 8, middleBaseline(lineY, 10), 10, theme.muted, { anchor: 'end' }),
    text('0', plot.x - 8, middleBaseline(bottom, 10), 10, theme.muted, { anchor: 'end' }),
  )
  const columns: SceneItem[] = []
  const obstacles: Box[] = []
  for (let bin = 0; bin < bins; bin++) {
    const unanswered = density.unanswered[bin] ?? 0
    const answered = density.answered[bin] ?? 0
    if (unanswered + answered === 0) continue
    const left = xOf((first + bin) * step)
    const width = Math.max(1, xOf((first + bin + 1) * step) - left - 1)
    const low = unanswered * perPacket
    const high = answered * perPacket
    if (unanswered > 0)
      columns.push({ kind: 'rect', x: left, y: bottom - low, width, height: low, fill: theme.unanswered })
    if (answered > 0)
      columns.push({ kind: 'rect', x: left, y: bottom - low - high, width, height: high, fill: theme.answeredFill })
    if (low + high > 8) obstacles.push({ x: left, y: bottom - low - high, width, height: low + high })
  }
  items.push({ kind: 'group', clip: plot, items: columns })
  items.push({
    kind: 'line',
    x1: plot.x,
    y1: bottom,
    x2: plot.x + plot.width,
    y2: bottom,
    stroke: theme.rule,
    strokeWidth: 1,
  })
  return { items, obstacles }
}

function countSyns(frame: FigureFrame, density: SynDensity): void {
  const { analysis, axis } = frame
  const { packets } = analysis.packets
  if (frame.kept === undefined) {
    addToSynDensity(density, analysis.packets, axis, 0, packets.length)
    return
  }
  const { start, end } = density.range
  const perSecond = density.answered.length / (end - start)
  for (let p = 0; p < packets.length; p++) {
    if (packets.kind[p] !== KIND.syn || !isKept(frame, packets.handshake[p] ?? 0)) continue
    const marks = packets.marks[p] ?? 0
    const bin = Math.floor((packetOffset(analysis.packets, axis, p) - start) * perSecond)
    if ((marks & MARK.duplicate) !== 0 || bin < 0 || bin >= density.answered.length) continue
    const counts = (marks & MARK.unanswered) !== 0 ? density.unanswered : density.answered
    counts[bin] = (counts[bin] ?? 0) + 1
  }
}

/** The next 1, 2, 3, 4, 5, 6 or 8 times a power of ten at or above `value`. */
export function niceAbove(value: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, value)))
  for (const digit of [1, 2, 3, 4, 5, 6, 8, 10]) if (digit * power >= value) return digit * power
  return 10 * power
}
