// Where things lie in the backoff chart, for hit-testing beside Recharts: the same margins and scales as BackoffChart.
import type { GatheredDot } from '../../../shared/timeline/backoff-dots.ts'

/** Stands for 0 at the foot of the logarithmic axis. */
export const FLOOR = 0.25
/** The lower edge of the chart: the dots that stand on 0 are whole. */
export const FOOT = FLOOR / 1.6

export interface BackoffScale {
  readonly width: number
  readonly height: number
  readonly attempts: number
  readonly ceiling: number
  readonly fontSize: number
}

/** Margins of BackoffChart and the sizes of its axes. */
const TOP = 12
const RIGHT = 20
const REACH = 24

/** References shown, and how: systems that share a schedule share its line where it is the same. */
export const REFERENCE_LOOKS: Readonly<Record<string, { readonly colour: string; readonly dash: string }>> = {
  linux: { colour: '--outcome-challenge-acked', dash: '' },
  linux65: { colour: '--outcome-established', dash: '' },
  windows10: { colour: '--outcome-refused', dash: '6 4' },
  macos: { colour: '--outcome-half-open', dash: '2 3' },
  linux30: { colour: '--outcome-undecided', dash: '8 3 2 3' },
}

/** 0, then 0.5 1 2 4 … up to the top. */
export function offsetTicks(ceiling: number): number[] {
  const ticks = [FLOOR]
  for (let tick = 0.5; tick <= ceiling; tick *= 2) ticks.push(tick)
  return ticks
}

export function dotPlace(dot: GatheredDot, scale: BackoffScale): { readonly x: number; readonly y: number } {
  const left = scale.fontSize * 5.6
  const bottom = scale.fontSize * 3.6
  const width = scale.width - left - RIGHT
  const height = scale.height - TOP - bottom
  const share = Math.log(Math.max(dot.offset, FLOOR) / FOOT) / Math.log(scale.ceiling / FOOT)
  return { x: left + ((dot.attempt - 0.5) / scale.attempts) * width, y: TOP + height * (1 - share) }
}

/** The dot nearest to a point of the chart; null when none is near. */
export function nearestDot(
  dots: readonly GatheredDot[],
  scale: BackoffScale,
  x: number,
  y: number,
): GatheredDot | null {
  let best: GatheredDot | null = null
  let distance = REACH * REACH
  for (const dot of dots) {
    const place = dotPlace(dot, scale)
    const away = (place.x - x) ** 2 + (place.y - y) ** 2
    if (away <= distance) {
      distance = away
      best = dot
    }
  }
  return best
}
