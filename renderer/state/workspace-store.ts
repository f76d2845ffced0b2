// The store of one window. Made by a function so that tests have their own; components get it from context.
import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import { subscribeWithSelector } from 'zustand/middleware'
import { createStore } from 'zustand/vanilla'
import { createAnalysisSlice } from './analysis-slice.ts'
import type { AnalysisSlice } from './analysis-slice.ts'
import { createFilterSlice } from './filter-slice.ts'
import type { FilterSlice } from './filter-slice.ts'
import { createJobsSlice } from './jobs-slice.ts'
import type { JobsSlice } from './jobs-slice.ts'
import { createNotesSlice } from './notes-slice.ts'
import type { NotesSlice } from './notes-slice.ts'
import { createSelectionSlice } from './selection-slice.ts'
import type { SelectionSlice } from './selection-slice.ts'
import { createSettingsSlice } from './settings-slice.ts'
import type { SettingsSlice } from './settings-slice.ts'
import { createSourcesSlice } from './sources-slice.ts'
import type { SourcesSlice } from './sources-slice.ts'
import { createUiSlice } from './ui-slice.ts'
import type { UiSlice } from './ui-slice.ts'
import { createViewSlice } from './view-slice.ts'
import type { ViewSlice } from './view-slice.ts'

export type WorkspaceState = SourcesSlice &
  AnalysisSlice &
  SelectionSlice &
  ViewSlice &
  FilterSlice &
  SettingsSlice &
  JobsSlice &
  NotesSlice &
  UiSlice

export function createWorkspaceStore() {
  return createStore<WorkspaceState>()(
    subscribeWithSelector((...a) => ({
      ...createSourcesSlice(...a),
      ...createAnalysisSlice(...a),
      ...createSelectionSlice(...a),
      ...createViewSlice(...a),
      ...createFilterSlice(...a),
      ...createSettingsSlice(...a),
      ...createJobsSlice(...a),
      ...createNotesSlice(...a),
      ...createUiSlice(...a),
    })),
  )
}

export type WorkspaceStore = ReturnType<typeof createWorkspaceStore>

export const WorkspaceContext = createContext<WorkspaceStore | null>(null)

/** The store itself: for `getState()` in event handlers and `subscribe` in drawing loops. */
export function useWorkspaceApi(): WorkspaceStore {
  const store = useContext(WorkspaceContext)
  if (store === null) throw new Error('a view was drawn outside of WorkspaceContext')
  return store
}

/** The part of the state that `select` picks; the component is drawn again when it changes (compared with Object.is). */
export function useWorkspace<T>(select: (state: WorkspaceState) => T): T {
  return useStore(useWorkspaceApi(), select)
}
