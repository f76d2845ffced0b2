// The handshake that nearly every handshake is: one SYN, its SYN-ACK, the client's ACK, each once and in order, then at
// most data and FIN. Such a one has a short way through the figures, without the lists of HandshakeScan; what follows
// for it is exactly what handshake-sorter.ts would find.
import { FEATURE, MARK, OUTCOMES, PACKET_KIND } from '../../analysis/tables.ts'
import type { PacketAnalysis } from '../../analysis/tables.ts'
import { packetOffset } from '../../timeline/moment.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import type { ListenerFigures } from './listener-figures.ts'
import { CLIENT_TIMER } from './round-trip.ts'
import { SOON } from './handshake-sorter.ts'

const ESTABLISHED = OUTCOMES.indexOf('established')
/** A packet with one of these needs a closer look. */
const SPECIAL = MARK.duplicate | MARK.unanswered | MARK.badChecksum

/** Bits of what is remembered of a handshake. */
const EVERYDAY = 1
const SERVED = 2
const UNSERVED = 4

export class EverydayHandshakes {
  private synAck = -1
  /** First client segment with an ACK. */
  private ack = -1
  private sentData = false
  private serverProgress = -1
  private clientFin = -1
  private synTime = NaN
  private synAckTime = NaN
  private ackTime = NaN
  private readonly analysis: PacketAnalysis
  private readonly axis: TimeAxis
  /** By row of the HandshakeTable: bits of the above, and the packet of `ack`. */
  private readonly state: Uint8Array
  private readonly acks: Uint32Array

  constructor(analysis: PacketAnalysis, axis: TimeAxis) {
    this.analysis = analysis
    this.axis = axis
    this.state = new Uint8Array(analysis.handshakes.length)
    this.acks = new Uint32Array(analysis.handshakes.length)
  }

  /** Whether handshake `h` was read and is an everyday one. */
  has(h: number): boolean {
    return this.state[h] !== 0
  }

  /** Reads handshake `h`; false when it is not an everyday one and nothing here counts. */
  read(h: number): boolean {
    const { analysis, axis } = this
    const { packetStart, outcome } = analysis.handshakes
    if (outcome[h] !== ESTABLISHED) return false
    const { kind, marks, payloadLength } = analysis.packets
    const from = packetStart[h] ?? 0
    const to = packetStart[h + 1] ?? from
    if (to - from < 3 || kind[from] !== PACKET_KIND.syn || kind[from + 1] !== PACKET_KIND['syn-ack']) return false
    if (((marks[from] ?? 0) & SPECIAL) !== 0 || ((marks[from + 1] ?? 0) & SPECIAL) !== 0) return false
    this.ack = this.serverProgress = this.clientFin = -1
    this.sentData = false
    for (let row = from + 2; row < to; row++) {
      const mark = marks[row] ?? 0
      if ((mark & SPECIAL) !== 0) return false
      switch (kind[row]) {
        case PACKET_KIND['final-ack']:
        case PACKET_KIND['client-data']:
          if (this.ack < 0) this.ack = row
          if ((payloadLength[row] ?? 0) > 0) this.sentData = true
          break
        case PACKET_KIND['server-data']:
          if (this.serverProgress < 0) this.serverProgress = row
          break
        case PACKET_KIND.fin:
          if ((mark & MARK.fromClient) === 0) {
            if (this.serverProgress < 0) this.serverProgress = row
          } else if (this.clientFin < 0) this.clientFin = row
          break
        default:
          return false
      }
    }
    if (this.ack < 0) return false
    this.synAck = from + 1
    this.synTime = packetOffset(analysis, axis, from)
    this.synAckTime = packetOffset(analysis, axis, from + 1)
    this.ackTime = packetOffset(analysis, axis, this.ack)
    // A clock that was set back in between.
    if (this.synTime > this.synAckTime || this.synAckTime > this.ackTime) return false
    const isServed = this.serverProgress >= 0
    this.state[h] =
      EVERYDAY | (isServed ? SERVED : 0) | (!isServed && this.sentData && !this.closedSoon() ? UNSERVED : 0)
    this.acks[h] = this.ack
    return true
  }

  /** As RoundTripSamples.add for the handshake read last. */
  addRoundTrip({ roundTrips }: ListenerFigures): void {
    const { marks, tsVal, tsEcr } = this.analysis.packets
    const { ack } = this
    const toAck = this.ackTime - this.synAckTime
    const isEcho = ((marks[ack] ?? 0) & MARK.hasTimestamps) === 0 || tsVal[this.synAck] === tsEcr[ack]
    roundTrips.toAnswer.push(this.synAckTime - this.synTime)
    if (isEcho && toAck <= CLIENT_TIMER) roundTrips.toAck.push(toAck)
    roundTrips.clean.push(this.ackTime - this.synTime)
  }

  /** As HandshakeSorter.add for an everyday handshake, in the order of handshakes. */
  addTo(listener: ListenerFigures, h: number): void {
    const { packetStart, features } = this.analysis.handshakes
    const state = this.state[h] ?? 0
    const syn = packetStart[h] ?? 0
    listener.outcomes.established.push(h)
    listener.syns.add(syn)
    listener.synAcks.add(syn + 1)
    if ((state & SERVED) !== 0) listener.served.add(this.acks[h] ?? 0)
    else if ((state & UNSERVED) !== 0) listener.unserved.add(this.acks[h] ?? 0)
    if (((features[h] ?? 0) & FEATURE.portReused) !== 0) listener.reusedPorts.add(syn)
    listener.clean.add(syn)
  }

  private closedSoon(): boolean {
    const { clientFin } = this
    return clientFin >= 0 && packetOffset(this.analysis, this.axis, clientFin) - this.ackTime < SOON
  }
}
