// What a note draws besides its label: bracket or band of a span, frame of a highlight, arrow, ring, dashed line.
import type { Note } from '../../../shared/annotation/note.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import { placedAnchor } from './place-on-lanes.ts'
import type { LanesPlot, PlacedAnchor } from './place-on-lanes.ts'

interface NoteShapeProps {
  readonly note: Note
  readonly anchor: PlacedAnchor
  readonly target: PlacedAnchor | null
  readonly line: string
  readonly plot: LanesPlot
  readonly range: TimeRange
}

export function NoteShape({ note, anchor, target, line, plot, range }: NoteShapeProps) {
  const { height, layout } = plot
  const end = target ?? endOf(note, plot, range)
  switch (note.kind) {
    case 'span': {
      const from = Math.min(anchor.x, end?.x ?? anchor.x)
      const to = Math.max(anchor.x, end?.x ?? anchor.x)
      if (!anchor.isOnLane) {
        return (
          <g stroke={line}>
            <rect x={from} y={0} width={to - from} height={height} fill={line} fillOpacity={0.12} stroke="none" />
            <line x1={from} y1={0} x2={from} y2={height} />
            <line x1={to} y1={0} x2={to} y2={height} />
          </g>
        )
      }
      const y = anchor.y + Math.min(10, layout.rowHeight * 0.42)
      return <path d={`M${from} ${y - 4}V${y}H${to}V${y - 4}`} fill="none" stroke={line} strokeWidth={1.5} />
    }
    case 'highlight': {
      const to = end?.x ?? anchor.x
      if (!anchor.isOnLane)
        return <rect x={anchor.x - 4} y={0} width={8} height={height} fill={line} fillOpacity={0.2} />
      const h = Math.max(10, layout.rowHeight - 2)
      return (
        <rect
          x={Math.min(anchor.x, to) - 10}
          y={anchor.y - h / 2}
          width={Math.abs(to - anchor.x) + 20}
          height={h}
          rx={5}
          fill={line}
          fillOpacity={0.16}
          stroke={line}
        />
      )
    }
    case 'arrow': {
      if (end === null) return null
      const angle = Math.atan2(end.y - anchor.y, end.x - anchor.x)
      const tip = { x: end.x - 9 * Math.cos(angle), y: end.y - 9 * Math.sin(angle) }
      const wing = (turn: number): string =>
        `${tip.x - 9 * Math.cos(angle + turn)} ${tip.y - 9 * Math.sin(angle + turn)}`
      return (
        <g>
          <line x1={anchor.x} y1={anchor.y} x2={tip.x} y2={tip.y} stroke={line} strokeWidth={1.6} />
          <path d={`M${tip.x} ${tip.y}L${wing(0.42)}L${wing(-0.42)}Z`} fill={line} />
        </g>
      )
    }
    case 'point':
    case 'callout':
    case 'badge':
      return anchor.isOnLane ? (
        <circle
          cx={anchor.x}
          cy={anchor.y}
          r={Math.min(10, layout.rowHeight * 0.48)}
          fill="none"
          stroke={line}
          strokeWidth={1.5}
        />
      ) : (
        <line x1={anchor.x} y1={0} x2={anchor.x} y2={height} stroke={line} strokeDasharray="4 3" />
      )
    case 'text':
      return null
  }
}

/** The far end of what a highlight frames: the gap's second SYN, the handshake's last packet. */
function endOf(note: Note, plot: LanesPlot, range: TimeRange): PlacedAnchor | null {
  const { anchor } = note
  if (anchor.kind === 'gap') return placedAnchor(plot, { ...anchor, time: anchor.until }, range)
  if (anchor.kind !== 'handshake' || note.kind !== 'highlight') return null
  const { packets, handshakes } = plot.loaded.analysis.packets
  const row = plot.finder.find(anchor.handshake)
  if (row === null) return null
  const last = (handshakes.packetStart[row + 1] ?? 1) - 1
  return placedAnchor(
    plot,
    { ...anchor, time: { seconds: packets.seconds[last] ?? 0, nanos: packets.nanos[last] ?? 0 } },
    range,
  )
}
