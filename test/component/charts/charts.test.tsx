// @vitest-environment jsdom
// The wrappers around Recharts: the right marks at the right places, few enough of them, and nothing that the content
// security policy would refuse.
import { cleanup, render } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { BackoffChart } from '../../../renderer/charts/BackoffChart.tsx'
import { CounterChart } from '../../../renderer/charts/CounterChart.tsx'
import type { CounterChartBar } from '../../../renderer/charts/CounterChart.tsx'
import { GapHistogramChart } from '../../../renderer/charts/GapHistogramChart.tsx'
import { OverviewChart } from '../../../renderer/charts/OverviewChart.tsx'
import { QueueChart } from '../../../renderer/charts/QueueChart.tsx'

afterEach(() => {
  // A strict content security policy refuses <style>; positions go through the CSSOM.
  expect(document.querySelectorAll('style').length).toBe(0)
  cleanup()
})

const bar = (start: number, growth: number, explained: number | null, broken = false): CounterChartBar => ({
  start,
  end: start + 10,
  middle: start + 5,
  growth,
  explained,
  broken,
})

const counterChart = (bars: readonly CounterChartBar[], chosen: number | null = null) =>
  render(<CounterChart bars={bars} from={0} to={100} most={20} width={1000} height={60} chosen={chosen} />).container

describe('the counter chart', () => {
  it('draws growth filled and beside it what the capture explains as an outline', () => {
    const rects = [
      ...counterChart([bar(20, 20, 10)]).querySelectorAll('rect[fill="var(--counter)"], rect[fill="none"]'),
    ]
    expect(rects).toHaveLength(2)
    const [growth, explained] = rects
    expect(Number(growth?.getAttribute('height'))).toBeCloseTo(56, 0)
    expect(Number(explained?.getAttribute('height'))).toBeCloseTo(27.5, 0)
    // The interval 20 … 30 s of 100 s on 1000 pixels.
    expect(Number(growth?.getAttribute('x'))).toBeGreaterThanOrEqual(200)
    const right = Number(explained?.getAttribute('x')) + Number(explained?.getAttribute('width'))
    expect(right).toBeLessThanOrEqual(300)
    expect(Number(explained?.getAttribute('x'))).toBeGreaterThan(
      Number(growth?.getAttribute('x')) + Number(growth?.getAttribute('width')),
    )
  })

  it('has no outline where the diagnosis says nothing, and shades where counters began anew', () => {
    expect(counterChart([bar(0, 5, null)]).querySelectorAll('rect[fill="none"]')).toHaveLength(0)
    cleanup()
    const broken = counterChart([bar(0, 0, null, true)])
    expect(broken.querySelectorAll('rect[fill="var(--line-strong)"]')).toHaveLength(1)
    expect(broken.querySelectorAll('rect[fill="var(--counter)"]')).toHaveLength(0)
  })

  it('strengthens the chosen interval', () => {
    const strengths = [...counterChart([bar(0, 5, null), bar(10, 5, null)], 10).querySelectorAll('rect')]
      .filter((rect) => rect.getAttribute('fill') === 'var(--counter)')
      .map((rect) => rect.getAttribute('fill-opacity'))
    expect(strengths).toEqual(['0.4', '0.9'])
  })
})

describe('the overview', () => {
  it('is two areas however many bins there are', () => {
    const bins = Array.from({ length: 240 }, (_, i) => ({ answered: i % 7, unanswered: i % 3 }))
    const { container } = render(<OverviewChart bins={bins} width={960} height={60} />)
    expect(container.querySelectorAll('path.recharts-area-area')).toHaveLength(2)
  })
})

describe('the queue chart', () => {
  it('draws the backlog as a limit', () => {
    const points = [
      { time: 0, receiveQueue: 0 },
      { time: 50, receiveQueue: 5 },
    ]
    const draw = (backlog: number | null) =>
      render(<QueueChart points={points} backlog={backlog} from={0} to={100} most={5} width={500} height={60} />)
        .container
    expect(draw(4).querySelectorAll('.recharts-reference-line')).toHaveLength(1)
    cleanup()
    expect(draw(null).querySelectorAll('.recharts-reference-line')).toHaveLength(0)
  })
})

describe('the backoff chart', () => {
  it('puts dots on a doubling axis and draws the references', () => {
    const { container } = render(
      <BackoffChart
        dots={[
          { attempt: 2, offset: 1, count: 1, unanswered: true },
          { attempt: 3, offset: 2, count: 1, unanswered: true },
          { attempt: 4, offset: 4, count: 9, unanswered: false },
        ]}
        references={[
          {
            key: 'linux',
            colour: '--counter',
            dash: '',
            points: [
              { attempt: 1, offset: 0.25 },
              { attempt: 2, offset: 1 },
            ],
          },
        ]}
        width={600}
        height={400}
        attempts={4}
        floor={0.25}
        foot={0.16}
        ceiling={8}
        ticks={[0.25, 1, 2, 4]}
        tickText={(offset) => `${offset} s`}
        attemptLabel="SYN number"
        offsetLabel="since the first SYN"
        fontSize={11}
      />,
    )
    const dots = [...container.querySelectorAll('circle[fill-opacity="0.62"]')]
    expect(dots).toHaveLength(3)
    const y = dots.map((dot) => Number(dot.getAttribute('cy')))
    expect((y[0] ?? 0) - (y[1] ?? 0)).toBeCloseTo((y[1] ?? 0) - (y[2] ?? 0), 3)
    expect(Number(dots[2]?.getAttribute('r'))).toBeGreaterThan(Number(dots[0]?.getAttribute('r')))
    expect(container.querySelectorAll('path.recharts-line-curve')).toHaveLength(1)
    expect(container.textContent).toContain('SYN number')
  })
})

describe('the histogram of gaps', () => {
  it('names its peaks', () => {
    const { container } = render(
      <GapHistogramChart
        bars={[
          { octave: 0, count: 12, named: true },
          { octave: 1.5, count: 1, named: false },
        ]}
        peaks={[{ octave: 0, text: '1.02 s' }]}
        from={-1}
        to={3}
        perOctave={12}
        ticks={[-1, 0, 1, 2, 3]}
        tickText={(octave) => `${2 ** octave} s`}
        width={500}
        height={200}
        gapLabel="gap"
        fontSize={11}
      />,
    )
    expect(container.textContent).toContain('1.02 s')
    expect(container.querySelectorAll('rect[fill="var(--mark-syn)"]')).toHaveLength(1)
    expect(container.querySelectorAll('rect[fill="var(--mark-data)"]')).toHaveLength(1)
  })
})
