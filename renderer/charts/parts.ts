// The charts as the window uses them: Recharts is a file of its own, fetched when there is time for it.
import { prepared } from '../components/prepared.tsx'

export const BackoffChart = prepared(async () => (await import('./BackoffChart.tsx')).BackoffChart)
export const CounterChart = prepared(async () => (await import('./CounterChart.tsx')).CounterChart)
export const GapHistogramChart = prepared(async () => (await import('./GapHistogramChart.tsx')).GapHistogramChart)
export const OverviewChart = prepared(async () => (await import('./OverviewChart.tsx')).OverviewChart)
export const QueueChart = prepared(async () => (await import('./QueueChart.tsx')).QueueChart)
