// Moments as people type them.
import { describe, expect, it } from 'vitest'
import type { TimeAxis } from '../../../shared/timeline/moment.ts'
import { readMoment } from '../../../shared/timeline/read-moment.ts'
import { utcOffset } from '../../../shared/timeline/time-text.ts'

/** From 23:59:50 on 2026-11-22 (UTC) for twenty seconds; the first packet comes half a second later. */
const ORIGIN = Date.UTC(2026, 10, 22, 23, 59, 50) / 1000
const axis: TimeAxis = {
  originSeconds: ORIGIN,
  clockOffsets: new Float64Array(1),
  bounds: { start: 0, end: 20 },
  packets: { start: 0.5, end: 19 },
}
const read = (text: string): number | null => readMoment(text, axis, utcOffset)

describe('a typed moment', () => {
  it.each([
    ['12.5', 13],
    ['+1,5 s', 2],
    ['23:59:52', 2],
    ['23:59:52.25', 2.25],
    // The day after: the capture runs over midnight.
    ['0:00:03', 13],
    ['2026-11-22 23:59:55', 5],
    ['2026-11-23T00:00:01.000000001Z', 11.000000001],
    ['  23:59:51  ', 1],
  ])('%s is %d s after the origin', (text, offset) => {
    expect(read(text)).toBeCloseTo(offset, 8)
  })

  it('takes the zone of the clock that is shown', () => {
    const shanghai = (): number => 480
    expect(readMoment('07:59:55', axis, shanghai)).toBeCloseTo(5, 8)
    expect(readMoment('2026-11-23 07:59:55', axis, shanghai)).toBeCloseTo(5, 8)
    expect(readMoment('23:59:55 UTC', axis, shanghai)).toBeCloseTo(5, 8)
  })

  it('a time at which nothing was recorded lies outside of the bounds', () => {
    const offset = read('12:00')
    expect(offset).not.toBeNull()
    expect(offset !== null && (offset < axis.bounds.start || offset > axis.bounds.end)).toBe(true)
  })

  it.each(['', 'noon', '25:00', '10:60', '10:00:61', '2026-13-01 10:00', '2026-02-31 10:00', '1e9', '-3', '1:2:3:4'])(
    '%j is none',
    (text) => {
      expect(read(text)).toBeNull()
    },
  )
})
