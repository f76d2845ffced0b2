// One shape, one colour and one letter for each kind of packet: any one of the three is enough to tell them apart.
//   SYN      ▶ tag pointing to the server     S   (blue answered, orange unanswered)
//   SYN-ACK  ◀ tag pointing to the client     SA
//   ACK      ● disc                           A   (challenge ACK: C)
//   RST      ■ square                         R
//   ICMP     ◆ diamond                        I
//   data, FIN  thin bar                       D, F
import { MARK, PACKET_KINDS } from '../../../../shared/analysis/tables.ts'
import type { PacketTable } from '../../../../shared/analysis/tables.ts'
import { KIND } from '../../../../shared/timeline/packet-kind-codes.ts'
import type { PaletteName } from './palette.ts'

export type MarkShape = 'tag-right' | 'tag-left' | 'disc' | 'square' | 'diamond' | 'bar'

export interface MarkStyle {
  readonly shape: MarkShape
  readonly colour: PaletteName
  readonly letter: string
  /** Drawn later, on top of others. */
  readonly rank: number
}

export const MARK_STYLES = {
  synAnswered: { shape: 'tag-right', colour: 'answered', letter: 'S', rank: 8 },
  synUnanswered: { shape: 'tag-right', colour: 'unanswered', letter: 'S', rank: 9 },
  synAck: { shape: 'tag-left', colour: 'syn-ack', letter: 'SA', rank: 7 },
  ack: { shape: 'disc', colour: 'ack', letter: 'A', rank: 5 },
  challengeAck: { shape: 'disc', colour: 'icmp', letter: 'C', rank: 6 },
  reset: { shape: 'square', colour: 'reset', letter: 'R', rank: 10 },
  icmp: { shape: 'diamond', colour: 'icmp', letter: 'I', rank: 10 },
  data: { shape: 'bar', colour: 'data', letter: 'D', rank: 1 },
  fin: { shape: 'bar', colour: 'data', letter: 'F', rank: 2 },
} as const satisfies Record<string, MarkStyle>
export type MarkName = keyof typeof MARK_STYLES

/** Which mark a packet gets, from its kind code and MARK bits. */
export function markOf(kind: number, marks: number): MarkName {
  switch (kind) {
    case KIND.syn:
      return (marks & MARK.unanswered) !== 0 ? 'synUnanswered' : 'synAnswered'
    case KIND.synAck:
      return 'synAck'
    case KIND.bareAck:
      return 'challengeAck'
    case KIND.reset:
      return 'reset'
    case KIND.icmp:
      return 'icmp'
    case KIND.fin:
      return 'fin'
    case KIND.clientData:
    case KIND.serverData:
      return 'data'
    default:
      return 'ack'
  }
}

/** The marks that occur in a table; stops looking when all have been seen. */
export function presentMarks(packets: Pick<PacketTable, 'length' | 'kind' | 'marks'>): ReadonlySet<MarkName> {
  const all = Object.keys(MARK_STYLES).length
  const codes = new Uint8Array(PACKET_KINDS.length * 2)
  const found = new Set<MarkName>()
  for (let row = 0; row < packets.length && found.size < all; row++) {
    const kind = packets.kind[row] ?? 0
    const marks = packets.marks[row] ?? 0
    const code = kind * 2 + ((marks & MARK.unanswered) !== 0 ? 1 : 0)
    if (codes[code] === 1) continue
    codes[code] = 1
    found.add(markOf(kind, marks))
  }
  return found
}

/** Half the width of a mark whose height is `size`. */
export function halfWidth(shape: MarkShape, size: number): number {
  if (shape === 'bar') return size * 0.22
  return shape === 'tag-left' || shape === 'tag-right' ? size * 0.64 : size * 0.52
}

/** What drawing a mark asks of a path: the canvas has it, and {@link SvgPath} for the legend. */
export type MarkPath = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'closePath' | 'arc' | 'roundRect'>

/** Lays the outline of a mark around (x, y) as the current path. */
export function traceMark(path: MarkPath, shape: MarkShape, x: number, y: number, size: number): void {
  const h = size / 2
  const w = halfWidth(shape, size)
  switch (shape) {
    case 'tag-right':
      tag(path, x - w, x + w, y, h, 1)
      return
    case 'tag-left':
      tag(path, x + w, x - w, y, h, -1)
      return
    case 'disc':
      path.moveTo(x + w, y)
      path.arc(x, y, w, 0, Math.PI * 2)
      return
    case 'square':
      path.roundRect(x - w, y - w, w * 2, w * 2, size * 0.1)
      return
    case 'diamond':
      path.moveTo(x, y - h * 1.15)
      path.lineTo(x + h * 1.15, y)
      path.lineTo(x, y + h * 1.15)
      path.lineTo(x - h * 1.15, y)
      path.closePath()
      return
    case 'bar':
      path.roundRect(x - w, y - h, w * 2, h * 2, w * 0.6)
  }
}

/** A label with one pointed end: flat at `back`, pointing at `tip`. */
function tag(path: MarkPath, back: number, tip: number, y: number, h: number, direction: 1 | -1): void {
  const shoulder = tip - direction * h * 0.75
  path.moveTo(back, y - h)
  path.lineTo(shoulder, y - h)
  path.lineTo(tip, y)
  path.lineTo(shoulder, y + h)
  path.lineTo(back, y + h)
  path.closePath()
}
