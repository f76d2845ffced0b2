// How far each SYN of a handshake came, and its answer: with captures from two points or more, a SYN that never arrived is
// told apart from one that the server did not answer and from one whose answer got lost on the way back.
import type { PacketAnalysis, PacketTable, Vantage } from '../analysis/tables.ts'
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
  /** Packet rows of its answers (no duplicates): what came back after it arrived and before the next SYN did. */
  readonly answers: readonly number[]
  /** Sightings of the answer that got furthest, the first of those that got equally far. */
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
  const originals = originalsOf(analysis, from, to)
  const syns = rowsWhere(from, to, (p) => packets.kind[p] === SYN && originals.get(p) === p)
  const answersOf = new Map<number, Set<number>>(syns.map((syn) => [syn, new Set()]))
  // An answer belongs to the SYN that had last arrived where the answer was seen first: the server's point.
  const lastSynAt = new Map<number, number>()
  const seen = new Set<number>()
  let lastSyn = -1
  for (let p = from; p < to; p++) {
    const original = originals.get(p) ?? p
    const kind = packets.kind[p] ?? 0
    const capture = packets.capture[p] ?? 0
    if (kind === SYN) {
      lastSynAt.set(capture, original)
      lastSyn = original
    } else if (isAnswer(analysis, p) && !seen.has(original)) {
      seen.add(original)
      answersOf.get(lastSynAt.get(capture) ?? lastSyn)?.add(original)
    }
  }
  return syns.map((syn) => {
    const sightings = rowsWhere(from, to, (p) => originals.get(p) === syn)
    const answers = [...(answersOf.get(syn) ?? [])].sort((a, b) => a - b)
    const sightingsOfAnswers = answers.map((answer) => rowsWhere(from, to, (p) => originals.get(p) === answer))
    const { fate, arrived } = fateOf(analysis, syn, sightings, sightingsOfAnswers)
    return { syn, sightings, answers, answerSightings: arrived ?? sightingsOfAnswers[0] ?? [], fate }
  })
}

function isAnswer({ packets }: PacketAnalysis, p: number): boolean {
  const kind = packets.kind[p] ?? 0
  return ANSWERS.has(kind) || (kind === RESET && ((packets.marks[p] ?? 0) & MARK.fromClient) === 0)
}

function rowsWhere(from: number, to: number, test: (p: number) => boolean): number[] {
  const rows: number[] = []
  for (let p = from; p < to; p++) if (test(p)) rows.push(p)
  return rows
}

/** The row that counts for each packet row: itself, or the one it is a second sighting of. */
function originalsOf({ packets: t }: PacketAnalysis, from: number, to: number): Map<number, number> {
  const isCopy = (p: number): boolean => ((t.marks[p] ?? 0) & MARK.duplicate) !== 0
  const firsts = rowsWhere(from, to, (p) => !isCopy(p))
  const originals = new Map<number, number>(firsts.map((p) => [p, p]))
  for (const copy of rowsWhere(from, to, isCopy)) {
    const same = firsts.filter((p) => isSameSegment(t, p, copy))
    // Without time stamps the IP identification tells one SYN from its repeat; otherwise the nearest in time it is.
    const exact = same.filter((p) => t.ipId[p] === t.ipId[copy])
    const found = nearest(exact.length > 0 ? exact : same, copy)
    if (found !== undefined) originals.set(copy, found)
  }
  return originals
}

function isSameSegment(t: PacketTable, p: number, q: number): boolean {
  if (t.kind[p] !== t.kind[q] || t.seq[p] !== t.seq[q] || t.ack[p] !== t.ack[q]) return false
  return t.tsVal[p] === t.tsVal[q] && t.tsEcr[p] === t.tsEcr[q]
}

/** Rows are in order of time, so the nearest row is the nearest in time. */
function nearest(rows: readonly number[], to: number): number | undefined {
  return rows.reduce<number | undefined>(
    (best, row) => (best === undefined || Math.abs(row - to) < Math.abs(best - to) ? row : best),
    undefined,
  )
}

/** How many SYN packets of the given handshakes (all by default) had which fate. */
export function countFates(analysis: PacketAnalysis, rows?: Iterable<number>): Record<SynFate, number> {
  const counts = Object.fromEntries(SYN_FATES.map((fate) => [fate, 0])) as Record<SynFate, number>
  for (const row of rows ?? Array.from({ length: analysis.handshakes.length }, (_, h) => h)) {
    for (const { fate } of synJourneys(analysis, row)) counts[fate]++
  }
  return counts
}

interface FateOfSyn {
  readonly fate: SynFate
  /** Sightings of the first answer that came back to the client, null when none did. */
  readonly arrived: readonly number[] | null
}

function fateOf(
  analysis: PacketAnalysis,
  syn: number,
  sightings: readonly number[],
  answers: readonly (readonly number[])[],
): FateOfSyn {
  const points = pointsAt(analysis, syn, [...sightings, ...answers.flat()])
  if (points === null) return { fate: answers.length > 0 ? 'answered' : 'unanswered', arrived: answers[0] ?? null }
  const seenAt = (rows: readonly number[], captures: ReadonlySet<number>): boolean =>
    rows.some((p) => captures.has(analysis.packets.capture[p] ?? 0))
  const arrived = answers.find((rows) => seenAt(rows, points.client)) ?? null
  if (arrived !== null) return { fate: 'answered', arrived }
  if (answers.length > 0) return { fate: 'answer-lost', arrived }
  return { fate: seenAt(sightings, points.server) ? 'unanswered-by-server' : 'lost-before-server', arrived }
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
