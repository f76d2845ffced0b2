// The picture that says "client timer, no answer at all" at one look: every handshake that repeated its SYN is a row,
// aligned at its first SYN; the bands are where its schedule expects the next one. The axis is log2(1 + t), on which a
// doubling schedule has equal steps; it says so.
import type { FigureFrame } from '../figure-frame.ts'
import type { Box, SceneItem } from '../scene/scene.ts'
import { backoffGroups } from './backoff-groups.ts'
import type { BackoffGroup } from './backoff-groups.ts'
import { fitText, textWidth } from '../text/text-metrics.ts'
import { emptyPanel, PANEL_TITLE, panelTitle, text } from './panel.ts'
import type { PanelDrawing } from './panel.ts'
import { gapFits, scheduleGaps, TIMER_LATE } from './schedule-gaps.ts'

const AXIS = 20
const GROUP_TITLE = 15
/** Pixels of a row when there is room for more. */
const WIDEST_ROW = 24

export function drawBackoff(frame: FigureFrame, box: Box): PanelDrawing {
  const { theme, translate } = frame
  const groups = backoffGroups(frame)
  const repeated = groups.reduce((sum, group) => sum + group.rows.length, 0)
  const plot: Box = { x: box.x, y: box.y + PANEL_TITLE, width: box.width, height: box.height - PANEL_TITLE - AXIS }
  const items: SceneItem[] = [
    { kind: 'rect', ...plot, fill: theme.plot },
    ...panelTitle(
      theme,
      box,
      translate('figure.panel.backoff'),
      repeated === 0
        ? ''
        : fitText(
            translate('figure.panel.backoffDetail', { count: repeated }),
            box.width - textWidth(translate('figure.panel.backoff'), 12, 600) - 10,
            11,
          ),
    ),
  ]
  if (repeated === 0)
    return { items: [...items, ...emptyPanel(theme, plot, translate('figure.empty.backoff'))], obstacles: [] }
  const longest = groups.reduce(
    (top, group) => group.rows.reduce((most, row) => Math.max(most, row.syns.at(-1) ?? 0), top),
    1,
  )
  const left = plot.x + 10
  const scale = (plot.width - 24) / Math.log2(1 + longest * 1.04)
  const xOf = (second: number): number => left + Math.log2(1 + second) * scale
  const room = plot.height - groups.length * GROUP_TITLE - 6
  let y = plot.y
  for (const group of groups) {
    const share = Math.min(group.rows.length * WIDEST_ROW, Math.max(8, (room * group.rows.length) / repeated))
    drawGroup(frame, group, { x: plot.x, y, width: plot.width, height: share + GROUP_TITLE }, xOf, longest, items)
    y += share + GROUP_TITLE + 2
  }
  drawAxis(frame, plot, xOf, longest, items)
  return { items, obstacles: [plot] }
}

function drawGroup(
  frame: FigureFrame,
  group: BackoffGroup,
  box: Box,
  xOf: (second: number) => number,
  longest: number,
  items: SceneItem[],
): void {
  const { theme, translate } = frame
  const top = box.y + GROUP_TITLE
  const height = box.height - GROUP_TITLE
  const firstGap = median(group.rows.map((row) => row.syns[1] ?? 0))
  const gaps = scheduleGaps(group.schedule, firstGap)
  const rowHeight = height / group.rows.length
  const r = Math.max(0.9, Math.min(4.4, rowHeight * 0.34))
  const marks: SceneItem[] = []
  let sum = 0
  let late = 0
  for (const gap of gaps ?? []) {
    // The slack of all timers so far adds up.
    late += gap * TIMER_LATE + 0.02
    sum += gap
    if (sum > longest * 1.02) break
    const from = xOf(sum) - r - 1
    const to = Math.max(xOf(sum + late) + r + 1, from + 2 * r + 3)
    items.push({ kind: 'rect', x: from, y: top, width: to - from, height, radius: 2, fill: theme.expected })
  }
  const name = translate(`figure.schedule.${group.schedule}`, { seconds: Number(firstGap.toFixed(2)) })
  items.push(
    text(
      fitText(`${name} · ${translate('figure.panel.handshakes', { count: group.rows.length })}`, box.width - 16, 10),
      box.x + 8,
      box.y + 11.5,
      10,
      theme.muted,
    ),
  )
  const drawn = new Set<string>()
  group.rows.forEach((row, index) => {
    const y = top + rowHeight * (index + 0.5)
    row.syns.forEach((second, i) => {
      const x = xOf(second)
      const key = `${Math.round(x * 2)} ${Math.round(y * 2)}`
      if (drawn.has(key)) return
      drawn.add(key)
      const nominal = i === 0 ? undefined : gaps?.[i - 1]
      const fits = nominal === undefined || gapFits(second - (row.syns[i - 1] ?? 0), nominal)
      marks.push(backoffMark(frame, x, y, r, fits, row.unanswered[i] === true))
    })
  })
  items.push({ kind: 'group', items: marks })
}

/** Small rings and dots; below two pixels only dots, the colour carries the rest. A SYN off schedule is a triangle. */
function backoffMark(
  frame: FigureFrame,
  x: number,
  y: number,
  r: number,
  fits: boolean,
  isUnanswered: boolean,
): SceneItem {
  const { theme } = frame
  if (!fits && r >= 1.2) {
    return {
      kind: 'path',
      fill: theme.deviation,
      steps: [['M', x - r * 1.1, y + r], ['L', x, y - r * 1.2], ['L', x + r * 1.1, y + r], ['Z']],
    }
  }
  if (isUnanswered && r >= 2)
    return { kind: 'circle', x, y, r: r - 0.4, fill: theme.background, stroke: theme.unanswered, strokeWidth: r * 0.5 }
  return { kind: 'circle', x, y, r, fill: !fits ? theme.deviation : isUnanswered ? theme.unanswered : theme.answered }
}

function drawAxis(
  frame: FigureFrame,
  plot: Box,
  xOf: (second: number) => number,
  longest: number,
  items: SceneItem[],
): void {
  const { theme } = frame
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
  let free = plot.x - 4
  for (const second of [0, 1, 3, 7, 15, 31, 63, 127, 255, 511]) {
    if (second > longest * 1.04) break
    const x = xOf(second)
    const words = `${second} s`
    const half = textWidth(words, 10) / 2
    if (x - half < free || x + half > plot.x + plot.width + 4) continue
    free = x + half + 6
    items.push({ kind: 'line', x1: x, y1: bottom, x2: x, y2: bottom + 4, stroke: theme.rule, strokeWidth: 1 })
    items.push(text(words, x, bottom + 14, 10, theme.muted, { anchor: 'middle' }))
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
