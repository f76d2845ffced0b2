// The visible part of the time axis and how it moves. All values are seconds after the origin of the analysis as
// doubles (exact to far below a nanosecond for captures of days); exact times are looked up again for words.

export interface TimeRange {
  readonly start: number
  readonly end: number
}

/** Nothing shorter is shown: ten nanoseconds across the plot; a packet time has no finer figure. */
export const SHORTEST_SPAN = 1e-8

export function spanOf(range: TimeRange): number {
  return range.end - range.start
}

/** Pixel (from the left edge of a plot `width` wide) of moment `time`. */
export function xOfTime(range: TimeRange, width: number, time: number): number {
  return ((time - range.start) / (range.end - range.start)) * width
}

/** Moment under pixel `x`. */
export function timeOfX(range: TimeRange, width: number, x: number): number {
  return range.start + (x / width) * (range.end - range.start)
}

/** The nearest range of the same length that lies inside `bounds`; `bounds` itself when it is longer than they are. */
export function clampRange(range: TimeRange, bounds: TimeRange): TimeRange {
  const span = Math.max(spanOf(range), SHORTEST_SPAN)
  if (!(span < spanOf(bounds))) return bounds
  const start = Math.min(Math.max(range.start, bounds.start), bounds.end - span)
  return { start, end: start + span }
}

/** Makes the range `factor` times as long and keeps `anchor` at its pixel. */
export function zoomRange(range: TimeRange, anchor: number, factor: number, bounds: TimeRange): TimeRange {
  const span = Math.max(spanOf(range) * factor, SHORTEST_SPAN)
  const share = (anchor - range.start) / spanOf(range)
  const start = anchor - share * span
  return clampRange({ start, end: start + span }, bounds)
}

/** Moves the range by `share` of its length (positive: later). */
export function panRange(range: TimeRange, share: number, bounds: TimeRange): TimeRange {
  const by = spanOf(range) * share
  return clampRange({ start: range.start + by, end: range.end + by }, bounds)
}

/** A range that shows start … end with `margin` (share of its length) on both sides. */
export function rangeAround(start: number, end: number, margin: number, bounds: TimeRange): TimeRange {
  const pad = Math.max((end - start) * margin, SHORTEST_SPAN)
  return clampRange({ start: start - pad, end: end + pad }, bounds)
}

export function sameRange(a: TimeRange, b: TimeRange): boolean {
  return a.start === b.start && a.end === b.end
}
