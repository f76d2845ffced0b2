// The lanes of the window: filtered rows of the store, in the order that the toolbar asks for, laid out at a row height.
// Ordering a million rows takes a tenth of a second, so large captures are ordered after the frame that shows the key
// stroke, never in it.
import { useEffect, useMemo, useState } from 'react'
import { layoutLanes } from '../../../shared/timeline/lane-layout.ts'
import type { LaneLayout } from '../../../shared/timeline/lane-layout.ts'
import { laneList } from '../../../shared/timeline/lane-list.ts'
import type { LaneList, LaneOrder } from '../../../shared/timeline/lane-list.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useWorkspace } from '../../state/workspace-store.ts'

/** Up to here ordering is done at once (a few milliseconds). */
const AT_ONCE = 20_000
/** Table and chips first: they are what somebody who filters or sorts looks at. */
const AFTER_MS = 220

export function useLaneList(loaded: Loaded, order: LaneOrder): LaneList | null {
  const visible = useWorkspace((state) => state.visible)
  const small = visible.length <= AT_ONCE
  const now = useMemo(() => (small ? ordered(loaded, visible, order) : null), [small, loaded, visible, order])
  const [later, setLater] = useState<{ readonly loaded: Loaded; readonly list: LaneList } | null>(null)
  useEffect(() => {
    if (small) return
    const timer = setTimeout(() => setLater({ loaded, list: ordered(loaded, visible, order) }), AFTER_MS)
    return () => clearTimeout(timer)
  }, [small, loaded, visible, order])
  if (now !== null) return now
  // Lanes of another analysis would point at rows that are not there.
  return later?.loaded === loaded ? later.list : null
}

function ordered(loaded: Loaded, visible: Uint32Array, order: LaneOrder): LaneList {
  const subject = { packets: loaded.analysis.packets, columns: loaded.columns }
  // The rows of the store may belong to the analysis before this one for a moment.
  const rows = visible.filter((row) => row < loaded.columns.length)
  return laneList(subject, rows, order, loaded.axis.originSeconds)
}

export function useLaneLayout(list: LaneList | null, rowHeight: number, headerHeight: number): LaneLayout | null {
  const folded = useWorkspace((state) => state.folded)
  return useMemo(
    () => (list === null ? null : layoutLanes(list, folded, rowHeight, headerHeight)),
    [list, folded, rowHeight, headerHeight],
  )
}
