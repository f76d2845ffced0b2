// The parts of the window that the start page does without.
import { CounterChart, OverviewChart, QueueChart } from '../charts/parts.ts'
import { MenuPopover } from '../components/Menu.tsx'
import { prepared } from '../components/prepared.tsx'
import { Timeline } from './timeline-part.ts'

export const Workspace = prepared(async () => (await import('./Workspace.tsx')).Workspace)

/**
 * Fetches what opening a capture draws first, then the charts; resolves when the first of it is here. A file that cannot be
 * had is asked for again when it is drawn.
 */
export async function prepareParts(): Promise<void> {
  await Promise.allSettled([Workspace, Timeline, MenuPopover].map((part) => part.prepare()))
  void Promise.allSettled([OverviewChart, CounterChart, QueueChart].map((chart) => chart.prepare()))
}
