// Steps through the failed handshakes of what is listed.
import { IS_FAILED } from '../../shared/filter/column-readers.ts'
import type { WorkspaceState } from './workspace-store.ts'

/** The failed handshake after (1) or before (−1) the focused one in the table's order, round the end; null when none. */
export function neighbourFailed({ loaded, visible, focused }: WorkspaceState, step: 1 | -1): number | null {
  if (loaded === null || visible.length === 0) return null
  const { outcome } = loaded.analysis.packets.handshakes
  const here = focused === null ? -1 : visible.indexOf(focused)
  let at = here < 0 && step < 0 ? 0 : here
  for (let i = 0; i < visible.length; i++) {
    at = (at + step + visible.length) % visible.length
    const row = visible[at] ?? 0
    if (IS_FAILED[outcome[row] ?? 0] === 1) return row
  }
  return null
}
