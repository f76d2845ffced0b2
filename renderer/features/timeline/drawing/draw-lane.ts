// One lane: the waiting span, the schedule faintly behind it, gap figures, and a mark for each packet.
//
//      ┌───────────── waiting ─────────────┄┄┄┄┄┄┄┄┄┄┄┄┐
//      S   1.03 s   S     2.01 s     S     ⋮next       ⊣ gives up
import { MARK } from '../../../../shared/analysis/tables.ts'
import type { PacketAnalysis } from '../../../../shared/analysis/tables.ts'
import type { HandshakeColumns } from '../../../../shared/analysis/handshake-columns.ts'
import { placeGapLabels } from '../../../../shared/timeline/gap-labels.ts'
import type { LaneSchedule } from '../../../../shared/timeline/lane-schedule.ts'
import { packetOffset } from '../../../../shared/timeline/moment.ts'
import type { TimeAxis } from '../../../../shared/timeline/moment.ts'
import { KIND } from '../../../../shared/timeline/packet-kind-codes.ts'
import { xOfTime } from '../../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../../shared/timeline/time-range.ts'
import { durationText } from '../../../../shared/timeline/time-text.ts'
import { halfWidth, MARK_STYLES, markOf } from './mark-shapes.ts'
import type { MarkName } from './mark-shapes.ts'
import { drawHollowSyn } from './mark-sprites.ts'
import type { MarkSprites } from './mark-sprites.ts'
import type { Palette } from './palette.ts'
import type { TextWidths } from './text-widths.ts'

export interface LaneScene {
  readonly analysis: PacketAnalysis
  readonly columns: HandshakeColumns
  readonly axis: TimeAxis
  readonly range: TimeRange
  readonly plotWidth: number
  readonly rowHeight: number
  readonly palette: Palette
  readonly sprites: MarkSprites
  readonly widths: TextWidths
  readonly schedule: (handshake: number) => LaneSchedule | null
  /** `gives up after 127 s`. */
  readonly giveUpText: (seconds: number) => string
}

/** Letters, figures and full marks need at least this row height; below, marks become ticks. */
export const DETAILED_ROW = 14

/** Draws handshake `row` with its middle at `y`; x 0 is the left edge of the plot. */
export function drawLane(context: CanvasRenderingContext2D, scene: LaneScene, row: number, y: number): void {
  const { columns, range, plotWidth } = scene
  const start = columns.start[row] ?? 0
  const end = columns.end[row] ?? 0
  const detailed = scene.rowHeight >= DETAILED_ROW
  const schedule = detailed ? scene.schedule(row) : null
  const answered = !Number.isNaN(columns.answerAfter[row] ?? NaN)
  const established = columns.establishedAfter[row] ?? NaN
  const waitsUntil = answered
    ? Number.isNaN(established)
      ? end
      : start + established
    : waitingEnd(scene, start, end, schedule)
  if (Math.max(end, waitsUntil) < range.start) return drawElsewhere(context, scene, y, -1)
  if (start > range.end) return drawElsewhere(context, scene, y, 1)

  const x = (time: number): number => xOfTime(range, plotWidth, time)
  drawWaiting(context, scene, x(start), x(answered ? waitsUntil : end), x(waitsUntil), y, answered)
  if (schedule !== null) drawSchedule(context, scene, schedule, start, y)
  drawMarks(context, scene, row, y, detailed)
}

/** Until when the client is known to wait: its time-out or the end of the capture, whichever comes first. */
function waitingEnd(scene: LaneScene, start: number, end: number, schedule: LaneSchedule | null): number {
  const until = scene.axis.packets.end
  const giveUp = schedule?.giveUp
  return Math.max(end, giveUp === null || giveUp === undefined ? end : Math.min(start + giveUp, until))
}

/** A small arrow at the edge: this handshake lies outside of the range, on that side. */
export function drawElsewhere(context: CanvasRenderingContext2D, scene: LaneScene, y: number, side: -1 | 1): void {
  if (scene.rowHeight < DETAILED_ROW) return
  const edge = side < 0 ? 4 : scene.plotWidth - 4
  context.beginPath()
  context.moveTo(edge - side * 5, y - 4)
  context.lineTo(edge, y)
  context.lineTo(edge - side * 5, y + 4)
  context.strokeStyle = scene.palette.colour['text-muted']
  context.lineWidth = 1.25
  context.stroke()
}

