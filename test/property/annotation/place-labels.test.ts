// Labels never lie on marks or on each other, and never leave their area, whatever is asked.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { overlaps, placeLabels } from '../../../shared/annotation/place-labels.ts'
import type { LabelBox, LabelWish } from '../../../shared/annotation/place-labels.ts'

const AREA: LabelBox = { x: 100, y: 50, width: 800, height: 400 }
const wish: fc.Arbitrary<LabelWish> = fc.record({
  anchorX: fc.integer({ min: 100, max: 900 }),
  anchorY: fc.integer({ min: 50, max: 450 }),
  reach: fc.integer({ min: 0, max: 200 }),
  width: fc.integer({ min: 20, max: 240 }),
  height: fc.integer({ min: 14, max: 70 }),
  fixed: fc.option(fc.record({ dx: fc.integer({ min: -2000, max: 2000 }), dy: fc.integer({ min: -2000, max: 2000 }) })),
})
const mark: fc.Arbitrary<LabelBox> = fc.record({
  x: fc.integer({ min: 90, max: 890 }),
  y: fc.integer({ min: 40, max: 440 }),
  width: fc.integer({ min: 4, max: 60 }),
  height: fc.integer({ min: 4, max: 16 }),
})

describe('placeLabels', () => {
  it('covers no mark and no other label, and stays inside', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 14 }), fc.array(mark, { maxLength: 60 }), (wishes, marks) => {
        const places = placeLabels(wishes, marks, AREA)
        places.forEach((place, i) => {
          if (place === null) return
          const { box } = place
          expect(box.x).toBeGreaterThanOrEqual(AREA.x)
          expect(box.y).toBeGreaterThanOrEqual(AREA.y)
          expect(box.x + box.width).toBeLessThanOrEqual(AREA.x + AREA.width)
          expect(box.y + box.height).toBeLessThanOrEqual(AREA.y + AREA.height)
          if (wishes[i]?.fixed !== null) return
          for (const each of marks) expect(overlaps(box, each)).toBe(false)
          places.forEach((other, k) => {
            if (other !== null && k !== i) expect(overlaps(box, other.box)).toBe(false)
          })
        })
      }),
      { numRuns: 150 },
    )
  })

  it('places a lone label, and the same one at the same place again', () => {
    fc.assert(
      fc.property(wish, (one) => {
        const [place] = placeLabels([one], [], AREA)
        expect(place).not.toBeNull()
        expect(placeLabels([one], [], AREA)).toEqual([place])
      }),
    )
  })
})
