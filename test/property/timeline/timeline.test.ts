// Laws of the timeline that hold for all inputs: nothing is lost by aggregating, nothing overlaps, zooming is undone.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeBars } from '../../../shared/timeline/counter-bars.ts'
import { placeGapLabels } from '../../../shared/timeline/gap-labels.ts'
import { layoutLanes, lineAt, lineAtY, lineNumber } from '../../../shared/timeline/lane-layout.ts'
import { clampRange, spanOf, xOfTime, zoomRange } from '../../../shared/timeline/time-range.ts'
import { timeTicks } from '../../../shared/timeline/time-ticks.ts'

const bounds = { start: 0, end: 1000 }
const inside = fc
  .tuple(fc.double({ min: 0, max: 1000, noNaN: true }), fc.double({ min: 1e-3, max: 500, noNaN: true }))
  .map(([start, span]) => clampRange({ start, end: start + span }, bounds))

describe('laws of the time axis', () => {
  it('a zoom stays inside, has the length asked for, and keeps its anchor unless an end is in the way', () => {
    fc.assert(
      fc.property(
        inside,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        (range, share, factor) => {
          const anchor = range.start + spanOf(range) * share
          const zoomed = zoomRange(range, anchor, factor, bounds)
          expect(zoomed.start).toBeGreaterThanOrEqual(bounds.start)
          expect(zoomed.end).toBeLessThanOrEqual(bounds.end + 1e-9)
          expect(spanOf(zoomed)).toBeCloseTo(Math.min(spanOf(range) * factor, 1000), 6)
          const free = zoomed.start > bounds.start && zoomed.end < bounds.end - 1e-9
          if (free) expect(xOfTime(zoomed, 1, anchor)).toBeCloseTo(share, 6)
        },
      ),
    )
  })

  it('ticks are evenly apart, inside the range and never closer than asked for', () => {
    fc.assert(
      fc.property(
        inside,
        fc.integer({ min: 50, max: 4000 }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        (range, width, phase) => {
          const { values, step } = timeTicks(range, width, 80, phase)
          expect((step / spanOf(range)) * width).toBeGreaterThanOrEqual(80 * (1 - 1e-6))
          values.forEach((value, i) => {
            expect(value).toBeGreaterThanOrEqual(range.start - step * 1e-6)
            expect(value).toBeLessThanOrEqual(range.end + step * 1e-6)
            if (i > 0) expect(value - (values[i - 1] ?? 0)).toBeCloseTo(step, 6)
          })
        },
      ),
    )
  })
})

describe('laws of the lanes', () => {
  it('gap figures never touch a mark, another figure or the edge', () => {
    const marks = fc.array(fc.double({ min: -500, max: 1500, noNaN: true }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(marks, marks, fc.double({ min: 5, max: 80, noNaN: true }), (syns, others, width) => {
        const xs = [...syns].sort((a, b) => a - b)
        const rest = [...others].sort((a, b) => a - b)
        const labels = placeGapLabels(
          xs,
          xs.map(() => width),
          9,
          0,
          1000,
          rest,
        )
        labels.forEach((label, i) => {
          expect(label.x - width / 2).toBeGreaterThanOrEqual(-1e-9)
          expect(label.x + width / 2).toBeLessThanOrEqual(1000 + 1e-9)
          for (const x of [...xs, ...rest]) expect(Math.abs(x - label.x)).toBeGreaterThanOrEqual(width / 2 + 9 - 1e-9)
          const next = labels[i + 1]
          if (next) expect(next.x - label.x).toBeGreaterThanOrEqual(width)
        })
      }),
    )
  })

  it('every pixel of a layout belongs to exactly the line that says so', () => {
    const groups = fc.array(fc.record({ size: fc.integer({ min: 1, max: 20 }), folded: fc.boolean() }), {
      minLength: 1,
      maxLength: 12,
    })
    fc.assert(
      fc.property(groups, fc.double({ min: 0.5, max: 40, noNaN: true }), (wanted, rowHeight) => {
        let at = 0
        const sums = { handshakes: 0, failed: 0, syns: 0, unansweredSyns: 0, longestWait: 0 }
        const list = {
          grouping: 'listener' as const,
          rows: new Uint32Array(wanted.reduce((sum, { size }) => sum + size, 0)),
          groups: wanted.map(({ size }, code) => ({
            key: `listener:${code}`,
            code,
            ...sums,
            from: at,
            to: (at += size),
          })),
        }
        const folded = new Set(wanted.flatMap(({ folded }, code) => (folded ? [`listener:${code}`] : [])))
        const layout = layoutLanes(list, folded, rowHeight, 26)
        let y = 0
        for (let n = 0; n < layout.lineCount; n++) {
          const line = lineAt(layout, n)
          if (line === null) throw new Error(`no line ${n}`)
          expect(line.top).toBeCloseTo(y, 6)
          const height = line.kind === 'header' ? 26 : rowHeight
          const found = lineAtY(layout, y + height / 2)
          expect(found === null ? null : lineNumber(layout, found)).toBe(n)
          y += height
        }
        expect(layout.height).toBeCloseTo(y, 6)
      }),
    )
  })

  it('merging bars keeps every count', () => {
    const bar = fc.record({ growth: fc.nat(1000), explained: fc.nat(1000) })
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 300 }), fc.integer({ min: 1, max: 120 }), (wanted, limit) => {
        const bars = wanted.map((each, i) => ({ ...each, from: i, to: i + 1, start: i, end: i + 1, broken: false }))
        const merged = mergeBars(bars, limit)
        expect(merged.length).toBeLessThanOrEqual(limit)
        const total = (all: readonly { growth: number }[]): number => all.reduce((sum, each) => sum + each.growth, 0)
        expect(total(merged)).toBe(total(bars))
        expect(merged.every((each, i) => i === 0 || each.from === merged[i - 1]?.to)).toBe(true)
      }),
    )
  })
})
