// Where notes lie on the lanes of the timeline: their anchors at any moment, and the places of their labels relative to
// them. Labels are placed when a gesture rests; while it lasts they move with their anchors.
import { HandshakeFinder } from '../../../shared/annotation/handshake-identity.ts'
import type { Note, NoteAnchor } from '../../../shared/annotation/note.ts'
import { placeLabels } from '../../../shared/annotation/place-labels.ts'
import type { LabelBox, LabelWish } from '../../../shared/annotation/place-labels.ts'
import { anchorSecond } from '../../../shared/figure/note-anchors.ts'
import { blockWidth, LINE_HEIGHT, wrapBalanced, wrapText } from '../../../shared/figure/text/text-metrics.ts'
import { lineOfHandshake, linesBetween } from '../../../shared/timeline/lane-layout.ts'
import type { LaneLayout } from '../../../shared/timeline/lane-layout.ts'
import { packetOffset } from '../../../shared/timeline/moment.ts'
import { xOfTime } from '../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import type { Loaded } from '../../state/analysis-slice.ts'

/** What the notes are drawn over. */
export interface LanesPlot {
  readonly loaded: Loaded
  readonly layout: LaneLayout
  readonly finder: HandshakeFinder
  /** CSS pixels scrolled away above. */
  readonly top: number
  readonly height: number
  readonly gutter: number
  readonly width: number
}

export interface PlacedAnchor {
  readonly x: number
  readonly y: number
  /** On a lane that is in view; otherwise at the upper edge. */
  readonly isOnLane: boolean
}

/** Height of the band at the upper edge for notes on moments and on lanes that are not in view. */
const EDGE = 12
/** Font size and paddings of labels, as in notes.module.css. */
export const LABEL_SIZE = 12
const LABEL_PAD = { x: 8, y: 5, badge: 22 } as const
/** Widths of the words that are tried, the one that reads best first. */
const WIDTHS = [210, 118]

/** Point of an anchor for `range`; null when it has no moment or its handshake is not in the analysis. */
export function placedAnchor(plot: LanesPlot, anchor: NoteAnchor, range: TimeRange): PlacedAnchor | null {
  const second = anchorSecond({ analysis: plot.loaded.analysis, axis: plot.loaded.axis }, plot.finder, anchor)
  if (second === null) return null
  const x = plot.gutter + xOfTime(range, plot.width, second)
  if (anchor.kind === 'time' || anchor.kind === 'snapshot') return { x, y: EDGE, isOnLane: false }
  const row = plot.finder.find(anchor.handshake)
  const line = row === null ? null : lineOfHandshake(plot.layout, row)
  if (line === null) return { x, y: EDGE, isOnLane: false }
  const y = line.top - plot.top + plot.layout.rowHeight / 2
  return y < 0 || y > plot.height ? { x, y: EDGE, isOnLane: false } : { x, y, isOnLane: true }
}

export function isInView(plot: LanesPlot, anchor: PlacedAnchor): boolean {
  return anchor.x >= plot.gutter - 1 && anchor.x <= plot.gutter + plot.width + 1
}

export interface LabelSize {
  readonly width: number
  readonly height: number
}

export function labelSize(words: string, width: number | null, widest = WIDTHS[0] ?? 0): LabelSize {
  const wrap = width === null ? wrapBalanced : wrapText
  const lines = wrap(words === '' ? ' ' : words, width ?? widest, LABEL_SIZE, 400, 8)
  return {
    width: (width ?? Math.ceil(blockWidth(lines, LABEL_SIZE)) + 4) + 2 * LABEL_PAD.x + LABEL_PAD.badge,
    height: Math.ceil(lines.length * LABEL_SIZE * LINE_HEIGHT) + 2 * LABEL_PAD.y,
  }
}

export interface LabelOffset extends LabelSize {
  readonly dx: number
  readonly dy: number
}

/** The bracket of a span: its middle, and how far it reaches to both sides; a point for all others. */
export function labelAnchor(
  note: Note,
  anchor: PlacedAnchor,
  target: PlacedAnchor | null,
): { readonly x: number; readonly y: number; readonly reach: number } {
  if (target === null || note.kind !== 'span') return { x: anchor.x, y: anchor.y, reach: 0 }
  return { x: (anchor.x + target.x) / 2, y: anchor.y, reach: Math.abs(target.x - anchor.x) / 2 }
}

/** Offsets of labels from their anchors by note id; notes without a label, or without room, are absent. */
export function labelOffsets(
  plot: LanesPlot,
  notes: readonly { readonly note: Note; readonly words: string }[],
  range: TimeRange,
): ReadonlyMap<string, LabelOffset> {
  const area: LabelBox = {
    x: plot.gutter + 2,
    y: 2,
    width: Math.max(1, plot.width - 4),
    height: Math.max(1, plot.height - 4),
  }
  const taken = obstacles(plot, range)
  const offsets = new Map<string, LabelOffset>()
  for (const widest of WIDTHS) {
    const wishes: (LabelWish & { readonly id: string; readonly from: PlacedAnchor })[] = []
    for (const { note, words } of notes) {
      if (offsets.has(note.id) || note.kind === 'badge' || words === '') continue
      const from = placedAnchor(plot, note.anchor, range)
      if (from === null || !isInView(plot, from)) continue
      const target = note.target === null ? null : placedAnchor(plot, note.target, range)
      const at = labelAnchor(note, from, target)
      // What was put by hand is relative to the anchor itself.
      const fixed = note.place === null ? null : { dx: note.place.dx + from.x - at.x, dy: note.place.dy }
      const size = labelSize(words, note.width, widest)
      wishes.push({ id: note.id, from, anchorX: at.x, anchorY: at.y, reach: at.reach, ...size, fixed })
    }
    placeLabels(wishes, taken, area).forEach((place, i) => {
      const wish = wishes[i]
      if (place === null || wish === undefined) return
      const { box } = place
      taken.push(box)
      offsets.set(wish.id, { dx: box.x - wish.from.x, dy: box.y - wish.from.y, width: box.width, height: box.height })
    })
  }
  return offsets
}

/** Marks looked at when placing; more than this are a carpet on which nothing can be kept free. */
const MOST_MARKS = 3000

function obstacles({ loaded, layout, top, height, gutter, width }: LanesPlot, range: TimeRange): LabelBox[] {
  const { packets } = loaded.analysis
  const size = Math.min(layout.rowHeight * 0.64, 16)
  const boxes: LabelBox[] = []
  for (const line of linesBetween(layout, top, top + height)) {
    if (line.kind !== 'lane') continue
    const row = layout.list.rows[line.position] ?? 0
    const end = packets.handshakes.packetStart[row + 1] ?? 0
    for (let p = packets.handshakes.packetStart[row] ?? 0; p < end; p++) {
      const x = gutter + xOfTime(range, width, packetOffset(packets, loaded.axis, p))
      if (x < gutter || x > gutter + width) continue
      boxes.push({ x: x - size / 2, y: line.top - top + (layout.rowHeight - size) / 2, width: size, height: size })
      if (boxes.length >= MOST_MARKS) return boxes
    }
  }
  return boxes
}

/** One finder an analysis. */
const finders = new WeakMap<Loaded, HandshakeFinder>()

export function finderOf(loaded: Loaded): HandshakeFinder {
  const known = finders.get(loaded)
  if (known !== undefined) return known
  const made = new HandshakeFinder(loaded.analysis.packets)
  finders.set(loaded, made)
  return made
}
