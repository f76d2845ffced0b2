// How the picture is divided: which panels stand in which column, how high it is, and the box of each column.
import { chooseLanes } from './panels/choose-lanes.ts'
import { countersHeight } from './panels/counters.ts'
import { LANE_HEIGHT } from './panels/lanes.ts'
import { OVERVIEW_HEIGHT } from './panels/overview.ts'
import { PANEL_TITLE } from './panels/panel.ts'
import { QUEUE_HEIGHT } from './panels/queue.ts'
import { backoffGroups } from './panels/backoff-groups.ts'
import { TIME_AXIS_HEIGHT } from './panels/time-axis-strip.ts'
import type { FigureFrame } from './figure-frame.ts'
import { figureSize } from './figure-settings.ts'
import type { FigurePanel } from './figure-settings.ts'
import type { Box } from './scene/scene.ts'

export const MARGIN = 28
export const PANEL_GAP = 14
/** Height of the backoff panel when no SYN was repeated: enough to say so. */
export const EMPTY_BACKOFF = 110
const COLUMN_GAP = 30
/** Narrower figures stack the side panels below the others. */
const TWO_COLUMNS_FROM = 1000

export interface FigureLayout {
  readonly height: number
  readonly main: readonly FigurePanel[]
  readonly side: readonly FigurePanel[]
  readonly mainBox: Box
  readonly sideBox: Box
}

/** `top`: y below header and legend; `foot`: height of notes and caption below. */
export function figureLayout(
  frame: FigureFrame,
  top: number,
  foot: number,
  counterNames: readonly string[],
  pinned: readonly number[],
): FigureLayout {
  const size = figureSize(frame.settings)
  const inner = size.width - 2 * MARGIN
  const wanted = new Set(frame.settings.panels)
  const side: FigurePanel[] = (['backoff', 'queue'] as const).filter((panel) => wanted.has(panel))
  const main: FigurePanel[] = (['overview', 'lanes', 'counters'] as const).filter((panel) => wanted.has(panel))
  const hasColumns = size.width >= TWO_COLUMNS_FROM && side.length > 0 && main.length > 0
  const sideWidth = hasColumns ? Math.round(Math.min(460, inner * 0.31)) : inner
  const mainWidth = hasColumns ? inner - sideWidth - COLUMN_GAP : inner
  const between = main.length > 0 && side.length > 0 ? PANEL_GAP : 0
  const together = (heights: ColumnHeights): number =>
    hasColumns ? Math.max(heights.main, heights.side) : heights.main + heights.side + between

  const natural = naturalHeights(frame, main, side, counterNames, pinned)
  const least = leastHeights(main, side, counterNames)
  const around = top + foot + MARGIN - 8
  // A height that would leave no room for what was chosen is exceeded rather than the panels squeezed to nothing.
  const height = Math.round(
    around + (size.height === null ? together(natural) : Math.max(size.height - around, together(least))),
  )

  const bottom = height - foot - MARGIN + 8
  // Stacked: the side panels get their natural height as far as the others keep theirs.
  const stacked = Math.max(least.side, Math.min(natural.side, bottom - top - between - natural.main))
  const mainBottom = hasColumns || side.length === 0 ? bottom : main.length === 0 ? top : bottom - stacked - between
  const sideTop = hasColumns || main.length === 0 ? top : mainBottom + between
  return {
    height,
    main,
    side,
    mainBox: { x: MARGIN, y: top, width: mainWidth, height: mainBottom - top },
    sideBox: {
      x: hasColumns ? MARGIN + mainWidth + COLUMN_GAP : MARGIN,
      y: sideTop,
      width: sideWidth,
      height: bottom - sideTop,
    },
  }
}

interface ColumnHeights {
  readonly main: number
  readonly side: number
}

function naturalHeights(
  frame: FigureFrame,
  main: readonly FigurePanel[],
  side: readonly FigurePanel[],
  counterNames: readonly string[],
  pinned: readonly number[],
): ColumnHeights {
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

/** What the panels need at the very least to be read. */
function leastHeights(
  main: readonly FigurePanel[],
  side: readonly FigurePanel[],
  counterNames: readonly string[],
): ColumnHeights {
  let mainHeight = main.length === 0 ? 0 : TIME_AXIS_HEIGHT + PANEL_GAP * (main.length - 1)
  for (const panel of main) {
    if (panel === 'overview') mainHeight += PANEL_TITLE + 44
    else if (panel === 'counters') mainHeight += PANEL_TITLE + 30 * Math.max(1, counterNames.length)
    else mainHeight += PANEL_TITLE + 6 + LANE_HEIGHT * 4
  }
  let sideHeight = side.length === 2 ? PANEL_GAP : 0
  for (const panel of side) sideHeight += panel === 'queue' ? QUEUE_HEIGHT : EMPTY_BACKOFF
  return { main: mainHeight, side: sideHeight }
}
