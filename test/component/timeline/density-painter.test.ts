// @vitest-environment jsdom
// When the picture of thin lanes is made anew: never in the middle of a gesture, and not for a pan that it has room for.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DensityPainter } from '../../../renderer/features/timeline/density-painter.ts'
import type { DensityWish } from '../../../renderer/features/timeline/density-painter.ts'
import { DensityJob } from '../../../shared/timeline/lane-density.ts'
import { layoutLanes } from '../../../shared/timeline/lane-layout.ts'
import { laneList } from '../../../shared/timeline/lane-list.ts'
import { NO_COUNTERS, diagnoseStory, several, silent } from '../../helpers/stories.ts'
import { madeLanes } from '../../unit/timeline/made-lanes.ts'

// More lanes than are drawn without waiting for a rest.
const lanes = madeLanes(several(9000, 0.01, (at) => silent(at, [0, 1])))
const order = { scope: 'all', grouping: 'none', sort: 'start' } as const
const layout = layoutLanes(laneList(lanes, lanes.rows, order, lanes.axis.originSeconds), new Set(), 0.02, 0)
const loaded = {
  analysis: { packets: lanes.packets, counters: NO_COUNTERS, diagnosis: diagnoseStory({ handshakes: [] }) },
  columns: lanes.columns,
  axis: lanes.axis,
  provisional: false,
}
const colour = { unanswered: '#d4411e', reset: '#7a3ea8', answered: '#54708f', surface: '#ffffff' }
const palette = { colour, rem: 16, fontFamily: 'sans-serif' } as unknown as DensityWish['palette']
const context = { fillRect: vi.fn(), drawImage: vi.fn() } as unknown as CanvasRenderingContext2D

const wish = (start: number, end: number): DensityWish => ({
  loaded,
  layout,
  palette,
  range: { start, end },
  top: 0,
  height: 180,
  plotWidth: 400,
})

describe('the painter of thin lanes', () => {
  let painter: DensityPainter
  const redraw = vi.fn()
  const steps = vi.spyOn(DensityJob.prototype, 'step')

  beforeEach(() => {
    vi.useFakeTimers()
    HTMLCanvasElement.prototype.getContext = () => null
    painter = new DensityPainter(redraw)
    painter.draw(context, wish(20, 40))
    vi.advanceTimersByTime(100)
    painter.draw(context, wish(20, 40))
    vi.advanceTimersByTime(200)
    painter.draw(context, wish(20, 40))
    steps.mockClear()
    redraw.mockClear()
  })

  afterEach(() => {
    painter.stop()
    vi.useRealTimers()
  })

  it('has a grid of the view when it rests', () => {
    const grid = painter.gridFor(wish(20, 40))
    expect(grid?.unanswered.reduce((a, b) => a + b, 0)).toBeGreaterThan(1000)
  })

  it('counts nothing again while a pan stays within the margin', () => {
    for (let i = 1; i <= 10; i++) {
      painter.draw(context, wish(20 + i * 0.8, 40 + i * 0.8))
      vi.advanceTimersByTime(200)
    }
    expect(steps).not.toHaveBeenCalled()
    expect(painter.gridFor(wish(28, 48))).not.toBeNull()
  })

  it('counts nothing in the middle of a gesture, and once when it ends', () => {
    for (let i = 0; i < 30; i++) {
      painter.draw(context, wish(20 + i, 30 + i * 1.5))
      vi.advanceTimersByTime(16)
    }
    expect(steps).not.toHaveBeenCalled()
    expect(painter.gridFor(wish(49, 73.5))).toBeNull()
    vi.advanceTimersByTime(500)
    expect(redraw).toHaveBeenCalledOnce()
    expect(painter.gridFor(wish(49, 73.5))).not.toBeNull()
  })
})
