// Keeps the density picture of thin lanes up to date: draws the last complete one (stretched) at once and works on the
// next in slices between frames, when the gesture rests. A picture is wider than the view, so that panning stays inside it;
// one of the whole capture is kept as ground, so that no part is ever blank.
import { DensityJob } from '../../../shared/timeline/lane-density.ts'
import type { DensityGrid, DensityView } from '../../../shared/timeline/lane-density.ts'
import type { LaneLayout } from '../../../shared/timeline/lane-layout.ts'
import { spanOf } from '../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { densityPicture, drawDensity } from './drawing/draw-density.ts'
import type { DensityPicture } from './drawing/draw-density.ts'
import type { Palette } from './drawing/palette.ts'

export interface DensityWish {
  readonly loaded: Loaded
  readonly layout: LaneLayout
  readonly palette: Palette
  readonly range: TimeRange
  readonly top: number
  readonly height: number
  readonly plotWidth: number
}

/** CSS pixels of a cell's side. */
const CELL = 2
const SLICE_MS = 5
const SLICE_LANES = 4000
/** The next picture is begun when the view has not changed for so long: in the middle of a gesture none would be finished. */
const REST_MS = 60
/** Share of the view that a picture has more on either side. */
const MARGIN = 0.5
/** A picture of so few lanes is made within a frame, so it waits for no rest. */
const FEW_LANES = 8000

export class DensityPainter {
  private sharp: DensityPicture | null = null
  private ground: DensityPicture | null = null
  private job: DensityJob | null = null
  private jobIsGround = false
  private made: Pick<DensityWish, 'loaded' | 'layout' | 'palette'> | null = null
  private timer = 0

  constructor(private readonly redraw: () => void) {}

  /** Draws what is ready; x 0 is the left edge of the plot. */
  draw(context: CanvasRenderingContext2D, wish: DensityWish): void {
    const { made } = this
    if (made?.loaded !== wish.loaded || made.layout !== wish.layout || made.palette !== wish.palette) {
      this.stop()
      // Pictures of another order or height of lanes would lie; those of another theme have its colours.
      this.sharp = this.ground = null
      this.made = { loaded: wish.loaded, layout: wish.layout, palette: wish.palette }
    }
    const view = viewOf(wish)
    const fits = this.sharp !== null && covers(this.sharp.grid, view)
    if (this.ground !== null && !fits) drawDensity(context, this.ground, wish.range, wish.plotWidth, wish.top)
    if (this.sharp !== null) {
      if (!fits) clearBehind(context, this.sharp, wish)
      drawDensity(context, this.sharp, wish.range, wish.plotWidth, wish.top)
    }
    if (!fits) this.want(wish, view)
  }

  /** The finished grid that is drawn for this view, to say what a cell holds; null while there is none of its detail. */
  gridFor(wish: DensityWish): DensityGrid | null {
    return this.sharp !== null && this.made?.layout === wish.layout && covers(this.sharp.grid, viewOf(wish))
      ? this.sharp.grid
      : null
  }

  stop(): void {
    clearTimeout(this.timer)
    this.timer = 0
    this.job = null
  }

  private want(wish: DensityWish, view: DensityView): void {
    if (this.job !== null && (this.jobIsGround || covers(this.job.view, view))) return
    this.stop()
    const few = (view.bottom - view.top) / wish.layout.rowHeight <= FEW_LANES
    this.timer = window.setTimeout(() => this.begin(wish, view), this.ground === null || few ? 0 : REST_MS)
  }

  private begin(wish: DensityWish, view: DensityView): void {
    const { loaded, layout, palette } = wish
    this.jobIsGround = this.ground === null
    const wanted = this.jobIsGround ? { ...view, range: loaded.axis.bounds } : wider(view, loaded.axis.bounds)
    this.job = new DensityJob(loaded.analysis.packets, loaded.columns, loaded.axis, layout, wanted)
    this.work(palette)
  }

  private work(palette: Palette): void {
    const { job } = this
    if (job === null) return
    const until = performance.now() + SLICE_MS
    while (!job.step(SLICE_LANES)) {
      if (performance.now() < until) continue
      this.timer = window.setTimeout(() => this.work(palette), 0)
      return
    }
    const picture = densityPicture(job.grid(), palette)
    if (this.jobIsGround) this.ground = picture
    this.sharp = picture
    this.job = null
    this.redraw()
  }
}

function viewOf(wish: DensityWish): DensityView {
  const bottom = Math.min(wish.layout.height, wish.top + wish.height)
  const bands = Math.max(1, Math.ceil((bottom - wish.top) / CELL))
  return {
    range: wish.range,
    top: wish.top,
    bottom: wish.top + bands * CELL,
    columns: Math.max(1, Math.ceil(wish.plotWidth / CELL)),
    bands,
  }
}

/** The view with a margin on both sides, as far as there is time to show, in columns of the same width. */
function wider(view: DensityView, bounds: TimeRange): DensityView {
  const column = spanOf(view.range) / view.columns
  const most = Math.round(view.columns * MARGIN)
  const extra = (seconds: number): number => Math.min(most, Math.max(0, Math.ceil(seconds / column)))
  const before = extra(view.range.start - bounds.start)
  const after = extra(bounds.end - view.range.end)
  return {
    ...view,
    range: { start: view.range.start - before * column, end: view.range.end + after * column },
    columns: view.columns + before + after,
  }
}

/** True when the picture has the detail of the view and shows all of it. */
function covers(have: DensityView, want: DensityView): boolean {
  const column = spanOf(want.range) / want.columns
  const slack = column / 4
  return (
    Math.abs(spanOf(have.range) / have.columns - column) < column * 1e-6 &&
    have.range.start <= want.range.start + slack &&
    have.range.end >= want.range.end - slack &&
    have.top === want.top &&
    have.bottom === want.bottom
  )
}

/** The sharp picture replaces the ground where it lies; both together would count packets twice. */
function clearBehind(context: CanvasRenderingContext2D, picture: DensityPicture, wish: DensityWish): void {
  const { grid } = picture
  const perSecond = wish.plotWidth / (wish.range.end - wish.range.start)
  context.fillStyle = wish.palette.colour.surface
  context.fillRect(
    (grid.range.start - wish.range.start) * perSecond,
    grid.top - wish.top,
    (grid.range.end - grid.range.start) * perSecond,
    grid.bottom - grid.top,
  )
}
