// A lane that shows both ends of a handshake: the client's line above, the server's below, and each SYN's way between
// them as two captures saw it. What got lost ends in a cross on the way; an answer goes back up.
//
//   client ─S──────────S────────────S──◄──
//            ╲          ╲            ╲ ╱
//             ╳          ╲            ╳
//   server ───────────────S────────────
import { MARK } from '../../../../shared/analysis/tables.ts'
import type { SynJourney } from '../../../../shared/tcp/packet-journey.ts'
import { packetOffset } from '../../../../shared/timeline/moment.ts'
import { xOfTime } from '../../../../shared/timeline/time-range.ts'
import { drawElsewhere, drawGapFigures } from './draw-lane.ts'
import type { LaneScene } from './draw-lane.ts'
import { MARK_STYLES, markOf } from './mark-shapes.ts'
import type { MarkName } from './mark-shapes.ts'
import type { MarkSprites } from './mark-sprites.ts'

export interface PairScene extends LaneScene {
  /** By row of captures: 0 above … 1 below. */
  readonly side: readonly number[]
  readonly journeys: (handshake: number) => readonly SynJourney[]
  readonly smallSprites: MarkSprites
}

/** Share of the row height between the two lines. */
const APART = 0.46

export function drawPairLane(context: CanvasRenderingContext2D, scene: PairScene, row: number, middle: number): void {
  const { analysis, axis, range, plotWidth, palette, rowHeight, columns } = scene
  const { packets, handshakes } = analysis
  const start = columns.start[row] ?? 0
  const end = columns.end[row] ?? 0
  if (end < range.start) return drawElsewhere(context, scene, middle, -1)
  if (start > range.end) return drawElsewhere(context, scene, middle, 1)
  const top = middle - (rowHeight * APART) / 2
  const x = (p: number): number => xOfTime(range, plotWidth, packetOffset(analysis, axis, p))
  const y = (p: number): number => top + (scene.side[packets.capture[p] ?? 0] ?? 0.5) * rowHeight * APART

  // The two lines, as long as the handshake.
  context.fillStyle = palette.colour['line-strong']
  const left = Math.max(0, xOfTime(range, plotWidth, start) - 6)
  const right = Math.min(plotWidth, xOfTime(range, plotWidth, end) + 6)
  for (const share of [0, 1]) {
    context.fillRect(left, Math.round(top + share * rowHeight * APART), Math.max(1, right - left), 1)
  }

  const { colour } = palette
  const place = (p: number): Point => ({ x: x(p), y: y(p) })
  const journeys = scene.journeys(row)
  // For this picture a SYN is answered when the answer reached the client, not when the server sent one.
  const inVain = new Set<number>()
  for (const { sightings, answerSightings, fate } of journeys) {
    const good = fate === 'answered'
    if (!good) for (const p of sightings) inVain.add(p)
    drawWay(sightings.map(place), colour[good ? 'answered' : 'unanswered'], fate === 'lost-before-server')
    drawWay(answerSightings.map(place), colour['syn-ack'], fate === 'answer-lost')
  }
  const synXs = journeys.map(({ syn }) => x(syn))
  const synTimes = journeys.map(({ syn }) => packetOffset(analysis, axis, syn))
  drawGapFigures(context, scene, synXs, synTimes, [], middle)

  const placed: { readonly name: MarkName; readonly x: number; readonly y: number }[] = []
  const to = handshakes.packetStart[row + 1] ?? 0
  for (let p = handshakes.packetStart[row] ?? 0; p < to; p++) {
    const at = place(p)
    if (at.x < -20 || at.x > plotWidth + 20) continue
    // The second sighting is the same packet at the other end, not a shadow of it.
    const bits = (packets.marks[p] ?? 0) & ~MARK.duplicate
    const name = markOf(packets.kind[p] ?? 0, bits)
    placed.push({ name: inVain.has(p) ? 'synUnanswered' : name, ...at })
  }
  placed.sort((a, b) => MARK_STYLES[a.name].rank - MARK_STYLES[b.name].rank || b.x - a.x)
  placed.forEach((mark, i) => {
    const hidden = placed
      .slice(i + 1, i + 24)
      .some((other) => other.y === mark.y && Math.abs(other.x - mark.x) < scene.smallSprites.size * 0.5)
    if (!hidden) scene.smallSprites.draw(context, mark.name, mark.x, mark.y, false)
  })

  function drawWay(points: readonly Point[], ink: string, isLost: boolean): void {
    const first = points[0]
    const last = points.at(-1)
    if (first === undefined || last === undefined) return
    context.strokeStyle = ink
    context.lineWidth = 1.5
    context.beginPath()
    context.moveTo(first.x, first.y)
    for (const point of points.slice(1)) context.lineTo(point.x, point.y)
    if (!isLost) {
      context.stroke()
      return
    }
    // Half way to the other line, then the cross.
    const other = first.y < middle ? 1 : -1
    const cross = { x: last.x + 7, y: last.y + other * rowHeight * APART * 0.5 }
    context.lineTo(cross.x, cross.y)
    context.stroke()
    context.lineWidth = 1.75
    context.beginPath()
    context.moveTo(cross.x - 3.5, cross.y - 3.5)
    context.lineTo(cross.x + 3.5, cross.y + 3.5)
    context.moveTo(cross.x + 3.5, cross.y - 3.5)
    context.lineTo(cross.x - 3.5, cross.y + 3.5)
    context.stroke()
  }
}

interface Point {
  readonly x: number
  readonly y: number
}
