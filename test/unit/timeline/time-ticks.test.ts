import { describe, expect, it } from 'vitest'
import { stepAtLeast, timeTicks } from '../../../shared/timeline/time-ticks.ts'

describe('ticks of the time axis', () => {
  it('chooses steps that people count in', () => {
    expect([0.0003, 0.004, 0.3, 0.5, 0.7, 3, 7, 12, 40, 100, 4000, 90_000].map(stepAtLeast)).toEqual([
      0.0005, 0.005, 0.5, 0.5, 1, 5, 10, 15, 60, 120, 7200, 172_800,
    ])
  })

  it('stands on whole seconds of the clock, not of the capture', () => {
    // The capture begins 0.25 s after a full second: clock = offset + 0.25.
    const ticks = timeTicks({ start: 0, end: 10 }, 1000, 100, 0.25)
    expect(ticks.step).toBe(1)
    expect(ticks.values).toEqual([0.75, 1.75, 2.75, 3.75, 4.75, 5.75, 6.75, 7.75, 8.75, 9.75])
  })

  it('shows as many figures as neighbours need', () => {
    expect(timeTicks({ start: 0, end: 0.01 }, 1000, 100).decimals).toBe(3)
    expect(timeTicks({ start: 0, end: 1e-6 }, 1000, 100).decimals).toBe(7)
    expect(timeTicks({ start: 0, end: 5000 }, 1000, 100).decimals).toBe(0)
  })

  it('has none for an empty plot or range', () => {
    expect(timeTicks({ start: 1, end: 1 }, 1000, 100).values).toEqual([])
    expect(timeTicks({ start: 0, end: 1 }, 0, 100).values).toEqual([])
  })
})
