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
import { noteText } from '../annotation/note-text.ts'
import { captionLines } from './caption.ts'
import { figureFrame, timeScale } from './figure-frame.ts'
import type { FigureFrame } from './figure-frame.ts'
import type { FigureInput } from './figure-input.ts'
import { figureSize } from './figure-settings.ts'
import type { FigurePanel } from './figure-settings.ts'
import { figureSubtitle, figureTitle } from './header.ts'
import { drawLegend } from './legend.ts'
import { pinnedRows } from './note-anchors.ts'
import { badge, drawNotes, NOTE_SIZE } from './note-layer.ts'
import { backoffGroups, drawBackoff } from './panels/backoff.ts'
import { chooseLanes } from './panels/choose-lanes.ts'
import { chooseCounters, countersHeight, drawCounters } from './panels/counters.ts'
import type { CountersDrawing } from './panels/counters.ts'
import { drawLanes, LANE_HEIGHT, lanesThatFit } from './panels/lanes.ts'
import type { LanesDrawing } from './panels/lanes.ts'
import { drawOverview, OVERVIEW_HEIGHT } from './panels/overview.ts'
import { middleBaseline, PANEL_TITLE, text } from './panels/panel.ts'
import { drawQueue, QUEUE_HEIGHT } from './panels/queue.ts'
import { drawTimeAxis, TIME_AXIS_HEIGHT } from './panels/time-axis-strip.ts'
import type { Box, Scene, SceneItem } from './scene/scene.ts'
import { wrapText } from './text/text-metrics.ts'

const MARGIN = 28
const COLUMN_GAP = 30
const PANEL_GAP = 14
/** Narrower figures stack the side panels below the others. */
const TWO_COLUMNS_FROM = 1000
/** Height of the backoff panel when no SYN was repeated: enough to say so. */
const EMPTY_BACKOFF = 110
const CAPTION_SIZE = 10
const CAPTION_LINE = 14.5
const NOTE_LINE = 17

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
  // Which notes find no place is known only after placing them, and their list takes room, which may cost others their
  // place: a note once below stays below, so this settles.
  let layout = layOut(input, frame, notes, [])
  for (;;) {
    const next = layOut(input, frame, notes, layout.below)
    const settled = next.below.length === layout.below.length
    layout = next
    if (settled) break
  }
  return { scene: layout.scene, labels: layout.labels }
}

interface NumberedNote {
  readonly number: number
  readonly note: Note
}

interface Layout {
  readonly scene: Scene
  readonly labels: ReadonlyMap<string, Box>
  readonly below: readonly NumberedNote[]
}

