// Growth of one counter as bars between its snapshots; beside each bar, outlined, what the capture explains of it.
// Two bars an interval, at most 120 intervals. Bars are placed by their snapshots' times on the shared axis.
import { memo } from 'react'
import { Bar, BarChart, ReferenceLine, usePlotArea, XAxis, YAxis } from 'recharts'

export interface CounterChartBar {
  readonly start: number
  readonly end: number
  readonly middle: number
  readonly growth: number
  readonly explained: number | null
  readonly broken: boolean
}

export interface CounterChartProps {
  readonly bars: readonly CounterChartBar[]
  /** Seconds at the left and right edge. */
  readonly from: number
  readonly to: number
  /** Value at the top. */
  readonly most: number
  readonly width: number
  readonly height: number
  /** Start of the chosen interval, to strengthen its bar; null = none. */
  readonly chosen: number | null
}

const MARGIN = { top: 4, right: 0, bottom: 0, left: 0 }

interface ShapeProps {
  readonly payload?: CounterChartBar
  readonly y?: number | string
  readonly height?: number | string
}

export const CounterChart = memo(function CounterChart(props: CounterChartProps) {
  const { bars, from, to, most, width, height, chosen } = props
  const snapshots = [...new Set(bars.flatMap((bar) => [bar.start, bar.end]))]
  // A line a snapshot where they can be told apart; in a dense series the bars' edges say the same.
  const lines = snapshots.length <= 50 ? snapshots.filter((time) => time >= from && time <= to) : []
  return (
    <BarChart width={width} height={height} data={bars} margin={MARGIN} accessibilityLayer={false}>
      <XAxis type="number" dataKey="middle" domain={[from, to]} allowDataOverflow hide />
      <YAxis hide domain={[0, Math.max(most, 1)]} allowDataOverflow />
      {lines.map((time) => (
        <ReferenceLine key={time} x={time} stroke="var(--line-strong)" strokeDasharray="2 3" />
      ))}
      <Bar
        dataKey="growth"
        isAnimationActive={false}
        shape={(shape: ShapeProps) => <Growth {...shape} from={from} to={to} chosen={chosen} />}
      />
      <Bar
        dataKey="explained"
        isAnimationActive={false}
        shape={(shape: ShapeProps) => <Explained {...shape} from={from} to={to} />}
      />
    </BarChart>
  )
})

interface PlacedProps extends ShapeProps {
  readonly from: number
  readonly to: number
}

/** Widest pair of bars; in a longer interval they stand in its middle, over a line from snapshot to snapshot. */
const WIDEST = 96

/** Left edge and width of an interval in pixels, and of the bars in it, with a hair of air on both sides. */
function useInterval({ payload, from, to }: PlacedProps) {
  const plot = usePlotArea()
  if (payload === undefined || plot === undefined) return null
  const pixel = plot.width / (to - from)
  const x = plot.x + (payload.start - from) * pixel
  const width = (payload.end - payload.start) * pixel
  const air = Math.min(1.5, width * 0.08)
  const inner = Math.max(1, width - air * 2)
  const bars = Math.min(inner, WIDEST)
  return { left: x, whole: width, x: x + air + (inner - bars) / 2, width: bars }
}

function Growth(props: PlacedProps & { readonly chosen: number | null }) {
  const place = useInterval(props)
  const { payload } = props
  if (place === null || payload === undefined) return null
  const y = Number(props.y)
  const height = Number(props.height)
  if (payload.broken) {
    return (
      <rect x={place.left} y={0} width={place.whole} height={y + height} fill="var(--line-strong)" fillOpacity={0.35} />
    )
  }
  const share = payload.explained === null || place.width < 8 ? 1 : 0.56
  return (
    <>
      {place.whole > WIDEST * 1.5 && (
        <rect
          x={place.left}
          y={y + height - 2}
          width={place.whole}
          height={2}
          fill="var(--counter)"
          fillOpacity={0.45}
        />
      )}
      <rect
        x={place.x}
        y={y}
        width={place.width * share}
        height={height}
        rx={1}
        fill="var(--counter)"
        fillOpacity={props.chosen === null || props.chosen === payload.start ? 0.9 : 0.4}
      />
    </>
  )
}

function Explained(props: PlacedProps) {
  const place = useInterval(props)
  const { payload } = props
  if (place === null || payload === undefined || payload.explained === null || payload.broken) return null
  const beside = place.width >= 8
  return (
    <rect
      x={beside ? place.x + place.width * 0.6 : place.x}
      y={Number(props.y) + 0.5}
      width={beside ? place.width * 0.4 : place.width}
      height={Math.max(0, Number(props.height) - 0.5)}
      fill="none"
      stroke="var(--predicted)"
      strokeWidth={1.25}
      strokeOpacity={0.85}
    />
  )
}
