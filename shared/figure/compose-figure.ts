// The whole figure: header, legend, panels on one time axis, a side column for the two that have none, notes on top,
// and the caption that says where it all comes from. Composed from data alone; the same input gives the same scene.
//
//   title ─────────────────────────────────────────────┐
//   subtitle (the verdict)                             │
//   legend                                             │
//   ┌ gutter ┬ overview ────────────────┐ ┌ backoff ──┐│
//   │ names  │ lanes                    │ │           ││
//   │        │ counters                 │ ├ queue ────┤│
//   └────────┴ time axis ───────────────┘ └───────────┘│
//   notes that found no place                          │
//   caption ───────────────────────────────────────────┘
import { HandshakeFinder } from '../annotation/handshake-identity.ts'
import type { Note } from '../annotation/note.ts'
import { captionLines } from './caption.ts'
import { drawMain, drawSide } from './columns.ts'
import { figureFrame } from './figure-frame.ts'
import type { FigureFrame } from './figure-frame.ts'
import type { FigureInput } from './figure-input.ts'
import { figureLayout, MARGIN } from './figure-layout.ts'
import { figureSize } from './figure-settings.ts'
import { drawFoot, figureFoot } from './foot.ts'
import type { NumberedNote } from './foot.ts'
import { drawHeader, figureSubtitle, figureTitle } from './header.ts'
import { drawLegend } from './legend.ts'
import { pinnedRows } from './note-anchors.ts'
import { drawNotes } from './note-layer.ts'
import { backoffGroups } from './panels/backoff-groups.ts'
import { chooseCounters } from './panels/counters.ts'
import type { Box, Scene, SceneItem } from './scene/scene.ts'

/** Pixels between the legend and the panels. */
const LEGEND_GAP = 11

/** A scene and where its editable labels lie. */
export interface ComposedFigure {
  readonly scene: Scene
  /** Labels of notes by id, in scene pixels. */
  readonly labels: ReadonlyMap<string, Box>
}

/** Composes the figure. O(packets + handshakes log handshakes). */
export function composeFigure(input: FigureInput): ComposedFigure {
  const frame = figureFrame(input)
  const notes = input.settings.showsNotes ? input.notes : []
  // Which notes find no place and how many rows the legend has is known only after drawing; both take room, which may
  // cost others their place. A note once below stays below and rows only grow, so this settles.
  let layout = layOut(input, frame, notes, [], 0)
  for (;;) {
    const next = layOut(input, frame, notes, layout.below, layout.legendHeight)
    const settled = next.below.length === layout.below.length && next.legendHeight <= layout.legendHeight
    layout = { ...next, legendHeight: Math.max(next.legendHeight, layout.legendHeight) }
    if (settled) break
  }
  return { scene: layout.scene, labels: layout.labels }
}

interface Layout {
  readonly scene: Scene
  readonly labels: ReadonlyMap<string, Box>
  readonly below: readonly NumberedNote[]
  readonly legendHeight: number
}

function layOut(
  input: FigureInput,
  frame: FigureFrame,
  notes: readonly Note[],
  listed: readonly NumberedNote[],
  legendHeight: number,
): Layout {
  const { theme, translate, settings } = frame
  const { width } = figureSize(settings)
  const inner = width - 2 * MARGIN
  const items: SceneItem[] = []
  const finder = new HandshakeFinder(input.analysis.packets)
  const title = figureTitle(input.analysis, settings, translate)
  const subtitle = figureSubtitle(input.analysis, translate)
  const caption = captionLines(frame, input)

  const legendTop = drawHeader(frame, title, subtitle, inner, items)
  const counterNames = chooseCounters(frame)
  const pinned = pinnedRows(
    finder,
    notes.flatMap((note) => [note.anchor, note.target]),
  )
  const foot = figureFoot(frame, caption, listed, inner)
  const layout = figureLayout(frame, legendTop + legendHeight + LEGEND_GAP, foot.height, counterNames, pinned)

  const main = drawMain(frame, layout.main, layout.mainBox, counterNames, pinned)
  items.push(...main.items, ...drawSide(frame, layout.side, layout.sideBox))
  const drawnNotes = drawNotes(
    frame,
    notes,
    finder,
    main.places,
    main.laneHeight,
    main.obstacles,
    main.noteArea,
    new Set(listed.map((entry) => entry.note.id)),
  )
  items.push({ kind: 'group', label: translate('figure.panel.notes'), items: drawnNotes.items })
  let drawnLegend = 0
  if (settings.showsLegend) {
    const showsSyns = layout.main.includes('overview') || layout.side.includes('backoff')
    const content = {
      shapes: main.lanes?.shapes ?? new Set(showsSyns ? (['unanswered', 'answered'] as const) : []),
      hasSnapshots: main.hasSnapshots,
      hasCounters: main.hasSnapshots && layout.main.includes('counters'),
      hasBackoff: layout.side.includes('backoff') && backoffGroups(frame).length > 0,
    }
    const legend = drawLegend(frame, content, MARGIN, legendTop, inner)
    items.push(...legend.items)
    drawnLegend = legend.height
  }
  drawFoot(frame, foot, layout.height, items)
  return {
    scene: {
      width,
      height: layout.height,
      background: theme.background,
      title,
      description: [subtitle, ...caption].filter((line) => line !== '').join(' '),
      language: settings.language,
      items,
    },
    labels: drawnNotes.labels,
    below: drawnNotes.below,
    legendHeight: drawnLegend,
  }
}
