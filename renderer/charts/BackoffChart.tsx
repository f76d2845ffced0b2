// Attempt number against the time since the first SYN on a log2 axis: reference schedules as lines, the SYNs of the
// chosen handshakes as discs whose area says how many fell together. At most 8 lines and 400 discs.
import { memo } from 'react'
import { CartesianGrid, Line, ReferenceLine, Scatter, ScatterChart, XAxis, YAxis } from 'recharts'

export interface BackoffDot {
  /** 1 = first SYN. */
  readonly attempt: number
  /** Seconds since the first SYN; the first one stands at `floor`. */
  readonly offset: number
  readonly count: number
  readonly unanswered: boolean
}

export interface BackoffReference {
  readonly key: string
  /** Custom property of the line's colour. */
  readonly colour: string
  readonly dash: string
  readonly points: readonly { readonly attempt: number; readonly offset: number }[]
}

export interface BackoffChartProps {
  readonly dots: readonly BackoffDot[]
  readonly references: readonly BackoffReference[]
  readonly width: number
  readonly height: number
  readonly attempts: number
  /** Offset that stands for 0 at the foot of the logarithmic axis. */
  readonly floor: number
  /** Lower edge of that axis, a little below `floor`. */
  readonly foot: number
  readonly ceiling: number
  readonly ticks: readonly number[]
  readonly tickText: (offset: number) => string
  readonly attemptLabel: string
  readonly offsetLabel: string
  readonly fontSize: number
}

export const BACKOFF_MARGIN = { top: 12, right: 20, bottom: 0, left: 0 }

export const BackoffChart = memo(function BackoffChart(props: BackoffChartProps) {
  const { dots, references, width, height, attempts, floor, foot, ceiling, ticks, tickText, fontSize } = props
  const text = { fontSize, fill: 'var(--ink-3)' }
  const most = dots.reduce((m, dot) => Math.max(m, dot.count), 1)
  return (
    <ScatterChart width={width} height={height} margin={BACKOFF_MARGIN} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        type="number"
        dataKey="attempt"
        domain={[0.5, attempts + 0.5]}
        ticks={Array.from({ length: attempts }, (_, i) => i + 1)}
        tick={text}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        height={fontSize * 3.6}
        label={{ value: props.attemptLabel, position: 'insideBottom', offset: 4, fontSize, fill: 'var(--ink-2)' }}
        allowDataOverflow
      />
      <YAxis
        type="number"
        dataKey="offset"
        scale="log"
        domain={[foot, ceiling]}
        ticks={ticks}
        tickFormatter={tickText}
        tick={text}
        tickLine={false}
        axisLine={false}
        width={fontSize * 5.6}
        label={{
          value: props.offsetLabel,
          angle: -90,
          position: 'insideLeft',
          offset: 8,
          fontSize,
          fill: 'var(--ink-2)',
          style: { textAnchor: 'middle' },
        }}
        allowDataOverflow
      />
      {references.map((reference) => (
        <Line
          key={reference.key}
          data={reference.points as { attempt: number; offset: number }[]}
          dataKey="offset"
          type="linear"
          stroke={`var(${reference.colour})`}
          strokeWidth={1.5}
          strokeDasharray={reference.dash}
          dot={{
            r: 2.5,
            fill: 'var(--surface-1)',
            stroke: `var(${reference.colour})`,
            strokeWidth: 1.5,
            strokeDasharray: '',
          }}
          activeDot={false}
          isAnimationActive={false}
          legendType="none"
        />
      ))}
      <ReferenceLine y={floor} stroke="var(--line-strong)" />
      <Scatter
        data={dots}
        isAnimationActive={false}
        shape={(shape: { cx?: number; cy?: number; payload?: BackoffDot }) => <Dot {...shape} most={most} />}
      />
    </ScatterChart>
  )
})

function Dot({ cx, cy, payload, most }: { cx?: number; cy?: number; payload?: BackoffDot; most: number }) {
  if (cx === undefined || cy === undefined || payload === undefined) return null
  const radius = 3.5 + 6.5 * Math.sqrt((payload.count - 1) / Math.max(1, most - 1))
  return (
    <circle
      cx={cx}
      cy={cy}
      r={radius}
      fill={payload.unanswered ? 'var(--mark-syn)' : 'var(--mark-syn-ack)'}
      fillOpacity={0.62}
      stroke="var(--surface-1)"
      strokeWidth={1}
    />
  )
}
