// When each recognised schedule sends its SYNs, for the bands behind the backoff panel. Sources: shared/analysis/tables.ts
// SCHEDULES; net/ipv4/tcp_timer.c (TCP_TIMEOUT_INIT 1 s, tcp_syn_linear_timeouts), FreeBSD tcp_timer.c tcp_syn_backoff.
import type { Schedule } from '../../analysis/tables.ts'

const FIXED: Partial<Readonly<Record<Schedule, readonly number[]>>> = {
  'linux-exponential': [1, 2, 4, 8, 16, 32, 64],
  'linux-linear': [1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64],
  'three-seconds': [3, 6, 12, 24, 48],
  'bsd-legacy': [3, 3.2, 3.2, 3.2, 3.2, 6.4, 12.8],
  'after-reset': [0.5, 0.5],
}

/** Gaps between SYNs in seconds; `firstGap` is what was measured, for schedules without a fixed one. Null: none known. */
export function scheduleGaps(schedule: Schedule, firstGap: number): readonly number[] | null {
  const fixed = FIXED[schedule]
  if (fixed !== undefined) return fixed
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
