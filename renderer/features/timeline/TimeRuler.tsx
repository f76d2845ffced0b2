// The ruler above the lanes: ticks with their clock times. Drawn on a canvas in the common frame loop, because it moves
// with every frame of a zoom; the shown range is said in words in the toolbar.
import { useCallback, useEffect, useRef } from 'react'
import { xOfTime } from '../../../shared/timeline/time-range.ts'
import { timeTicks } from '../../../shared/timeline/time-ticks.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import type { Clock } from './clock.ts'
import { usePainter } from './frame-loop.ts'
import { usePlotGeometry } from './plot-geometry.ts'
import { attachTimeGestures } from './time-gestures.ts'
import type { Palette } from './drawing/palette.ts'
import styles from './strip.module.css'
import { useSharpCanvas } from './use-canvas.ts'

/** Room for a label with nine digits and some air, in rem. */
const LABEL_REM = 6.25

/** Pixels between two labels, by what they show. */
export function tickSpacing(clock: Clock, rem: number, secondsPerPixel: number): number {
  const fine = secondsPerPixel < 1e-4 ? 1.5 : secondsPerPixel < 1e-2 ? 1.2 : 1
  return LABEL_REM * rem * fine * (clock.format === 'utc' || clock.format === 'local' ? 1 : 0.85)
}

export function TimeRuler({
  clock,
  palette,
  height,
}: {
  readonly clock: Clock
  readonly palette: Palette
  readonly height: number
}) {
  const store = useWorkspaceApi()
  const t = useTranslate()
  const geometry = usePlotGeometry()
  const canvas = useSharpCanvas()
  const plot = useRef<HTMLDivElement>(null)
  const place = useRef<HTMLSpanElement>(null)

  const paint = useCallback(() => {
    const { range } = store.getState()
    const context = canvas.begin(geometry.width, height)
    if (context === null) return
    const { colour, fontFamily, rem } = palette
    context.fillStyle = colour.surface
    context.fillRect(0, 0, geometry.width, height)
    const perPixel = (range.end - range.start) / geometry.width
    const ticks = timeTicks(range, geometry.width, tickSpacing(clock, rem, perPixel), clock.phase)
    context.font = `500 ${0.6875 * rem}px ${fontFamily}`
    context.textBaseline = 'middle'
    context.textAlign = 'left'
    for (const value of ticks.values) {
      const x = Math.round(xOfTime(range, geometry.width, value))
      context.fillStyle = colour['line-strong']
      context.fillRect(x, height - 6, 1, 6)
      const text = clock.tick(value, ticks)
      const width = context.measureText(text).width
      const left = x - width / 2
      if (left < 2 || left + width > geometry.width - 2) continue
      context.fillStyle = colour['text-muted']
      context.fillText(text, left, height / 2 - 1)
    }
    if (place.current) {
      const words = clock.place(range.start) ?? t('timeline.undated')
      if (place.current.textContent !== words) place.current.textContent = words
    }
  }, [store, geometry, canvas, palette, clock, height, t])
  usePainter(paint)

  useEffect(() => {
    const element = plot.current
    if (element === null) return
    return attachTimeGestures(element, {
      store,
      shown: () => store.getState().range,
      plotLeft: () => 0,
      plotWidth: () => geometry.width,
      onHover: (time) => store.getState().hoverAt(time),
      onLeave: () => store.getState().hoverAt(null),
    })
  }, [store, geometry])

  return (
    <div className={styles.strip} style={{ height }}>
      <div className={`${styles.gutter} ${styles.ends}`} style={{ width: geometry.gutter }}>
        <span ref={place} className={styles.note} />
      </div>
      <div ref={plot} className={styles.plot} style={{ width: geometry.width, height }}>
        <canvas ref={canvas.ref} className={styles.canvas} aria-hidden />
      </div>
    </div>
  )
}
