import { describe, expect, it } from 'vitest'
import {
  layoutLanes,
  lineAt,
  lineAtY,
  lineNumber,
  lineOfHandshake,
  linesBetween,
} from '../../../shared/timeline/lane-layout.ts'
import type { LaneList } from '../../../shared/timeline/lane-list.ts'
import { contentTop, scrollHeight, scrollTopFor, TALLEST } from '../../../shared/timeline/virtual-scroll.ts'

const sums = { handshakes: 0, failed: 0, syns: 0, unansweredSyns: 0, longestWait: 0 }
const grouped: LaneList = {
  grouping: 'listener',
  rows: Uint32Array.of(7, 8, 9, 4, 5),
  groups: [
    { key: 'listener:0', code: 0, ...sums, from: 0, to: 3 },
    { key: 'listener:1', code: 1, ...sums, from: 3, to: 5 },
  ],
}

describe('the layout of lanes', () => {
  const layout = layoutLanes(grouped, new Set(), 20, 30)

  it('stacks headers and lanes', () => {
    expect([...layout.tops]).toEqual([0, 90, 160])
    expect(layout.height).toBe(160)
    expect(layout.lineCount).toBe(7)
  })

  it('finds the line under a pixel', () => {
    expect(lineAtY(layout, 10)).toMatchObject({ kind: 'header', group: 0 })
    expect(lineAtY(layout, 55)).toMatchObject({ kind: 'lane', position: 1, top: 50 })
    expect(lineAtY(layout, 125)).toMatchObject({ kind: 'lane', position: 3, top: 120 })
    expect(lineAtY(layout, 160)).toBeNull()
    expect(lineAtY(layout, -1)).toBeNull()
  })

  it('numbers lines from top to bottom and back', () => {
    for (let n = 0; n < layout.lineCount; n++) {
      const line = lineAt(layout, n)
      if (line === null) throw new Error(`no line ${n}`)
      expect(lineNumber(layout, line)).toBe(n)
    }
    expect(lineAt(layout, 7)).toBeNull()
  })

  it('lists what a band of pixels touches', () => {
    expect(linesBetween(layout, 45, 95).map((line) => line.top)).toEqual([30, 50, 70, 90])
  })

  it('folds a group away', () => {
    const folded = layoutLanes(grouped, new Set(['listener:0']), 20, 30)
    expect([...folded.tops]).toEqual([0, 30, 100])
    expect(lineOfHandshake(folded, 8)).toBeNull()
    expect(lineOfHandshake(folded, 5)).toMatchObject({ kind: 'lane', position: 4, top: 80 })
  })

  it('keeps its figures with a million lanes of a fraction of a pixel', () => {
    const rows = new Uint32Array(1_000_000)
    const many: LaneList = {
      grouping: 'none',
      rows,
      groups: [{ key: 'all', code: 0, ...sums, from: 0, to: 1_000_000 }],
    }
    const thin = layoutLanes(many, new Set(), 0.0005, 0)
    expect(thin.height).toBeCloseTo(500, 6)
    expect(lineAtY(thin, 250)).toMatchObject({ kind: 'lane', position: 500_000 })
  })
})

describe('a scroll bar over more pixels than an element may have', () => {
  it('is one to one up to the limit', () => {
    expect(scrollHeight(5000)).toBe(5000)
    expect(contentTop(1234, 5000, 400)).toBe(1234)
    expect(scrollTopFor(1234, 5000, 400)).toBe(1234)
  })

  it('reaches both ends beyond it', () => {
    const content = TALLEST * 3
    expect(scrollHeight(content)).toBe(TALLEST)
    expect(contentTop(0, content, 400)).toBe(0)
    expect(contentTop(TALLEST - 400, content, 400)).toBe(content - 400)
    expect(contentTop(scrollTopFor(1_000_000, content, 400), content, 400)).toBeCloseTo(1_000_000, 3)
  })
})
