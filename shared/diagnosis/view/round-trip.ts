// How long the way to a listener and back is, from its handshakes: the difference between "the answer was lost" and
// "the answer was on its way when the client lost patience" (counters.md §8.3, RFC 6298 initial timer).
import type { PacketTable } from '../../analysis/tables.ts'
import type { HandshakeScan } from './handshake-scan.ts'

/** A packet is taken for the answer to an earlier one when it comes within this many round trips. */
export const ROUND_TRIP_MARGIN = 1.3

/** The shortest initial SYN timer in use (Linux since 3.1, Windows 10, macOS), seconds. */
const FIRST_TIMER = 1

/** The same with the lateness of kernel timers (counters.md §7.3): by then a SYN without an answer is repeated. */
export const CLIENT_TIMER = 1.15

/** Longer delays are outages, not distances; seconds. */
const LONGEST_ROUND_TRIP = 5

export class RoundTripSamples {
  /** First SYN → first SYN-ACK, seconds: the whole round trip on the client's side. */
  readonly toAnswer: number[] = []
  /** SYN-ACK → the client's ACK that echoes it, seconds: the whole round trip on the server's side. */
  readonly toAck: number[] = []
  /** SYN → SYN-ACK plus SYN-ACK → ACK of handshakes without any repetition, seconds. */
  readonly clean: number[] = []

  add(scan: HandshakeScan, packets: PacketTable): void {
    const syn = scan.syns[0]
    const answer = scan.synAcks[0]
    if (syn === undefined || answer === undefined) return
    this.toAnswer.push(scan.time(answer) - scan.time(syn))
    const ack = scan.acks[0]
    if (ack === undefined) return
    const echoed = scan.marked(ack, 'hasTimestamps')
      ? scan.synAcks.find((row) => packets.tsVal[row] === packets.tsEcr[ack])
      : answer
    // A client that hears nothing for so long repeats its SYN. One that did not was quick, and its first ACKs were lost.
    const patient = scan.syns.length === 1 && scan.time(ack) - scan.time(answer) > CLIENT_TIMER
    if (echoed !== undefined && !patient) this.toAck.push(scan.time(ack) - scan.time(echoed))
    if (scan.syns.length === 1 && scan.synAcks.length === 1) this.clean.push(scan.time(ack) - scan.time(syn))
  }
}

/**
 * The round trip in seconds when it is longer than a client waits before it repeats its SYN, else null. It is one only
 * if no handshake at all was quicker and most took about equally long: after a lost SYN or SYN-ACK the delay depends
 * on the timers and differs, and other handshakes are quick.
 */
export function longRoundTrip(samples: RoundTripSamples): number | null {
  for (const delays of [samples.toAck, samples.toAnswer]) {
    if (delays.length < 3 || delays.some((delay) => delay < 0.8 * FIRST_TIMER)) continue
    const sorted = Float64Array.from(delays).sort()
    const shortest = sorted[0] ?? 0
    const middle = sorted[sorted.length >> 1] ?? 0
    if (middle <= LONGEST_ROUND_TRIP && middle <= shortest * ROUND_TRIP_MARGIN) return middle
  }
  return null
}
