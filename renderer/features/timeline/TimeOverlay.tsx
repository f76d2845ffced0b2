// What lies over all strips: the crosshair with its time, and the range being selected with its length and the button
// that goes into it. Moved in the common frame loop; React draws it only when it appears.
import { ZoomIn } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { spanOf, xOfTime } from '../../../shared/timeline/time-range.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { IconButton } from '../../components/Button.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import type { Clock } from './clock.ts'
import { usePainter } from './frame-loop.ts'
import { usePlotGeometry } from './plot-geometry.ts'
import styles from './overlay.module.css'

export interface TimeOverlayProps {
  readonly clock: Clock
  readonly rulerHeight: number
}

export function TimeOverlay({ clock, rulerHeight }: TimeOverlayProps) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const geometry = usePlotGeometry()
  const line = useRef<HTMLDivElement>(null)
  const label = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const bar = useRef<HTMLDivElement>(null)
  const length = useRef<HTMLSpanElement>(null)
  const brushing = useWorkspace((state) => state.brushed !== null)

  const paint = useCallback(() => {
    const { range, hoverTime, brushed } = store.getState()
    const x = (time: number): number => geometry.gutter + xOfTime(range, geometry.width, time)
    const shown = hoverTime !== null && hoverTime >= range.start && hoverTime <= range.end
    place(line.current, shown, hoverTime === null ? 0 : x(hoverTime))
    if (label.current) {
      label.current.style.visibility = shown ? 'visible' : 'hidden'
      if (shown && hoverTime !== null) {
        label.current.textContent = clock.approximate(hoverTime, spanOf(range) / geometry.width)
        const width = label.current.textContent.length * 6.6 + 12
        const left = Math.min(
          Math.max(x(hoverTime) - width / 2, geometry.gutter),
          geometry.gutter + geometry.width - width,
        )
        label.current.style.transform = `translateX(${Math.round(left)}px)`
      }
    }
    if (box.current === null) return
    const inside = brushed !== null && brushed.end >= range.start && brushed.start <= range.end
    box.current.style.visibility = inside ? 'visible' : 'hidden'
    if (bar.current) bar.current.style.visibility = inside ? 'visible' : 'hidden'
    if (!inside || brushed === null) return
    const from = Math.max(geometry.gutter, x(brushed.start))
    const to = Math.min(geometry.gutter + geometry.width, x(brushed.end))
    box.current.style.transform = `translateX(${from}px)`
    box.current.style.width = `${Math.max(1, to - from)}px`
    if (length.current) length.current.textContent = durationText(spanOf(brushed))
    if (bar.current) {
      const width = 104
      const left = Math.min(
        Math.max((from + to) / 2 - width / 2, geometry.gutter),
        geometry.gutter + geometry.width - width,
      )
      bar.current.style.transform = `translateX(${Math.round(left)}px)`
    }
  }, [store, geometry, clock])
  usePainter(paint)

  return (
    <>
      <div className={styles.overlay}>
        <div ref={box} className={styles.brush} style={{ top: rulerHeight }} />
        <div ref={line} className={styles.crosshair} />
        <div ref={label} className={styles.time} style={{ top: 3 }} aria-hidden />
      </div>
      {brushing && (
        <div ref={bar} className={styles.brushBar} style={{ top: rulerHeight + 6 }}>
          <span ref={length} />
          <IconButton
            icon={ZoomIn}
            size="small"
            label={t('timeline.zoomToSelection')}
            shortcut="Enter"
            onPress={() => store.getState().commitRange()}
          />
        </div>
      )}
    </>
  )
}

function place(element: HTMLElement | null, shown: boolean, x: number): void {
  if (element === null) return
  element.style.visibility = shown ? 'visible' : 'hidden'
  element.style.transform = `translateX(${Math.round(x)}px)`
}