function drawWaiting(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  from: number,
  known: number,
  until: number,
  y: number,
  answered: boolean,
): void {
  const { colour } = scene.palette
  const left = Math.max(from, -8)
  const right = Math.min(known, scene.plotWidth + 8)
  const height = Math.max(1, Math.min(scene.rowHeight - 4, scene.sprites.size * 1.1, scene.rowHeight * 0.75))
  context.fillStyle = colour[answered ? 'wait-answered' : 'wait-unanswered']
  if (right > left) {
    context.beginPath()
    context.roundRect(left, y - height / 2, right - left, height, Math.min(3, height / 3))
    context.fill()
  }
  const beyond = Math.min(until, scene.plotWidth + 8)
  if (beyond > right + 1) {
    context.globalAlpha = 0.45
    context.fillRect(Math.max(right, -8), y - height / 2, beyond - Math.max(right, -8), height)
    context.globalAlpha = 1
  }
}

function drawSchedule(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  schedule: LaneSchedule,
  start: number,
  y: number,
): void {
  const { palette, range, plotWidth, rowHeight, sprites } = scene
  const at = (seconds: number): number => xOfTime(range, plotWidth, start + seconds)
  const visible = (x: number): boolean => x > -20 && x < plotWidth + 20
  const reach = Math.min(rowHeight / 2 - 1, sprites.size * 0.85)
  context.strokeStyle = palette.colour.schedule
  context.lineWidth = 1
  context.beginPath()
  for (const seconds of schedule.expected) {
    const x = Math.round(at(seconds)) + 0.5
    if (!visible(x)) continue
    context.moveTo(x, y - reach)
    context.lineTo(x, y + reach)
  }
  context.stroke()
  for (const seconds of schedule.missing) {
    const x = at(seconds)
    if (visible(x)) drawHollowSyn(context, palette, x, y, sprites.size, false)
  }
  if (schedule.next !== null && visible(at(schedule.next))) {
    drawHollowSyn(context, palette, at(schedule.next), y, sprites.size, true)
  }
  if (schedule.giveUp !== null && at(schedule.giveUp) > 0 && at(0) < plotWidth)
    drawGiveUp(context, scene, schedule, start, y, reach)
}

/** ⊣ the moment connect() fails with ETIMEDOUT, with a dotted line from the last SYN and, where it fits, in words. */
function drawGiveUp(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  schedule: LaneSchedule,
  start: number,
  y: number,
  reach: number,
): void {
  const { palette, range, plotWidth, widths, sprites } = scene
  const at = (seconds: number): number => xOfTime(range, plotWidth, start + seconds)
  const giveUp = schedule.giveUp ?? 0
  const x = Math.round(at(giveUp)) + 0.5
  const from = at(Math.max(schedule.expected.at(-1) ?? 0, schedule.next ?? 0)) + sprites.size
  context.strokeStyle = palette.colour.unanswered
  context.lineWidth = 1
  context.setLineDash([1, 4])
  context.beginPath()
  context.moveTo(Math.max(from, 0), y + 0.5)
  context.lineTo(x, y + 0.5)
  context.stroke()
  context.setLineDash([])
  context.lineWidth = 1.5
  context.beginPath()
  context.moveTo(x, y - reach)
  context.lineTo(x, y + reach)
  context.stroke()
  const text = scene.giveUpText(giveUp)
  const width = widths.of(text) + 8
  const left = x - 6 - width
  if (left < Math.max(from, 2) + 6) return
  context.fillStyle = palette.colour.surface
  context.fillRect(left, y - 6, width, 13)
  context.font = widths.font
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  context.fillStyle = palette.colour['text-muted']
  context.fillText(text, left + 4, y + 0.5)
}

interface Placed {
  readonly x: number
  readonly name: MarkName
  readonly duplicate: boolean
}

