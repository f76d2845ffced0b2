// The columns of a figure: the panels that share one time axis, and beside (or below) them the two that do not.
import { EMPTY_BACKOFF, PANEL_GAP } from './figure-layout.ts'
import { timeScale } from './figure-frame.ts'
import type { FigureFrame } from './figure-frame.ts'
import type { FigurePanel } from './figure-settings.ts'
import type { NotePlaces } from './note-anchors.ts'
import { drawBackoff } from './panels/backoff.ts'
import { backoffGroups } from './panels/backoff-groups.ts'
import { chooseLanes } from './panels/choose-lanes.ts'
import { countersHeight, drawCounters } from './panels/counters.ts'
import type { CountersDrawing } from './panels/counters.ts'
import { drawLanes, LANE_HEIGHT, lanesThatFit } from './panels/lanes.ts'
import type { LanesDrawing } from './panels/lanes.ts'
import { drawOverview, OVERVIEW_HEIGHT } from './panels/overview.ts'
import { PANEL_TITLE } from './panels/panel.ts'
import { drawQueue, QUEUE_HEIGHT } from './panels/queue.ts'
import { drawTimeAxis, TIME_AXIS_HEIGHT } from './panels/time-axis-strip.ts'
import type { Box, SceneItem } from './scene/scene.ts'

export interface MainDrawing {
  readonly items: readonly SceneItem[]
  readonly obstacles: readonly Box[]
  readonly noteArea: Box
  readonly places: NotePlaces
  readonly laneHeight: number
  readonly lanes: LanesDrawing | null
  readonly hasSnapshots: boolean
}

/** Room at the left for names. */
function gutterWidth(width: number): number {
  return Math.round(Math.max(104, Math.min(178, width * 0.19)))
}

export function drawMain(
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

export function drawSide(frame: FigureFrame, panels: readonly FigurePanel[], box: Box): SceneItem[] {
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
