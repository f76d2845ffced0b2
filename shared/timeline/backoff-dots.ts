// SYNs of chosen handshakes by attempt and time since the first SYN, gathered into few enough dots for a chart: SYNs
// that lie within a fraction of an octave of each other are one dot with a count.
import { MARK } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'
import { KIND } from './packet-kind-codes.ts'

export interface BackoffDots {
  readonly dots: readonly GatheredDot[]
  /** Handshakes that have at least two SYNs, and so a backoff to show. */
  readonly handshakes: number
  readonly attempts: number
  /** Largest offset in seconds. */
  readonly longest: number
  /** By attempt − 1. */
  readonly byAttempt: readonly AttemptFigures[]
}

export interface GatheredDot {
  /** 1 = the first SYN. */
  readonly attempt: number
  /** Mean offset of the SYNs gathered here, seconds since the first SYN. */
  readonly offset: number
  readonly count: number
  readonly unanswered: boolean
}

export interface AttemptFigures {
  readonly count: number
  readonly least: number
  readonly mean: number
  readonly most: number
}

interface Gathering {
  attempt: number
  sum: number
  count: number
  unanswered: boolean
}

/** Attempts beyond this many are not drawn (no kernel sends more; programs may). */
export const MOST_ATTEMPTS = 16

/** Looks at `rows` of the HandshakeTable; at most `limit` dots come back, gathered more coarsely where needed. */
export function backoffDots(
  analysis: PacketAnalysis,
  axis: TimeAxis,
  rows: ArrayLike<number>,
  limit: number,
): BackoffDots {
  for (let perOctave = 48; ; perOctave /= 2) {
    const gathered = gather(analysis, axis, rows, perOctave)
    if (gathered.dots.length <= limit || perOctave <= 1) return gathered
  }
}

function gather(analysis: PacketAnalysis, axis: TimeAxis, rows: ArrayLike<number>, perOctave: number): BackoffDots {
  const { handshakes, packets } = analysis
  const cells = new Map<number, Gathering>()
  const figures: { count: number; least: number; sum: number; most: number }[] = []
  let attempts = 0
  let longest = 0
  let counted = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    let attempt = 0
    let first = 0
    const last = handshakes.packetStart[row + 1] ?? 0
    for (let p = handshakes.packetStart[row] ?? 0; p < last; p++) {
      const marks = packets.marks[p] ?? 0
      if (packets.kind[p] !== KIND.syn || (marks & MARK.duplicate) !== 0) continue
      const at = packetOffset(analysis, axis, p)
      if (attempt === 0) first = at
      attempt++
      if (attempt > MOST_ATTEMPTS) break
      if (attempt === 2) counted++
      const offset = at - first
      const unanswered = (marks & MARK.unanswered) !== 0
      const bin = attempt === 1 ? 0 : Math.round(Math.log2(Math.max(offset, 1e-6)) * perOctave) + 1_000_000
      const key = (bin * 32 + attempt) * 2 + (unanswered ? 1 : 0)
      const cell = cells.get(key)
      if (cell === undefined) cells.set(key, { attempt, sum: offset, count: 1, unanswered })
      else {
        cell.sum += offset
        cell.count++
      }
      const known = (figures[attempt - 1] ??= { count: 0, least: Infinity, sum: 0, most: 0 })
      known.count++
      known.sum += offset
      known.least = Math.min(known.least, offset)
      known.most = Math.max(known.most, offset)
      if (offset > longest) longest = offset
    }
    if (Math.min(attempt, MOST_ATTEMPTS) > attempts) attempts = Math.min(attempt, MOST_ATTEMPTS)
  }
  return {
    // Large dots first, so that small ones are drawn over them.
    dots: [...cells.values()]
      .map(({ attempt, sum, count, unanswered }) => ({ attempt, offset: sum / count, count, unanswered }))
      .sort((a, b) => b.count - a.count),
    handshakes: counted,
    attempts,
    longest,
    byAttempt: figures.map(({ count, least, sum, most }) => ({ count, least, mean: sum / count, most })),
  }
}
