// Counters under the packets on the same axis: one row a counter, every snapshot a thin line, the growth between two
// snapshots a column whose area is the growth (height = growth per second), with the figure on it.
import { counterTrack, defaultCounters } from '../../timeline/counter-bars.ts'
import type { CounterBar, CounterTrack } from '../../timeline/counter-bars.ts'
import { momentOffset } from '../../timeline/moment.ts'
import { keepApart } from '../../timeline/gap-labels.ts'
import type { FigureFrame, SecondToX } from '../figure-frame.ts'
import type { Box, SceneItem } from '../scene/scene.ts'
import { fitText, textWidth } from '../text/text-metrics.ts'
import { emptyPanel, middleBaseline, PANEL_TITLE, panelTitle, text, textBox } from './panel.ts'
import type { PanelDrawing } from './panel.ts'

/** Top of the column that ends with the snapshot at `end` (seconds on the axis). */
export interface ColumnHead {
  readonly end: number
  readonly x: number
  readonly y: number
}

export const COUNTER_ROW = 40
const MOST_COUNTERS = 4
const VALUE_SIZE = 10

export interface CountersDrawing extends PanelDrawing {
  /** By counter, the heads of its columns: where a note on it points. */
  readonly heads: ReadonlyMap<string, readonly ColumnHead[]>
  readonly hasSnapshots: boolean
}

/** MIB names of the rows. */
export function chooseCounters(frame: FigureFrame): readonly string[] {
  const { counters, diagnosis } = frame.analysis
  return frame.settings.counters ?? defaultCounters(counters, diagnosis, MOST_COUNTERS)
}

export function countersHeight(names: readonly string[]): number {
  return PANEL_TITLE + Math.max(1, names.length) * COUNTER_ROW
}

export function drawCounters(
  frame: FigureFrame,
  box: Box,
  plotX: number,
  xOf: SecondToX,
  names: readonly string[],
): CountersDrawing {
  const { theme, translate, analysis } = frame
  const { counters, diagnosis } = analysis
  const plot: Box = {
    x: plotX,
    y: box.y + PANEL_TITLE,
    width: box.x + box.width - plotX,
    height: box.height - PANEL_TITLE,
  }
  const items: SceneItem[] = [
    { kind: 'rect', ...plot, fill: theme.plot },
    ...panelTitle(theme, box, translate('figure.panel.counters'), translate('figure.panel.countersDetail')),
  ]
  const heads = new Map<string, readonly ColumnHead[]>()
  if (names.length === 0) {
    const reason = counters.snapshots.length === 0 ? 'figure.empty.counters' : 'figure.empty.oneSnapshot'
    return {
      items: [...items, ...emptyPanel(theme, plot, translate(reason))],
      obstacles: [],
      heads,
      hasSnapshots: false,
    }
  }
  const obstacles: Box[] = []
  const inPlot: SceneItem[] = []
  inPlot.push(...snapshotLines(frame, plot, xOf))
  const rowHeight = plot.height / names.length
  names.forEach((name, index) => {
    const top = plot.y + rowHeight * index
    const row: Box = { x: plot.x, y: top, width: plot.width, height: rowHeight }
    const track = counterTrack(counters, diagnosis, frame.axis, name, Math.max(8, Math.floor(plot.width / 4)))
    items.push(...rowLabel(frame, track, box.x, plot.x - 8, row))
    heads.set(name, drawRow(frame, track, row, xOf, inPlot, obstacles))
    if (index > 0)
      inPlot.push({
        kind: 'line',
        x1: plot.x,
        y1: top,
        x2: plot.x + plot.width,
        y2: top,
        stroke: theme.grid,
        strokeWidth: 1,
      })
  })
  items.push({ kind: 'group', clip: plot, items: inPlot })
  const bottom = plot.y + plot.height
  items.push({
    kind: 'line',
    x1: plot.x,
    y1: bottom,
    x2: plot.x + plot.width,
    y2: bottom,
    stroke: theme.rule,
    strokeWidth: 1,
  })
  return { items, obstacles, heads, hasSnapshots: counters.snapshots.some((s) => s.time !== null) }
}

/** Pixels between snapshots below which whole lines would hatch the plot: only their feet are drawn then. */
const HATCH = 16

