// Tools around the analysis: second opinion, collecting commands, counter catalogue, clocks.
import { BookOpen, Clock, GitCompareArrows, Terminal } from 'lucide-react'
import type { Command } from './command.ts'

export const CROSSCHECK_COMMANDS: readonly Command[] = [
  {
    id: 'tools.alignClocks',
    area: 'tools',
    title: 'menu.tools.alignClocks',
    icon: Clock,
    enabled: ({ loaded }) => loaded !== null && loaded.analysis.counters.intervals.length > 0,
    checked: (state) => state.shiftsSnapshots,
    run: ({ store }) => store.getState().setShiftsSnapshots(!store.getState().shiftsSnapshots),
  },
  {
    id: 'tools.crosscheck',
    area: 'tools',
    title: 'menu.tools.crosscheck',
    icon: GitCompareArrows,
    enabled: ({ loaded }) => loaded !== null && loaded.analysis.packets.captures.length > 0,
    run: ({ store }) => store.getState().openDialog('crosscheck'),
  },
  {
    id: 'tools.collect',
    area: 'tools',
    title: 'menu.tools.collect',
    icon: Terminal,
    run: ({ store }) => store.getState().openDialog('collect'),
  },
  {
    id: 'help.counters',
    area: 'help',
    title: 'menu.help.counters',
    icon: BookOpen,
    run: ({ store }) => store.getState().openDialog('counters'),
  },
]
