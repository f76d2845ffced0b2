// The parts of the window that the start page does without.
import { CounterChart, OverviewChart, QueueChart } from '../charts/parts.ts'
import { MenuPopover } from '../components/Menu.tsx'
import { prepared } from '../components/prepared.tsx'
import { Timeline } from './timeline-part.ts'

export const Workspace = prepared(async () => (await import('./Workspace.tsx')).Workspace)

/** Fetches what opening a capture draws first. A file that cannot be had is asked for again when it is drawn. */
export function prepareParts(): void {
  const first = [Workspace, Timeline, MenuPopover].map((part) => part.prepare())
  void Promise.allSettled(first).then(() =>
    Promise.allSettled([OverviewChart, CounterChart, QueueChart].map((chart) => chart.prepare())),
  )
}
