// The SYNs of one handshake as a row of marks on a scale of doubling times: exponential backoff stands evenly spaced.
// Filled: unanswered; a ring: answered or followed by an answer; the bar at the end is the answer itself.
import { memo } from 'react'
import { MARK, OUTCOMES } from '../../../shared/analysis/tables.ts'
import { packetOffset } from '../../../shared/timeline/moment.ts'
import { KIND } from '../../../shared/timeline/packet-kind-codes.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import styles from './table.module.css'

const WIDTH = 132
const HEIGHT = 16
/** The scale ends here: Linux gives up after 127 s. */
const LONGEST = 128
const MOST_MARKS = 40

/** 0 s at the left edge, 1 s, 3 s, 7 s, 15 s … at equal steps. */
function place(seconds: number): number {
  return 5 + (Math.log2(1 + Math.min(LONGEST, Math.max(0, seconds))) / Math.log2(1 + LONGEST)) * (WIDTH - 10)
}

export const SynPattern = memo(function SynPattern({ loaded, row }: { readonly loaded: Loaded; readonly row: number }) {
  const { handshakes, packets } = loaded.analysis.packets
  const begin = loaded.columns.start[row] ?? 0
  const end = Math.min(handshakes.packetStart[row + 1] ?? 0, (handshakes.packetStart[row] ?? 0) + MOST_MARKS)
  const outcome = OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided'
  const marks = []
  let last = 5
  for (let p = handshakes.packetStart[row] ?? 0; p < end; p++) {
    const bits = packets.marks[p] ?? 0
    if ((bits & MARK.duplicate) !== 0) continue
    const x = place(packetOffset(loaded.analysis.packets, loaded.axis, p) - begin)
    const kind = packets.kind[p]
    if (kind === KIND.syn) {
      const unanswered = (bits & MARK.unanswered) !== 0
      marks.push(<circle key={p} cx={x} cy={8} r={3} data-mark={unanswered ? 'unanswered' : 'syn'} />)
    } else if (kind === KIND.synAck) {
      marks.push(<path key={p} d={`M${x} 3V13`} data-mark="syn-ack" />)
    } else if (kind === KIND.reset) {
      marks.push(<path key={p} d={`M${x - 3} 5l6 6m0-6l-6 6`} data-mark="reset" />)
    } else if (kind === KIND.icmp) {
      marks.push(<path key={p} d={`M${x} 4l4 7h-8z`} data-mark="icmp" />)
    } else continue
    last = Math.max(last, x)
  }
  return (
    <svg
      className={styles.pattern}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      data-outcome={outcome}
      aria-hidden
    >
      <path d={`M5 8H${last}`} data-mark="line" />
      {marks}
    </svg>
  )
})
