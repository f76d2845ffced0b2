// The marks of the lanes: every kind has its own shape, colour or letter, and legend and canvas draw the same outline.
import { describe, expect, it } from 'vitest'
import { PACKET_KINDS, MARK } from '../../../shared/analysis/tables.ts'
import {
  MARK_STYLES,
  markOf,
  presentMarks,
  traceMark,
} from '../../../renderer/features/timeline/drawing/mark-shapes.ts'
import { SvgPath } from '../../../renderer/features/timeline/drawing/svg-path.ts'
import { nextHeight, rowHeightFor } from '../../../renderer/features/timeline/row-heights.ts'

describe('marks', () => {
  it('differ in letter or shape wherever they differ in meaning', () => {
    const looks = Object.values(MARK_STYLES).map(({ shape, letter, colour }) => `${shape} ${letter} ${colour}`)
    expect(new Set(looks).size).toBe(looks.length)
  })

  it('exist for every kind of packet', () => {
    const names = PACKET_KINDS.map((_, code) => markOf(code, 0))
    expect(names).toEqual([
      'synAnswered',
      'synAck',
      'ack',
      'challengeAck',
      'ack',
      'data',
      'data',
      'reset',
      'fin',
      'icmp',
    ])
    expect(markOf(0, MARK.unanswered)).toBe('synUnanswered')
  })

  it('that occur are known for the legend', () => {
    const table = { length: 3, kind: Uint8Array.of(0, 0, 7), marks: Uint8Array.of(MARK.unanswered, 0, 0) }
    expect([...presentMarks(table)].sort()).toEqual(['reset', 'synAnswered', 'synUnanswered'])
  })

  it('are traced around their middle, tags pointing to where the packet goes', () => {
    const right = new SvgPath()
    traceMark(right, 'tag-right', 10, 10, 10)
    expect(right.toString()).toBe('M3.6 5L12.65 5L16.4 10L12.65 15L3.6 15Z')
    const left = new SvgPath()
    traceMark(left, 'tag-left', 10, 10, 10)
    expect(left.toString()).toBe('M16.4 5L7.35 5L3.6 10L7.35 15L16.4 15Z')
  })
})

describe('the height of lanes', () => {
  it('is roomy for few, usual for many, and a share of the view when all must fit', () => {
    expect(rowHeightFor('auto', 400, 5, 16, 400)).toBe(36)
    expect(rowHeightFor('auto', 400, 500, 16, 400)).toBe(24)
    expect(rowHeightFor('fit', 400, 1000, 16, 400)).toBe(0.4)
    expect(rowHeightFor(0.5, 400, 1000, 16, 400)).toBe(8)
  })

  it('goes up and down in steps, from any height', () => {
    expect(nextHeight(1.5, 1)).toBe(1.875)
    expect(nextHeight(1.5, -1)).toBe(1.25)
    expect(nextHeight(0.4, 1)).toBe(0.5)
    expect(nextHeight(2.25, 1)).toBe(2.25)
  })
})
