// Which lines of a long list are visible. Lines have one height, so this is arithmetic; a measuring virtualizer keeps an
// object per line, which a million lines do not allow. The lines are drawn in a sticky box: fast scrolling shows them
// late for a frame, never blank. Lists taller than a browser's longest element scroll on a scaled bar.
import { useCallback, useEffect, useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import { contentTop, scrollHeight, scrollTopFor } from '../../../shared/timeline/virtual-scroll.ts'

export interface RowWindow {
  /** First and one past the last line to draw. */
  readonly first: number
  readonly end: number
  /** Pixels from the top of the view to the top of line `first` (≤ 0). */
  readonly shift: number
  /** Height of the scrolled element. */
  readonly height: number
  /** Scrolls so that the line is seen whole: as little as needed, or to the middle; not at all when it is seen already. */
  readonly reveal: (line: number, to: 'edge' | 'middle') => void
  /** Whole lines that fit. */
  readonly page: number
}

/** `headHeight` = the sticky head inside the scroller. */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  headHeight: number,
): RowWindow {
  const [place, setPlace] = useState({ top: 0, viewport: 600 })
  const content = count * rowHeight

  const look = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    const viewport = Math.max(rowHeight, element.clientHeight - headHeight)
    const top = contentTop(element.scrollTop, content, viewport)
    setPlace((old) => (old.top === top && old.viewport === viewport ? old : { top, viewport }))
  }, [scroller, content, rowHeight, headHeight])

  useLayoutEffect(look, [look])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroller, look])

  const top = Math.min(place.top, Math.max(0, content - place.viewport))
  const first = Math.max(0, Math.floor(top / rowHeight))
  const end = Math.min(count, Math.ceil((top + place.viewport) / rowHeight) + 1)

  const reveal = useCallback(
    (line: number, to: 'edge' | 'middle') => {
      const element = scroller.current
      if (element === null) return
      const viewport = element.clientHeight - headHeight
      const now = contentTop(element.scrollTop, content, viewport)
      const wanted = line * rowHeight
      const above = wanted < now
      if (!above && wanted + rowHeight <= now + viewport) return
      const edge = above ? wanted : wanted + rowHeight - viewport
      const next = to === 'middle' ? wanted - Math.max(0, viewport - rowHeight) / 3 : edge
      element.scrollTop = scrollTopFor(next, content, viewport)
    },
    [scroller, content, rowHeight, headHeight],
  )

  return {
    first,
    end,
    shift: first * rowHeight - top,
    height: scrollHeight(content),
    reveal,
    page: Math.max(1, Math.floor(place.viewport / rowHeight) - 1),
  }
}
