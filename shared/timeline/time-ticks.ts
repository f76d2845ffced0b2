// Where the lines of the time axis stand and which digits they carry. Steps are the ones people count in: 1-2-5 below a
// second, then 1 2 5 10 15 30 s and min, hours, days.
import type { TimeRange } from './time-range.ts'

const LONG_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400]

export interface TimeTicks {
  /** Seconds between neighbours. */
  readonly step: number
  /** Digits after the decimal point that tell neighbours apart. */
  readonly decimals: number
  /** Seconds after the origin, ascending, all inside the range. */
  readonly values: readonly number[]
}

/** The shortest step of the list that is at least `least` seconds. */
export function stepAtLeast(least: number): number {
  if (least <= 0.5) {
    const power = 10 ** Math.floor(Math.log10(least))
    for (const digit of [1, 2, 5, 10]) if (digit * power >= least * (1 - 1e-9)) return digit * power
  }
  const long = LONG_STEPS.find((step) => step >= least)
  return long ?? Math.ceil(least / 86_400) * 86_400
}

/**
 * Ticks for `range` on a plot of `width` pixels with at least `spacing` pixels between them. `phase` is the clock at
 * the origin in seconds (of UTC or local time), so that ticks fall on whole units of what the labels show; 0 for times
 * since the start.
 */
export function timeTicks(range: TimeRange, width: number, spacing: number, phase = 0): TimeTicks {
  const span = range.end - range.start
  if (!(span > 0) || width <= 0) return { step: 1, decimals: 0, values: [] }
  const step = stepAtLeast((span * spacing) / width)
  const shift = ((phase % step) + step) % step
  const first = Math.ceil((range.start + shift) / step - 1e-9)
  const last = Math.floor((range.end + shift) / step + 1e-9)
  const values: number[] = []
  for (let k = first; k <= last && values.length < 1000; k++) values.push(k * step - shift)
  return { step, decimals: step >= 1 ? 0 : Math.min(9, Math.ceil(-Math.log10(step) - 1e-9)), values }
}
