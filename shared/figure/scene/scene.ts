// A picture as data: a list of primitives in CSS pixels, y downwards. Composed once, drawn by svg.ts, paint-canvas.ts
// (PNG, PDF, screen) alike. Nothing here depends on a browser.
import type { FontWeight } from '../text/text-metrics.ts'

/** `#rrggbb`. */
export type Paint = string

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface RectItem extends Box {
  readonly kind: 'rect'
  readonly radius?: number
  readonly fill?: Paint
  readonly stroke?: Paint
  readonly strokeWidth?: number
  readonly dash?: readonly number[]
  readonly opacity?: number
}

export interface LineItem {
  readonly kind: 'line'
  readonly x1: number
  readonly y1: number
  readonly x2: number
  readonly y2: number
  readonly stroke: Paint
  readonly strokeWidth: number
  readonly dash?: readonly number[]
  readonly round?: boolean
  readonly opacity?: number
}

export type PathStep =
  readonly ['M' | 'L', number, number] | readonly ['C', number, number, number, number, number, number] | readonly ['Z']

export interface PathItem {
  readonly kind: 'path'
  readonly steps: readonly PathStep[]
  readonly fill?: Paint
  readonly stroke?: Paint
  readonly strokeWidth?: number
  readonly dash?: readonly number[]
  readonly opacity?: number
}

export interface CircleItem {
  readonly kind: 'circle'
  readonly x: number
  readonly y: number
  readonly r: number
  readonly fill?: Paint
  readonly stroke?: Paint
  readonly strokeWidth?: number
  readonly opacity?: number
}

export interface TextItem {
  readonly kind: 'text'
  readonly x: number
  /** Baseline. */
  readonly y: number
  readonly text: string
  readonly size: number
  readonly weight: FontWeight
  readonly fill: Paint
  readonly anchor: 'start' | 'middle' | 'end'
  /** Outline behind the letters, keeps them readable over lines. */
  readonly halo?: Paint
}

export interface GroupItem {
  readonly kind: 'group'
  /** Nothing outside is drawn. */
  readonly clip?: Box
  /** Said to readers of the SVG, e.g. the name of a panel. */
  readonly label?: string
  readonly items: readonly SceneItem[]
}

export type SceneItem = RectItem | LineItem | PathItem | CircleItem | TextItem | GroupItem

export interface Scene {
  readonly width: number
  readonly height: number
  readonly background: Paint
  /** Title and description for readers that cannot see the picture. */
  readonly title: string
  readonly description: string
  /** BCP 47 tag of the texts: decides which Han forms a browser draws. */
  readonly language: string
  readonly items: readonly SceneItem[]
}

/** Coordinates are written with two digits: finer is not visible at 4×, and equal inputs give equal bytes. */
export function round2(value: number): number {
  return Math.round(value * 100) / 100
}

/** All words that are drawn, one line each: what fonts must have letters for. */
export function drawnWords({ items }: Pick<GroupItem, 'items'>): string {
  return items
    .map((item) => (item.kind === 'text' ? item.text : item.kind === 'group' ? drawnWords(item) : ''))
    .filter((words) => words !== '')
    .join('\n')
}
