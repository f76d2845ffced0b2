// The outcome of a handshake as a small drawing: colour and shape, for the label of its lane. The word is beside it or
// in the sentence of the row.
import type { Outcome } from '../../../shared/analysis/tables.ts'
import styles from './lanes.module.css'

const PATHS: Readonly<Record<Outcome, string>> = {
  established: 'M1 5.2 4 8.2 9 2.4',
  unanswered: 'M2 2 8 8 M8 2 2 8',
  refused: 'M1.5 1.5H8.5V8.5H1.5Z',
  'icmp-rejected': 'M5 .8 9.2 5 5 9.2 .8 5Z',
  'half-open': 'M5 1A4 4 0 0 1 5 9Z M5 1A4 4 0 0 0 5 9',
  'final-ack-ignored': 'M1 5H9 M6 2 9 5 6 8',
  'reset-after-handshake': 'M1.5 1.5H8.5V8.5H1.5Z M3.5 3.5 6.5 6.5',
  'challenge-acked': 'M5 1A4 4 0 1 1 4.99 1 M5 3V6',
  'simultaneous-open': 'M1 3H9 M1 7H9',
  undecided: 'M2 5H8',
}

export function OutcomeMark({ outcome }: { readonly outcome: Outcome }) {
  return (
    <svg className={styles.outcomeMark} viewBox="0 0 10 10" aria-hidden focusable={false}>
      <path
        d={PATHS[outcome]}
        fill="none"
        stroke={`var(--outcome-${outcome})`}
        strokeWidth={1.9}
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
