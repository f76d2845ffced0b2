// The legend: only what the figure really shows, in one row that breaks where it must.
import type { FigureFrame } from './figure-frame.ts'
import { drawMark, MARK_SHAPES } from './panels/marks.ts'
import type { MarkShape } from './panels/marks.ts'
import { middleBaseline, text } from './panels/panel.ts'
import type { SceneItem } from './scene/scene.ts'
import { textWidth } from './text/text-metrics.ts'

export interface LegendContent {
  readonly shapes: ReadonlySet<MarkShape>
  readonly hasSnapshots: boolean
  readonly hasBackoff: boolean
  readonly hasCounters: boolean
}

const ROW = 19
const SIZE = 11
const GLYPH = 18

interface Entry {
  readonly words: string
  readonly glyph: (x: number, y: number) => SceneItem[]
}

/** Items from `top` downwards and the height used; 0 when there is nothing to explain. */
export function drawLegend(
  frame: FigureFrame,
  content: LegendContent,
  left: number,
  top: number,
  width: number,
): { readonly items: SceneItem[]; readonly height: number } {
  const items: SceneItem[] = []
  let x = left
  let y = top
  const all = entries(frame, content)
  for (const entry of all) {
    const length = GLYPH + textWidth(entry.words, SIZE)
    if (x > left && x + length > left + width) {
      x = left
      y += ROW
    }
    const middle = y + ROW / 2
    items.push(...entry.glyph(x, middle))
    items.push(text(entry.words, x + GLYPH, middleBaseline(middle, SIZE), SIZE, frame.theme.muted))
    x += length + 20
  }
  return { items, height: all.length === 0 ? 0 : y + ROW - top }
}

function entries(frame: FigureFrame, content: LegendContent): Entry[] {
  const { theme, translate } = frame
  const list: Entry[] = []
  for (const shape of MARK_SHAPES) {
    if (content.shapes.has(shape))
      list.push({ words: translate(`figure.mark.${shape}`), glyph: (x, y) => [drawMark(theme, shape, x + 6, y, 4.4)] })
  }
  if (content.hasBackoff)
    list.push({
      words: translate('figure.legend.expected'),
      glyph: (x, y) => [{ kind: 'rect', x: x + 1, y: y - 6, width: 11, height: 12, radius: 2, fill: theme.expected }],
    })
  if (content.hasSnapshots)
    list.push({
      words: translate('figure.legend.snapshot'),
      glyph: (x, y) => [
        { kind: 'line', x1: x + 6, y1: y - 6, x2: x + 6, y2: y + 6, stroke: theme.rule, strokeWidth: 1.2 },
      ],
    })
  if (content.hasCounters)
    list.push({
      words: translate('figure.legend.growth'),
      glyph: (x, y) => [{ kind: 'rect', x: x + 1, y: y - 5, width: 11, height: 10, fill: theme.counterFill }],
    })
  return list
}
