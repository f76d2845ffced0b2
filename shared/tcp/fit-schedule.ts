// Recognises a retransmission schedule in the gaps between the SYNs of one handshake, with SYNs that the capture lost and
// with captures that begin in the middle. Timers of Linux are never early and up to 1/8 late (kernel/time/timer.c);
// a few per cent early are allowed for captures far from the client. ../shared/reference/counters.md §7.3, §7.5.
import type { Schedule } from '../analysis/tables.ts'
import { AFTER_RESET_GAP, isNominal, NOMINAL_GAPS, NOMINAL_SCHEDULES, type NominalSchedule } from './rto-schedule.ts'

const EARLY = 0.96
const LATE = 1.13
const LATE_SECONDS = 0.025
/** A SYN sent again this soon follows a reset of the old connection and no timer (counters.md §3.C). */
const QUICK_GAP = 0.1
/** Most SYNs that may be missing within one gap. */
const MOST_MISSING = 8

export interface ScheduleFit {
  readonly schedule: Schedule
  /** Place of the last SYN in the schedule, 0 = first. */
  readonly position: number
  /** SYNs that belong inside the gaps and are not in the capture. */
  readonly missing: number
  /** SYNs of the schedule before the first one in the capture. */
  readonly before: number
  /** Several schedules fit equally well, e.g. with one gap of a second. */
  readonly ambiguous: boolean
}

export interface FitContext {
  /** Seconds from the beginning of the capture to the first SYN. */
  readonly sinceStart: number
  /** The schedule that other handshakes of this client follow; decides where several fit. */
  readonly usual?: Schedule
  /** True when every SYN but the last was answered by a reset. */
  readonly afterResets?: boolean
}

export const NO_FIT: ScheduleFit = { schedule: 'none', position: 0, missing: 0, before: 0, ambiguous: false }

/**
 * `gaps` in seconds, in order of time; NaN for a gap of unknown length (a clock step lies in it), which stands for one
 * step of any schedule. Fewer than one known gap fits nothing.
 */
export function fitSchedule(gaps: readonly number[], context: FitContext): ScheduleFit {
  if (gaps.every((gap) => Number.isNaN(gap))) return NO_FIT
  if (context.afterResets && gaps.every((gap) => Math.abs(gap - AFTER_RESET_GAP) < 0.15))
    return { ...NO_FIT, schedule: 'after-reset', position: gaps.length }
  return bestNominal(gaps, context) ?? otherSeries(gaps)
}

/** Series of no known system: equal gaps, or each twice the one before. */
function otherSeries(gaps: readonly number[]): ScheduleFit {
  if (gaps.length < 2 || !gaps.every((gap) => gap > QUICK_GAP)) return NO_FIT
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  if (gaps.every((gap) => Math.abs(gap - mean) <= 0.05 * mean + 0.02))
    return { ...NO_FIT, schedule: 'constant', position: gaps.length }
  if (gaps.every((gap, i) => i === 0 || fits(gap, 2 * gaps[i - 1]!, 0.9)))
    return { ...NO_FIT, schedule: 'doubling', position: gaps.length }
  return NO_FIT
}

interface Candidate extends ScheduleFit {
  readonly cost: number
}

function bestNominal(gaps: readonly number[], context: FitContext): ScheduleFit | null {
  const candidates: Candidate[] = []
  for (const schedule of NOMINAL_SCHEDULES) {
    const found = bestStart(schedule, gaps, context)
    if (found !== null) candidates.push(found)
  }
  if (candidates.length === 0) return null
  const least = Math.min(...candidates.map(({ cost }) => cost))
  const equal = candidates.filter(({ cost }) => cost === least)
  const usual = candidates.find(({ schedule }) => schedule === context.usual)
  const chosen = usual ?? equal[0]!
  const { schedule, position, missing, before } = chosen
  return { schedule, position, missing, before, ambiguous: usual === undefined && equal.length > 1 }
}

/** The start within the schedule that explains the gaps with the fewest missing SYNs. */
function bestStart(schedule: NominalSchedule, gaps: readonly number[], context: FitContext): Candidate | null {
  const nominal = NOMINAL_GAPS[schedule]
  if (gaps.length > 1 && gaps[0]! < QUICK_GAP) return afterQuickSyn(schedule, nominal, gaps.slice(1))
  let best: Candidate | null = null
  for (let before = 0; before < nominal.length; before++) {
    if (before > 0 && !mayStartAt(schedule, nominal, before, gaps, context)) continue
    const walked = walk(nominal, before, gaps)
    if (walked === null || walked.missing > gaps.length) continue
    // One gap alone says too little to claim a lost SYN as well, unless the client is known.
    if (gaps.length === 1 && walked.missing > 0 && context.usual !== schedule) continue
    const cost = walked.missing + (before > 0 ? 1 + before / 16 : 0)
    if (best === null || cost < best.cost) best = { schedule, ...walked, before, ambiguous: false, cost }
  }
  return best
}

/**
 * A first repeat that a reset of the old connection provoked takes the place of the first timer (Linux ≥ 5.7), or comes
 * before it.
 */
function afterQuickSyn(
  schedule: NominalSchedule,
  nominal: readonly number[],
  gaps: readonly number[],
): Candidate | null {
  for (const start of [1, 0]) {
    const walked = walk(nominal, start, gaps)
    if (walked === null || walked.missing > 0) continue
    return { schedule, ...walked, before: 0, ambiguous: false, cost: 1 - start }
  }
  return null
}

/**
 * Whether the series may begin at gap `before` of the schedule: the SYN before it was sent before the capture began, or
 * (one-second schedules, whose first gap nobody mistakes) the capture lost it.
 */
function mayStartAt(
  schedule: NominalSchedule,
  nominal: readonly number[],
  before: number,
  gaps: readonly number[],
  context: FitContext,
): boolean {
  if (context.sinceStart <= nominal[before - 1]! * LATE + LATE_SECONDS) return true
  return nominal[0] === 1 && gaps.length >= 2 && (context.usual === undefined || context.usual === schedule)
}

function walk(
  nominal: readonly number[],
  before: number,
  gaps: readonly number[],
): { readonly position: number; readonly missing: number } | null {
  let position = before
  let missing = 0
  for (const gap of gaps) {
    if (Number.isNaN(gap)) {
      position++
      continue
    }
    let sum = 0
    let steps = 0
    for (;;) {
      if (steps > MOST_MISSING || position + steps >= nominal.length) return null
      sum += nominal[position + steps]!
      steps++
      if (fits(gap, sum, EARLY)) break
      if (sum * EARLY > gap) return null
    }
    position += steps
    missing += steps - 1
  }
  return { position, missing }
}

function fits(gap: number, nominal: number, early: number): boolean {
  return gap >= nominal * early && gap <= nominal * LATE + LATE_SECONDS
}

/** True for a fit that tells this client's system from others. */
export function isTelling(fit: ScheduleFit): boolean {
  return isNominal(fit.schedule) && !fit.ambiguous
}
