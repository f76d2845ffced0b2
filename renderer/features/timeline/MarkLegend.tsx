// The marks and their words, in the shapes of the canvas (the same path code drawn as SVG).
import { useMemo } from 'react'
import { useTranslate } from '../../i18n/language.ts'
import { MARK_STYLES, traceMark } from './drawing/mark-shapes.ts'
import type { MarkName } from './drawing/mark-shapes.ts'
import { SvgPath } from './drawing/svg-path.ts'
import styles from './legend.module.css'

const SIZE = 13

export function MarkGlyph({ name }: { readonly name: MarkName }) {
  const { shape, colour, letter } = MARK_STYLES[name]
  const path = useMemo(() => {
    const svg = new SvgPath()
    traceMark(svg, shape, 10, 8, SIZE)
    return svg.toString()
  }, [shape])
  const pull = shape === 'tag-right' ? -1.8 : shape === 'tag-left' ? 1.8 : 0
  return (
    <svg viewBox="0 0 20 16" width="1.25rem" height="1rem" aria-hidden focusable={false}>
      <path d={path} fill={`var(--timeline-${colour})`} />
      {shape !== 'bar' && (
        <text
          x={10 + pull}
          y={11.4}
          textAnchor="middle"
          fontSize={letter.length > 1 ? 7.6 : 9.4}
          fontWeight={700}
          fill="var(--timeline-on-mark)"
        >
          {letter}
        </text>
      )}
    </svg>
  )
}

const SHOWN: readonly MarkName[] = ['synUnanswered', 'synAnswered', 'synAck', 'ack', 'reset', 'icmp', 'challengeAck']

/** Only the kinds that occur, so that the legend stays short. */
export function MarkLegend({ present }: { readonly present: ReadonlySet<MarkName> }) {
  const t = useTranslate()
  return (
    <ul className={styles.legend} aria-label={t('timeline.legend')}>
      {SHOWN.filter((name) => present.has(name)).map((name) => (
        <li key={name} className={styles.item}>
          <MarkGlyph name={name} />
          {t(`timeline.mark.${name}`)}
        </li>
      ))}
      <li className={styles.item}>
        <svg viewBox="0 0 20 16" width="1.25rem" height="1rem" aria-hidden focusable={false}>
          <path d="M6 2V14M13 2V14" stroke="var(--timeline-schedule)" strokeWidth={1.4} />
        </svg>
        {t('timeline.mark.expected')}
      </li>
      <li className={styles.item}>
        <svg viewBox="0 0 20 16" width="1.25rem" height="1rem" aria-hidden focusable={false}>
          <path
            d="M4 3H11L16 8 11 13H4Z"
            fill="none"
            stroke="var(--timeline-schedule)"
            strokeWidth={1.4}
            strokeDasharray="2 2"
          />
        </svg>
        {t('timeline.mark.next')}
      </li>
    </ul>
  )
}
