// One line a handshake: who to whom at the left, a mark for every packet, the gaps between SYNs in figures, and at the
// end in a word what became of it.
import { OUTCOMES } from '../../analysis/tables.ts'
import type { Outcome } from '../../analysis/tables.ts'
import { packetOffset } from '../../timeline/moment.ts'
import { KIND } from '../../timeline/packet-kind-codes.ts'
import { placeGapLabels } from '../../timeline/gap-labels.ts'
import { durationText } from '../../timeline/time-text.ts'
import { endpointName } from '../figure-frame.ts'
import type { FigureFrame, SecondToX } from '../figure-frame.ts'
import type { FigureTheme } from '../figure-theme.ts'
import type { Box, SceneItem } from '../scene/scene.ts'
import { fitMiddle, textWidth } from '../text/text-metrics.ts'
import type { ChosenLanes } from './choose-lanes.ts'
import { drawMark, markShape } from './marks.ts'
import type { MarkShape } from './marks.ts'
import { emptyPanel, middleBaseline, PANEL_TITLE, panelTitle, text, textBox } from './panel.ts'
import type { PanelDrawing } from './panel.ts'

export const LANE_HEIGHT = 22
const LABEL_SIZE = 10.5
const GAP_SIZE = 9.5

export interface LanesDrawing extends PanelDrawing {
  /** Middle of the lane of each drawn handshake. */
  readonly laneY: ReadonlyMap<number, number>
  readonly laneHeight: number
  readonly shapes: ReadonlySet<MarkShape>
}

/** How many lanes fit into a panel of this height. */
export function lanesThatFit(height: number): number {
  return Math.max(1, Math.floor((height - PANEL_TITLE - 6) / LANE_HEIGHT))
}

export function drawLanes(
  frame: FigureFrame,
  box: Box,
  plotX: number,
  xOf: SecondToX,
  lanes: ChosenLanes,
): LanesDrawing {
  const { theme, translate, analysis } = frame
  const plot: Box = {
    x: plotX,
    y: box.y + PANEL_TITLE,
    width: box.x + box.width - plotX,
    height: box.height - PANEL_TITLE,
  }
  const detail =
    lanes.rows.length < lanes.inRange
      ? translate('figure.panel.lanesSome', { shown: lanes.rows.length, all: lanes.inRange, notable: lanes.notable })
      : translate('figure.panel.lanesAll', { all: lanes.inRange })
  const items: SceneItem[] = [
    { kind: 'rect', ...plot, fill: theme.plot },
    ...panelTitle(theme, box, translate('figure.panel.lanes'), detail),
  ]
  const laneY = new Map<number, number>()
  const shapes = new Set<MarkShape>()
  const obstacles: Box[] = []
  if (lanes.rows.length === 0) {
    return {
      items: [...items, ...emptyPanel(theme, plot, translate('figure.empty.handshakes'))],
      obstacles,
      laneY,
      laneHeight: 0,
      shapes,
    }
  }
  const laneHeight = Math.min(30, (plot.height - 6) / lanes.rows.length)
  const r = Math.min(4.6, laneHeight * 0.24)
  const oneListener = analysis.packets.listeners.length <= 1
  const inPlot: SceneItem[] = []
  lanes.rows.forEach((row, index) => {
    const y = plot.y + 3 + laneHeight * (index + 0.5)
    laneY.set(row, y)
    items.push(...laneLabel(frame, row, box.x, plot.x - 8, y, oneListener))
    drawLane(frame, row, y, r, plot, xOf, inPlot, obstacles, shapes)
  })
  items.push({ kind: 'group', clip: plot, items: inPlot })
  items.push({
    kind: 'line',
    x1: plot.x,
    y1: plot.y + plot.height,
    x2: plot.x + plot.width,
    y2: plot.y + plot.height,
    stroke: theme.rule,
    strokeWidth: 1,
  })
  return { items, obstacles, laneY, laneHeight, shapes }
}

function laneLabel(
  frame: FigureFrame,
  row: number,
  left: number,
  right: number,
  y: number,
  oneListener: boolean,
): SceneItem[] {
  const { handshakes } = frame.analysis.packets
  const client = endpointName(frame, handshakes.clientAddress[row] ?? 0, handshakes.clientPort[row] ?? 0)
  const suffix = oneListener ? '' : ` → ${serverText(frame, row)}`
  const words = fitMiddle(client + suffix, right - left, LABEL_SIZE)
  return [text(words, right, middleBaseline(y, LABEL_SIZE), LABEL_SIZE, frame.theme.ink, { anchor: 'end' })]
}

