// Draws a scene with the few calls that a browser's 2D context, an OffscreenCanvas and Skia in Node have in common.
// Used for PNG (context scaled by 1–4), for PDF and for the live preview.
import { FONT_STACK } from './font-families.ts'
import type { PathStep, Scene, SceneItem, TextItem } from './scene.ts'
import { HALO_WIDTH } from './svg.ts'

/** The part of CanvasRenderingContext2D that is used. */
export interface PaintContext {
  fillStyle: unknown
  strokeStyle: unknown
  lineWidth: number
  lineCap: string
  lineJoin: string
  globalAlpha: number
  font: string
  textAlign: string
  textBaseline: string
  fontKerning: string
  save(): void
  restore(): void
  beginPath(): void
  closePath(): void
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  bezierCurveTo(x1: number, y1: number, x2: number, y2: number, x: number, y: number): void
  rect(x: number, y: number, width: number, height: number): void
  roundRect(x: number, y: number, width: number, height: number, radius: number): void
  arc(x: number, y: number, r: number, from: number, to: number): void
  clip(): void
  fill(): void
  stroke(): void
  setLineDash(dash: number[]): void
  fillRect(x: number, y: number, width: number, height: number): void
  fillText(text: string, x: number, y: number): void
  strokeText(text: string, x: number, y: number): void
}

/** Paints everything, background first. The caller has scaled the context. */
export function paintScene(context: PaintContext, scene: Scene): void {
  context.save()
  context.textBaseline = 'alphabetic'
  context.fontKerning = 'none'
  context.fillStyle = scene.background
  context.fillRect(0, 0, scene.width, scene.height)
  for (const item of scene.items) paintItem(context, item)
  context.restore()
}

function paintItem(context: PaintContext, item: SceneItem): void {
  if (item.kind === 'group') {
    context.save()
    if (item.clip !== undefined) {
      context.beginPath()
      context.rect(item.clip.x, item.clip.y, item.clip.width, item.clip.height)
      context.clip()
    }
    for (const inner of item.items) paintItem(context, inner)
    context.restore()
    return
  }
  if (item.kind === 'text') {
    paintText(context, item)
    return
  }
  context.beginPath()
  switch (item.kind) {
    case 'rect':
      if (item.radius === undefined) context.rect(item.x, item.y, item.width, item.height)
      else
        context.roundRect(
          item.x,
          item.y,
          item.width,
          item.height,
          Math.min(item.radius, item.width / 2, item.height / 2),
        )
      break
    case 'line':
      context.moveTo(item.x1, item.y1)
      context.lineTo(item.x2, item.y2)
      break
    case 'path':
      for (const part of item.steps) pathStep(context, part)
      break
    case 'circle':
      context.arc(item.x, item.y, item.r, 0, Math.PI * 2)
      break
  }
  context.globalAlpha = item.opacity ?? 1
  if (item.kind !== 'line' && item.fill !== undefined) {
    context.fillStyle = item.fill
    context.fill()
  }
  if (item.stroke !== undefined) {
    context.strokeStyle = item.stroke
    context.lineWidth = item.strokeWidth ?? 1
    context.lineCap = item.kind === 'line' && item.round === true ? 'round' : 'butt'
    context.lineJoin = item.kind === 'path' ? 'round' : 'miter'
    const dash = item.kind === 'circle' ? undefined : item.dash
    context.setLineDash(dash === undefined ? [] : [...dash])
    context.stroke()
  }
  context.globalAlpha = 1
}

function pathStep(context: PaintContext, part: PathStep): void {
  switch (part[0]) {
    case 'M':
      context.moveTo(part[1], part[2])
      break
    case 'L':
      context.lineTo(part[1], part[2])
      break
    case 'C':
      context.bezierCurveTo(part[1], part[2], part[3], part[4], part[5], part[6])
      break
    case 'Z':
      context.closePath()
      break
  }
}

function paintText(context: PaintContext, item: TextItem): void {
  context.font = `${item.weight} ${item.size}px ${FONT_STACK}`
  context.textAlign = item.anchor === 'middle' ? 'center' : item.anchor
  if (item.halo !== undefined) {
    context.strokeStyle = item.halo
    context.lineWidth = HALO_WIDTH
    context.lineJoin = 'round'
    context.setLineDash([])
    context.strokeText(item.text, item.x, item.y)
  }
  context.fillStyle = item.fill
  context.fillText(item.text, item.x, item.y)
}