function drawMarks(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  row: number,
  y: number,
  detailed: boolean,
): void {
  const { analysis, axis, range, plotWidth, sprites } = scene
  const { handshakes, packets } = analysis
  const placed: Placed[] = []
  const synXs: number[] = []
  const synTimes: number[] = []
  const to = handshakes.packetStart[row + 1] ?? 0
  for (let p = handshakes.packetStart[row] ?? 0; p < to; p++) {
    const time = packetOffset(analysis, axis, p)
    const x = xOfTime(range, plotWidth, time)
    const marks = packets.marks[p] ?? 0
    const kind = packets.kind[p] ?? 0
    const duplicate = (marks & MARK.duplicate) !== 0
    if (kind === KIND.syn && !duplicate) {
      synXs.push(x)
      synTimes.push(time)
    }
    if (x > -sprites.size && x < plotWidth + sprites.size) placed.push({ x, name: markOf(kind, marks), duplicate })
  }
  // Of marks that overlap the earlier one lies on top: its letter stays readable, the tips of the later ones show.
  placed.sort((a, b) => MARK_STYLES[a.name].rank - MARK_STYLES[b.name].rank || b.x - a.x)
  if (!detailed) return drawTicks(context, scene, placed, y)
  const others = placed.filter((mark) => !mark.name.startsWith('syn') || mark.name === 'synAck').map((mark) => mark.x)
  drawGapFigures(
    context,
    scene,
    synXs,
    synTimes,
    others.sort((a, b) => a - b),
    y,
  )
  placed.forEach((mark, i) => {
    if (isCovered(placed, i, sprites.size)) return
    if (mark.duplicate) context.globalAlpha = 0.35
    sprites.draw(context, mark.name, mark.x, y, isHalfCovered(placed, i, sprites.size))
    context.globalAlpha = 1
  })
}

/** Marks that cannot be told apart at this scale: of two the same one is drawn, of several kinds the one that matters. */
function isCovered(placed: readonly Placed[], index: number, size: number): boolean {
  const mark = placed[index]
  if (mark === undefined) return true
  for (let i = index + 1; i < Math.min(placed.length, index + 24); i++) {
    const other = placed[i]
    if (other === undefined || other.duplicate) continue
    if (Math.abs(other.x - mark.x) < (other.name === mark.name ? 1.5 : size * 0.5)) return true
  }
  return false
}

/** Another mark lies on top so close that the letter would be cut. */
function isHalfCovered(placed: readonly Placed[], index: number, size: number): boolean {
  const x = placed[index]?.x ?? 0
  for (let i = index + 1; i < Math.min(placed.length, index + 24); i++) {
    if (Math.abs((placed[i]?.x ?? Infinity) - x) < size * 0.92) return true
  }
  return false
}

/** Lanes too low for shapes: an upright tick a packet, in the colour of its kind. */
function drawTicks(context: CanvasRenderingContext2D, scene: LaneScene, placed: readonly Placed[], y: number): void {
  const height = Math.max(1, scene.rowHeight - (scene.rowHeight > 4 ? 2 : 0.5))
  const width = Math.max(1.5, Math.min(3, scene.rowHeight * 0.35))
  for (const mark of placed) {
    context.fillStyle = scene.palette.colour[MARK_STYLES[mark.name].colour]
    context.fillRect(mark.x - width / 2, y - height / 2, width, height)
  }
}

export function drawGapFigures(
  context: CanvasRenderingContext2D,
  scene: LaneScene,
  xs: readonly number[],
  times: readonly number[],
  others: readonly number[],
  y: number,
): void {
  if (xs.length < 2) return
  const clearance = halfWidth('tag-right', scene.sprites.size) + 3
  // No text where no gap can hold one: spares the measuring on zoomed-out lanes.
  const texts = xs.map((x, i) =>
    i === 0 || x - (xs[i - 1] ?? 0) < clearance * 2 + 16 ? '' : durationText((times[i] ?? 0) - (times[i - 1] ?? 0)),
  )
  const widths = texts.map((text) => (text === '' ? Infinity : scene.widths.of(text)))
  const labels = placeGapLabels(xs, widths, clearance, 2, scene.plotWidth - 2, others)
  if (labels.length === 0) return
  context.font = scene.widths.font
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = scene.palette.colour.text
  for (const label of labels) context.fillText(texts[label.index] ?? '', label.x, y + 0.5)
}
