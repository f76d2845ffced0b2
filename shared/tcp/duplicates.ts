// Second sightings of a packet: `-i any`, a mirrored port, a tunnel seen inside and outside, the same traffic captured at
// two points. Such copies are not retransmissions. ../shared/reference/inputs.md §14.1: same numbers, flags, time stamps and IP
// identification shortly after one another; a retransmission has a new IP identification, a new TSval, and comes
// 200 ms later or more.
import type { PacketTable } from '../analysis/tables.ts'
import { MARK } from '../analysis/tables.ts'
import { TCP_FLAG } from '../net/segment.ts'

/** Without IP identification, at the same place: a mirror port that shows both directions is faster than any host. */
const TWIN_NANOS = 1e5
/** Copies at the same place known by IP identification, or on another interface, path, TTL without one. */
const NEAR_NANOS = 5e6
/** Copies on another interface, path or with another TTL, known by IP identification or time stamp. */
const FAR_NANOS = 50e6
/** Copies at another capture point, known likewise. */
const OTHER_CAPTURE_NANOS = 3e9
/** Packets looked back at. */
const LOOK_BACK = 64

/**
 * Marks duplicates among rows from … to − 1 (one handshake, in order of corrected time) and notes in `original[p]` the
 * row each is a copy of, or -1. Returns how many there are.
 */
export function markDuplicates(
  table: PacketTable,
  times: Float64Array,
  from: number,
  to: number,
  original: Int32Array,
): number {
  let found = 0
  for (let p = from; p < to; p++) {
    original[p] = -1
    const lowest = Math.max(from, p - LOOK_BACK)
    for (let q = p - 1; q >= lowest; q--) {
      if (!isCopy(table, times, p, q) || isAnswered(table, original, q, p)) continue
      original[p] = original[q]! >= 0 ? original[q]! : q
      table.marks[p]! |= MARK.duplicate
      found++
      break
    }
  }
  return found
}

/**
 * Among sightings at several capture points the one that counts is that of the capture with most SYNs (the client's):
 * gaps between SYNs are then times of one clock. Moves the marks of {@link markDuplicates} accordingly.
 */
export function preferOnePoint(table: PacketTable, from: number, to: number, original: Int32Array): void {
  const syns = new Map<number, number>()
  let most = -1
  for (let p = from; p < to; p++) {
    const capture = table.capture[p]!
    const isSyn = (table.flags[p]! & (TCP_FLAG.SYN | TCP_FLAG.ACK)) === TCP_FLAG.SYN
    if (isSyn && (table.marks[p]! & MARK.fromClient) !== 0) syns.set(capture, (syns.get(capture) ?? 0) + 1)
    if (most < 0 || (syns.get(capture) ?? 0) > (syns.get(most) ?? 0)) most = capture
  }
  if (syns.size < 2 && syns.has(table.capture[from]!)) return
  for (let p = from; p < to; p++) {
    const first = original[p]!
    if (first < 0 || table.capture[p] !== most || table.capture[first] === most) continue
    for (let q = from; q < to; q++) if (original[q] === first) original[q] = p
    original[first] = p
    original[p] = -1
    table.marks[first]! |= MARK.duplicate
    table.marks[p]! &= ~MARK.duplicate
  }
}

function isCopy(t: PacketTable, times: Float64Array, p: number, q: number): boolean {
  if (t.seq[p] !== t.seq[q] || t.ack[p] !== t.ack[q] || t.flags[p] !== t.flags[q]) return false
  if (t.payloadLength[p] !== t.payloadLength[q]) return false
  if (((t.marks[p]! ^ t.marks[q]!) & (MARK.fromClient | MARK.hasTimestamps)) !== 0) return false
  if (t.tsVal[p] !== t.tsVal[q] || t.tsEcr[p] !== t.tsEcr[q]) return false
  // On the way between two points some boxes give packets another identification; time stamps are enough then.
  const mayDiffer = t.capture[p] !== t.capture[q] && (t.marks[p]! & MARK.hasTimestamps) !== 0
  if (t.ipId[p] !== t.ipId[q] && !mayDiffer) return false
  const raw = Math.abs((t.seconds[p]! - t.seconds[q]!) * 1e9 + (t.nanos[p]! - t.nanos[q]!))
  return Math.min(raw, Math.abs(times[p]! - times[q]!)) <= farthest(t, p, q)
}

function farthest(t: PacketTable, p: number, q: number): number {
  const numbered = t.ipId[p] !== 0
  const known = numbered || (t.marks[p]! & MARK.hasTimestamps) !== 0
  if (t.capture[p] !== t.capture[q]) return known ? OTHER_CAPTURE_NANOS : FAR_NANOS
  if (!isSamePlace(t, p, q)) return known ? FAR_NANOS : NEAR_NANOS
  return numbered ? NEAR_NANOS : TWIN_NANOS
}

function isSamePlace(t: PacketTable, p: number, q: number): boolean {
  return (
    t.capture[p] === t.capture[q] &&
    t.interfaceId[p] === t.interfaceId[q] &&
    t.path[p] === t.path[q] &&
    t.ttl[p] === t.ttl[q]
  )
}

/**
 * True when the other side's packet stands between two that look the same: a repeated SYN that is answered in the same
 * millisecond as a timer fires gives two SYN-ACKs that differ in nothing.
 */
function isAnswered(t: PacketTable, original: Int32Array, q: number, p: number): boolean {
  if (t.ipId[p] !== 0 || !isSamePlace(t, p, q)) return false
  for (let between = q + 1; between < p; between++) {
    if (original[between]! < 0 && ((t.marks[between]! ^ t.marks[p]!) & MARK.fromClient) !== 0) return true
  }
  return false
}
