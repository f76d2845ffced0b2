// What the worker handed over: held by reference, replaced as a whole, never spread or copied.
import type { StateCreator } from 'zustand'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { HandshakeColumns } from '../../shared/analysis/handshake-columns.ts'
import { timeAxis } from '../../shared/timeline/moment.ts'
import type { TimeAxis } from '../../shared/timeline/moment.ts'
import { RowSet } from './row-set.ts'
import type { WorkspaceState } from './workspace-store.ts'

export interface Loaded {
  readonly analysis: Analysis
  readonly columns: HandshakeColumns
  readonly axis: TimeAxis
  /** Still being read: figures grow, row numbers may change with the next hand-over. */
  readonly provisional: boolean
}

export interface AnalysisSlice {
  readonly loaded: Loaded | null
  /** Takes over a new analysis; what the user looks at stays where it still makes sense. */
  takeAnalysis: (analysis: Analysis, columns: HandshakeColumns, provisional: boolean) => void
  closeAnalysis: () => void
}

export const createAnalysisSlice: StateCreator<WorkspaceState, [], [], AnalysisSlice> = (set, get) => ({
  loaded: null,
  takeAnalysis: (analysis, columns, provisional) => {
    const axis = timeAxis(analysis.packets, analysis.counters)
    const { loaded: before, range, ranges } = get()
    const whole = axis.bounds
    const sameOrigin = before?.axis.originSeconds === axis.originSeconds && ranges.length > 1
    set({
      loaded: { analysis, columns, axis, provisional },
      range: sameOrigin ? range : whole,
      ranges: sameOrigin ? [whole, ...ranges.slice(1)] : [whole],
      ...(sameOrigin ? {} : { past: [], future: [], brushed: null }),
      // Row numbers belong to one analysis.
      selected: RowSet.empty,
      selectedPackets: RowSet.empty,
      focused: null,
      focusedPacket: null,
      chosenInterval: null,
      chosenFact: null,
      hoverTime: null,
      hoverHandshake: null,
    })
  },
  closeAnalysis: () => {
    get().clearSelection()
    set({ loaded: null, past: [], future: [], brushed: null, visible: new Uint32Array(0) })
  },
})