function layOut(
  input: FigureInput,
  frame: FigureFrame,
  notes: readonly Note[],
  listed: readonly NumberedNote[],
): Layout {
  const { theme, translate, settings } = frame
  const size = figureSize(settings)
  const width = size.width
  const inner = width - 2 * MARGIN
  const items: SceneItem[] = []
  const finder = new HandshakeFinder(input.analysis.packets)

  const title = figureTitle(input.analysis, settings, translate)
  const subtitle = figureSubtitle(input.analysis, translate)
  const top = drawHeader(frame, title, subtitle, inner, items)

  const caption = captionLines(frame, input).flatMap((line) => wrapText(line, inner, CAPTION_SIZE, 400, 4))
  const list = listLines(frame, listed, inner)
  const footHeight = caption.length * CAPTION_LINE + 12 + (list.length > 0 ? list.length * NOTE_LINE + 10 : 0)

  const wanted = new Set(settings.panels)
  const side: FigurePanel[] = (['backoff', 'queue'] as const).filter((panel) => wanted.has(panel))
  const main: FigurePanel[] = (['overview', 'lanes', 'counters'] as const).filter((panel) => wanted.has(panel))
  const hasColumns = width >= TWO_COLUMNS_FROM && side.length > 0 && main.length > 0
  const sideWidth = hasColumns ? Math.round(Math.min(460, inner * 0.31)) : inner
  const mainWidth = hasColumns ? inner - sideWidth - COLUMN_GAP : inner

  const counterNames = chooseCounters(frame)
  const pinned = pinnedRows(
    finder,
    notes.flatMap((note) => [note.anchor, note.target]),
  )
  const natural = naturalHeights(frame, main, side, counterNames, pinned)
  const legendHeight = settings.showsLegend ? 30 : 8
  const wantedHeight =
    top +
    legendHeight +
    (hasColumns
      ? Math.max(natural.main, natural.side)
      : natural.main + natural.side + (main.length > 0 ? PANEL_GAP : 0)) +
    footHeight +
    MARGIN
  const height = size.height ?? Math.round(wantedHeight)

  const areaTop = top + legendHeight
  const areaBottom = height - MARGIN + 8 - footHeight
  const mainBottom =
    hasColumns || side.length === 0 ? areaBottom : main.length === 0 ? areaTop : areaBottom - natural.side - PANEL_GAP
  const sideTop = hasColumns ? areaTop : main.length === 0 ? areaTop : mainBottom + PANEL_GAP

  const mainBox: Box = { x: MARGIN, y: areaTop, width: mainWidth, height: mainBottom - areaTop }
  const drawnMain = drawMain(frame, main, mainBox, counterNames, pinned)
  const sideBox: Box = {
    x: hasColumns ? MARGIN + mainWidth + COLUMN_GAP : MARGIN,
    y: sideTop,
    width: sideWidth,
    height: areaBottom - sideTop,
  }
  items.push(...drawnMain.items, ...drawSide(frame, side, sideBox))

  const drawnNotes = drawNotes(
    frame,
    notes,
    finder,
    drawnMain.places,
    drawnMain.laneHeight,
    drawnMain.obstacles,
    drawnMain.noteArea,
    new Set(listed.map((entry) => entry.note.id)),
  )
  items.push({ kind: 'group', label: translate('figure.panel.notes'), items: drawnNotes.items })

  if (settings.showsLegend) {
    const legend = drawLegend(
      frame,
      {
        shapes:
          drawnMain.lanes?.shapes ??
          new Set(wanted.has('overview') || wanted.has('backoff') ? ['unanswered', 'answered'] : []),
        hasSnapshots: drawnMain.hasSnapshots,
        hasCounters: drawnMain.hasSnapshots && main.includes('counters'),
        hasBackoff: side.includes('backoff') && backoffGroups(frame).length > 0,
      },
      MARGIN,
      top,
      inner,
    )
    items.push(...legend.items)
  }
  drawFoot(frame, caption, list, height, items)
  return {
    scene: {
      width,
      height,
      background: theme.background,
      title,
      description: [subtitle, ...captionLines(frame, input)].filter((line) => line !== '').join(' '),
      language: settings.language,
      items,
    },
    labels: drawnNotes.labels,
    below: drawnNotes.below,
  }
}

/** Draws title and subtitle and gives the y below them. */
function drawHeader(frame: FigureFrame, title: string, subtitle: string, inner: number, items: SceneItem[]): number {
  const { theme } = frame
  let y = MARGIN
  for (const line of wrapText(title, inner, 21, 600, 2)) {
    items.push(text(line, MARGIN, y + 16, 21, theme.ink, { weight: 600 }))
    y += 27
  }
  for (const line of subtitle === '' ? [] : wrapText(subtitle, inner, 12.5, 400, 3)) {
    items.push(text(line, MARGIN, y + 11, 12.5, theme.muted))
    y += 18
  }
  return y + 6
}

interface FootLine {
  readonly words: string
  /** Only on the first line of a note. */
  readonly numbered: NumberedNote | null
}

function listLines(frame: FigureFrame, listed: readonly NumberedNote[], inner: number): FootLine[] {
  return listed.flatMap((entry) =>
    wrapText(noteText(entry.note.text, frame.translate), inner - 24, NOTE_SIZE, 400, 3).map((words, i) => ({
      words,
      numbered: i === 0 ? entry : null,
    })),
  )
}

