// Length of an accept queue over time as a step line, with its backlog as a dashed limit. At most 240 points.
import { memo } from 'react'
import { Area, AreaChart, ReferenceLine, XAxis, YAxis } from 'recharts'

export interface QueueChartPoint {
  readonly time: number
  readonly receiveQueue: number
}

export interface QueueChartProps {
  readonly points: readonly QueueChartPoint[]
  readonly backlog: number | null
  readonly from: number
  readonly to: number
  readonly most: number
  readonly width: number
  readonly height: number
}

const MARGIN = { top: 5, right: 0, bottom: 0, left: 0 }

export const QueueChart = memo(function QueueChart(props: QueueChartProps) {
  const { points, backlog, from, to, most, width, height } = props
  return (
    <AreaChart width={width} height={height} data={points} margin={MARGIN} accessibilityLayer={false}>
      <XAxis type="number" dataKey="time" domain={[from, to]} allowDataOverflow hide />
      <YAxis hide domain={[0, Math.max(most, backlog ?? 0, 1) * 1.08]} />
      {backlog !== null && (
        <ReferenceLine
          y={backlog}
          stroke="var(--bad)"
          strokeDasharray="5 3"
          strokeWidth={1.25}
          ifOverflow="extendDomain"
        />
      )}
      <Area
        type="stepAfter"
        dataKey="receiveQueue"
        stroke="var(--counter)"
        strokeWidth={1.5}
        fill="var(--counter)"
        fillOpacity={0.18}
        isAnimationActive={false}
      />
    </AreaChart>
  )
})
