import { describe, expect, it } from 'vitest'
import { laneList } from '../../../shared/timeline/lane-list.ts'
import type { LaneOrder } from '../../../shared/timeline/lane-list.ts'
import { completed, silent } from '../../helpers/stories.ts'
import { madeLanes } from './made-lanes.ts'

const lanes = madeLanes([
  completed(0, { serverPort: 80 }),
  silent(5, [0, 1.02], { serverPort: 81, client: '10.0.0.11' }),
  silent(1, [0, 1.02, 3.04], { serverPort: 80 }),
  completed(70, { serverPort: 82 }),
])
const list = (order: Partial<LaneOrder>, rows = lanes.rows) =>
  laneList(lanes, rows, { scope: 'all', grouping: 'none', sort: 'start', ...order }, lanes.axis.originSeconds)

describe('the list of lanes', () => {
  it('is in order of time', () => {
    expect([...list({}).rows]).toEqual([0, 2, 1, 3])
  })

  it('shows failed, repeated and slow handshakes only, when asked', () => {
    expect([...list({ scope: 'notable' }).rows]).toEqual([2, 1])
  })

  it('puts the longest wait or the most SYNs first', () => {
    expect([...list({ scope: 'notable', sort: 'wait' }).rows]).toEqual([2, 1])
    expect([...list({ sort: 'attempts' }).rows]).toEqual([2, 1, 0, 3])
  })

  it('takes only what the filter leaves, and does not touch the filter’s rows', () => {
    const filtered = Uint32Array.of(3, 1)
    expect([...list({}, filtered).rows]).toEqual([1, 3])
    expect([...filtered]).toEqual([3, 1])
  })

  it('groups by listener with what failed first, and sums', () => {
    const { rows, groups } = list({ grouping: 'listener' })
    expect([...rows]).toEqual([0, 2, 1, 3])
    expect(groups.map(({ from, to, failed, unansweredSyns }) => [from, to, failed, unansweredSyns])).toEqual([
      [0, 2, 1, 3],
      [2, 3, 1, 2],
      [3, 4, 0, 0],
    ])
  })

  it('cuts minutes where the clock does', () => {
    const { groups } = list({ grouping: 'minute' })
    expect(groups.map(({ from, to }) => to - from)).toEqual([3, 1])
  })

  it('has no group when there is nothing to group', () => {
    expect(list({}, new Uint32Array(0)).groups).toEqual([])
  })
})
