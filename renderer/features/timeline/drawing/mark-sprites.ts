// Marks drawn once per theme, size and pixel ratio into a small canvas and copied from there: a copy costs a tenth of
// filling a path and a letter, which is what keeps a screen full of marks inside a frame in software rendering.
import { MARK_STYLES, traceMark } from './mark-shapes.ts'
import type { MarkName, MarkStyle } from './mark-shapes.ts'
import type { Palette } from './palette.ts'

export interface MarkSprites {
  /** Height of a mark in CSS pixels. */
  readonly size: number
  /** `blank`: without its letter, for a mark that another one half covers. */
  draw(context: CanvasRenderingContext2D, name: MarkName, x: number, y: number, blank: boolean): void
}

/** Below this height letters are unreadable and left out; shape and colour stay. */
const SMALLEST_WITH_LETTER = 11

export function markSprites(palette: Palette, size: number, ratio: number): MarkSprites {
  const names = Object.keys(MARK_STYLES) as MarkName[]
  const cell = Math.ceil(size * 1.6) + 4
  const sheet = document.createElement('canvas')
  sheet.width = Math.ceil(cell * names.length * ratio)
  sheet.height = Math.ceil(cell * 2 * ratio)
  const context = sheet.getContext('2d')
  if (context !== null) {
    context.scale(ratio, ratio)
    names.forEach((name, i) => {
      paint(context, MARK_STYLES[name], (i + 0.5) * cell, cell / 2, size, palette, size >= SMALLEST_WITH_LETTER)
      paint(context, MARK_STYLES[name], (i + 0.5) * cell, cell * 1.5, size, palette, false)
    })
  }
  const column = new Map(names.map((name, i) => [name, i]))
  return {
    size,
    draw: (target, name, x, y, blank) => {
      const from = (column.get(name) ?? 0) * cell * ratio
      // Whole device pixels: a sprite between two pixels looks soft.
      const left = Math.round((x - cell / 2) * ratio) / ratio
      const top = Math.round((y - cell / 2) * ratio) / ratio
      target.drawImage(sheet, from, blank ? cell * ratio : 0, cell * ratio, cell * ratio, left, top, cell, cell)
    },
  }
}

function paint(
  context: CanvasRenderingContext2D,
  style: MarkStyle,
  x: number,
  y: number,
  size: number,
  palette: Palette,
  letter: boolean,
): void {
  context.beginPath()
  traceMark(context, style.shape, x, y, size)
  context.strokeStyle = palette.colour.surface
  context.lineWidth = 2
  context.stroke()
  context.fillStyle = palette.colour[style.colour]
  context.fill()
  if (!letter || style.shape === 'bar') return
  const wide = style.letter.length > 1
  context.font = `700 ${size * (wide ? 0.58 : 0.72)}px ${palette.fontFamily}`
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillStyle = palette.colour['on-mark']
  const pull = style.shape === 'tag-right' ? -1 : style.shape === 'tag-left' ? 1 : 0
  context.fillText(style.letter, x + pull * size * 0.14, y + size * 0.05)
}

/** A hollow SYN: one that the schedule expects and the capture does not have, or the next one due. */
export function drawHollowSyn(
  context: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  y: number,
  size: number,
  dashed: boolean,
): void {
  context.save()
  context.beginPath()
  traceMark(context, 'tag-right', x, y, size * 0.86)
  context.fillStyle = palette.colour.surface
  context.fill()
  context.strokeStyle = dashed ? palette.colour.schedule : palette.colour.unanswered
  context.lineWidth = 1.25
  if (dashed) context.setLineDash([2, 2])
  context.stroke()
  context.restore()
}
