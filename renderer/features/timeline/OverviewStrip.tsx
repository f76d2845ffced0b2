// The whole capture in one strip, with the shown range as a window on it: drag its ends, move it, or select anew.
import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { clampRange, spanOf, timeOfX, xOfTime } from '../../../shared/timeline/time-range.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { OverviewChart } from '../../charts/parts.ts'
import { useTongue } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { usePainter } from './frame-loop.ts'
import { usePlotGeometry } from './plot-geometry.ts'
import { attachTimeGestures } from './time-gestures.ts'
import styles from './overview.module.css'
import stripStyles from './strip.module.css'
import { overviewBins, useSynDensity } from './use-syn-density.ts'

export interface OverviewStripProps {
  readonly loaded: Loaded
  readonly height: number
  /** Figures only, no title. */
  readonly low: boolean
}

export function OverviewStrip({ loaded, height, low }: OverviewStripProps) {
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const geometry = usePlotGeometry()
  const plot = useRef<HTMLDivElement>(null)
  const handles = useRef<HTMLDivElement>(null)
  const density = useSynDensity(loaded, overviewBins(geometry.width))
  const bins = useMemo(
    () =>
      density === null
        ? []
        : Array.from(density.answered, (answered, i) => ({ answered, unanswered: density.unanswered[i] ?? 0 })),
    [density],
  )
  const sums = useMemo(
    () => bins.reduce((a, b) => ({ answered: a.answered + b.answered, unanswered: a.unanswered + b.unanswered }), NONE),
    [bins],
  )
  const bounds = loaded.axis.bounds

  const paint = useCallback(() => {
    const { range } = store.getState()
    const from = Math.max(0, xOfTime(bounds, geometry.width, range.start))
    const to = Math.min(geometry.width, xOfTime(bounds, geometry.width, range.end))
    const root = handles.current
    if (root === null) return
    const whole = spanOf(range) >= spanOf(bounds) * 0.9999
    const [before, window, after, start, end] = root.children as unknown as HTMLElement[]
    if (!before || !window || !after || !start || !end) return
    before.style.left = '0'
    before.style.width = `${from}px`
    window.style.left = `${from}px`
    window.style.width = `${Math.max(2, to - from)}px`
    window.style.visibility = whole ? 'hidden' : 'visible'
    after.style.left = `${to}px`
    after.style.width = `${geometry.width - to}px`
    start.style.left = `${Math.max(4, from)}px`
    end.style.left = `${Math.min(geometry.width - 4, to)}px`
    start.setAttribute('aria-valuenow', String(Math.round(range.start - bounds.start)))
    end.setAttribute('aria-valuenow', String(Math.round(range.end - bounds.start)))
    start.setAttribute('aria-valuetext', durationText(range.start - loaded.axis.packets.start))
    end.setAttribute('aria-valuetext', durationText(range.end - loaded.axis.packets.start))
  }, [store, geometry, bounds, loaded])
  usePainter(paint)

  useEffect(() => {
    const element = plot.current
    if (element === null) return
    return attachTimeGestures(element, {
      store,
      shown: () => bounds,
      plotLeft: () => 0,
      plotWidth: () => geometry.width,
      onHover: (time) => store.getState().hoverAt(time),
      onLeave: () => store.getState().hoverAt(null),
      onClick: (time) => {
        // A click moves the window there; its length stays.
        const { range, moveRange } = store.getState()
        moveRange(clampRange({ start: time - spanOf(range) / 2, end: time + spanOf(range) / 2 }, bounds))
      },
    })
  }, [store, geometry, bounds])

  useEffect(() => {
    const root = handles.current
    if (root === null) return
    return attachWindowDrag(
      root,
      (part, from, by) => {
        const shift = timeOfX(bounds, geometry.width, by) - bounds.start
        const least = spanOf(bounds) / geometry.width / 50
        const { moveRange } = store.getState()
        if (part === 'move') moveRange(clampRange({ start: from.start + shift, end: from.end + shift }, bounds))
        else if (part === 'start') moveRange({ start: Math.min(from.start + shift, from.end - least), end: from.end })
        else moveRange({ start: from.start, end: Math.max(from.end + shift, from.start + least) })
      },
      () => store.getState().range,
    )
  }, [store, geometry, bounds])

  const nudge =
    (part: 'start' | 'end') =>
    (event: React.KeyboardEvent): void => {
      const direction = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
      if (direction === 0) return
      event.preventDefault()
      event.stopPropagation()
      const { range, moveRange } = store.getState()
      const step = (spanOf(bounds) / 200) * direction
      const next =
        part === 'start' ? { start: range.start + step, end: range.end } : { start: range.start, end: range.end + step }
      if (next.end > next.start) moveRange(clampRange(next, bounds))
    }
  const seconds = Math.round(spanOf(bounds))

  return (
    <div className={stripStyles.strip} style={{ height }}>
      <div className={stripStyles.gutter} style={{ width: geometry.gutter }}>
        {!low && <div className={stripStyles.title}>{t('timeline.overview')}</div>}
        <div className={stripStyles.note}>
          <div>
            <i className={`${styles.swatch} ${styles.swatchUnanswered}`} />
            {t('timeline.synsUnanswered', { count: sums.unanswered, figure: number(sums.unanswered) })}
          </div>
          <div>
            <i className={`${styles.swatch} ${styles.swatchAnswered}`} />
            {t('timeline.synsAnswered', { count: sums.answered, figure: number(sums.answered) })}
          </div>
        </div>
      </div>
      <div
        ref={plot}
        className={stripStyles.plot}
        style={{ width: geometry.width }}
        role="group"
        aria-label={t('timeline.overviewLabel', {
          unanswered: number(sums.unanswered),
          answered: number(sums.answered),
        })}
      >
        {bins.length > 0 && geometry.width > 0 && (
          <Suspense fallback={null}>
            <div className={stripStyles.chart} aria-hidden>
              <OverviewChart bins={bins} width={geometry.width} height={height} />
            </div>
          </Suspense>
        )}
        <div ref={handles}>
          <div className={styles.shade} />
          <div className={styles.window} data-part="move" />
          <div className={styles.shade} />
          {(['start', 'end'] as const).map((part) => (
            <div
              key={part}
              className={styles.handle}
              data-part={part}
              role="slider"
              tabIndex={0}
              aria-label={t(part === 'start' ? 'timeline.rangeStart' : 'timeline.rangeEnd')}
              aria-valuemin={0}
              aria-valuemax={seconds}
              aria-valuenow={part === 'start' ? 0 : seconds}
              onKeyDown={nudge(part)}
            />
          ))}
        </div>
      </div>
    </div>
  )
}

const NONE = { answered: 0, unanswered: 0 }

type WindowPart = 'move' | 'start' | 'end'

/** Dragging of the window and its ends; keeps the press away from the selecting hands of the strip. */
function attachWindowDrag(
  root: HTMLElement,
  onDrag: (part: WindowPart, from: { start: number; end: number }, pixels: number) => void,
  current: () => { start: number; end: number },
): () => void {
  const down = (event: PointerEvent): void => {
    const part = (event.target as HTMLElement).dataset['part'] as WindowPart | undefined
    if (part === undefined || event.button !== 0) return
    event.stopPropagation()
    const target = event.target as HTMLElement
    const from = current()
    const x = event.clientX
    target.setPointerCapture(event.pointerId)
    const move = (next: PointerEvent): void => {
      next.stopPropagation()
      onDrag(part, from, next.clientX - x)
    }
    const up = (): void => {
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', up)
      target.removeEventListener('pointercancel', up)
    }
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', up)
    target.addEventListener('pointercancel', up)
  }
  root.addEventListener('pointerdown', down)
  return () => root.removeEventListener('pointerdown', down)
}
