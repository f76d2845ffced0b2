// What the packets alone say about one listener: which SYNs got no answer, which answers nobody heard, which ACKs were
// not heeded. Filled by figures-by-listener.ts.
import { OUTCOMES } from '../../analysis/tables.ts'
import type { Outcome, PacketAnalysis } from '../../analysis/tables.ts'
import { addressText, endpointText } from '../../net/address.ts'
import { EventList } from './event-list.ts'
import type { Clock } from './event-list.ts'
import { RoundTripSamples } from './round-trip.ts'

export interface ListenerFigures {
  /** Row of the ListenerTable. */
  readonly row: number
  /** `10.0.0.1:80`, `[fd00::1]:80`. */
  readonly name: string
  readonly address: string
  readonly port: number
  readonly handshakes: number[]
  readonly outcomes: Record<Outcome, number[]>
  readonly syns: EventList
  readonly synAcks: EventList
  /** SYNs without an answer that a slow way back or a damaged checksum does not explain. */
  readonly silent: EventList
  /** Those of `silent` that surely got nothing: the client sent the SYN again, or a second went by in the capture. */
  readonly firmlySilent: EventList
  /** SYNs repeated although the answer to the first was on its way. */
  readonly answeredLate: EventList
  readonly badChecksum: EventList
  /** Repeated SYNs of clients that cannot have heard the SYN-ACK sent before. */
  readonly synAckUnheard: EventList
  /** SYN-ACKs repeated to clients that heard them (they stopped sending SYNs) but whose ACK did not arrive. */
  readonly ackUnheard: EventList
  /** Client ACKs and data after which the SYN-ACK came once more: ignored by the server, or lost after the tap. */
  readonly ackUnheeded: EventList
  /** Those after the last SYN-ACK, of which one may have been heeded and the others not. */
  readonly ackPerhapsUnheeded: EventList
  /** SYN-ACKs sent again although the client's ACK is in the capture. */
  readonly synAckAfterAck: EventList
  /** Resets of the server that threw away a finished handshake at its ACK. */
  readonly aborted: EventList
  /** SYNs answered by a bare ACK. */
  readonly challenged: EventList
  readonly refusals: EventList
  readonly icmpErrors: EventList
  /** Handshakes with packets that prove the capture itself is incomplete (server data without any SYN-ACK …). */
  readonly incomplete: EventList
  /** Answered, never acknowledged, and nothing more from the client. */
  readonly halfOpen: EventList
  /** First SYNs of handshakes on a 4-tuple that an earlier handshake had used. */
  readonly reusedPorts: EventList
  /** First SYNs of handshakes established without any irregularity. */
  readonly clean: EventList
  /**
   * Final ACKs of connections whose client sent data and did not close soon, while nothing kept shows an answer of the
   * program (the tracker stops looking once the server's kernel has acknowledged): a hint, no proof.
   */
  readonly unserved: EventList
  /** Final ACKs of connections on which the program sent or closed. */
  readonly served: EventList
  /** With captures of both sides: SYNs, SYN-ACKs and other packets that one side sent and the other never saw. */
  readonly synsNeverArrived: EventList
  readonly acksNeverArrived: EventList
  readonly answersNeverReturned: EventList
  /** SYNs of handshakes that only the other side's capture knows. */
  readonly onlyElsewhere: EventList
  readonly clients: Set<number>
  readonly roundTrips: RoundTripSamples
}

/** Figures of the listener in `row` of the ListenerTable before anything was counted. */
export function emptyFigures(analysis: PacketAnalysis, clock: Clock, row: number): ListenerFigures {
  const address = addressText(analysis.addresses, analysis.listeners.address[row] ?? 0)
  const port = analysis.listeners.port[row] ?? 0
  const list = (): EventList => new EventList(clock, analysis.packets.handshake)
  return {
    row,
    address,
    port,
    name: endpointText(address, port),
    handshakes: [],
    outcomes: Object.fromEntries(OUTCOMES.map((outcome) => [outcome, [] as number[]])) as Record<Outcome, number[]>,
    syns: list(),
    synAcks: list(),
    silent: list(),
    firmlySilent: list(),
    answeredLate: list(),
    badChecksum: list(),
    synAckUnheard: list(),
    ackUnheard: list(),
    ackUnheeded: list(),
    ackPerhapsUnheeded: list(),
    synAckAfterAck: list(),
    aborted: list(),
    challenged: list(),
    refusals: list(),
    icmpErrors: list(),
    incomplete: list(),
    halfOpen: list(),
    reusedPorts: list(),
    clean: list(),
    unserved: list(),
    served: list(),
    synsNeverArrived: list(),
    acksNeverArrived: list(),
    answersNeverReturned: list(),
    onlyElsewhere: list(),
    clients: new Set(),
    roundTrips: new RoundTripSamples(),
  }
}
