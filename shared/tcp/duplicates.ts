// Second sightings of a packet: `-i any`, a mirrored port, a tunnel seen inside and outside, the same traffic captured at
// two points. Such copies are not retransmissions. ../shared/reference/inputs.md §14.1: same numbers, flags, time stamps and IP
// identification shortly after one another; a retransmission has a new IP identification, a new TSval, and comes
// 200 ms later or more.
import type { PacketTable } from '../analysis/tables.ts'
import { MARK } from '../analysis/tables.ts'

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
 * Marks duplicates among rows from … to − 1 (one handshake, in order of corrected time) and notes in `original[p − from]` the
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
    original[p - from] = -1
    const lowest = Math.max(from, p - LOOK_BACK)
    for (let q = p - 1; q >= lowest; q--) {
      if (!isCopy(table, times, p, q) || isAnswered(table, original, from, q, p)) continue
      original[p - from] = original[q - from]! >= 0 ? original[q - from]! : q
      table.marks[p]! |= MARK.duplicate
      found++
      break
    }
  }
  return found
}

function isCopy(t: PacketTable, times: Float64Array, p: number, q: number): boolean {
  if (t.seq[p] !== t.seq[q] || t.ack[p] !== t.ack[q] || t.flags[p] !== t.flags[q]) return false
  if (t.payloadLength[p] !== t.payloadLength[q]) return false
  if (((t.marks[p]! ^ t.marks[q]!) & (MARK.fromClient | MARK.hasTimestamps)) !== 0) return false
  if (t.tsVal[p] !== t.tsVal[q] || t.tsEcr[p] !== t.tsEcr[q] || t.ipId[p] !== t.ipId[q]) return false
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
function isAnswered(t: PacketTable, original: Int32Array, from: number, q: number, p: number): boolean {
  if (t.ipId[p] !== 0 || !isSamePlace(t, p, q)) return false
  for (let between = q + 1; between < p; between++) {
    if (original[between - from]! < 0 && ((t.marks[between]! ^ t.marks[p]!) & MARK.fromClient) !== 0) return true
  }
  return false
}
