// Figures of the selection for the status bar.
import { useMemo } from 'react'
import { useLoaded } from '../state/use-analysis.ts'
import { useWorkspace } from '../state/workspace-store.ts'

export interface SelectionSums {
  readonly handshakes: number
  readonly syns: number
  readonly unanswered: number
}

/** Null when nothing is selected. */
export function useSelectionSums(): SelectionSums | null {
  const { analysis, columns } = useLoaded()
  const selected = useWorkspace((state) => state.selected)
  return useMemo(() => {
    if (selected.size === 0) return null
    const { unansweredSyns } = analysis.packets.handshakes
    let syns = 0
    let unanswered = 0
    for (const row of selected.rows) {
      syns += columns.syns[row] ?? 0
      unanswered += unansweredSyns[row] ?? 0
    }
    return { handshakes: selected.size, syns, unanswered }
  }, [analysis, columns, selected])
}
