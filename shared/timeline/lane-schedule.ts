// What the recognised retransmission schedule says about one lane: where each SYN was due, which of them the capture
// does not have, when the next one would come and when the client gives up. Each due time counts from the SYN before
// it, because a kernel arms the next timer when the last one fires: lateness adds up, and is no deviation.
import { handshakeView } from '../analysis/handshake-view.ts'
import { FEATURE } from '../analysis/tables.ts'
import type { PacketAnalysis, Schedule } from '../analysis/tables.ts'
import { giveUpAfter, isNominal, nextGap, NOMINAL_GAPS, nominalOffsets } from '../tcp/rto-schedule.ts'

export interface LaneSchedule {
  /** Seconds after the first captured SYN at which the schedule expects the later ones that are captured. */
  readonly expected: readonly number[]
  /** SYNs that the schedule expects inside the gaps and the capture does not have. */
  readonly missing: readonly number[]
  /** The SYN that would come after the last captured one; null: none due, or answered. */
  readonly next: number | null
  /** When connect() fails with ETIMEDOUT; null when answered or unknown. */
  readonly giveUp: number | null
}

/** Late by at most a wheel bucket, early by a little jitter on the way (counters.md §7.3). */
const EARLY = 0.96
const LATE = 1.13
const LATE_SECONDS = 0.025

/** Null when no schedule was recognised for handshake `row`. */
export function laneSchedule(analysis: PacketAnalysis, row: number, answered: boolean): LaneSchedule | null {
  const view = handshakeView(analysis, row)
  const { schedule, gaps } = view
  if (schedule === null || gaps.length === 0) return null
  const begunBefore = ((analysis.handshakes.features[row] ?? 0) & FEATURE.firstSynMissing) !== 0
  const walked = walkGaps(schedule, gaps, begunBefore)
  const last = gaps.reduce((a, b) => a + b, 0)
  if (answered) return { ...walked.due, next: null, giveUp: null }
  const giveUp = walked.start > 0 ? null : giveUpAfter(schedule)
  const gap = nextGap(schedule, walked.position, gaps.at(-1) ?? NaN)
  // By the schedule's own clock: the timer after the last SYN ends in ETIMEDOUT, not in another SYN.
  const due = isNominal(schedule) ? (nominalOffsets(schedule, walked.position + 2).at(-1) ?? 0) : 0
  const over = giveUp !== null && due >= giveUp
  return { ...walked.due, next: over || gap === null ? null : last + gap, giveUp }
}

interface Walked {
  readonly due: { readonly expected: number[]; readonly missing: number[] }
  /** Place of the first captured SYN in the schedule; more than 0 when the capture began later. */
  readonly start: number
  /** Place of the last captured SYN. */
  readonly position: number
}

/** Lays the gaps along the schedule; a gap that holds several timers has SYNs missing between. */
function walkGaps(schedule: Schedule, gaps: readonly number[], begunBefore: boolean): Walked {
  if (!isNominal(schedule)) return walkFrom(schedule, gaps, 0)
  let best = walkFrom(schedule, gaps, 0)
  if (!begunBefore) return best
  for (let start = 1; start < NOMINAL_GAPS[schedule].length; start++) {
    const walked = walkFrom(schedule, gaps, start)
    if (deviation(walked, gaps) < deviation(best, gaps) - 1e-9) best = walked
  }
  return best
}

function walkFrom(schedule: Schedule, gaps: readonly number[], start: number): Walked {
  const due = { expected: [] as number[], missing: [] as number[] }
  let position = start
  let at = 0
  gaps.forEach((gap, i) => {
    const before = gaps[i - 1] ?? NaN
    const timers = timersIn(schedule, position, before, gap)
    timers.slice(0, -1).forEach((offset) => due.missing.push(at + offset))
    due.expected.push(at + (timers.at(-1) ?? gap))
    position += timers.length
    at += gap
  })
  return { due, start, position }
}

/** Due times after the SYN at `position` that lie in a gap; the last one is that of the SYN at its end. */
function timersIn(schedule: Schedule, position: number, before: number, gap: number): number[] {
  const timers: number[] = []
  let sum = 0
  for (let step = 0; step < 9; step++) {
    const next = nextGap(schedule, position + step, step === 0 ? before : (timers[step - 1] ?? NaN))
    if (next === null || Number.isNaN(next)) break
    sum += next
    if (sum * EARLY > gap && step > 0) break
    timers.push(sum)
    if (gap >= sum * EARLY && gap <= sum * LATE + LATE_SECONDS) return timers
    if (!isNominal(schedule)) break
  }
  // Nothing fits: one timer was due, the SYN came at another time (an application, or a challenge ACK).
  return timers.slice(0, 1)
}

function deviation(walked: Walked, gaps: readonly number[]): number {
  let at = 0
  return gaps.reduce((sum, gap, i) => {
    at += gap
    return sum + Math.abs(at - (walked.due.expected[i] ?? at)) / gap
  }, walked.due.missing.length * 0.5)
}
