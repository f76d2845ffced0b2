// Clock steps within a capture, noticed while its segments go by. A clock that was set back would put later packets
// before earlier ones; from such a step on a correction is added, so that corrected times never run back by more than
// what reordering in the capture explains. The times in the file stay untouched.
import type { Segment } from '../net/segment.ts'

/** Packets this much older than the newest one are a clock step; less is reordering between receive queues. */
const STEP_NANOS = 5e8
/** Steps remembered for one capture; a file with more has no meaningful clock. */
const MAX_STEPS = 1000

export interface ClockStep {
  /** First frame after the step. */
  readonly frame: number
  /** Nanoseconds to add to times from this frame on, all steps so far together. */
  readonly correction: number
  /** Nanoseconds that the clock was set back. */
  readonly back: number
}

/** A stretch of time in which no segment came by: where a clock that was set forward hides. */
export interface Silence {
  /** First frame after it. */
  readonly frame: number
  readonly nanos: number
}

const SILENCES = 8
const SILENCE_NANOS = 10e9

export class ClockWatch {
  /** Seconds since the epoch of time 0; the first segment's. */
  base = 0
  readonly steps = new Map<number, ClockStep[]>()
  readonly silences = new Map<number, Silence[]>()
  /** First and newest corrected time of each capture's segments, nanoseconds after the base. */
  readonly first = new Map<number, number>()
  readonly last = new Map<number, number>()
  private started = false
  private capture = -1
  private newest = -Infinity
  private correction = 0
  /** Newest time and correction before the last step, while it may still be a straggler. */
  private before = -Infinity
  private correctionBefore = 0

  /** Looks at one segment, in file order. */
  see(s: Segment): void {
    if (!this.started) {
      this.started = true
      this.base = Math.floor(s.seconds)
    }
    const raw = (s.seconds - this.base) * 1e9 + s.nanos
    if (s.capture !== this.capture) this.begin(s.capture, raw)
    const time = raw + this.correction
    if (time >= this.newest) {
      if (time - this.newest > SILENCE_NANOS) this.silence(s, time - this.newest)
      if (this.before !== -Infinity) this.confirm(raw)
      if (raw + this.correction > this.newest) this.newest = raw + this.correction
    } else if (this.newest - time > STEP_NANOS) this.step(s, time)
    else this.before = -Infinity
  }

  /** Closes the books of the capture that was read last; before `last` is looked at. */
  end(): void {
    if (this.capture >= 0) this.last.set(this.capture, this.newest)
  }

  private begin(capture: number, time: number): void {
    this.end()
    this.capture = capture
    this.first.set(capture, time)
    this.newest = -Infinity
    this.before = -Infinity
    this.correction = 0
  }

  private step(s: Segment, time: number): void {
    const steps = this.steps.get(s.capture) ?? []
    if (steps.length >= MAX_STEPS) return
    this.steps.set(s.capture, steps)
    const back = this.newest - time
    this.before = this.newest
    this.correctionBefore = this.correction
    this.correction += back
    steps.push({ frame: s.frame, correction: this.correction, back })
  }

  /** After a step: a next packet that fits the clock before it shows that one packet was late, not the clock. */
  private confirm(raw: number): void {
    if (raw + this.correctionBefore >= this.before) {
      this.steps.get(this.capture)?.pop()
      this.correction = this.correctionBefore
      this.newest = this.before
    }
    this.before = -Infinity
  }

  private silence(s: Segment, nanos: number): void {
    if (this.newest === -Infinity) return
    const silences = this.silences.get(s.capture) ?? []
    this.silences.set(s.capture, silences)
    if (silences.length === SILENCES) {
      const shortest = silences.reduce((least, one, i) => (one.nanos < silences[least]!.nanos ? i : least), 0)
      if (silences[shortest]!.nanos >= nanos) return
      silences.splice(shortest, 1)
    }
    silences.push({ frame: s.frame, nanos })
  }
}

/** Nanoseconds to add to a frame's time. `steps` in order of frames. */
export function correctionAt(steps: readonly ClockStep[] | undefined, frame: number): number {
  if (steps === undefined) return 0
  let correction = 0
  for (const step of steps) {
    if (step.frame > frame) break
    correction = step.correction
  }
  return correction
}
