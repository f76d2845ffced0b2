// How often each gap between SYNs occurs, on a log2 axis, with the peaks named. At most 216 bars.
import { memo } from 'react'
import { Bar, BarChart, CartesianGrid, ReferenceLine, XAxis, YAxis } from 'recharts'

export interface GapBar {
  /** Position on the axis: log2 of the bin's middle in seconds. */
  readonly octave: number
  readonly count: number
  readonly named: boolean
}

export interface GapPeakLabel {
  readonly octave: number
  readonly text: string
}

export interface GapHistogramChartProps {
  readonly bars: readonly GapBar[]
  readonly peaks: readonly GapPeakLabel[]
  readonly from: number
  readonly to: number
  readonly perOctave: number
  readonly ticks: readonly number[]
  readonly tickText: (octave: number) => string
  readonly width: number
  readonly height: number
  readonly gapLabel: string
  readonly fontSize: number
}

const MARGIN = { top: 30, right: 20, bottom: 0, left: 0 }

export const GapHistogramChart = memo(function GapHistogramChart(props: GapHistogramChartProps) {
  const { bars, peaks, from, to, perOctave, ticks, tickText, width, height, fontSize } = props
  const text = { fontSize, fill: 'var(--ink-3)' }
  const barWidth = Math.max(2, (width - fontSize * 5.6 - 20) / ((to - from) * perOctave) - 1)
  return (
    <BarChart width={width} height={height} data={bars} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        type="number"
        dataKey="octave"
        domain={[from, to]}
        ticks={ticks}
        tickFormatter={tickText}
        tick={text}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        height={fontSize * 3.6}
        label={{ value: props.gapLabel, position: 'insideBottom', offset: 4, fontSize, fill: 'var(--ink-2)' }}
        allowDataOverflow
      />
      <YAxis tick={text} tickLine={false} axisLine={false} width={fontSize * 5.6} allowDecimals={false} />
      <Bar
        dataKey="count"
        isAnimationActive={false}
        shape={(shape: { x?: number; y?: number; width?: number; height?: number; payload?: GapBar }) => (
          <rect
            x={Number(shape.x) + Number(shape.width) / 2 - barWidth / 2}
            y={Number(shape.y)}
            width={barWidth}
            height={Math.max(0, Number(shape.height))}
            rx={1}
            fill={shape.payload?.named === true ? 'var(--mark-syn)' : 'var(--mark-data)'}
            fillOpacity={0.85}
          />
        )}
      />
      {peaks.map((peak) => (
        <ReferenceLine
          key={peak.octave}
          x={peak.octave}
          stroke="transparent"
          label={{ value: peak.text, position: 'top', fontSize, fontWeight: 600, fill: 'var(--ink)' }}
        />
      ))}
    </BarChart>
  )
})
