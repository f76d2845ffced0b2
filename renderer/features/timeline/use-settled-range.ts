// For charts that cannot be drawn in every frame of a zoom (Recharts): they are drawn for the range where the gesture
// rests, and stretched by a transform while it lasts. The picture always shows the right place, a moment later also the
// right detail.
import { useCallback, useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { spanOf } from '../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { usePainter } from './frame-loop.ts'

const REST_MS = 140

/** The range to draw for: wider than the shown one by half on each side, so that panning finds something there. */
export function useSettledRange(box: RefObject<HTMLElement | null>, width: number): TimeRange {
  const store = useWorkspaceApi()
  const [settled, setSettled] = useState<TimeRange>(() => store.getState().range)

  useEffect(() => {
    let timer = 0
    const settle = (): void => setSettled(store.getState().range)
    const stop = store.subscribe(
      (state) => state.range,
      () => {
        clearTimeout(timer)
        timer = window.setTimeout(settle, REST_MS)
      },
    )
    settle()
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [store])

  const paint = useCallback(() => {
    const element = box.current
    if (element === null) return
    const { range } = store.getState()
    const drawn = wider(settled)
    const scale = spanOf(settled) / spanOf(range)
    const x = ((drawn.start - range.start) / spanOf(range)) * width
    element.style.transform = `translateX(${x}px) scaleX(${scale})`
  }, [box, store, settled, width])
  usePainter(paint)

  return settled
}

/** Half a range more on either side; the chart is drawn twice as wide. */
export function wider(range: TimeRange): TimeRange {
  const half = spanOf(range) / 2
  return { start: range.start - half, end: range.end + half }
}
