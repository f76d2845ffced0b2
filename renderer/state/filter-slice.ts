// The filter and the rows it leaves. Who computes `visible` is arrange-rows.ts; views only read it.
import type { StateCreator } from 'zustand'
import type { FilterFault } from '../../shared/filter/filter-fault.ts'
import type { WorkspaceState } from './workspace-store.ts'

export interface FilterSlice {
  readonly filterText: string
  /** Why the text is no filter; the rows of the last good one stay. */
  readonly filterFault: FilterFault | null
  /** Only handshakes that touch the shown range of time are listed. */
  readonly onlyInRange: boolean
  /** Rows of the HandshakeTable that pass the filter, in the table's order. */
  readonly visible: Uint32Array
  /** Filtering or sorting is under way. */
  readonly arranging: boolean

  setFilterText: (text: string) => void
  setOnlyInRange: (only: boolean) => void
}

export const createFilterSlice: StateCreator<WorkspaceState, [], [], FilterSlice> = (set) => ({
  filterText: '',
  filterFault: null,
  onlyInRange: false,
  visible: new Uint32Array(0),
  arranging: false,

  setFilterText: (filterText) => set({ filterText }),
  setOnlyInRange: (onlyInRange) => set({ onlyInRange }),
})
