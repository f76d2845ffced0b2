// The accept queue of one listener as ss showed it over time, with its backlog as the limit.
import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { thinQueuePoints } from '../../../shared/timeline/queue-lines.ts'
import type { QueueLine } from '../../../shared/timeline/queue-lines.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { QueueChart } from '../../charts/parts.ts'
import { useTongue } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { usePainter } from './frame-loop.ts'
import { usePlotGeometry } from './plot-geometry.ts'
import { StripNotes } from './StripNotes.tsx'
import { attachTimeGestures } from './time-gestures.ts'
import styles from './counter-strips.module.css'
import stripStyles from './strip.module.css'
import { useSettledRange, wider } from './use-settled-range.ts'

const MOST_POINTS = 240

export interface QueueStripProps {
  readonly loaded: Loaded
  readonly line: QueueLine
  /** `10.0.0.1:80`, masked when the user wants that. */
  readonly listener: string
  readonly height: number
  readonly low: boolean
}

export function QueueStrip({ loaded, line, listener, height, low }: QueueStripProps) {
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const geometry = usePlotGeometry()
  const plot = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const readout = useRef<HTMLDivElement>(null)
  const settled = useSettledRange(box, geometry.width)
  const drawn = useMemo(() => wider(settled), [settled])
  const points = useMemo(() => visiblePoints(line, drawn), [line, drawn])
  const whole =
    line.backlog === null
      ? t('timeline.queueMost', { most: number(line.most) })
      : t('timeline.queueMostOf', { most: number(line.most), backlog: number(line.backlog) })

  const paint = useCallback(() => {
    if (readout.current === null) return
    const { hoverTime } = store.getState()
    const at = hoverTime === null ? undefined : line.points.findLast((point) => point.time <= hoverTime)
    const words =
      at === undefined
        ? whole
        : line.backlog === null
          ? t('timeline.queueAt', { length: number(at.receiveQueue) })
          : t('timeline.queueAtOf', { length: number(at.receiveQueue), backlog: number(line.backlog) })
    if (readout.current.textContent !== words) readout.current.textContent = words
  }, [store, line, whole, t, number])
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
    <div className={stripStyles.strip} style={{ height }}>
      <div className={stripStyles.gutter} style={{ width: geometry.gutter }}>
        <div className={stripStyles.title}>{low ? listener : t('timeline.queue')}</div>
        {!low && <div className={stripStyles.note}>{listener}</div>}
        <div ref={readout} className={styles.figure} />
      </div>
      <div
        ref={plot}
        className={stripStyles.plot}
        style={{ width: geometry.width, height }}
        role="img"
        aria-label={`${t('timeline.queue')} ${listener}: ${whole}`}
      >
        {geometry.width > 0 && (
          <div ref={box} className={stripStyles.chart} aria-hidden>
            <Suspense fallback={null}>
              <QueueChart
                points={points}
                backlog={line.backlog}
                from={drawn.start}
                to={drawn.end}
                most={line.most}
                width={geometry.width * 2}
                height={height}
              />
            </Suspense>
          </div>
        )}
        <StripNotes loaded={loaded} counter={null} height={height} />
      </div>
    </div>
  )
}

/** The points inside, with the one before (its step reaches in) and the one after. */
function visiblePoints(line: QueueLine, range: { start: number; end: number }) {
  const first = Math.max(
    0,
    line.points.findLastIndex((point) => point.time <= range.start),
  )
  const after = line.points.findIndex((point) => point.time >= range.end)
  return thinQueuePoints(line.points.slice(first, after < 0 ? undefined : after + 1), MOST_POINTS)
}
