import { describe, expect, it } from 'vitest'
import {
  clampRange,
  panRange,
  rangeAround,
  SHORTEST_SPAN,
  spanOf,
  timeOfX,
  xOfTime,
  zoomRange,
} from '../../../shared/timeline/time-range.ts'

const bounds = { start: 0, end: 100 }

describe('the visible range of time', () => {
  it('keeps the moment under the pointer where it is while zooming', () => {
    const zoomed = zoomRange(bounds, 25, 0.5, bounds)
    expect(zoomed).toEqual({ start: 12.5, end: 62.5 })
    expect(xOfTime(zoomed, 1000, 25)).toBe(xOfTime(bounds, 1000, 25))
  })

  it('zooms back out to the bounds and never beyond', () => {
    expect(zoomRange({ start: 40, end: 60 }, 50, 1000, bounds)).toEqual(bounds)
  })

  it('stops zooming in at ten nanoseconds', () => {
    expect(spanOf(zoomRange({ start: 50, end: 50 + 2e-8 }, 50, 1e-6, bounds))).toBeCloseTo(SHORTEST_SPAN, 12)
  })

  it('pans by a share of its length and stops at the ends', () => {
    expect(panRange({ start: 20, end: 40 }, 0.5, bounds)).toEqual({ start: 30, end: 50 })
    expect(panRange({ start: 20, end: 40 }, -9, bounds)).toEqual({ start: 0, end: 20 })
    expect(panRange({ start: 20, end: 40 }, 9, bounds)).toEqual({ start: 80, end: 100 })
  })

  it('moves a range that sticks out inside without changing its length', () => {
    expect(clampRange({ start: -5, end: 5 }, bounds)).toEqual({ start: 0, end: 10 })
    expect(clampRange({ start: -500, end: 500 }, bounds)).toBe(bounds)
  })

  it('puts air around what it frames', () => {
    expect(rangeAround(40, 60, 0.1, bounds)).toEqual({ start: 38, end: 62 })
  })

  it('turns pixels into moments and back', () => {
    const range = { start: 3, end: 7 }
    expect(timeOfX(range, 800, xOfTime(range, 800, 5.25))).toBeCloseTo(5.25, 12)
  })
})