function drawFoot(
  frame: FigureFrame,
  caption: readonly string[],
  list: readonly FootLine[],
  height: number,
  items: SceneItem[],
): void {
  const { theme } = frame
  let y = height - MARGIN + 8 - caption.length * CAPTION_LINE
  caption.forEach((line, i) => items.push(text(line, MARGIN, y + CAPTION_LINE * i + 10, CAPTION_SIZE, theme.muted)))
  y -= list.length * NOTE_LINE + 4
  for (const line of list) {
    const middle = y + NOTE_LINE / 2
    if (line.numbered !== null)
      items.push(...badge(theme.notes[line.numbered.note.colour], line.numbered.number, MARGIN + 8, middle))
    items.push(text(line.words, MARGIN + 24, middleBaseline(middle, NOTE_SIZE), NOTE_SIZE, theme.ink))
    y += NOTE_LINE
  }
}

function naturalHeights(
  frame: FigureFrame,
  main: readonly FigurePanel[],
  side: readonly FigurePanel[],
  counterNames: readonly string[],
  pinned: readonly number[],
): { readonly main: number; readonly side: number } {
  let mainHeight = main.length === 0 ? 0 : TIME_AXIS_HEIGHT + PANEL_GAP * (main.length - 1)
  for (const panel of main) {
    if (panel === 'overview') mainHeight += OVERVIEW_HEIGHT + PANEL_TITLE
    else if (panel === 'counters') mainHeight += countersHeight(counterNames)
    else
      mainHeight +=
        PANEL_TITLE + 6 + LANE_HEIGHT * Math.max(1, Math.min(14, chooseLanes(frame, 14, pinned).rows.length))
  }
  let sideHeight = side.length === 2 ? PANEL_GAP : 0
  for (const panel of side)
    sideHeight += panel === 'queue' ? QUEUE_HEIGHT : backoffGroups(frame).length === 0 ? EMPTY_BACKOFF : 240
  return { main: mainHeight, side: sideHeight }
}

interface MainDrawing {
  readonly items: readonly SceneItem[]
  readonly obstacles: readonly Box[]
  readonly noteArea: Box
  readonly places: Parameters<typeof drawNotes>[3]
  readonly laneHeight: number
  readonly lanes: LanesDrawing | null
  readonly hasSnapshots: boolean
}

/** Room at the left for names. */
function gutterWidth(width: number): number {
  return Math.round(Math.max(104, Math.min(178, width * 0.19)))
}

