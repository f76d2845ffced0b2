// An outcome as shape, colour and word. The shapes differ in outline, so that no outcome depends on its colour.
import type { ReactElement } from 'react'
import type { Outcome } from '../../shared/analysis/tables.ts'
import { useTranslate } from '../i18n/language.ts'
import styles from './OutcomeTag.module.css'

/** Drawings in a box of 12 × 12. */
const SHAPES: Readonly<Record<Outcome, ReactElement>> = {
  established: <path d="M2 6.5 5 9.5 10.5 3" fill="none" strokeWidth="1.8" />,
  unanswered: <circle cx="6" cy="6" r="4.2" fill="none" strokeWidth="1.8" strokeDasharray="3.2 2.1" />,
  refused: <path d="M2.5 2.5 9.5 9.5M9.5 2.5 2.5 9.5" fill="none" strokeWidth="1.8" />,
  'icmp-rejected': <path d="M6 1.2 11 10.5H1Z" fill="currentColor" strokeWidth="0.6" />,
  'half-open': (
    <path
      d="M6 1.8A4.2 4.2 0 0 1 6 10.2Z M6 1.8A4.2 4.2 0 1 0 6 10.2"
      fill="currentColor"
      fillOpacity="0.9"
      strokeWidth="1.2"
    />
  ),
  'final-ack-ignored': <path d="M1.5 3.5H8.5V9M8.5 9 6 6.8M8.5 9 11 6.8" fill="none" strokeWidth="1.6" />,
  'reset-after-handshake': <path d="M1.5 6.5 4 9 6.5 5M7.5 7 10.5 10M10.5 7 7.5 10" fill="none" strokeWidth="1.5" />,
  'challenge-acked': <path d="M6 1.2 10.8 6 6 10.8 1.2 6Z" fill="none" strokeWidth="1.6" />,
  'simultaneous-open': <path d="M1 4H8M6 2 8 4 6 6M11 8H4M6 6 4 8 6 10" fill="none" strokeWidth="1.3" />,
  undecided: <path d="M2.5 6H9.5" fill="none" strokeWidth="1.8" />,
}

export function OutcomeShape({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg
      className={styles.shape}
      viewBox="0 0 12 12"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      style={{ color: `var(--outcome-${outcome})` }}
      aria-hidden
    >
      {SHAPES[outcome]}
    </svg>
  )
}

export function OutcomeTag({ outcome }: { readonly outcome: Outcome }) {
  const t = useTranslate()
  return (
    <span className={styles.tag}>
      <OutcomeShape outcome={outcome} />
      <span className={styles.word}>{t(`timeline.outcome.${outcome}`)}</span>
    </span>
  )
}
