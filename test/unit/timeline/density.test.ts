import { describe, expect, it } from 'vitest'
import { DensityJob } from '../../../shared/timeline/lane-density.ts'
import { layoutLanes } from '../../../shared/timeline/lane-layout.ts'
import { laneList } from '../../../shared/timeline/lane-list.ts'
import { addToSynDensity, emptySynDensity } from '../../../shared/timeline/syn-density.ts'
import { nearestPacket } from '../../../shared/timeline/lane-hit.ts'
import { completed, handshake, several, silent } from '../../helpers/stories.ts'
import { madeLanes } from './made-lanes.ts'

const sum = (counts: Uint32Array): number => counts.reduce((a, b) => a + b, 0)

describe('SYNs over the whole capture', () => {
  it('are all counted, answered and unanswered apart', () => {
    const lanes = madeLanes([completed(0), silent(1, [0, 1, 3])])
    const density = emptySynDensity(lanes.axis.bounds, 10)
    addToSynDensity(density, lanes.packets, lanes.axis, 0, lanes.packets.packets.length)
    expect([sum(density.answered), sum(density.unanswered)]).toEqual([1, 3])
  })
})

describe('the grid of thin lanes', () => {
  const lanes = madeLanes([
    ...several(40, 1, (at) => completed(at)),
    ...several(40, 1, (at) => silent(at, [0, 1, 3])),
    handshake('refused', [
      { kind: 'syn', at: 20 },
      { kind: 'reset', at: 20.1 },
    ]),
  ])
  const list = laneList(lanes, lanes.rows, { scope: 'all', grouping: 'none', sort: 'start' }, lanes.axis.originSeconds)
  const layout = layoutLanes(list, new Set(), 0.5, 0)
  const view = { range: lanes.axis.bounds, top: 0, bottom: 42, columns: 50, bands: 21 }

  it('is the same in one go and in slices', () => {
    const whole = new DensityJob(lanes.packets, lanes.columns, lanes.axis, layout, view)
    whole.step(Infinity)
    const sliced = new DensityJob(lanes.packets, lanes.columns, lanes.axis, layout, view)
    let steps = 0
    while (!sliced.step(7)) steps++
    expect(steps).toBeGreaterThan(5)
    expect(sliced.grid()).toEqual(whole.grid())
  })

  it('holds every SYN and every rejection', () => {
    const job = new DensityJob(lanes.packets, lanes.columns, lanes.axis, layout, view)
    job.step(Infinity)
    const grid = job.grid()
    expect([sum(grid.answered), sum(grid.unanswered), sum(grid.rejected)]).toEqual([41, 120, 1])
  })

  it('leaves out what lies outside of the view', () => {
    const job = new DensityJob(lanes.packets, lanes.columns, lanes.axis, layout, {
      ...view,
      top: 10,
      bottom: 20,
      bands: 5,
    })
    job.step(Infinity)
    const grid = job.grid()
    expect(sum(grid.answered) + sum(grid.unanswered)).toBeLessThan(60)
    expect(sum(grid.answered)).toBeGreaterThan(0)
  })
})

describe('what the pointer is over', () => {
  const { packets, axis } = madeLanes([silent(0, [0, 1, 3])])

  it('is the nearest packet within reach', () => {
    expect(nearestPacket(packets, axis, 0, 1.1, 0.2)).toBe(1)
    expect(nearestPacket(packets, axis, 0, 2.9, 0.2)).toBe(2)
    expect(nearestPacket(packets, axis, 0, 2, 0.2)).toBeNull()
  })
})
