// When each recognised schedule sends its SYNs, for the bands behind the backoff panel.
import type { Schedule } from '../../analysis/tables.ts'
import { AFTER_RESET_GAP, isNominal, NOMINAL_GAPS } from '../../tcp/rto-schedule.ts'

/** Gaps between SYNs in seconds; `firstGap` is what was measured, for schedules without a fixed one. Null: none known. */
export function scheduleGaps(schedule: Schedule, firstGap: number): readonly number[] | null {
  if (isNominal(schedule)) return NOMINAL_GAPS[schedule]
  if (schedule === 'after-reset') return [AFTER_RESET_GAP, AFTER_RESET_GAP]
  if (schedule === 'constant') return Array.from({ length: 12 }, () => firstGap)
  if (schedule === 'doubling') return Array.from({ length: 8 }, (_, i) => firstGap * 2 ** i)
  return null
}

/** Linux timers fire up to this share late (timer wheel) and not early; measured 0 … 6.5 %. */
export const TIMER_LATE = 0.07

/** True when a measured gap is what a timer of `nominal` seconds gives: not early, at most the wheel's slack late. */
export function gapFits(gap: number, nominal: number): boolean {
  return gap >= nominal * 0.97 && gap <= nominal * (1 + TIMER_LATE) + 0.02
}
