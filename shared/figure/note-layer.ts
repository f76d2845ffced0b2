// Notes over the panels: numbered badges at their anchors, labels where they cover nothing, and what found no room as a
// numbered list for the foot of the figure. The number is printed in both places, so black-and-white prints work.
import type { HandshakeFinder } from '../annotation/handshake-identity.ts'
import type { Note } from '../annotation/note.ts'
import type { NoteInk } from '../annotation/note-palette.ts'
import { noteText } from '../annotation/note-text.ts'
import { leaderEnd, placeLabels } from '../annotation/place-labels.ts'
import type { LabelBox, LabelWish } from '../annotation/place-labels.ts'
import type { FigureFrame } from './figure-frame.ts'
import { anchorPoint, anchorSecond } from './note-anchors.ts'
import type { AnchorPoint, NotePlaces } from './note-anchors.ts'
import { middleBaseline, text } from './panels/panel.ts'
import type { Box, SceneItem } from './scene/scene.ts'
import { blockWidth, wrapBalanced, wrapText } from './text/text-metrics.ts'

export interface DrawnNotes {
  readonly items: readonly SceneItem[]
  /** Where each label was drawn, for editing on the picture; notes without one are absent. */
  readonly labels: ReadonlyMap<string, Box>
  /** Notes whose words belong below the figure, with their numbers. */
  readonly below: readonly { readonly number: number; readonly note: Note }[]
}

export const NOTE_SIZE = 11
const LINE = 15
const PAD = 6
const BADGE = 7.5
const BADGE_ROOM = BADGE * 2 + 6
const WIDEST = 216
const LINES = 4

interface Prepared {
  readonly number: number
  readonly note: Note
  readonly point: AnchorPoint
  readonly end: AnchorPoint | null
  readonly lines: readonly string[]
  readonly ink: NoteInk
  readonly wish: LabelWish | null
}

export function drawNotes(
  frame: FigureFrame,
  notes: readonly Note[],
  finder: HandshakeFinder,
  places: NotePlaces,
  laneHeight: number,
  obstacles: readonly Box[],
  area: Box,
  listed: ReadonlySet<string>,
): DrawnNotes {
  const below: { number: number; note: Note }[] = []
  const prepared: Prepared[] = []
  notes.forEach((note, index) => {
    const number = index + 1
    const second = anchorSecond(frame, finder, note.anchor)
    const point = anchorPoint(frame, finder, places, note.anchor)
    const isInside = second !== null && second >= frame.range.start && second <= frame.range.end
    if (point === null || (!isInside && note.kind !== 'span')) {
      below.push({ number, note })
      return
    }
    const end = note.target === null ? null : anchorPoint(frame, finder, places, note.target)
    prepared.push(prepare(frame, note, number, point, end, area, listed.has(note.id)))
  })

  const own: Box[] = prepared.flatMap((p) => extraObstacles(p, laneHeight))
  const wishes = prepared.flatMap((p) => (p.wish === null ? [] : [p.wish]))
  const boxes = placeLabels(wishes, [...obstacles, ...own], area)
  const items: SceneItem[] = []
  const tops: SceneItem[] = []
  const labels = new Map<string, Box>()
  let next = 0
  for (const p of prepared) {
    items.push(...drawShape(frame, p, places, laneHeight, area))
    const place = p.wish === null ? null : (boxes[next++] ?? null)
    if (place === null) {
      tops.push(...badge(p.ink, p.number, p.point.x + 9, p.point.y - 9))
      below.push({ number: p.number, note: p.note })
      continue
    }
    const { box, anchorX } = place
    labels.set(p.note.id, box)
    if (p.note.kind !== 'text') items.push(...leader(p, box, anchorX))
    tops.push(...label(frame, p, box))
  }
  below.sort((a, b) => a.number - b.number)
  return { items: [...items, ...tops], labels, below }
}

