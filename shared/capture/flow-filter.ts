// Which packets the scanning thread hands on. It is some runs ahead of the tracker, so what it knows of the tracker's
// interest is old: flows with a SYN since then count as awaited, too, and where a SYN may hide in something that is not
// plain TCP (a tunnel, a VLAN, a fragment) all flows do. The tracker's own look at its interest decides in the end.
import { SYN_MAY_HIDE, synFlow } from '../net/quick-skip.ts'
import { markAwaited } from '../net/segment.ts'

interface RunAhead {
  /** Flows with a SYN in this run. */
  readonly syns: number[]
  isBlind: boolean
}

export class FlowFilter {
  /** As SegmentSink.interest: what the tracker may wait for at this place of the file. */
  private readonly bits: Uint32Array
  /** Hand everything on. */
  isBlind = false
  /** Runs that the tracker had not seen when `bits` was taken, oldest first; the last one is being scanned. */
  private ahead: RunAhead[] = []
  private settled = 0

  constructor(bits: Uint32Array) {
    this.bits = bits
  }

  /** A new run begins. */
  beginRun(): void {
    this.ahead.push({ syns: [], isBlind: false })
  }

  /** The tracker's interest after it took `runs` runs in all. */
  settle(interest: Uint32Array, runs: number): void {
    this.ahead.splice(0, runs - this.settled)
    this.settled = runs
    this.bits.set(interest)
    this.isBlind = false
    for (const run of this.ahead) {
      this.isBlind ||= run.isBlind
      for (const flow of run.syns) markAwaited(this.bits, flow)
    }
  }

  /** Takes note of an Ethernet frame that is handed on in any case: it may make somebody wait. */
  note(view: DataView, at: number, captured: number): void {
    const run = this.ahead[this.ahead.length - 1]
    const flow = synFlow(view, at, captured)
    if (flow === SYN_MAY_HIDE) {
      this.isBlind = true
      if (run) run.isBlind = true
    } else if (flow >= 0) {
      markAwaited(this.bits, flow)
      run?.syns.push(flow)
    }
  }
}
