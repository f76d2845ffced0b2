// From one handshake to another, to a frame, to a part of the window.
import { ArrowDown, ArrowUp, Clock, Crosshair, Hash, Search } from 'lucide-react'
import { rangeAround } from '../../shared/timeline/time-range.ts'
import { neighbourFailed } from '../state/failed-handshakes.ts'
import type { WorkspaceStore } from '../state/workspace-store.ts'
import type { Command } from './command.ts'

/** Focuses the next or previous failed handshake of what is listed; says so when there is none. */
function goFailed(store: WorkspaceStore, step: 1 | -1): void {
  const state = store.getState()
  const row = neighbourFailed(state, step)
  if (row === null) state.say({ key: 'app.notice.noFailed', params: {} })
  else state.focus(row)
}

export const GO_COMMANDS: readonly Command[] = [
  {
    id: 'go.nextFailed',
    area: 'go',
    title: 'menu.go.nextFailed',
    icon: ArrowDown,
    shortcuts: ['N'],
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => goFailed(store, 1),
  },
  {
    id: 'go.previousFailed',
    area: 'go',
    title: 'menu.go.previousFailed',
    icon: ArrowUp,
    shortcuts: ['Shift+N'],
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => goFailed(store, -1),
  },
  {
    id: 'go.frame',
    area: 'go',
    title: 'menu.go.frame',
    icon: Hash,
    shortcuts: ['G'],
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => store.getState().openDialog('frame'),
  },
  {
    id: 'go.time',
    area: 'go',
    title: 'menu.go.time',
    icon: Clock,
    shortcuts: ['Shift+G'],
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => store.getState().openDialog('time'),
  },
  {
    id: 'go.focusedInTime',
    area: 'go',
    title: 'app.command.focusedInTime',
    icon: Crosshair,
    shortcuts: ['F'],
    enabled: (state) => state.loaded !== null && state.focused !== null,
    run: ({ store }) => {
      const { loaded, focused, ranges, commitRange } = store.getState()
      if (loaded === null || focused === null) return
      const { start, end } = loaded.columns
      commitRange(rangeAround(start[focused] ?? 0, end[focused] ?? 0, 0.1, ranges[0] ?? loaded.axis.bounds))
    },
  },
  {
    id: 'edit.find',
    area: 'edit',
    title: 'menu.edit.find',
    icon: Search,
    shortcuts: ['/', 'Mod+F'],
    enabled: (state) => state.loaded !== null,
    run: () => document.getElementById('filter-text')?.focus(),
  },
]
