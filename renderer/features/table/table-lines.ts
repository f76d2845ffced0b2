// The lines of the table: rows, or rows under headings of their groups.
import { useMemo } from 'react'
import { groupRows } from '../../../shared/filter/group-rows.ts'
import type { RowGroup } from '../../../shared/filter/group-rows.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace } from '../../state/workspace-store.ts'

export interface TableLines {
  readonly count: number
  /** ≥ 0: row of the HandshakeTable; < 0: the group −(value + 1). */
  readonly at: (line: number) => number
  readonly groups: readonly RowGroup[]
  /** The line of a row; −1 when it is not listed (filtered out or folded away). */
  readonly lineOf: (row: number) => number
}

const NO_GROUPS: readonly RowGroup[] = []

export function useTableLines(): TableLines {
  const loaded = useLoaded()
  const visible = useWorkspace((state) => state.visible)
  const grouping = useWorkspace((state) => state.grouping)
  const folded = useWorkspace((state) => state.folded)
  return useMemo(() => {
    if (grouping === 'none') {
      const at = (line: number): number => visible[line] ?? 0
      return { count: visible.length, at, groups: NO_GROUPS, lineOf: (row) => visible.indexOf(row) }
    }
    const subject = { packets: loaded.analysis.packets, columns: loaded.columns }
    const { groups, lines } = groupRows(visible, grouping, folded, subject, loaded.axis.originSeconds)
    return { count: lines.length, at: (line) => lines[line] ?? 0, groups, lineOf: (row) => lines.indexOf(row) }
  }, [loaded, visible, grouping, folded])
}