function snapshotLines(frame: FigureFrame, plot: Box, xOf: SecondToX): SceneItem[] {
  const xs = frame.analysis.counters.snapshots
    .flatMap((snapshot) => (snapshot.time === null ? [] : [xOf(momentOffset(frame.axis, snapshot.time))]))
    .filter((x) => x >= plot.x - 1 && x <= plot.x + plot.width + 1)
    .sort((a, b) => a - b)
  const isDense = xs.length > 1 && ((xs.at(-1) ?? 0) - (xs[0] ?? 0)) / (xs.length - 1) < HATCH
  const bottom = plot.y + plot.height
  const lines: SceneItem[] = []
  let before = -Infinity
  for (const x of xs) {
    if (x - before < 1.5) continue
    before = x
    const y1 = isDense ? bottom - 4 : plot.y
    lines.push({ kind: 'line', x1: x, y1, x2: x, y2: bottom, stroke: frame.theme.rule, strokeWidth: 0.9 })
  }
  return lines
}

function rowLabel(frame: FigureFrame, track: CounterTrack, left: number, right: number, row: Box): SceneItem[] {
  const { theme, translate } = frame
  const short = track.name.slice(track.name.indexOf('.') + 1)
  const middle = row.y + row.height / 2
  const size = textWidth(short, 10.5, 600) > right - left ? 9.5 : 10.5
  const items: SceneItem[] = [
    text(fitText(short, right - left, size, 600), right, middle - 2, size, theme.ink, { weight: 600, anchor: 'end' }),
  ]
  const total =
    track.growth === null
      ? translate('figure.counter.unknown')
      : translate('figure.counter.total', { growth: track.growth })
  items.push(text(fitText(total, right - left, 9.5), right, middle + 10.5, 9.5, theme.muted, { anchor: 'end' }))
  return items
}

function drawRow(
  frame: FigureFrame,
  track: CounterTrack,
  row: Box,
  xOf: SecondToX,
  items: SceneItem[],
  obstacles: Box[],
): ColumnHead[] {
  const { theme, translate } = frame
  const bottom = row.y + row.height
  if (track.missing !== null) {
    const words = translate(`figure.counter.${track.missing}`)
    items.push(
      text(words, row.x + row.width / 2, middleBaseline(row.y + row.height / 2, 10.5), 10.5, theme.muted, {
        anchor: 'middle',
      }),
    )
    return []
  }
  const heads: ColumnHead[] = []
  const rate = (bar: CounterBar): number => bar.growth / Math.max(1e-9, bar.end - bar.start)
  const most = track.bars.reduce((top, bar) => Math.max(top, rate(bar)), 0)
  const room = row.height - 16
  const labels: { x: number; width: number; rank: number; words: string; y: number }[] = []
  for (const bar of track.bars) {
    const left = xOf(bar.start)
    const right = xOf(bar.end)
    if (right < row.x || left > row.x + row.width) continue
    if (bar.broken) {
      items.push({
        kind: 'rect',
        x: left,
        y: row.y + 6,
        width: right - left,
        height: row.height - 6,
        stroke: theme.muted,
        strokeWidth: 1,
        dash: [3, 3],
      })
      const words = translate('figure.counter.reset')
      labels.push({
        x: (left + right) / 2,
        width: textWidth(words, VALUE_SIZE),
        rank: -Infinity,
        words,
        y: row.y + row.height / 2,
      })
      continue
    }
    if (bar.growth === 0) continue
    const height = Math.max(1.5, (rate(bar) / most) * room)
    const width = Math.max(1, right - left - 1)
    items.push({ kind: 'rect', x: left + 0.5, y: bottom - height, width, height, fill: theme.counterFill })
    obstacles.push({ x: left, y: bottom - height, width, height })
    heads.push({
      end: bar.end,
      x: (Math.max(left, row.x) + Math.min(right, row.x + row.width)) / 2,
      y: bottom - height,
    })
    // A note that stands there says it, and its line needs the room.
    const isTold = frame.told.some((each) => each.counter === track.name && Math.abs(each.second - bar.end) < 1e-6)
    const words = `+${bar.growth}`
    const seenLeft = Math.max(left, row.x)
    const seenRight = Math.min(right, row.x + row.width)
    labels.push({
      x: (seenLeft + seenRight) / 2,
      width: textWidth(words, VALUE_SIZE, 600),
      rank: isTold ? -Infinity : -bar.growth,
      words: isTold ? '' : words,
      y: bottom - height - 3.5,
    })
  }
  const keep = keepApart(labels, 6)
  labels.forEach((label, i) => {
    if (keep[i] !== true || label.words === '') return
    const half = label.width / 2 + 2
    const x = Math.min(row.x + row.width - half, Math.max(row.x + half, label.x))
    const item = text(label.words, x, label.y, VALUE_SIZE, theme.counter, { weight: 600, anchor: 'middle' })
    items.push(item)
    obstacles.push(textBox(item))
  })
  return heads
}
