// One counter under the lanes, on their time axis: bars between snapshots, outlined what the capture explains. The
// figure on the left follows the crosshair.
import clsx from 'clsx'
import { Suspense, useCallback, useEffect, useMemo, useRef } from 'react'
import { counterTrack, mergeBars } from '../../../shared/timeline/counter-bars.ts'
import type { CounterBar, CounterTrack } from '../../../shared/timeline/counter-bars.ts'
import { explainShifted } from '../../../shared/timeline/snapshot-shift.ts'
import { spanOf } from '../../../shared/timeline/time-range.ts'
import { CounterChart } from '../../charts/parts.ts'
import { useTongue } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { usePainter } from './frame-loop.ts'
import { attachShiftDrag } from './shift-drag.ts'
import { usePlotGeometry } from './plot-geometry.ts'
import { StripNotes } from './StripNotes.tsx'
import { attachTimeGestures } from './time-gestures.ts'
import styles from './counter-strips.module.css'
import stripStyles from './strip.module.css'
import { useSettledRange, wider } from './use-settled-range.ts'

/** Bars in one chart: with their outlines 240 marks, a few milliseconds of Recharts. */
const MOST_BARS = 120

export interface CounterStripProps {
  readonly loaded: Loaded
  readonly name: string
  readonly height: number
  /** Two lines of words instead of three. */
  readonly low: boolean
  /** Seconds that the snapshots are moved by the user. */
  readonly shift: number
  /** Unanswered SYNs, while the snapshots are being moved: what they explain moves along. */
  readonly synTimes: Float64Array | null
  /** Dragging moves the snapshots instead of selecting; null = it selects. */
  readonly onShift: ((seconds: number) => void) | null
}

export function CounterStrip(props: CounterStripProps) {
  const { loaded, name, height, low, shift, synTimes, onShift } = props
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const geometry = usePlotGeometry()
  const plot = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const readout = useRef<HTMLDivElement>(null)
  const settled = useSettledRange(box, geometry.width)
  const chosen = useWorkspace((state) => state.chosenInterval)
  const { counters, diagnosis } = loaded.analysis

  const track = useMemo(() => {
    const plain = counterTrack(counters, diagnosis, loaded.axis, name, Infinity, shift)
    return shift === 0 || synTimes === null ? plain : { ...plain, bars: explainShifted(name, plain.bars, synTimes) }
  }, [counters, diagnosis, loaded.axis, name, shift, synTimes])
  const drawn = useMemo(() => wider(settled), [settled])
  const bars = useMemo(
    () =>
      mergeBars(
        track.bars.filter((bar) => bar.end >= drawn.start && bar.start <= drawn.end),
        MOST_BARS,
      ).map((bar) => ({ ...bar, middle: (bar.start + bar.end) / 2 })),
    [track, drawn],
  )
  const most = bars.reduce((m, bar) => Math.max(m, bar.growth, bar.explained ?? 0), 0)
  const chosenStart =
    chosen === null || (chosen.counter !== null && chosen.counter !== name)
      ? null
      : (bars.find((bar) => counters.intervals[bar.from]?.from === chosen.from)?.start ?? null)

  const [section, mib] = splitName(name)
  const whole = wholeWords(track, t, number)

  const short =
    track.explained === null || track.growth === null
      ? whole
      : t('timeline.explainsShort', { explained: number(track.explained), growth: number(track.growth) })

  const paint = useCallback(() => {
    const element = readout.current
    if (element === null) return
    const { hoverTime } = store.getState()
    const bar = hoverTime === null ? undefined : track.bars.find((b) => hoverTime >= b.start && hoverTime < b.end)
    const words = bar === undefined ? (low ? short : whole) : barWords(bar, t, number)
    if (element.textContent !== words) element.textContent = words
  }, [store, track, whole, short, low, t, number])
  usePainter(paint)

  useEffect(() => {
    const element = plot.current
    if (element === null) return
    if (onShift !== null) {
      return attachShiftDrag(element, shift, onShift, () => spanOf(store.getState().range) / geometry.width)
    }
    return attachTimeGestures(element, {
      store,
      shown: () => store.getState().range,
      plotLeft: () => 0,
      plotWidth: () => geometry.width,
      onHover: (time) => store.getState().hoverAt(time),
      onLeave: () => store.getState().hoverAt(null),
      onClick: (time) => {
        const bar = track.bars.find((b) => time >= b.start && time < b.end)
        const interval = bar === undefined ? undefined : counters.intervals[bar.from]
        const last = bar === undefined ? undefined : counters.intervals[bar.to - 1]
        store.getState().chooseInterval(interval && last ? { from: interval.from, to: last.to, counter: name } : null)
      },
    })
  }, [store, geometry, track, counters, name, shift, onShift])

  return (
    <div className={stripStyles.strip} style={{ height }}>
      <div className={stripStyles.gutter} style={{ width: geometry.gutter }}>
        <div className={stripStyles.title} title={name}>
          {mib}
        </div>
        {!low && <div className={stripStyles.note}>{section}</div>}
        <div ref={readout} className={styles.figure} />
      </div>
      <div
        ref={plot}
        className={clsx(stripStyles.plot, onShift !== null && stripStyles.movable)}
        style={{ width: geometry.width, height }}
        role="img"
        aria-label={`${name}: ${whole}`}
      >
        {track.missing === null && geometry.width > 0 && (
          <>
            <div ref={box} className={stripStyles.chart} aria-hidden>
              <Suspense fallback={null}>
                <CounterChart
                  bars={bars}
                  from={drawn.start}
                  to={drawn.end}
                  most={most}
                  width={geometry.width * 2}
                  height={height}
                  chosen={chosenStart}
                />
              </Suspense>
            </div>
            <div className={styles.scale}>+{number(most)}</div>
          </>
        )}
        <StripNotes loaded={loaded} counter={name} height={height} />
        {track.missing !== null && (
          <div className={styles.empty}>
            {track.missing === 'one-snapshot' && track.total !== null
              ? t('timeline.counterTotalOnly', { total: number(track.total) })
              : t(`timeline.counterMissing.${track.missing}`, { growth: number(track.growth ?? 0) })}
          </div>
        )}
      </div>
    </div>
  )
}

function splitName(name: string): [string, string] {
  const dot = name.indexOf('.')
  return dot < 0 ? ['', name] : [name.slice(0, dot), name.slice(dot + 1)]
}

type Words = (key: string, params?: Readonly<Record<string, string | number>>) => string

function wholeWords(track: CounterTrack, t: Words, number: (value: number) => string): string {
  if (track.growth === null) return track.total === null ? '' : t('timeline.sinceBoot', { total: number(track.total) })
  if (track.explained === null) return `+${number(track.growth)}`
  return t('timeline.explains', { explained: number(track.explained), growth: number(track.growth) })
}

function barWords(bar: CounterBar, t: Words, number: (value: number) => string): string {
  if (bar.broken) return t('timeline.counterReset')
  if (bar.explained === null) return `+${number(bar.growth)}`
  return t('timeline.explainsShort', { explained: number(bar.explained), growth: number(bar.growth) })
}