function drawMain(
  frame: FigureFrame,
  panels: readonly FigurePanel[],
  box: Box,
  counterNames: readonly string[],
  pinned: readonly number[],
): MainDrawing {
  const { translate, range } = frame
  const plotX = box.x + gutterWidth(box.width)
  const plotWidth = box.x + box.width - plotX
  const xOf = timeScale(range, plotX, plotWidth)
  const items: SceneItem[] = []
  const obstacles: Box[] = []
  let lanes: LanesDrawing | null = null
  let heads: CountersDrawing['heads'] = new Map()
  let overviewY: number | null = null
  let hasSnapshots = false
  const bottom = box.y + box.height - TIME_AXIS_HEIGHT
  const plots: Box = { x: plotX, y: box.y + PANEL_TITLE, width: plotWidth, height: bottom - box.y - PANEL_TITLE }
  if (panels.length > 0) {
    const heights = mainHeights(panels, bottom - box.y, counterNames)
    const axis = drawTimeAxis(frame, plots, box.x, xOf)
    const grounds: SceneItem[] = []
    const above: SceneItem[] = []
    let y = box.y
    panels.forEach((panel, index) => {
      const panelBox: Box = { x: box.x, y, width: box.width, height: heights[index] ?? 0 }
      const label = translate(`figure.panel.${panel}`)
      const add = (drawing: { readonly items: readonly SceneItem[]; readonly obstacles: readonly Box[] }): void => {
        // The ground first, then the grid of the axis, then the data.
        grounds.push(...drawing.items.slice(0, 1))
        above.push({ kind: 'group', label, items: drawing.items.slice(1) })
        obstacles.push(...drawing.obstacles)
        // The line with the title of a panel is no place for notes.
        obstacles.push({ x: box.x, y: panelBox.y, width: Math.min(box.width, 420), height: PANEL_TITLE - 4 })
      }
      if (panel === 'overview') {
        add(drawOverview(frame, panelBox, plotX, xOf))
        overviewY = panelBox.y + panelBox.height - 8
      } else if (panel === 'lanes') {
        lanes = drawLanes(frame, panelBox, plotX, xOf, chooseLanes(frame, lanesThatFit(panelBox.height), pinned))
        add(lanes)
      } else {
        const drawing = drawCounters(frame, panelBox, plotX, xOf, counterNames)
        add(drawing)
        heads = drawing.heads
        hasSnapshots = drawing.hasSnapshots
      }
      y += (heights[index] ?? 0) + PANEL_GAP
    })
    items.push(...grounds, { kind: 'group', items: axis.grid }, ...above, ...axis.labels)
  }
  // TypeScript does not see assignments in callbacks.
  const drawnLanes = lanes as LanesDrawing | null
  return {
    items,
    obstacles,
    noteArea: {
      x: plotX + 2,
      y: box.y + PANEL_TITLE + 2,
      width: plotWidth - 4,
      height: Math.max(1, bottom - box.y - PANEL_TITLE - 4),
    },
    places: { xOf, laneY: drawnLanes?.laneY ?? new Map(), heads, overviewY, top: plots.y, bottom },
    laneHeight: drawnLanes?.laneHeight ?? LANE_HEIGHT,
    lanes: drawnLanes,
    hasSnapshots,
  }
}

/** Overview and counters take what they need, the lanes the rest; without lanes the others share it. */
function mainHeights(panels: readonly FigurePanel[], total: number, counterNames: readonly string[]): number[] {
  const room = total - PANEL_GAP * (panels.length - 1)
  const need = panels.map((panel) =>
    panel === 'overview' ? OVERVIEW_HEIGHT : panel === 'counters' ? countersHeight(counterNames) : 0,
  )
  const taken = need.reduce((sum, height) => sum + height, 0)
  if (panels.includes('lanes')) {
    // Never less than half for the lanes: a figure of handshakes must show some.
    const limit = Math.min(1, (room * 0.55) / Math.max(1, taken))
    const others = need.map((height) => height * limit)
    const rest = room - others.reduce((sum, height) => sum + height, 0)
    return panels.map((panel, i) => (panel === 'lanes' ? rest : (others[i] ?? 0)))
  }
  return need.map((height) => (height * room) / Math.max(1, taken))
}

function drawSide(frame: FigureFrame, panels: readonly FigurePanel[], box: Box): SceneItem[] {
  const { translate } = frame
  const items: SceneItem[] = []
  const queueHeight = panels.includes('queue') ? QUEUE_HEIGHT : 0
  const room = Math.max(60, box.height - (queueHeight > 0 ? queueHeight + PANEL_GAP : 0))
  const backoffHeight = Math.min(room, backoffGroups(frame).length === 0 ? EMPTY_BACKOFF : Infinity)
  let y = box.y
  for (const panel of panels) {
    const height = panel === 'queue' ? queueHeight : backoffHeight
    const panelBox: Box = { x: box.x, y, width: box.width, height }
    const drawing = panel === 'queue' ? drawQueue(frame, panelBox) : drawBackoff(frame, panelBox)
    items.push({ kind: 'group', label: translate(`figure.panel.${panel}`), items: drawing.items })
    y += height + PANEL_GAP
  }
  return items
}
