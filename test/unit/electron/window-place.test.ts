// A remembered window comes back where its title bar can be reached.
import { describe, expect, it } from 'vitest'
import { MIN_HEIGHT, MIN_WIDTH, placeOnDisplays } from '../../../electron/windows/window-place.ts'

const LAPTOP = { x: 0, y: 0, width: 1440, height: 860 }
const BESIDE = { x: 1440, y: -200, width: 2560, height: 1400 }

describe('placeOnDisplays', () => {
  it('leaves the place of a first start to the system', () => {
    expect(placeOnDisplays(null, [LAPTOP])).toEqual({ width: 1440, height: 860 })
    expect(placeOnDisplays(null, [])).toEqual({ width: 1440, height: 900 })
  })
  it('comes back to the second display, and moves home when that is gone', () => {
    const remembered = { x: 2000, y: 0, width: 1600, height: 1000 }
    expect(placeOnDisplays(remembered, [LAPTOP, BESIDE])).toEqual(remembered)
    expect(placeOnDisplays(remembered, [LAPTOP])).toEqual({ width: 1440, height: 860 })
  })
  it.each([
    { x: -1400, y: 0, width: 1440, height: 800 },
    { x: 0, y: 850, width: 800, height: 600 },
    { x: 0, y: -500, width: 800, height: 600 },
  ])('does not stay where its title bar cannot be reached: $x, $y', (remembered) => {
    expect(placeOnDisplays(remembered, [LAPTOP])).not.toHaveProperty('x')
  })
  it('is never smaller than it can be used', () => {
    expect(placeOnDisplays({ x: 10, y: 10, width: 5, height: 5 }, [LAPTOP])).toEqual({
      x: 10,
      y: 10,
      width: MIN_WIDTH,
      height: MIN_HEIGHT,
    })
  })
})
