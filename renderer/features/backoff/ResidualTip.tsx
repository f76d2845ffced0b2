// A dot of the backoff chart in figures: when it came, how many SYNs it stands for, and how far that is from where each
// reference schedule has this attempt.
import { useLayoutEffect, useRef } from 'react'
import { REFERENCE_SCHEDULES } from '../../../shared/tcp/rto-schedule.ts'
import type { GatheredDot } from '../../../shared/timeline/backoff-dots.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { useTongue } from '../../i18n/language.ts'
import { REFERENCE_LOOKS } from './backoff-scale.ts'
import styles from './backoff.module.css'

export interface ResidualTipProps {
  readonly dot: GatheredDot
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export function ResidualTip({ dot, x, y, width, height }: ResidualTipProps) {
  const { t, number } = useTongue()
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const left = Math.min(x + 16, width - element.offsetWidth - 4)
    const top = Math.min(Math.max(4, y - element.offsetHeight / 2), height - element.offsetHeight - 4)
    element.style.transform = `translate(${Math.max(4, left)}px, ${top}px)`
  })
  const residuals = REFERENCE_SCHEDULES.filter(({ key }) => key in REFERENCE_LOOKS).flatMap(({ key, offsets }) => {
    const nominal = dot.attempt === 1 ? 0 : offsets[dot.attempt - 2]
    return nominal === undefined ? [] : [{ key, away: dot.offset - nominal }]
  })
  return (
    <div ref={box} className={styles.tip} aria-hidden>
      <strong>
        {t('timeline.backoff.dot', {
          attempt: dot.attempt,
          time: dot.attempt === 1 ? '0 s' : durationText(dot.offset),
        })}
      </strong>
      <div className={styles.note}>
        {t(dot.unanswered ? 'timeline.synsUnanswered' : 'timeline.synsAnswered', {
          count: dot.count,
          figure: number(dot.count),
        })}
      </div>
      {dot.attempt > 1 && (
        <dl className={styles.residuals}>
          {residuals.map(({ key, away }) => (
            <div key={key}>
              <dt>{t(`timeline.reference.${key}`)}</dt>
              <dd>
                {away < 0 ? '' : '+'}
                {durationText(away)}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
