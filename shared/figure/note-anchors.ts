// From what a note is tied to, to where that lies in this figure: its moment on the axis, the lane of its handshake when
// the figure has one, the row of its counter.
import type { HandshakeFinder } from '../annotation/handshake-identity.ts'
import type { HandshakeIdentity, NoteAnchor } from '../annotation/note.ts'
import { momentOffset } from '../timeline/moment.ts'
import type { ExactTime } from '../units/exact-time.ts'
import type { FigureFrame, SecondToX } from './figure-frame.ts'
import type { ColumnHead } from './panels/counters.ts'

/** Pixels below the head of a column at which notes point: above it stands its figure. */
const HEAD_DEPTH = 5

export interface NotePlaces {
  readonly xOf: SecondToX
  readonly laneY: ReadonlyMap<number, number>
  readonly heads: ReadonlyMap<string, readonly ColumnHead[]>
  /** Middle of the overview's columns, null without that panel. */
  readonly overviewY: number | null
  /** Top and bottom of all panels on the time axis. */
  readonly top: number
  readonly bottom: number
}

export interface AnchorPoint {
  readonly x: number
  readonly y: number
  /** Seconds on the axis. */
  readonly second: number
  /** Row of the handshake it belongs to, when it has a lane. */
  readonly lane: number | null
}

/** Point of an anchor; null when its handshake is not in the analysis, it has no time, or the figure has no place for it. */
export function anchorPoint(
  frame: FigureFrame,
  finder: HandshakeFinder,
  places: NotePlaces,
  anchor: NoteAnchor,
): AnchorPoint | null {
  const second = anchorSecond(frame, finder, anchor)
  if (second === null) return null
  const x = places.xOf(second)
  switch (anchor.kind) {
    case 'handshake':
    case 'packet':
    case 'gap': {
      const row = finder.find(anchor.handshake)
      if (row === null) return null
      const lane = places.laneY.get(row)
      if (lane !== undefined) return { x, y: lane, second, lane: row }
      return { x, y: places.overviewY ?? places.top, second, lane: null }
    }
    case 'snapshot': {
      const heads = (anchor.counter === null ? undefined : places.heads.get(anchor.counter)) ?? []
      const head = heads.find((column) => Math.abs(column.end - second) < 1e-6)
      return head === undefined
        ? { x, y: places.bottom - 6, second, lane: null }
        : { x: head.x, y: head.y + HEAD_DEPTH, second, lane: null }
    }
    case 'time':
      return { x, y: places.overviewY ?? places.top, second, lane: null }
  }
}

/** What finding the moment of an anchor needs; the timeline of the window has it too. */
export type AnchorFrame = Pick<FigureFrame, 'analysis' | 'axis'>

/** Seconds on the axis: packets of a capture whose clock was set right move with it. */
export function anchorSecond(frame: AnchorFrame, finder: HandshakeFinder, anchor: NoteAnchor): number | null {
  if (anchor.time === null) return null
  if (anchor.kind === 'time' || anchor.kind === 'snapshot') return momentOffset(frame.axis, anchor.time)
  return packetMoment(frame, finder, anchor.handshake, anchor.time)
}

function packetMoment(
  frame: AnchorFrame,
  finder: HandshakeFinder,
  handshake: HandshakeIdentity,
  time: ExactTime,
): number | null {
  const row = finder.find(handshake)
  if (row === null) return null
  const { packets, handshakes } = frame.analysis.packets
  const capture = packets.capture[handshakes.packetStart[row] ?? 0] ?? 0
  return momentOffset(frame.axis, time) + (frame.axis.clockOffsets[capture] ?? 0)
}

/** Rows of handshakes that notes speak of: they get a lane before all others. */
export function pinnedRows(finder: HandshakeFinder, anchors: readonly (NoteAnchor | null)[]): number[] {
  const rows = new Set<number>()
  for (const anchor of anchors) {
    if (anchor === null || anchor.kind === 'time' || anchor.kind === 'snapshot') continue
    const row = finder.find(anchor.handshake)
    if (row !== null) rows.add(row)
  }
  return [...rows]
}
