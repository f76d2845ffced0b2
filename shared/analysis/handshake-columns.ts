// Columns that views sort, filter and draw by, computed once from the packet rows: one value a handshake.
// Made in the worker and transferred with the tables. Duplicate sightings never count.
import { packetOffset } from '../timeline/moment.ts'
import type { TimeAxis } from '../timeline/moment.ts'
import { orderByWord } from '../units/radix-order.ts'
import type { AddressTable, PacketAnalysis } from './tables.ts'
import { MARK, PACKET_KINDS } from './tables.ts'

export interface HandshakeColumns {
  readonly length: number
  /** First packet, seconds after the origin of the TimeAxis. */
  readonly start: Float64Array
  /** Last packet kept for the handshake, seconds after the origin of the TimeAxis. */
  readonly end: Float64Array
  readonly syns: Uint32Array
  readonly synAcks: Uint32Array
  /** Longest time between neighbouring SYNs in seconds; NaN with fewer than two. */
  readonly longestGap: Float64Array
  /** First SYN to the first answer of any kind (SYN-ACK, bare ACK, reset of the server, ICMP error), seconds; NaN: none. */
  readonly answerAfter: Float64Array
  /** First SYN to the client's final ACK in seconds; NaN when it is not in the capture. */
  readonly establishedAfter: Float64Array
  /** How long the client is known to have waited: to the final ACK, else to the answer, else to its last SYN. */
  readonly wait: Float64Array
  /** Frame number of the first packet. */
  readonly frame: Uint32Array
  /** Row of the capture of the first packet. */
  readonly capture: Uint8Array
  /** Place of each address (row of AddressTable) in numeric order, IPv4 before IPv6: sorts without comparing texts. */
  readonly addressRank: Uint32Array
}

const SYN = PACKET_KINDS.indexOf('syn')
const SYN_ACK = PACKET_KINDS.indexOf('syn-ack')
const FINAL_ACK = PACKET_KINDS.indexOf('final-ack')
const BARE_ACK = PACKET_KINDS.indexOf('bare-ack')
const RESET = PACKET_KINDS.indexOf('reset')
const ICMP = PACKET_KINDS.indexOf('icmp')

/** One pass over the packet rows; O(packets). */
export function handshakeColumns(analysis: PacketAnalysis, axis: TimeAxis): HandshakeColumns {
  const { handshakes, packets } = analysis
  const length = handshakes.length
  const columns = {
    length,
    start: new Float64Array(length),
    end: new Float64Array(length),
    syns: new Uint32Array(length),
    synAcks: new Uint32Array(length),
    longestGap: new Float64Array(length).fill(NaN),
    answerAfter: new Float64Array(length).fill(NaN),
    establishedAfter: new Float64Array(length).fill(NaN),
    wait: new Float64Array(length),
    frame: new Uint32Array(length),
    capture: new Uint8Array(length),
    addressRank: addressRanks(analysis.addresses),
  }
  for (let h = 0; h < length; h++) {
    const from = handshakes.packetStart[h] ?? 0
    const to = handshakes.packetStart[h + 1] ?? from
    if (from === to) continue
    columns.start[h] = packetOffset(analysis, axis, from)
    columns.frame[h] = packets.frame[from] ?? 0
    columns.capture[h] = packets.capture[from] ?? 0
    let firstSyn = NaN
    let lastSyn = NaN
    let longest = NaN
    let last = columns.start[h] ?? 0
    for (let p = from; p < to; p++) {
      const marks = packets.marks[p] ?? 0
      const second = packetOffset(analysis, axis, p)
      if (second > last) last = second
      if ((marks & MARK.duplicate) !== 0) continue
      const kind = packets.kind[p] ?? 0
      const fromClient = (marks & MARK.fromClient) !== 0
      if (kind === SYN && fromClient) {
        columns.syns[h] = (columns.syns[h] ?? 0) + 1
        if (Number.isNaN(firstSyn)) firstSyn = second
        else if (!(second - lastSyn <= longest)) longest = second - lastSyn
        lastSyn = second
        continue
      }
      if (kind === SYN_ACK) columns.synAcks[h] = (columns.synAcks[h] ?? 0) + 1
      const answers = kind === SYN_ACK || kind === BARE_ACK || kind === ICMP || (kind === RESET && !fromClient)
      if (answers && Number.isNaN(columns.answerAfter[h])) columns.answerAfter[h] = second - firstSyn
      if (kind === FINAL_ACK && Number.isNaN(columns.establishedAfter[h]))
        columns.establishedAfter[h] = second - firstSyn
    }
    columns.end[h] = last
    columns.longestGap[h] = longest
    columns.wait[h] = firstNumber(columns.establishedAfter[h], columns.answerAfter[h], lastSyn - firstSyn)
  }
  return columns
}

function firstNumber(...values: (number | undefined)[]): number {
  for (const value of values) if (value !== undefined && !Number.isNaN(value)) return value
  return 0
}

function addressRanks(addresses: AddressTable): Uint32Array {
  const order = Uint32Array.from({ length: addresses.length }, (_, row) => row)
  for (const word of [3, 2, 1, 0]) {
    orderByWord(
      order,
      Uint32Array.from({ length: addresses.length }, (_, row) => addresses.words[row * 4 + word] ?? 0),
    )
  }
  orderByWord(order, Uint32Array.from(addresses.family))
  const ranks = new Uint32Array(addresses.length)
  order.forEach((row, rank) => (ranks[row] = rank))
  return ranks
}
