// How long a client keeps trying to connect, and when its program gets ETIMEDOUT: the arithmetic of
// tcp_write_timeout and tcp_model_timeout (counters.md §7.1), by the schedule that its SYNs follow.
import type { Schedule } from '../analysis/tables.ts'

export interface Patience {
  /** Retransmissions that the schedule allows. */
  readonly retransmissions: number
  /** Seconds from the first SYN to ETIMEDOUT by the nominal schedule; real timers are up to 13 % late. */
  readonly timeout: number
  /** The `tcp_syn_retries` (or TCP_SYNCNT) behind it. */
  readonly retries: number
}

/** Seconds until Linux gives up with `retries` = tcp_syn_retries: (2^(retries + 1) − 1) · first timer. */
export function modelTimeout(retries: number, firstTimer = 1): number {
  return (2 ** (retries + 1) - 1) * firstTimer
}

/** `tcp_syn_linear_timeouts` of Linux since 6.5. */
const LINEAR_STEPS = 4

/** Retransmissions before the time limit of `retries` ends a schedule whose first timers do not grow (1 1 1 1 1 2 4 …). */
function linearRetransmissions(retries: number): number {
  let elapsed = 0
  let gap = 1
  for (let sent = 0; sent < retries + LINEAR_STEPS; sent++) {
    elapsed += gap
    if (elapsed >= modelTimeout(retries)) return sent
    if (sent >= LINEAR_STEPS) gap *= 2
  }
  return retries + LINEAR_STEPS
}

/**
 * What a client with `schedule` that has sent `syns` SYNs will do. The number of retries is the default unless the
 * setting is known or the client has already sent more. Null for schedules whose end is not known.
 */
export function patienceOf(schedule: Schedule, syns: number, knownRetries: number | null = null): Patience | null {
  switch (schedule) {
    case 'linux-exponential': {
      const retries = Math.max(knownRetries ?? DEFAULT_RETRIES, syns - 1)
      return { retries, retransmissions: retries, timeout: modelTimeout(retries) }
    }
    case 'linux-linear': {
      let retries = knownRetries ?? DEFAULT_RETRIES
      while (linearRetransmissions(retries) < syns - 1) retries++
      return { retries, retransmissions: linearRetransmissions(retries), timeout: modelTimeout(retries) }
    }
    case 'three-seconds': {
      const retries = Math.max(knownRetries ?? OLD_RETRIES, syns - 1)
      return { retries, retransmissions: retries, timeout: modelTimeout(retries, 3) }
    }
    case 'bsd-legacy':
      return { retries: 7, retransmissions: 7, timeout: 75 }
    case 'none':
    case 'after-reset':
    case 'constant':
    case 'doubling':
    case 'application':
      return null
  }
}

const DEFAULT_RETRIES = 6
/** Linux up to 3.6. */
const OLD_RETRIES = 5

/** The longest that timers may be late when the kernel's HZ is not known (8/63 of the delay, counters.md §7.3). */
export const TIMER_LATENESS = 0.13
