// A density grid as a picture: hue says what the packets of a cell mean (the worst wins), strength how many there are
// on a logarithmic scale. Made once a grid into a canvas of its own and copied, stretched while zooming.
import type { DensityGrid } from '../../../../shared/timeline/lane-density.ts'
import { spanOf } from '../../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../../shared/timeline/time-range.ts'
import type { Palette } from './palette.ts'

export interface DensityPicture {
  readonly grid: DensityGrid
  readonly canvas: HTMLCanvasElement
}

export function densityPicture(grid: DensityGrid, palette: Palette): DensityPicture {
  const canvas = document.createElement('canvas')
  canvas.width = grid.columns
  canvas.height = grid.bands
  const context = canvas.getContext('2d')
  if (context !== null) {
    const image = context.createImageData(grid.columns, grid.bands)
    const colours = {
      unanswered: rgb(palette.colour.unanswered),
      rejected: rgb(palette.colour.reset),
      answered: rgb(palette.colour.answered),
    }
    const scale = 1 / Math.log2(1 + Math.max(1, grid.most))
    for (let cell = 0; cell < grid.answered.length; cell++) {
      const unanswered = grid.unanswered[cell] ?? 0
      const rejected = grid.rejected[cell] ?? 0
      const answered = grid.answered[cell] ?? 0
      const all = unanswered + rejected + answered
      if (all === 0) continue
      const worst = unanswered > 0 ? colours.unanswered : rejected > 0 ? colours.rejected : colours.answered
      image.data.set(worst, cell * 4)
      image.data[cell * 4 + 3] = 110 + 145 * Math.log2(1 + all) * scale
    }
    context.putImageData(image, 0, 0)
  }
  return { grid, canvas }
}

/** Copies the picture to where its time and lanes lie in the view. */
export function drawDensity(
  context: CanvasRenderingContext2D,
  picture: DensityPicture,
  range: TimeRange,
  plotWidth: number,
  top: number,
): void {
  const { grid, canvas } = picture
  const perSecond = plotWidth / spanOf(range)
  const x = (grid.range.start - range.start) * perSecond
  const width = spanOf(grid.range) * perSecond
  context.imageSmoothingEnabled = false
  context.drawImage(canvas, x, grid.top - top, width, grid.bottom - grid.top)
  context.imageSmoothingEnabled = true
}

/** Red, green, blue of any CSS colour that the canvas understands. */
function rgb(colour: string): Uint8ClampedArray {
  const probe = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (probe === null) return new Uint8ClampedArray(4)
  probe.fillStyle = colour
  probe.fillRect(0, 0, 1, 1)
  return probe.getImageData(0, 0, 1, 1).data
}
