// SYN retransmission schedules by name: nominal gaps, when the next SYN is due and when the kernel gives up.
// Linux net/ipv4/tcp_timer.c (tcp_retransmit_timer, tcp_write_timeout, tcp_model_timeout), RFC 6298 §2.1 and §5.5; tables in
// ../shared/reference/counters.md §7. All times in seconds.
import type { Schedule } from '../analysis/tables.ts'

/** Linux: tcp_rto_max_ms, 120 s unless changed. */
const RTO_MAX = 120
/** Linux: tcp_syn_linear_timeouts, default since 6.5. */
const LINEAR_TIMEOUTS = 4
/** Linux: tcp_syn_retries, default since 3.7. */
export const DEFAULT_SYN_RETRIES = 6

export type NominalSchedule = 'linux-exponential' | 'linux-linear' | 'three-seconds' | 'bsd-legacy'
export const NOMINAL_SCHEDULES = ['linux-exponential', 'linux-linear', 'three-seconds', 'bsd-legacy'] as const

/** Gaps between neighbouring SYNs, longer than any kernel goes on. */
export const NOMINAL_GAPS: Readonly<Record<NominalSchedule, readonly number[]>> = {
  'linux-exponential': [1, 2, 4, 8, 16, 32, 64, RTO_MAX, RTO_MAX],
  'linux-linear': [1, 1, 1, 1, 1, 2, 4, 8, 16, 32, 64, RTO_MAX, RTO_MAX],
  'three-seconds': [3, 6, 12, 24, 48, 96, RTO_MAX],
  'bsd-legacy': [3, 3.2, 3.2, 3.2, 3.2, 6.4, 12.8, 24, 48],
}

/** Gap of the Windows repeats of a refused SYN. */
export const AFTER_RESET_GAP = 0.5

export function isNominal(schedule: Schedule): schedule is NominalSchedule {
  return schedule in NOMINAL_GAPS
}

/** One operating system's series of SYNs, for drawing beside the observed one. */
export interface ReferenceSchedule {
  /** Key of the catalogue `tcp.schedule.reference.…`. */
  readonly key: string
  readonly schedule: NominalSchedule
  /** SYNs after the first one, seconds. */
  readonly offsets: readonly number[]
  /** connect() fails, seconds after the first SYN. */
  readonly giveUp: number
}

/** Defaults of well-known systems (counters.md §7.1 and §7.4). */
export const REFERENCE_SCHEDULES: readonly ReferenceSchedule[] = [
  { key: 'linux', schedule: 'linux-exponential', ...linux(DEFAULT_SYN_RETRIES, 0) },
  { key: 'linux65', schedule: 'linux-linear', ...linux(DEFAULT_SYN_RETRIES, LINEAR_TIMEOUTS) },
  { key: 'linux30', schedule: 'three-seconds', offsets: [3, 9, 21, 45, 93], giveUp: 189 },
  { key: 'windowsOld', schedule: 'three-seconds', offsets: [3, 9], giveUp: 21 },
  { key: 'windows10', schedule: 'linux-exponential', offsets: [1, 3, 7, 15], giveUp: 31 },
  { key: 'macos', schedule: 'linux-linear', offsets: [1, 2, 3, 4, 5, 7, 11, 19, 35, 67], giveUp: 75 },
  { key: 'freebsd', schedule: 'linux-exponential', offsets: [1, 3, 7, 15, 31, 63], giveUp: 75 },
  { key: 'freebsdOld', schedule: 'bsd-legacy', offsets: [3, 6.2, 9.4, 12.6, 15.8, 22.2, 35], giveUp: 75 },
]

/**
 * Linux' series for `retries` = tcp_syn_retries (or TCP_SYNCNT) and `linear` = tcp_syn_linear_timeouts: SYNs until
 * either retries + linear are out or the time of the model, (2^(retries + 1) − 1) s, is up.
 */
export function linux(
  retries: number,
  linear: number,
): { readonly offsets: readonly number[]; readonly giveUp: number } {
  const model = modelTimeout(retries)
  const offsets: number[] = []
  let time = 0
  let gap = 1
  for (let count = 0; ; count++) {
    time += gap
    if (count >= retries + linear || (count >= 1 && time >= model)) return { offsets, giveUp: time }
    offsets.push(time)
    if (count >= linear) gap = Math.min(2 * gap, RTO_MAX)
  }
}

/** tcp_model_timeout: (2^(n + 1) − 1) s, growing by RTO_MAX a step once the gap has reached it. */
function modelTimeout(retries: number): number {
  const steps = Math.floor(Math.log2(RTO_MAX))
  if (retries <= steps) return 2 ** (retries + 1) - 1
  return 2 ** (steps + 1) - 1 + (retries - steps) * RTO_MAX
}

/** Offsets of the SYNs of a schedule, `count` of them, the first at 0; for the faint line behind the observed ones. */
export function nominalOffsets(schedule: NominalSchedule, count: number): number[] {
  const offsets = [0]
  for (const gap of NOMINAL_GAPS[schedule].slice(0, Math.max(0, count - 1))) offsets.push((offsets.at(-1) ?? 0) + gap)
  return offsets
}

/**
 * Seconds from the SYN at `position` (0 = first) of the schedule to the next one; null where nothing can be said.
 * `lastGap` is the gap before that SYN, NaN for the first.
 */
export function nextGap(schedule: Schedule, position: number, lastGap: number): number | null {
  if (isNominal(schedule)) return NOMINAL_GAPS[schedule][position] ?? RTO_MAX
  if (schedule === 'after-reset') return AFTER_RESET_GAP
  if (schedule === 'constant') return lastGap
  if (Number.isNaN(lastGap)) return null
  return Math.min(2 * lastGap, RTO_MAX)
}

/**
 * Seconds after the first SYN at which connect() fails with ETIMEDOUT, for a client that follows the schedule and allows
 * `retries` (tcp_syn_retries; Linux); null for schedules whose limit is not known.
 */
export function giveUpAfter(schedule: Schedule, retries = DEFAULT_SYN_RETRIES): number | null {
  if (schedule === 'linux-exponential') return linux(retries, 0).giveUp
  if (schedule === 'linux-linear') return linux(retries, LINEAR_TIMEOUTS).giveUp
  if (schedule === 'three-seconds') return 3 * (2 ** Math.min(retries, 5) * 2 - 1)
  if (schedule === 'bsd-legacy') return 75
  return null
}

/** SYN packets that a client sends in all, with the kernel's defaults; null where it is not known. */
export function fullCount(schedule: Schedule): number | null {
  if (schedule === 'linux-exponential') return linux(DEFAULT_SYN_RETRIES, 0).offsets.length + 1
  if (schedule === 'linux-linear') return linux(DEFAULT_SYN_RETRIES, LINEAR_TIMEOUTS).offsets.length + 1
  return null
}