/** The listener, as short as it stays clear: `:80` when all listeners have one address. */
function serverText(frame: FigureFrame, row: number): string {
  const { handshakes, listeners } = frame.analysis.packets
  const port = handshakes.serverPort[row] ?? 0
  const addresses = new Set(listeners.address.subarray(0, listeners.length))
  return addresses.size <= 1 ? `:${port}` : endpointName(frame, handshakes.serverAddress[row] ?? 0, port)
}

function drawLane(
  frame: FigureFrame,
  row: number,
  y: number,
  r: number,
  plot: Box,
  xOf: SecondToX,
  items: SceneItem[],
  obstacles: Box[],
  shapes: Set<MarkShape>,
): void {
  const { theme, analysis, axis } = frame
  const { handshakes, packets } = analysis.packets
  const outcome = OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided'
  const from = handshakes.packetStart[row] ?? 0
  const to = handshakes.packetStart[row + 1] ?? from
  const marks: { x: number; shape: MarkShape; second: number; isSyn: boolean }[] = []
  for (let p = from; p < to; p++) {
    const shape = markShape(packets.kind[p] ?? 0, packets.marks[p] ?? 0)
    if (shape === null) continue
    const second = packetOffset(analysis.packets, axis, p)
    marks.push({ x: xOf(second), shape, second, isSyn: packets.kind[p] === KIND.syn })
  }
  fanOut(marks, r)
  const first = marks[0]
  const last = marks.at(-1)
  if (first === undefined || last === undefined) return
  items.push({
    kind: 'line',
    x1: first.x,
    y1: y,
    x2: last.x,
    y2: y,
    stroke: outcomeColour(theme, outcome),
    strokeWidth: 1.2,
    opacity: 0.55,
  })
  const drawn = new Set<string>()
  // Marks of the handshake last, minor ones below them.
  for (const mark of [...marks].sort((a, b) => Number(b.shape === 'other') - Number(a.shape === 'other'))) {
    const key = `${mark.shape} ${Math.round(mark.x * 2)}`
    if (drawn.has(key) || mark.x < plot.x - 8 || mark.x > plot.x + plot.width + 8) continue
    drawn.add(key)
    shapes.add(mark.shape)
    items.push(drawMark(theme, mark.shape, mark.x, y, r))
    obstacles.push({ x: mark.x - r, y: y - r, width: r * 2, height: r * 2 })
  }
  const syns = marks.filter((mark) => mark.isSyn)
  const words = syns.map((mark, i) => (i === 0 ? '' : durationText(mark.second - (syns[i - 1]?.second ?? 0))))
  const widths = words.map((word) => textWidth(word, GAP_SIZE) + 4)
  for (const label of placeGapLabels(
    syns.map((s) => s.x),
    widths,
    r + 2,
    plot.x,
    plot.x + plot.width,
  )) {
    const item = text(words[label.index] ?? '', label.x, y - 3, GAP_SIZE, theme.muted, { anchor: 'middle' })
    items.push(item)
    obstacles.push(textBox(item))
  }
  const word = frame.translate(`figure.outcome.${outcome}`)
  const wordX = marks.reduce((right, mark) => Math.max(right, mark.x), last.x) + r + 6
  if (wordX + textWidth(word, GAP_SIZE, 600) < plot.x + plot.width - 2 && wordX > plot.x) {
    const item = text(word, wordX, middleBaseline(y, GAP_SIZE), GAP_SIZE, outcomeColour(theme, outcome), {
      weight: 600,
    })
    items.push(item)
    obstacles.push(textBox(item))
  }
}

/**
 * An answer within less than a mark's width of its SYN would hide it: it is drawn beside instead, at most as far as the
 * marks are wide. SYNs themselves never move, so gaps stay true.
 */
function fanOut(marks: { x: number; readonly isSyn: boolean; readonly shape: MarkShape }[], r: number): void {
  let free = -Infinity
  for (const mark of marks) {
    if (!mark.isSyn && mark.shape !== 'other') mark.x = Math.min(mark.x + 4 * r, Math.max(mark.x, free))
    free = Math.max(free, mark.x + (mark.shape === 'final-ack' ? r * 1.1 : r * 2.1))
  }
}

export function outcomeColour(theme: FigureTheme, outcome: Outcome): string {
  switch (outcome) {
    case 'established':
    case 'simultaneous-open':
      return theme.synAck
    case 'unanswered':
    case 'half-open':
    case 'final-ack-ignored':
      return theme.unanswered
    case 'refused':
    case 'reset-after-handshake':
      return theme.reset
    case 'icmp-rejected':
      return theme.icmp
    case 'challenge-acked':
    case 'undecided':
      return theme.muted
  }
}
