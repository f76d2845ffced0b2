// How far each SYN of a handshake came, and its answer: with captures from two points or more, a SYN that never arrived is
// told apart from one that the server did not answer and from one whose answer got lost on the way back.
import type { PacketAnalysis, Vantage } from '../analysis/tables.ts'
import { MARK, PACKET_KINDS, type PacketKind } from '../analysis/tables.ts'
import { addNanos, compareTimes } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'

export const SYN_FATES = [
  /** An answer came back to where the SYN was seen first. */
  'answered',
  /** Nothing came back, and only one point was watched. */
  'unanswered',
  /** Left the client and was not seen at the server. */
  'lost-before-server',
  /** Seen at the server, which sent nothing back. */
  'unanswered-by-server',
  /** The server answered; the answer was not seen at the client. */
  'answer-lost',
] as const
export type SynFate = (typeof SYN_FATES)[number]

export interface SynJourney {
  /** Packet row of the SYN (no duplicate). */
  readonly syn: number
  /** Packet rows of all sightings of this SYN, the first one included. */
  readonly sightings: readonly number[]
  /** Packet row of the first answer before the next SYN, null when nothing came back. */
  readonly answer: number | null
  readonly answerSightings: readonly number[]
  readonly fate: SynFate
}

const code = (kind: PacketKind): number => PACKET_KINDS.indexOf(kind)
const SYN = code('syn')
const ANSWERS = new Set([code('syn-ack'), code('bare-ack'), code('icmp'), code('server-data')])
const RESET = code('reset')

/** What happened to each SYN of handshake `row`, in order of time. */
export function synJourneys(analysis: PacketAnalysis, row: number): SynJourney[] {
  const { handshakes, packets } = analysis
  const from = handshakes.packetStart[row] ?? 0
  const to = handshakes.packetStart[row + 1] ?? from
  const journeys: SynJourney[] = []
  let syn = -1
  let answer: number | null = null
  const close = (): void => {
    if (syn < 0) return
    const sightings = sightingsOf(analysis, syn, from, to)
    const answerSightings = answer === null ? [] : sightingsOf(analysis, answer, from, to)
    journeys.push({ syn, sightings, answer, answerSightings, fate: fateOf(analysis, syn, sightings, answerSightings) })
  }
  for (let p = from; p < to; p++) {
    const marks = packets.marks[p] ?? 0
    if ((marks & MARK.duplicate) !== 0) continue
    const kind = packets.kind[p] ?? 0
    if (kind === SYN) {
      close()
      syn = p
      answer = null
    } else if (ANSWERS.has(kind) || (kind === RESET && (marks & MARK.fromClient) === 0)) answer ??= p
  }
  close()
  return journeys
}

/** How many SYN packets of the given handshakes (all by default) had which fate. */
export function countFates(analysis: PacketAnalysis, rows?: Iterable<number>): Record<SynFate, number> {
  const counts = Object.fromEntries(SYN_FATES.map((fate) => [fate, 0])) as Record<SynFate, number>
  for (const row of rows ?? Array.from({ length: analysis.handshakes.length }, (_, h) => h)) {
    for (const { fate } of synJourneys(analysis, row)) counts[fate]++
  }
  return counts
}

/** The packet and the duplicates of it: same numbers, flags and time stamp. */
function sightingsOf({ packets: t }: PacketAnalysis, p: number, from: number, to: number): number[] {
  const rows: number[] = []
  for (let q = from; q < to; q++) {
    const isCopy = q === p || ((t.marks[q] ?? 0) & MARK.duplicate) !== 0
    if (!isCopy || t.kind[q] !== t.kind[p] || t.seq[q] !== t.seq[p] || t.ack[q] !== t.ack[p]) continue
    if (t.tsVal[q] !== t.tsVal[p]) continue
    // Without time stamps the IP identification tells one SYN from its repeat.
    const hasStamps = ((t.marks[p] ?? 0) & MARK.hasTimestamps) !== 0
    if (q === p || hasStamps || t.ipId[q] === t.ipId[p]) rows.push(q)
  }
  return rows
}

function fateOf(
  analysis: PacketAnalysis,
  syn: number,
  sightings: readonly number[],
  answers: readonly number[],
): SynFate {
  const points = pointsAt(analysis, syn, [...sightings, ...answers])
  if (points === null) return answers.length > 0 ? 'answered' : 'unanswered'
  const captureOf = (p: number): number => analysis.packets.capture[p] ?? 0
  const seenAt = (rows: readonly number[], captures: ReadonlySet<number>): boolean =>
    rows.some((p) => captures.has(captureOf(p)))
  if (answers.length > 0) return seenAt(answers, points.client) ? 'answered' : 'answer-lost'
  return seenAt(sightings, points.server) ? 'unanswered-by-server' : 'lost-before-server'
}

interface Points {
  readonly client: ReadonlySet<number>
  readonly server: ReadonlySet<number>
}

/**
 * Captures near the client and near the server that ran when the SYN was sent (those that saw it or its answer did);
 * null when one of the two is missing.
 */
function pointsAt({ captures, packets }: PacketAnalysis, syn: number, seen: readonly number[]): Points | null {
  const own = packets.capture[syn] ?? 0
  const time = aligned(
    { seconds: packets.seconds[syn] ?? 0, nanos: packets.nanos[syn] ?? 0 },
    captures[own]?.clockOffset ?? 0,
  )
  const ranks = captures.map((capture) => RANK[capture.vantage])
  const present = new Set(seen.map((p) => packets.capture[p] ?? 0))
  const running = captures.flatMap(({ firstPacketTime, lastPacketTime, clockOffset }, row) => {
    if (firstPacketTime === null || lastPacketTime === null || ranks[row] === null) return []
    const isRunning =
      compareTimes(aligned(firstPacketTime, clockOffset), time) <= 0 &&
      compareTimes(aligned(lastPacketTime, clockOffset + MARGIN_SECONDS), time) >= 0
    return isRunning || present.has(row) ? [row] : []
  })
  const ranked = running.map((row) => ranks[row] ?? 0)
  const first = Math.min(...ranked)
  const last = Math.max(...ranked)
  if (running.length < 2 || first === last) return null
  return {
    client: new Set(running.filter((row) => ranks[row] === first)),
    server: new Set(running.filter((row) => ranks[row] === last)),
  }
}

/** A SYN may be the last packet of one point and arrive at the other behind its last packet. */
const MARGIN_SECONDS = 1
const RANK: Readonly<Record<Vantage, number | null>> = { client: 0, middle: 1, server: 2, unknown: null }

function aligned(time: ExactTime, seconds: number): ExactTime {
  return addNanos(time, Math.round(seconds * 1e9))
}
