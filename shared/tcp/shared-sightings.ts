// Packets that two captures of the same traffic both hold, and what their times say: how far the clocks are apart and
// which capture was taken nearer to the server. With f = arrival of client packets at j minus at i, and b likewise for
// server packets, f = offset + delay and b = offset − delay (NTP, RFC 5905 §8).
import { TCP_FLAG } from '../net/segment.ts'
import { correctionAt, type ClockWatch } from './clock-watch.ts'
import { STATE_BIT, type FlowTable } from './flow-table.ts'
import { median } from './median.ts'
import * as field from './packet-log.ts'
import { LOG, type PacketLog } from './packet-log.ts'

/** Packets of one handshake that are compared. */
const MOST_ROWS = 64
/** Sightings of one pair of captures that are kept; more do not move a median. */
const MOST_SIGHTINGS = 20_000

/** Captures i < j that hold the same packets. */
export interface CapturePair {
  readonly i: number
  readonly j: number
  readonly sightings: number
  /** Clock of j minus clock of i, nanoseconds. */
  readonly offset: number
  /** Time on the way from i to j, nanoseconds: positive = j is nearer to the server. NaN when only one way was seen. */
  readonly delay: number
}

class PairTally {
  /** Time at j minus time at i, nanoseconds. */
  readonly forward: number[] = []
  readonly backward: number[] = []
}

/** Over all groups of records; those of a group are one handshake. */
export function findPairs(
  flows: FlowTable,
  log: PacketLog,
  clock: ClockWatch,
  groups: Iterable<readonly number[]>,
): CapturePair[] {
  const tallies = new Map<number, PairTally>()
  for (const group of groups) compareGroup(flows, log, clock, group, tallies)
  const pairs: CapturePair[] = []
  for (const [key, { forward, backward }] of tallies) {
    const f = forward.length > 0 ? median(forward) : NaN
    const b = backward.length > 0 ? median(backward) : NaN
    const known = Number.isNaN(f) ? b : f
    pairs.push({
      i: key >>> 8,
      j: key & 0xff,
      sightings: forward.length + backward.length,
      offset: Number.isNaN(f + b) ? known : (f + b) / 2,
      delay: (f - b) / 2,
    })
  }
  return pairs.sort((a, b) => b.sightings - a.sightings)
}

function compareGroup(
  flows: FlowTable,
  log: PacketLog,
  clock: ClockWatch,
  group: readonly number[],
  tallies: Map<number, PairTally>,
): void {
  if (!isSeenTwice(flows, log, group)) return
  const byCapture = new Map<number, number[]>()
  for (const row of rowsOf(flows, log, group)) {
    const rows = byCapture.get(log.capture(row))
    if (rows) rows.push(row)
    else byCapture.set(log.capture(row), [row])
  }
  const captures = [...byCapture.keys()].sort((a, b) => a - b)
  for (const [place, i] of captures.entries()) {
    for (const j of captures.slice(place + 1)) {
      const key = (i << 8) | j
      const tally = tallies.get(key) ?? new PairTally()
      if (Math.min(tally.forward.length, tally.backward.length) >= MOST_SIGHTINGS) continue
      compareRows(flows, log, clock, byCapture.get(i) ?? [], byCapture.get(j) ?? [], tally)
      if (tally.forward.length + tally.backward.length > 0) tallies.set(key, tally)
    }
  }
}

/** Whether more than one capture holds packets of the group; most groups are of one. */
function isSeenTwice(flows: FlowTable, log: PacketLog, group: readonly number[]): boolean {
  let capture = -1
  for (const h of group) {
    for (let row = flows.lastRow(h); row !== 0; row = log.word(row - 1, field.PREVIOUS)) {
      if (capture < 0) capture = log.capture(row - 1)
      else if (log.capture(row - 1) !== capture) return true
    }
  }
  return false
}

/** Each packet is paired with one sighting of it at most: the first of several copies. */
function compareRows(
  flows: FlowTable,
  log: PacketLog,
  clock: ClockWatch,
  here: readonly number[],
  there: readonly number[],
  tally: PairTally,
): void {
  const left = [...there]
  for (const row of here) {
    const found = left.findIndex((other) => isSameSegment(log, row, other))
    if (found < 0) continue
    const [other] = left.splice(found, 1)
    const list = isForward(flows, log, row) ? tally.forward : tally.backward
    if (list.length < MOST_SIGHTINGS) list.push(timeOf(log, clock, other!) - timeOf(log, clock, row))
  }
}

/** From the client; where both ends are clients (simultaneous open) from the numerically smaller one. */
function isForward(flows: FlowTable, log: PacketLog, row: number): boolean {
  const h = log.word(row, field.HANDSHAKE) - 1
  const fromClient = (log.bits(row) & LOG.fromClient) !== 0
  return flows.has(h, STATE_BIT.bothWays) ? fromClient === flows.has(h, STATE_BIT.clientIsLower) : fromClient
}

/** Rows of all records of a handshake in the order of reading. */
function rowsOf(flows: FlowTable, log: PacketLog, group: readonly number[]): number[] {
  const rows: number[] = []
  for (const h of group) {
    for (let row = flows.lastRow(h); row !== 0; row = log.word(row - 1, field.PREVIOUS)) rows.push(row - 1)
  }
  return rows.sort((a, b) => a - b).slice(0, MOST_ROWS)
}

function timeOf(log: PacketLog, clock: ClockWatch, row: number): number {
  const capture = log.capture(row)
  const correction = correctionAt(clock.steps.get(capture), log.word(row, field.FRAME))
  return (log.seconds(row) - clock.base) * 1e9 + log.word(row, field.NANOS) + correction
}

/** The same numbers and flags, and either the same time stamps or the same IP identification. */
function isSameSegment(log: PacketLog, a: number, b: number): boolean {
  if (log.word(a, field.SEQ) !== log.word(b, field.SEQ) || log.word(a, field.ACK) !== log.word(b, field.ACK))
    return false
  if (log.word(a, field.PAYLOAD) !== log.word(b, field.PAYLOAD)) return false
  const ecn = TCP_FLAG.ECE | TCP_FLAG.CWR | TCP_FLAG.AE
  if (((log.flags(a) ^ log.flags(b)) & ~ecn) !== 0) return false
  const bits = LOG.fromClient | LOG.hasTimestamps | LOG.icmp
  if (((log.bits(a) ^ log.bits(b)) & bits) !== 0 || (log.bits(a) & LOG.icmp) !== 0) return false
  if ((log.bits(a) & LOG.hasTimestamps) !== 0) {
    return (
      log.word(a, field.TS_VAL) === log.word(b, field.TS_VAL) && log.word(a, field.TS_ECR) === log.word(b, field.TS_ECR)
    )
  }
  return log.ipId(a) !== 0 && log.ipId(a) === log.ipId(b)
}
