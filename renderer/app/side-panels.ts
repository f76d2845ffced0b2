// The panels at the side. A feature adds its entry here.
import type { ComponentType } from 'react'
import { CountersPanel } from '../features/counters/CountersPanel.tsx'
import { FilesPanel } from '../features/files/FilesPanel.tsx'
import { NotesPanel } from '../features/notes/NotesPanel.tsx'
import { VerdictPanel } from '../features/verdict/VerdictPanel.tsx'
import type { WorkspaceState } from '../state/workspace-store.ts'

export interface SidePanelEntry {
  /** Remembered in the settings. */
  readonly id: string
  /** Key of the catalogue. */
  readonly title: string
  readonly Content: ComponentType
  /** A figure beside the title; 0 = none. */
  readonly badge?: (state: WorkspaceState) => number
}

export const SIDE_PANELS: readonly SidePanelEntry[] = [
  { id: 'verdict', title: 'app.verdict.title', Content: VerdictPanel },
  { id: 'counters', title: 'app.counters.title', Content: CountersPanel },
  {
    id: 'notes',
    title: 'figure.notes.title',
    Content: NotesPanel,
    badge: (state) => state.noteHistory.notes.size,
  },
  { id: 'files', title: 'app.files.title', Content: FilesPanel, badge: (state) => state.sources.length },
]
