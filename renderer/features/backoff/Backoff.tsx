// The backoff chart: when each attempt came, over the schedules that systems are known to follow, and beside it how
// often each gap occurs. Shows the selected handshakes, or all that the filter leaves.
import { Suspense, useMemo, useState } from 'react'
import { backoffDots, MOST_ATTEMPTS } from '../../../shared/timeline/backoff-dots.ts'
import type { GatheredDot } from '../../../shared/timeline/backoff-dots.ts'
import { REFERENCE_SCHEDULES } from '../../../shared/tcp/rto-schedule.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { BackoffChart } from '../../charts/parts.ts'
import { useTongue } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { useElementSize } from '../timeline/use-element-size.ts'
import { AttemptTable } from './AttemptTable.tsx'
import styles from './backoff.module.css'
import { FLOOR, FOOT, nearestDot, offsetTicks, REFERENCE_LOOKS } from './backoff-scale.ts'
import { GapHistogram } from './GapHistogram.tsx'
import { ResidualTip } from './ResidualTip.tsx'

const MOST_DOTS = 400

export function Backoff({ loaded, rem }: { readonly loaded: Loaded; readonly rem: number }) {
  const { t, number } = useTongue()
  const visible = useWorkspace((state) => state.visible)
  const selected = useWorkspace((state) => state.selected)
  const focused = useWorkspace((state) => state.focused)
  const [hiddenReferences, setHidden] = useState<ReadonlySet<string>>(new Set(['linux30']))
  const [box, size] = useElementSize()
  const [hover, setHover] = useState<{ readonly dot: GatheredDot; readonly x: number; readonly y: number } | null>(null)

  // One selected handshake is a point to look from, several are what to look at.
  const rows = selected.size > 1 ? selected.rows : visible
  const { packets } = loaded.analysis
  const gathered = useMemo(
    () =>
      backoffDots(
        packets,
        loaded.axis,
        rows.filter((row) => row < loaded.columns.length),
        MOST_DOTS,
      ),
    [packets, loaded, rows],
  )
  const attempts = Math.min(MOST_ATTEMPTS, Math.max(7, gathered.attempts))
  const ceiling = Math.max(80, gathered.longest * 1.3)
  const references = useMemo(() => {
    const all = REFERENCE_SCHEDULES.filter(({ key }) => key in REFERENCE_LOOKS && !hiddenReferences.has(key)).map(
      ({ key, offsets }) => ({
        key,
        ...(REFERENCE_LOOKS[key] ?? { colour: '--schedule', dash: '' }),
        points: [FLOOR, ...offsets]
          .map((offset, i) => ({ attempt: i + 1, offset }))
          .filter((point) => point.attempt <= attempts && point.offset <= ceiling),
      }),
    )
    const own = focused === null ? null : backoffDots(packets, loaded.axis, [focused], Infinity)
    if (own === null || own.handshakes === 0) return all
    const points = own.dots
      .map(({ attempt, offset }) => ({ attempt, offset: Math.max(offset, FLOOR) }))
      .sort((a, b) => a.attempt - b.attempt)
    return [...all, { key: 'focused', colour: '--accent', dash: '', points }]
  }, [hiddenReferences, attempts, ceiling, focused, packets, loaded.axis])
  const dots = useMemo(
    () =>
      gathered.dots
        .filter((dot) => dot.attempt <= attempts)
        .map((dot) => ({ ...dot, offset: Math.max(dot.offset, FLOOR) })),
    [gathered, attempts],
  )
  const ticks = useMemo(() => offsetTicks(ceiling), [ceiling])
  const fontSize = Math.round(0.6875 * rem)
  const scale = { width: size.width, height: size.height, attempts, ceiling, fontSize }

  if (gathered.handshakes === 0) return <div className={styles.empty}>{t('timeline.backoff.empty')}</div>

  return (
    <div className={styles.backoff}>
      <section className={styles.panel} aria-label={t('timeline.backoff.title')}>
        <header className={styles.head}>
          <h3>{t('timeline.backoff.title')}</h3>
          <span className={styles.note}>
            {t(selected.size > 1 ? 'timeline.backoff.ofSelected' : 'timeline.backoff.ofAll', {
              count: gathered.handshakes,
              figure: number(gathered.handshakes),
            })}
          </span>
        </header>
        <div
          ref={box}
          className={styles.chart}
          onPointerMove={(event) => {
            const place = event.currentTarget.getBoundingClientRect()
            const x = event.clientX - place.left
            const y = event.clientY - place.top
            const dot = nearestDot(gathered.dots, scale, x, y)
            setHover(dot === null ? null : { dot, x, y })
          }}
          onPointerLeave={() => setHover(null)}
        >
          {size.width > 0 && size.height > 0 && (
            <Suspense fallback={null}>
              <div aria-hidden>
                <BackoffChart
                  dots={dots}
                  references={references}
                  width={size.width}
                  height={size.height}
                  attempts={attempts}
                  floor={FLOOR}
                  foot={FOOT}
                  ceiling={ceiling}
                  ticks={ticks}
                  tickText={tickText}
                  attemptLabel={t('timeline.backoff.attempt')}
                  offsetLabel={t('timeline.backoff.offset')}
                  fontSize={fontSize}
                />
              </div>
            </Suspense>
          )}
          {hover !== null && <ResidualTip {...hover} width={size.width} height={size.height} />}
        </div>
        <ul className={styles.references} aria-label={t('timeline.backoff.references')}>
          {REFERENCE_SCHEDULES.filter(({ key }) => key in REFERENCE_LOOKS).map(({ key, giveUp }) => {
            const look = REFERENCE_LOOKS[key]
            const shown = !hiddenReferences.has(key)
            const end = t('timeline.givesUpAfter', { time: durationText(giveUp) })
            return (
              <li key={key}>
                <label className={styles.reference} title={end}>
                  <input
                    type="checkbox"
                    checked={shown}
                    onChange={() => {
                      const next = new Set(hiddenReferences)
                      if (!next.delete(key)) next.add(key)
                      setHidden(next)
                    }}
                  />
                  <svg viewBox="0 0 24 8" width="1.5rem" height="0.5rem" aria-hidden focusable={false}>
                    <path d="M0 4H24" stroke={`var(${look?.colour})`} strokeWidth={2} strokeDasharray={look?.dash} />
                  </svg>
                  {t(`timeline.reference.${key}`)}
                  <span className={styles.note}>{end}</span>
                </label>
              </li>
            )
          })}
        </ul>
        <AttemptTable figures={gathered.byAttempt} />
      </section>
      <GapHistogram loaded={loaded} fontSize={fontSize} />
    </div>
  )
}

function tickText(offset: number): string {
  if (offset === FLOOR) return '0'
  return offset < 120 ? `${offset} s` : durationText(offset)
}
