// Laws of the filter language and of the order of rows, on anything.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../../shared/filter/compile-filter.ts'
import { completeFilter } from '../../../shared/filter/filter-completion.ts'
import { tokenize } from '../../../shared/filter/filter-token.ts'
import { orderByNumber, orderByWord } from '../../../shared/units/radix-order.ts'
import { prepared } from '../../helpers/filter-subject.ts'

const subject = prepared()
const rows = [...subject.columns.start.keys()]

const piece = fc.constantFrom(
  'outcome',
  'client',
  'server.port',
  'gap',
  'failed',
  'ecn',
  '==',
  '!=',
  '>',
  '<=',
  'in',
  'contains',
  '&&',
  '||',
  '!',
  '(',
  ')',
  '{',
  '}',
  ',',
  '"',
  '80',
  '3s',
  '10.0.0.0/8',
  'refused',
  '80..90',
  'fd00::5',
  'x',
  ' ',
  '\n',
  'µ',
  '😀',
)
const anyText = fc.oneof(
  fc.string({ maxLength: 80 }),
  fc.array(piece, { maxLength: 30 }).map((parts) => parts.join(' ')),
)

const comparison = fc.constantFrom(
  'server.port == 80',
  'outcome == unanswered',
  'syns >= 2',
  'gap > 3s',
  'client in 10.0.0.0/16',
  'failed',
  'ecn',
  'slow',
  'port == 443',
  'address == fd00::5',
  'schedule == linux-exponential',
  '10.0.9',
  '443',
)

function passing(text: string): number[] {
  const compiled = compileFilter(text, subject)
  if ('fault' in compiled) throw new Error(`${text}: ${compiled.fault.key}`)
  return rows.filter((row) => compiled.test(row))
}

describe('the filter language', () => {
  it('answers any text with a test or with a fault inside the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const compiled = compileFilter(text, subject)
        if ('fault' in compiled) {
          expect(compiled.fault.from).toBeGreaterThanOrEqual(0)
          expect(compiled.fault.to).toBeLessThanOrEqual(text.length)
          expect(compiled.fault.from).toBeLessThanOrEqual(compiled.fault.to)
        } else for (const row of rows) expect(typeof compiled.test(row)).toBe('boolean')
      }),
      { numRuns: 500 },
    )
  })

  it('cuts a text into tokens that lie in it, in order, and do not overlap', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let at = 0
        for (const token of tokenize(text).tokens) {
          expect(token.from).toBeGreaterThanOrEqual(at)
          expect(token.to).toBeGreaterThan(token.from)
          at = token.to
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })

  it('keeps the laws of logic', () => {
    fc.assert(
      fc.property(comparison, comparison, (a, b) => {
        const both = passing(`(${a}) && (${b})`)
        const either = passing(`(${a}) || (${b})`)
        expect(both).toEqual(passing(a).filter((row) => passing(b).includes(row)))
        expect(either).toEqual(rows.filter((row) => passing(a).includes(row) || passing(b).includes(row)))
        expect(passing(`!((${a}) && (${b}))`)).toEqual(passing(`!(${a}) || !(${b})`))
        expect(passing(`(${a}) (${b})`)).toEqual(both)
      }),
    )
  })

  it('completes any unfinished text inside its bounds', () => {
    fc.assert(
      fc.property(anyText, fc.nat(80), (text, place) => {
        const caret = Math.min(place, text.length)
        const { from, to, items } = completeFilter(text, caret, () => ['80'])
        expect(from).toBeLessThanOrEqual(to)
        expect(to).toBe(caret)
        expect(items.length).toBeLessThanOrEqual(12)
      }),
    )
  })
})

describe('order without comparing', () => {
  it('is the stable order of numbers, NaN last', () => {
    const number = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(0, -0, 1, -1, Infinity, -Infinity, NaN))
    fc.assert(
      fc.property(fc.array(number, { maxLength: 200 }), (values) => {
        const order = Uint32Array.from(values.keys())
        orderByNumber(order, Float64Array.from(values))
        const expected = [...values.keys()].sort((a, b) => compare(values[a] ?? 0, values[b] ?? 0) || a - b)
        expect([...order]).toEqual(expected)
      }),
    )
  })

  it('is the stable order of words', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffffffff), { maxLength: 200 }), (values) => {
        const order = Uint32Array.from(values.keys())
        orderByWord(order, Uint32Array.from(values))
        expect([...order]).toEqual([...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b))
      }),
    )
  })
})

function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b))
  return a < b ? -1 : a > b ? 1 : 0
}
