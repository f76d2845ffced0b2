// What the lanes need to know about each handshake, worked out once from the packet columns: when it began, when it
// was answered, how long it waited, how many SYNs it took. One pass over the packets; typed arrays only.
import { MARK, OUTCOMES, PACKET_KINDS } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'

export const KIND = {
  syn: PACKET_KINDS.indexOf('syn'),
  synAck: PACKET_KINDS.indexOf('syn-ack'),
  finalAck: PACKET_KINDS.indexOf('final-ack'),
  bareAck: PACKET_KINDS.indexOf('bare-ack'),
  repeatedAck: PACKET_KINDS.indexOf('repeated-ack'),
  clientData: PACKET_KINDS.indexOf('client-data'),
  serverData: PACKET_KINDS.indexOf('server-data'),
  reset: PACKET_KINDS.indexOf('reset'),
  fin: PACKET_KINDS.indexOf('fin'),
  icmp: PACKET_KINDS.indexOf('icmp'),
} as const

const ESTABLISHED = OUTCOMES.indexOf('established')

export interface LaneColumns {
  readonly length: number
  /** Seconds after the origin of the first kept packet. */
  readonly start: Float64Array
  /** Seconds after the origin of the last kept packet. */
  readonly end: Float64Array
  /** First packet that came back (SYN-ACK, reset, ICMP error, bare ACK); NaN when nothing did. */
  readonly answer: Float64Array
  /** SYN packets, duplicate sightings left out. */
  readonly syns: Uint16Array
  /** 1 = failed or slow: not established at the first try within {@link SLOW_AFTER}. */
  readonly notable: Uint8Array
  readonly notableCount: number
  /** Longest end − start: how far before a range a handshake that reaches into it may have begun. */
  readonly longest: number
  /** Rows by start; undefined when they are in that order already (the usual case). */
  readonly byStart: Uint32Array | undefined
}

/** A handshake that was answered at once and took no longer than this is not worth a row of its own by default. */
export const SLOW_AFTER = 0.9

/** Seconds the client waited for an answer, or until its last packet when none came. */
export function waitOf(columns: LaneColumns, row: number): number {
  const start = columns.start[row] ?? 0
  const answer = columns.answer[row] ?? NaN
  return (Number.isNaN(answer) ? (columns.end[row] ?? start) : answer) - start
}

export function laneColumns(analysis: PacketAnalysis, axis: TimeAxis): LaneColumns {
  const { handshakes, packets } = analysis
  const length = handshakes.length
  const start = new Float64Array(length)
  const end = new Float64Array(length)
  const answer = new Float64Array(length).fill(NaN)
  const syns = new Uint16Array(length)
  const notable = new Uint8Array(length)
  let notableCount = 0
  let longest = 0
  let inOrder = true
  for (let row = 0; row < length; row++) {
    const from = handshakes.packetStart[row] ?? 0
    const to = handshakes.packetStart[row + 1] ?? from
    let first = Infinity
    let last = -Infinity
    let answered = NaN
    let synAcks = 0
    let completed = NaN
    let count = 0
    for (let p = from; p < to; p++) {
      const at = packetOffset(analysis, axis, p)
      if (at < first) first = at
      if (at > last) last = at
      const marks = packets.marks[p] ?? 0
      if ((marks & MARK.duplicate) !== 0) continue
      const kind = packets.kind[p] ?? 0
      if (kind === KIND.syn) count++
      else if (isAnswer(kind, marks) && !(at >= answered)) answered = at
      if (kind === KIND.synAck) synAcks++
      if (kind === KIND.finalAck && Number.isNaN(completed)) completed = at
    }
    if (from === to) first = last = row === 0 ? 0 : (start[row - 1] ?? 0)
    start[row] = first
    end[row] = last
    answer[row] = answered
    syns[row] = Math.min(count, 65_535)
    const slow = !(completed - first <= SLOW_AFTER) && !(answered - first <= SLOW_AFTER)
    if (handshakes.outcome[row] !== ESTABLISHED || count > 1 || synAcks > 1 || slow) {
      notable[row] = 1
      notableCount++
    }
    if (last - first > longest) longest = last - first
    if (row > 0 && first < (start[row - 1] ?? 0)) inOrder = false
  }
  const byStart = inOrder ? undefined : orderByNumber(allRows(length), start)
  return { length, start, end, answer, syns, notable, notableCount, longest, byStart }
}

function isAnswer(kind: number, marks: number): boolean {
  if (kind === KIND.synAck || kind === KIND.icmp || kind === KIND.bareAck) return true
  return kind === KIND.reset && (marks & MARK.fromClient) === 0
}

export function allRows(length: number): Uint32Array {
  const rows = new Uint32Array(length)
  for (let i = 0; i < length; i++) rows[i] = i
  return rows
}

/**
 * `rows` in ascending order of `key[row]` (stable; NaN last): a radix sort over 44-bit ranks, some 40 ms for a million
 * rows where a comparator takes half a second.
 */
export function orderByNumber(rows: Uint32Array, key: ArrayLike<number>): Uint32Array {
  const n = rows.length
  let low = Infinity
  let high = -Infinity
  for (let i = 0; i < n; i++) {
    const value = key[rows[i] ?? 0] ?? NaN
    if (value < low) low = value
    if (value > high) high = value
  }
  const ranks = 2 ** 44 - 1
  const scale = high > low && Number.isFinite(high - low) ? (ranks - 1) / (high - low) : 0
  let from: Uint32Array = rows.slice()
  let to: Uint32Array = new Uint32Array(n)
  const counts = new Uint32Array(2048 + 1)
  for (let pass = 0; pass < 4; pass++) {
    const divide = 2048 ** pass
    counts.fill(0)
    const digit = (row: number): number => {
      const value = key[row] ?? NaN
      const rank = Number.isNaN(value) ? ranks : Math.floor((value - low) * scale)
      return Math.floor(rank / divide) % 2048
    }
    for (let i = 0; i < n; i++) {
      const d = digit(from[i] ?? 0) + 1
      counts[d] = (counts[d] ?? 0) + 1
    }
    if (counts.includes(n)) continue
    for (let d = 1; d < counts.length; d++) counts[d] = (counts[d] ?? 0) + (counts[d - 1] ?? 0)
    for (let i = 0; i < n; i++) {
      const row = from[i] ?? 0
      const d = digit(row)
      const at = counts[d] ?? 0
      counts[d] = at + 1
      to[at] = row
    }
    const swap = from
    from = to
    to = swap
  }
  return from
}
