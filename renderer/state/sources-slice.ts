// The files and pasted texts of this session, as the user sees them: one card each.
import type { StateCreator } from 'zustand'
import type { Remark } from '../../shared/analysis/tables.ts'
import type { WorkspaceState } from './workspace-store.ts'

export type SourceRole = 'capture' | 'counters' | 'unknown'
export type SourceStage = 'waiting' | 'reading' | 'read' | 'failed'

export interface SourceCard {
  readonly id: string
  readonly name: string
  /** Bytes; null when unknown. */
  readonly size: number | null
  readonly role: SourceRole
  readonly stage: SourceStage
  /** Why it could not be read. */
  readonly fault: Remark | null
  /** Row of PacketAnalysis.captures once analysed, for its warnings. */
  readonly capture: number | null
}

export interface SourcesSlice {
  readonly sources: readonly SourceCard[]
  setSources: (sources: readonly SourceCard[]) => void
  changeSource: (id: string, patch: Partial<SourceCard>) => void
}

export const createSourcesSlice: StateCreator<WorkspaceState, [], [], SourcesSlice> = (set) => ({
  sources: [],
  setSources: (sources) => set({ sources }),
  changeSource: (id, patch) =>
    set((state) => ({ sources: state.sources.map((s) => (s.id === id ? { ...s, ...patch } : s)) })),
})
