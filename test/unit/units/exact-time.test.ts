import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addNanos,
  compareTimes,
  decimalTime,
  nanosBetween,
  parseDecimalTime,
} from '../../../shared/units/exact-time.ts'

const moment = fc.record({
  seconds: fc.integer({ min: -4e9, max: 8e9 }),
  nanos: fc.integer({ min: 0, max: 999_999_999 }),
})

describe('exact time', () => {
  it('prints nine digits, also before 1970', () => {
    expect(decimalTime({ seconds: 1795342878, nanos: 684952000 })).toBe('1795342878.684952000')
    expect(decimalTime({ seconds: -1, nanos: 999999999 })).toBe('-0.000000001')
    expect(decimalTime({ seconds: -2, nanos: 500000000 })).toBe('-1.500000000')
    expect(decimalTime({ seconds: -2, nanos: 0 })).toBe('-2.000000000')
  })

  it('reads back what it printed', () => {
    fc.assert(
      fc.property(moment, (time) => {
        expect(parseDecimalTime(decimalTime(time))).toEqual(time)
      }),
    )
  })

  it('adds what it subtracts', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -9e15, max: 9e15 }), (time, nanos) => {
        const later = addNanos(time, nanos)
        expect(later.nanos).toBeGreaterThanOrEqual(0)
        expect(later.nanos).toBeLessThan(1e9)
        expect(nanosBetween(time, later)).toBe(nanos)
        expect(Math.sign(compareTimes(later, time))).toBe(Math.sign(nanos))
      }),
    )
  })

  it('refuses text that is no time', () => {
    expect(parseDecimalTime('12.0000000001')).toBeNull()
    expect(parseDecimalTime('yesterday')).toBeNull()
  })
})
