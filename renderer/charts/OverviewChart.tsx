// The whole capture as two stacked areas: SYNs that were answered, SYNs that were not. At most 240 bins (480 vertices).
import { memo } from 'react'
import { Area, AreaChart, YAxis } from 'recharts'

export interface OverviewBin {
  readonly answered: number
  readonly unanswered: number
}

export interface OverviewChartProps {
  readonly bins: readonly OverviewBin[]
  readonly width: number
  readonly height: number
}

const MARGIN = { top: 6, right: 0, bottom: 0, left: 0 }

export const OverviewChart = memo(function OverviewChart({ bins, width, height }: OverviewChartProps) {
  return (
    <AreaChart width={width} height={height} data={bins} margin={MARGIN} accessibilityLayer={false}>
      <YAxis hide domain={[0, 'dataMax']} />
      <Area
        type="stepAfter"
        dataKey="unanswered"
        stackId="syns"
        stroke="none"
        fill="var(--timeline-unanswered)"
        fillOpacity={0.9}
        isAnimationActive={false}
      />
      <Area
        type="stepAfter"
        dataKey="answered"
        stackId="syns"
        stroke="none"
        fill="var(--timeline-answered)"
        fillOpacity={0.55}
        isAnimationActive={false}
      />
    </AreaChart>
  )
})