function prepare(
  frame: FigureFrame,
  note: Note,
  number: number,
  point: AnchorPoint,
  end: AnchorPoint | null,
  area: Box,
  isListed: boolean,
): Prepared {
  const ink = frame.theme.notes[note.colour]
  const words = noteText(note.text, frame.translate).trim()
  const width = Math.min(note.width ?? WIDEST, area.width - 2 * PAD - BADGE_ROOM)
  const wrap = note.width === null ? wrapBalanced : wrapText
  const lines = wrap(words, Math.max(40, width), NOTE_SIZE, 400, LINES)
  const at = labelPoint(note, point, end)
  const hasLabel = note.kind !== 'badge' && words !== '' && !isListed
  const wish: LabelWish | null = hasLabel
    ? {
        anchorX: at.x,
        anchorY: at.y,
        reach: note.kind === 'span' && end !== null ? Math.abs(end.x - point.x) / 2 : 0,
        width: Math.ceil(blockWidth(lines, NOTE_SIZE)) + BADGE_ROOM + 2 * PAD,
        height: lines.length * LINE + 2 * PAD - 3,
        fixed: note.place,
      }
    : null
  return { number, note, point, end, lines, ink, wish }
}

/** Spans and arrows are labelled at their middle, all others at their anchor. */
function labelPoint(note: Note, point: AnchorPoint, end: AnchorPoint | null): { x: number; y: number } {
  if (end === null || (note.kind !== 'span' && note.kind !== 'arrow')) return point
  return { x: (point.x + end.x) / 2, y: (point.y + end.y) / 2 - (note.kind === 'span' && point.lane !== null ? -9 : 0) }
}

function extraObstacles(p: Prepared, laneHeight: number): Box[] {
  if (p.note.kind === 'span' && p.end !== null && p.point.lane !== null) {
    const left = Math.min(p.point.x, p.end.x)
    return [{ x: left, y: p.point.y - laneHeight / 2, width: Math.abs(p.end.x - p.point.x), height: laneHeight }]
  }
  return []
}

/** The bracket of a span runs below its lane; above it stand the figures of the gaps. */
function bracketDrop(laneHeight: number): number {
  return Math.min(9.5, laneHeight * 0.42)
}

/** What a note draws besides its label. */
function drawShape(frame: FigureFrame, p: Prepared, places: NotePlaces, laneHeight: number, area: Box): SceneItem[] {
  const { point, end, ink, note } = p
  const line = ink.line
  switch (note.kind) {
    case 'span': {
      const right = end?.x ?? point.x
      const from = Math.max(area.x, Math.min(point.x, right))
      const to = Math.min(area.x + area.width, Math.max(point.x, right))
      if (point.lane === null) {
        return [
          {
            kind: 'rect',
            x: from,
            y: places.top,
            width: to - from,
            height: places.bottom - places.top,
            fill: line,
            opacity: 0.1,
          },
          { kind: 'line', x1: from, y1: places.top, x2: from, y2: places.bottom, stroke: line, strokeWidth: 1 },
          { kind: 'line', x1: to, y1: places.top, x2: to, y2: places.bottom, stroke: line, strokeWidth: 1 },
        ]
      }
      const y = point.y + bracketDrop(laneHeight)
      return [
        {
          kind: 'path',
          stroke: line,
          strokeWidth: 1.4,
          steps: [
            ['M', from, y - 4],
            ['L', from, y],
            ['L', to, y],
            ['L', to, y - 4],
          ],
        },
      ]
    }
    case 'highlight':
      return highlight(frame, p, places, laneHeight)
    case 'arrow':
      return end === null ? [] : arrow(point, end, line)
    case 'point':
    case 'callout':
    case 'badge':
      return note.anchor.kind === 'time'
        ? [
            {
              kind: 'line',
              x1: point.x,
              y1: places.top,
              x2: point.x,
              y2: places.bottom,
              stroke: line,
              strokeWidth: 1,
              dash: [4, 3],
            },
          ]
        : note.anchor.kind === 'snapshot'
          ? [{ kind: 'circle', x: point.x, y: point.y, r: 2.6, fill: line }]
          : [{ kind: 'circle', x: point.x, y: point.y, r: 7.5, stroke: line, strokeWidth: 1.4 }]
    case 'text':
      return []
  }
}

