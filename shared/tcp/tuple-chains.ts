// Handshakes that share a 4-tuple: which one came before (port reuse), and which pairs of opposite direction crossed
// (simultaneous open, RFC 9293 §3.5).
import { MARK, PACKET_KINDS, type PacketTable } from '../analysis/tables.ts'
import { TCP_FLAG } from '../net/segment.ts'
import { STATE_BIT, type FlowTable } from './flow-table.ts'
import type { SortedPackets } from './sorted-packets.ts'

/** A peer's SYN that comes later than this is a new connection, not a crossing one. */
const CROSSING_NANOS = 60e9
/** RFC 9293 §3.6.1: TIME-WAIT is 2 MSL; kernels use one to four minutes, two is the word of the tables. */
const TIME_WAIT_NANOS = 120e9
/** Older handshakes of the same 4-tuple looked at for a crossing one. */
const NEAR = 4

export interface TupleChains {
  /** Handshake row before this one with the same client and 4-tuple, -1 = none. */
  readonly previous: Int32Array
  /** Handshake row of the other end when the SYNs of both crossed, -1 = none. */
  readonly crossed: Int32Array
}

/** `recordOf` as for sortPackets. */
export function tupleChains(flows: FlowTable, sorted: SortedPackets, recordOf: Int32Array): TupleChains {
  const { records } = sorted
  const rowOf = new Int32Array(recordOf.length).fill(-1)
  records.forEach((record, row) => (rowOf[record] = row))
  const previous = new Int32Array(records.length).fill(-1)
  const crossed = new Int32Array(records.length).fill(-1)
  records.forEach((record, row) => {
    const lower = flows.has(record, STATE_BIT.clientIsLower)
    let older = flows.older(record)
    for (let near = 0; older >= 0 && near < NEAR; near++) {
      const olderRecord = recordOf[older]!
      const olderRow = olderRecord < 0 ? -1 : rowOf[olderRecord]!
      if (olderRow >= 0 && olderRow !== row) {
        if (flows.has(older, STATE_BIT.clientIsLower) === lower) {
          if (previous[row]! < 0) previous[row] = olderRow
        } else if (didCross(sorted, olderRow, row)) {
          crossed[row] = olderRow
          crossed[olderRow] = row
        }
      }
      older = flows.older(older)
    }
  })
  return { previous, crossed }
}

/** The later SYN was sent before its sender had answered the earlier one. */
function didCross(sorted: SortedPackets, one: number, other: number): boolean {
  const { times, packetStart } = sorted
  const a = packetStart[one]!
  const b = packetStart[other]!
  const [early, late] = times[a]! <= times[b]! ? [one, b] : [other, a]
  return times[late]! - times[packetStart[early]!]! < CROSSING_NANOS && times[late]! < firstAnswer(sorted, early)
}

function firstAnswer({ table, times, packetStart }: SortedPackets, row: number): number {
  for (let p = packetStart[row]!; p < packetStart[row + 1]!; p++) {
    const isSyn = (table.flags[p]! & (TCP_FLAG.SYN | TCP_FLAG.ACK)) === TCP_FLAG.SYN
    if (!isSyn || (table.marks[p]! & MARK.fromClient) === 0) return times[p]!
  }
  return Infinity
}

const FIN_KIND = PACKET_KINDS.indexOf('fin')

/** True when handshake `row` began while its predecessor may still have been in TIME-WAIT: closed by FIN shortly before. */
export function reusesTimeWait(sorted: SortedPackets, previous: number, row: number): boolean {
  const { times, packetStart, table } = sorted
  const start = times[packetStart[row]!]!
  for (let p = packetStart[previous + 1]! - 1; p >= packetStart[previous]!; p--) {
    if (!isFin(table, p)) continue
    return times[p]! <= start && start - times[p]! < TIME_WAIT_NANOS
  }
  return false
}

function isFin(table: PacketTable, p: number): boolean {
  return table.kind[p] === FIN_KIND || (table.flags[p]! & TCP_FLAG.FIN) !== 0
}
