// What the words beside the pointer say about a cell of the density picture.
import { describe, expect, it } from 'vitest'
import { cellAt } from '../../../shared/timeline/density-cell.ts'
import { DensityJob } from '../../../shared/timeline/lane-density.ts'
import { layoutLanes } from '../../../shared/timeline/lane-layout.ts'
import { laneList } from '../../../shared/timeline/lane-list.ts'
import { completed, several, silent } from '../../helpers/stories.ts'
import { madeLanes } from './made-lanes.ts'

describe('a cell of the density picture', () => {
  const lanes = madeLanes([...several(4, 0, () => completed(1)), ...several(4, 0, () => silent(1, [0, 1, 3]))])
  const order = { scope: 'all', grouping: 'none', sort: 'start' } as const
  const layout = layoutLanes(laneList(lanes, lanes.rows, order, lanes.axis.originSeconds), new Set(), 0.5, 0)
  const start = lanes.axis.packets.start
  const view = { range: { start: start - 0.5, end: start + 4.5 }, top: 0, bottom: 4, columns: 5, bands: 2 }
  const job = new DensityJob(lanes.packets, lanes.columns, lanes.axis, layout, view)
  job.step(Infinity)
  const grid = job.grid()

  it('says how many SYNs, how they fared, when, and of how many lanes', () => {
    const first = cellAt(grid, layout, start, 0.5)
    const second = cellAt(grid, layout, start, 3)
    expect([first?.answered, second?.unanswered]).toEqual([4, 4])
    expect(first).toMatchObject({ unanswered: 0, rejected: 0, lanes: 4 })
    expect(first?.start).toBeCloseTo(start - 0.5)
    expect(first?.end).toBeCloseTo(start + 0.5)
  })

  it('is the fullest near the pointer, and nothing where all is empty', () => {
    // One column beside the SYNs of one second later.
    expect(cellAt(grid, layout, start + 2, 3)?.start).toBeCloseTo(start + 0.5)
    const far = { ...grid, answered: new Uint32Array(10), unanswered: new Uint32Array(10) }
    expect(cellAt(far, layout, start, 0.5)).toBeNull()
  })
})
