// The shape of every kind of packet. Shape, fill and colour each say it alone: a hollow ring is a SYN that nobody
// answered, in any colour and in none.
import { MARK, PACKET_KINDS } from '../../analysis/tables.ts'
import type { PacketKind } from '../../analysis/tables.ts'
import type { FigureTheme } from '../figure-theme.ts'
import type { PathStep, SceneItem } from '../scene/scene.ts'

export const MARK_SHAPES = ['unanswered', 'answered', 'syn-ack', 'final-ack', 'reset', 'icmp', 'other'] as const
export type MarkShape = (typeof MARK_SHAPES)[number]

/** Shape for a packet row's `kind` and `marks`; null = not drawn (a second sighting). */
export function markShape(kind: number, marks: number): MarkShape | null {
  if ((marks & MARK.duplicate) !== 0) return null
  const name: PacketKind = PACKET_KINDS[kind] ?? 'syn'
  switch (name) {
    case 'syn':
      return (marks & MARK.unanswered) === 0 ? 'answered' : 'unanswered'
    case 'syn-ack':
    case 'final-ack':
    case 'reset':
    case 'icmp':
      return name
    case 'bare-ack':
    case 'repeated-ack':
    case 'client-data':
    case 'server-data':
    case 'fin':
      return 'other'
  }
}

/** The mark at (x, y), `r` being half its height. */
export function drawMark(theme: FigureTheme, shape: MarkShape, x: number, y: number, r: number): SceneItem {
  switch (shape) {
    case 'unanswered':
      return {
        kind: 'circle',
        x,
        y,
        r: r - 0.4,
        fill: theme.background,
        stroke: theme.unanswered,
        strokeWidth: r * 0.52,
      }
    case 'answered':
      return { kind: 'circle', x, y, r, fill: theme.answered }
    case 'syn-ack':
      return {
        kind: 'path',
        fill: theme.synAck,
        steps: polygon(
          x,
          y,
          [
            [0, -1.15],
            [1.15, 0],
            [0, 1.15],
            [-1.15, 0],
          ],
          r,
        ),
      }
    case 'final-ack':
      return {
        kind: 'line',
        x1: x,
        y1: y - r * 1.1,
        x2: x,
        y2: y + r * 1.1,
        stroke: theme.synAck,
        strokeWidth: r * 0.5,
      }
    case 'reset':
      return {
        kind: 'path',
        stroke: theme.reset,
        strokeWidth: r * 0.55,
        steps: [
          ['M', x - r * 0.85, y - r * 0.85],
          ['L', x + r * 0.85, y + r * 0.85],
          ['M', x + r * 0.85, y - r * 0.85],
          ['L', x - r * 0.85, y + r * 0.85],
        ],
      }
    case 'icmp':
      return {
        kind: 'rect',
        x: x - r * 0.85,
        y: y - r * 0.85,
        width: r * 1.7,
        height: r * 1.7,
        fill: theme.background,
        stroke: theme.icmp,
        strokeWidth: r * 0.5,
      }
    case 'other':
      return { kind: 'circle', x, y, r: r * 0.42, fill: theme.minor }
  }
}

function polygon(x: number, y: number, corners: readonly (readonly [number, number])[], r: number): PathStep[] {
  const steps: PathStep[] = corners.map(([dx, dy], i) => [i === 0 ? 'M' : 'L', x + dx * r, y + dy * r])
  steps.push(['Z'])
  return steps
}
