// When each capture began and ended on the corrected clock, and which captures follow one another at the same point.
import type { CaptureReadResult } from '../capture/read-capture.ts'
import type { ExactTime } from '../units/exact-time.ts'
import type { ClockWatch } from './clock-watch.ts'

export interface CaptureSpans {
  /** Nanoseconds after the base of the ClockWatch, by row of captures; Infinity and -Infinity without packets. */
  readonly start: Float64Array
  readonly end: Float64Array
}

/** Spans of single files; packets of all kinds count, not only those that the tracker saw. */
export function captureSpans(captures: readonly CaptureReadResult[], clock: ClockWatch): CaptureSpans {
  clock.end()
  const start = new Float64Array(captures.length).fill(Infinity)
  const end = new Float64Array(captures.length).fill(-Infinity)
  captures.forEach((capture, row) => {
    // After a clock step the smallest and largest time in the file are not its beginning and end.
    const stepped = clock.steps.has(row)
    const first = stepped ? null : capture.firstPacketTime
    const last = stepped ? null : capture.lastPacketTime
    start[row] = Math.min(first === null ? Infinity : nanosAfter(clock.base, first), clock.first.get(row) ?? Infinity)
    end[row] = Math.max(last === null ? -Infinity : nanosAfter(clock.base, last), clock.last.get(row) ?? -Infinity)
  })
  return { start, end }
}

function nanosAfter(base: number, time: ExactTime): number {
  return (time.seconds - base) * 1e9 + time.nanos
}
