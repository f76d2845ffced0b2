// The Range header of RFC 9110 §14 as both servers read it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRange } from '../../../electron/protocol/byte-range.ts'

describe('parseRange', () => {
  it.each([
    ['bytes=0-0', { first: 0, last: 0 }],
    ['bytes=10-', { first: 10, last: 99 }],
    ['bytes=10-1000', { first: 10, last: 99 }],
    ['bytes=-5', { first: 95, last: 99 }],
    ['bytes=-500', { first: 0, last: 99 }],
    ['bytes=100-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-4', null],
    ['bytes=-', null],
    ['bytes=0-1,3-4', null],
    ['bytes=0-9999999999999999999', null],
    ['lines=1-2', null],
    [null, null],
  ] as const)('%s of 100 bytes', (header, range) => {
    expect(parseRange(header, 100)).toEqual(range)
  })

  it('never leaves the file', () => {
    const part = fc.oneof(fc.nat(2000).map(String), fc.constant(''))
    fc.assert(
      fc.property(part, part, fc.nat(1000), (from, to, size) => {
        const range = parseRange(`bytes=${from}-${to}`, size)
        if (range === null || range === 'unsatisfiable') return
        expect(range.first).toBeGreaterThanOrEqual(0)
        expect(range.first).toBeLessThanOrEqual(range.last)
        expect(range.last).toBeLessThan(size)
      }),
    )
  })
})
