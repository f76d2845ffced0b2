// What is open on top of the workspace. One dialog at a time; features add names of their own.
import type { StateCreator } from 'zustand'
import type { Remark } from '../../shared/analysis/tables.ts'
import type { WorkspaceState } from './workspace-store.ts'

/** A short message at the foot of the window; read out to screen readers, gone after a while. */
export interface Notice {
  readonly id: number
  readonly remark: Remark
  readonly tone: 'plain' | 'good' | 'bad'
}

export interface UiSlice {
  /** 'palette', 'paste', 'shortcuts', 'frame', 'settings', 'columns', 'collect' …; null = none. */
  readonly dialog: string | null
  readonly notice: Notice | null
  openDialog: (dialog: string | null) => void
  say: (remark: Remark, tone?: Notice['tone']) => void
}

export const createUiSlice: StateCreator<WorkspaceState, [], [], UiSlice> = (set, get) => ({
  dialog: null,
  notice: null,
  openDialog: (dialog) => set({ dialog }),
  say: (remark, tone = 'plain') => set({ notice: { id: (get().notice?.id ?? 0) + 1, remark, tone } }),
})
