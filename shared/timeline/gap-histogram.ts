// All gaps between neighbouring SYNs of a handshake, on a log2 axis, with the peaks named after the retransmission
// timers they stand at (RFC 6298 §2.1, counters.md §7: a Linux timer fires up to one wheel bucket late, never early).
import { MARK } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'
import { KIND } from './packet-kind-codes.ts'

/** Shortest and longest gap on the axis, as powers of two of seconds: 1 ms to 256 s. */
export const GAP_OCTAVES = { from: -10, to: 8 } as const
const PER_OCTAVE = 12
export const GAP_BINS = (GAP_OCTAVES.to - GAP_OCTAVES.from) * PER_OCTAVE

export interface GapHistogram {
  readonly counts: Uint32Array
  /** Sum of the gaps in a bin in seconds: the mean of a peak is exact, not the middle of a bin. */
  readonly sums: Float64Array
}

export interface GapPeak {
  readonly fromBin: number
  readonly toBin: number
  readonly gaps: number
  /** Mean gap in seconds. */
  readonly mean: number
  /** Seconds of the timer that this peak stands at, null when none of the known ones fits. */
  readonly timer: number | null
}

export function emptyGapHistogram(): GapHistogram {
  return { counts: new Uint32Array(GAP_BINS), sums: new Float64Array(GAP_BINS) }
}

/** Bin of a gap; gaps outside the axis fall into the first or last. */
export function binOfGap(seconds: number): number {
  const bin = Math.floor((Math.log2(seconds) - GAP_OCTAVES.from) * PER_OCTAVE)
  return Math.min(Math.max(bin, 0), GAP_BINS - 1)
}

/** Lower edge of a bin in seconds (also of bin GAP_BINS: the end of the axis). */
export function gapOfBin(bin: number): number {
  return 2 ** (GAP_OCTAVES.from + bin / PER_OCTAVE)
}

/** Adds the gaps of handshakes from … to − 1. */
export function addGaps(
  histogram: GapHistogram,
  analysis: PacketAnalysis,
  axis: TimeAxis,
  from: number,
  to: number,
): void {
  const { packetStart } = analysis.handshakes
  const { kind, marks } = analysis.packets
  for (let row = from; row < to; row++) {
    let before = NaN
    const last = packetStart[row + 1] ?? 0
    for (let p = packetStart[row] ?? 0; p < last; p++) {
      if (kind[p] !== KIND.syn || ((marks[p] ?? 0) & MARK.duplicate) !== 0) continue
      const at = packetOffset(analysis, axis, p)
      const gap = at - before
      before = at
      if (!(gap > 0)) continue
      const bin = binOfGap(gap)
      histogram.counts[bin] = (histogram.counts[bin] ?? 0) + 1
      histogram.sums[bin] = (histogram.sums[bin] ?? 0) + gap
    }
  }
}

/** First gaps of the schedules in counters.md §7, and what doubling makes of them. */
const TIMERS = [0.5, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 120, 128]

/** The timer that a gap of `seconds` fits: at most 2 % early (remote capture), 13 % + 20 ms late (counters.md §7.3). */
export function timerOfGap(seconds: number): number | null {
  const fits = TIMERS.filter((timer) => seconds >= timer * 0.98 && seconds <= timer * 1.13 + 0.02)
  return fits.at(-1) ?? null
}

/** Peaks from left to right: runs of filled bins around each local maximum with at least `share` of all gaps. */
export function gapPeaks(histogram: GapHistogram, share = 0.02): GapPeak[] {
  const { counts, sums } = histogram
  const total = counts.reduce((a, b) => a + b, 0)
  const peaks: GapPeak[] = []
  let bin = 0
  while (bin < GAP_BINS) {
    if (counts[bin] === 0) {
      bin++
      continue
    }
    const from = bin
    let gaps = 0
    let sum = 0
    // A run ends at an empty bin, or in a valley: the count rises again to the double after having halved.
    let most = 0
    let least = Infinity
    while (bin < GAP_BINS && counts[bin] !== 0) {
      const count = counts[bin] ?? 0
      if (count * 2 <= most && count < least) least = count
      if (least < Infinity && count >= least * 2) break
      if (count > most) most = count
      gaps += count
      sum += sums[bin] ?? 0
      bin++
    }
    if (gaps >= 2 && gaps >= total * share) {
      const mean = sum / gaps
      peaks.push({ fromBin: from, toBin: bin, gaps, mean, timer: timerOfGap(mean) })
    }
  }
  return peaks
}
