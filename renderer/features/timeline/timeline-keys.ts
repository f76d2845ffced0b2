// Keys of the timeline, as in Perfetto and Firefox Profiler: W and S zoom at the crosshair, A and D (and the arrows when
// the timeline has the focus) pan, Enter goes into the selected range, Escape back. 0 and F are commands of the window.
import { panRange, spanOf, zoomRange } from '../../../shared/timeline/time-range.ts'
import type { WorkspaceStore } from '../../state/workspace-store.ts'

const PAN_SHARE = 0.12
const ZOOM_STEP = 1 / 1.35

/**
 * Does what `key` asks for; true when it was one of the timeline's keys. `inside`: the focus is in the timeline, so
 * arrows, Enter and Escape are meant for it too.
 */
export function handleTimelineKey(store: WorkspaceStore, key: string, inside: boolean): boolean {
  const state = store.getState()
  const { range, ranges, hoverTime } = state
  const bounds = ranges[0] ?? range
  const anchor =
    hoverTime !== null && hoverTime >= range.start && hoverTime <= range.end
      ? hoverTime
      : range.start + spanOf(range) / 2
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'w':
    case '+':
    case '=':
      state.moveRange(zoomRange(range, anchor, ZOOM_STEP, bounds))
      return true
    case 's':
    case '-':
      state.moveRange(zoomRange(range, anchor, 1 / ZOOM_STEP, bounds))
      return true
    case 'a':
      state.moveRange(panRange(range, -PAN_SHARE, bounds))
      return true
    case 'd':
      state.moveRange(panRange(range, PAN_SHARE, bounds))
      return true
    case 'ArrowLeft':
    case 'ArrowRight':
      if (!inside) return false
      state.moveRange(panRange(range, key === 'ArrowLeft' ? -PAN_SHARE : PAN_SHARE, bounds))
      return true
    case 'Enter':
      if (state.brushed === null) return false
      state.commitRange()
      return true
    case 'Escape':
      if (state.brushed === null && ranges.length <= 1 && range === ranges[0]) return false
      if (!inside && state.brushed === null) return false
      state.leaveRange()
      return true
    default:
      return false
  }
}
