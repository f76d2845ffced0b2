// Takes the canvas calls that mark-shapes.ts makes and writes them as an SVG path, so that legend and canvas can never
// show different shapes.

import type { MarkPath } from './mark-shapes.ts'

export class SvgPath implements MarkPath {
  private readonly parts: string[] = []

  moveTo(x: number, y: number): void {
    this.parts.push(`M${figure(x)} ${figure(y)}`)
  }

  lineTo(x: number, y: number): void {
    this.parts.push(`L${figure(x)} ${figure(y)}`)
  }

  closePath(): void {
    this.parts.push('Z')
  }

  /** Full circles only: that is what the marks use. */
  arc(x: number, y: number, radius: number): void {
    const r = figure(radius)
    this.parts.push(`M${figure(x - radius)} ${figure(y)}`)
    this.parts.push(`a${r} ${r} 0 1 0 ${figure(radius * 2)} 0a${r} ${r} 0 1 0 ${figure(-radius * 2)} 0Z`)
  }

  /** Corners are left sharp: the radius is less than a pixel. */
  roundRect(x: number, y: number, width: number, height: number): void {
    this.parts.push(`M${figure(x)} ${figure(y)}h${figure(width)}v${figure(height)}h${figure(-width)}Z`)
  }

  toString(): string {
    return this.parts.join('')
  }
}

function figure(value: number): string {
  return String(Math.round(value * 100) / 100)
}