function highlight(frame: FigureFrame, p: Prepared, places: NotePlaces, laneHeight: number): SceneItem[] {
  const { point, ink, note } = p
  const frameBox = (from: number, to: number): SceneItem => ({
    kind: 'rect',
    x: from,
    y: point.y - laneHeight / 2 + 1,
    width: to - from,
    height: laneHeight - 2,
    radius: 5,
    fill: ink.line,
    stroke: ink.line,
    strokeWidth: 1.2,
    opacity: 0.18,
  })
  if (note.anchor.kind === 'gap') {
    const length = places.xOf(
      point.second +
        (note.anchor.until.seconds - note.anchor.time.seconds) +
        (note.anchor.until.nanos - note.anchor.time.nanos) / 1e9,
    )
    return [frameBox(point.x, length)]
  }
  if (note.anchor.kind === 'handshake' && point.lane !== null) {
    return [
      frameBox(
        places.xOf(frame.columns.start[point.lane] ?? 0) - 9,
        places.xOf(frame.columns.end[point.lane] ?? 0) + 9,
      ),
    ]
  }
  if (note.anchor.kind === 'snapshot' || note.anchor.kind === 'time') {
    return [
      {
        kind: 'rect',
        x: point.x - 4,
        y: places.top,
        width: 8,
        height: places.bottom - places.top,
        fill: ink.line,
        opacity: 0.18,
      },
    ]
  }
  return [
    { kind: 'circle', x: point.x, y: point.y, r: 9, fill: ink.line, opacity: 0.22 },
    { kind: 'circle', x: point.x, y: point.y, r: 9, stroke: ink.line, strokeWidth: 1.6 },
  ]
}

function arrow(from: AnchorPoint, to: AnchorPoint, stroke: string): SceneItem[] {
  const angle = Math.atan2(to.y - from.y, to.x - from.x)
  const tip = { x: to.x - 8 * Math.cos(angle), y: to.y - 8 * Math.sin(angle) }
  const wing = (turn: number): readonly ['L', number, number] => [
    'L',
    tip.x - 8 * Math.cos(angle + turn),
    tip.y - 8 * Math.sin(angle + turn),
  ]
  return [
    { kind: 'line', x1: from.x, y1: from.y, x2: tip.x, y2: tip.y, stroke, strokeWidth: 1.6 },
    { kind: 'path', fill: stroke, steps: [['M', tip.x, tip.y], wing(0.42), wing(-0.42), ['Z']] },
  ]
}

function leader(p: Prepared, box: LabelBox, anchorX: number): SceneItem[] {
  if (p.wish === null) return []
  const { anchorY } = p.wish
  const end = leaderEnd(box, anchorX, anchorY)
  const length = Math.hypot(end.x - anchorX, end.y - anchorY)
  const gap = p.note.kind === 'callout' || p.note.kind === 'point' ? 7.5 : 1
  if (length <= gap) return []
  const x1 = anchorX + ((end.x - anchorX) * gap) / length
  const y1 = anchorY + ((end.y - anchorY) * gap) / length
  return [{ kind: 'line', x1, y1, x2: end.x, y2: end.y, stroke: p.ink.line, strokeWidth: 1.2 }]
}

function label(frame: FigureFrame, p: Prepared, box: LabelBox): SceneItem[] {
  const isBare = p.note.kind === 'point'
  return [
    {
      kind: 'rect',
      ...box,
      radius: 5,
      fill: isBare ? frame.theme.background : p.ink.ground,
      ...(isBare ? { opacity: 0.92 } : { stroke: p.ink.line, strokeWidth: 1.1 }),
    },
    ...badge(p.ink, p.number, box.x + PAD + BADGE, box.y + PAD + LINE / 2 - 1.5),
    ...p.lines.map((words, i) =>
      text(
        words,
        box.x + PAD + BADGE_ROOM,
        middleBaseline(box.y + PAD + LINE * (i + 0.5) - 1.5, NOTE_SIZE),
        NOTE_SIZE,
        frame.theme.ink,
      ),
    ),
  ]
}

/** The number in a disc, its middle at (x, y). */
export function badge(ink: NoteInk, number: number, x: number, y: number): SceneItem[] {
  const words = String(number)
  const size = words.length > 2 ? 7.5 : 9.5
  return [
    { kind: 'circle', x, y, r: BADGE, fill: ink.line },
    text(words, x, middleBaseline(y, size), size, ink.onLine, { weight: 600, anchor: 'middle' }),
  ]
}
