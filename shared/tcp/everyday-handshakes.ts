// The handshake that nearly every handshake is: one SYN, its SYN-ACK, the client's ACK, each once and in order, then at
// most data and FIN. Such a one is told at a glance and needs none of the closer looks: for second sightings
// (duplicates.ts), for a schedule (syn-gaps.ts), for its outcome (judge-handshake.ts), which would find what is said here.
import { MARK, PACKET_KIND, type PacketTable } from '../analysis/tables.ts'
import { TCP_FLAG } from '../net/segment.ts'
import { LOG } from './packet-log.ts'
import type { SortedPackets } from './sorted-packets.ts'

const { SYN, ACK, RST, FIN } = TCP_FLAG
const TYPE = SYN | ACK | RST | FIN
const HALF = 0x80000000
/** The tracker keeps few packets of such a handshake; more are looked at closely. */
const MOST_PACKETS = 8

/** 1 for everyday handshakes, by row of `isn`, their ISNs. O(packets). */
export function everydayHandshakes({ table, bits, packetStart }: SortedPackets, isn: Uint32Array): Uint8Array {
  const everyday = new Uint8Array(isn.length)
  for (let h = 0; h < isn.length; h++) {
    if (isEveryday(table, bits, packetStart[h]!, packetStart[h + 1]!, isn[h]!)) everyday[h] = 1
  }
  return everyday
}

function isEveryday(table: PacketTable, bits: Uint16Array, from: number, to: number, isn: number): boolean {
  if (to - from < 3 || to - from > MOST_PACKETS) return false
  const { flags, marks, seq, ack, payloadLength } = table
  const answer = from + 1
  const third = from + 2
  if ((flags[from]! & TYPE) !== SYN || (marks[from]! & MARK.fromClient) === 0 || payloadLength[from] !== 0) return false
  if ((flags[answer]! & TYPE) !== (SYN | ACK) || (marks[answer]! & MARK.fromClient) !== 0) return false
  if (ack[answer] !== (isn + 1) >>> 0 || ((bits[from]! | bits[answer]!) & LOG.icmp) !== 0) return false
  if ((flags[third]! & TYPE) !== ACK || (marks[third]! & MARK.fromClient) === 0) return false
  if ((ack[third]! - seq[answer]! - 1) >>> 0 >= HALF) return false
  for (let p = third; p < to; p++) {
    if ((flags[p]! & (SYN | RST)) !== 0 || (bits[p]! & LOG.icmp) !== 0) return false
    // Packets that may be one packet seen twice.
    for (let q = third; q < p; q++) {
      if (seq[q] === seq[p] && ack[q] === ack[p] && flags[q] === flags[p] && payloadLength[q] === payloadLength[p])
        return false
    }
  }
  return true
}

/** Says of the packets from … to − 1 of an everyday handshake what they are, as judgeHandshake would. */
export function nameEverydayPackets(table: PacketTable, from: number, to: number): void {
  const { kind, flags, marks, payloadLength } = table
  kind[from] = PACKET_KIND.syn
  kind[from + 1] = PACKET_KIND['syn-ack']
  kind[from + 2] = PACKET_KIND['final-ack']
  for (let p = from + 3; p < to; p++) {
    const carriesData = payloadLength[p]! > 0
    if ((flags[p]! & FIN) !== 0) kind[p] = PACKET_KIND.fin
    else if ((marks[p]! & MARK.fromClient) !== 0)
      kind[p] = carriesData ? PACKET_KIND['client-data'] : PACKET_KIND['repeated-ack']
    else kind[p] = carriesData ? PACKET_KIND['server-data'] : PACKET_KIND['bare-ack']
  }
}
