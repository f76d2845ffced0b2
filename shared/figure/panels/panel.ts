// What a panel gives back: what to draw, and what labels must not cover.
import type { Box, SceneItem, TextItem } from '../scene/scene.ts'
import type { FontWeight } from '../text/text-metrics.ts'
import { CAP_HEIGHT, textWidth } from '../text/text-metrics.ts'
import type { FigureTheme } from '../figure-theme.ts'

export interface PanelDrawing {
  readonly items: readonly SceneItem[]
  /** Marks and labels: no note may lie on them. */
  readonly obstacles: readonly Box[]
}

/** Height of the line with the title of a panel. */
export const PANEL_TITLE = 22

/**
 * The title of a panel and, in a lighter tone behind it, what it is about. With a halo: lines of the grid go on from panel
 * to panel behind the words.
 */
export function panelTitle(theme: FigureTheme, box: Box, title: string, detail = ''): SceneItem[] {
  const items: SceneItem[] = [text(title, box.x, box.y + 11, 12, theme.ink, { weight: 600, halo: theme.background })]
  if (detail !== '') {
    const after = box.x + textWidth(title, 12, 600) + 10
    items.push(text(detail, after, box.y + 11, 11, theme.muted, { halo: theme.background }))
  }
  return items
}

export interface TextStyle {
  readonly weight?: FontWeight
  readonly anchor?: TextItem['anchor']
  readonly halo?: string
}

/** A text item whose baseline is at `y`. */
export function text(words: string, x: number, y: number, size: number, fill: string, style: TextStyle = {}): TextItem {
  return {
    kind: 'text',
    x,
    y,
    text: words,
    size,
    weight: style.weight ?? 400,
    fill,
    anchor: style.anchor ?? 'start',
    ...(style.halo === undefined ? {} : { halo: style.halo }),
  }
}

/** Baseline of capitals of `size` whose middle is at `y`. */
export function middleBaseline(y: number, size: number): number {
  return y + (CAP_HEIGHT * size) / 2
}

/** The place a text takes, with a little air. */
export function textBox(item: TextItem): Box {
  const width = textWidth(item.text, item.size, item.weight)
  const x = item.anchor === 'start' ? item.x : item.anchor === 'end' ? item.x - width : item.x - width / 2
  return { x: x - 2, y: item.y - item.size, width: width + 4, height: item.size * 1.3 }
}

/** What an empty panel says instead of being empty. */
export function emptyPanel(theme: FigureTheme, plot: Box, reason: string): SceneItem[] {
  return [
    text(reason, plot.x + plot.width / 2, middleBaseline(plot.y + plot.height / 2, 11.5), 11.5, theme.muted, {
      anchor: 'middle',
    }),
  ]
}
