// Where one handshake belongs among the figures of its listener: lost on the way there, on the way back, not heeded, or
// clean. Whether a repeated SYN means loss or only a long way is known when all handshakes of the listener were seen.
import { FEATURE, OUTCOMES, PACKET_KINDS } from '../../analysis/tables.ts'
import type { PacketAnalysis } from '../../analysis/tables.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import type { HandshakeScan } from './handshake-scan.ts'
import type { ListenerFigures } from './listener-figures.ts'
import { CLIENT_TIMER, longRoundTrip, ROUND_TRIP_MARGIN } from './round-trip.ts'

const SYN = PACKET_KINDS.indexOf('syn')
const SYN_ACK = PACKET_KINDS.indexOf('syn-ack')

/** Sorts the handshakes of one listener, whose round trips are known by now. */
export class HandshakeSorter {
  private readonly analysis: PacketAnalysis
  private readonly axis: TimeAxis
  private readonly scan: HandshakeScan
  private readonly listener: ListenerFigures
  /** The round trip in seconds where it is longer than a client waits. */
  private readonly slow: number | null

  /** `scan` may be the same for all listeners: it is read anew for every handshake. */
  constructor(analysis: PacketAnalysis, axis: TimeAxis, scan: HandshakeScan, listener: ListenerFigures) {
    this.analysis = analysis
    this.axis = axis
    this.scan = scan
    this.listener = listener
    this.slow = longRoundTrip(listener.roundTrips)
  }

  /** Adds handshake `h` to the figures of the listener. */
  add(h: number): void {
    const { analysis, listener } = this
    const scan = this.scan.read(h)
    const outcome = OUTCOMES[analysis.handshakes.outcome[h] ?? 0] ?? 'undecided'
    listener.outcomes[outcome].push(h)
    for (const syn of scan.syns) listener.syns.add(syn)
    for (const synAck of scan.synAcks) listener.synAcks.add(synAck)
    for (const icmp of scan.icmpErrors) listener.icmpErrors.add(icmp)
    this.addSides()
    if (outcome === 'refused') for (const reset of scan.serverResets) listener.refusals.add(reset)
    // Where the capture itself has holes, a missing answer proves nothing.
    const troubled = this.addGaps(h) || [this.addSyns(), this.addAnswers(), this.addAcks()].includes(true)
    const first = scan.syns[0]
    if (first === undefined) return
    if (((analysis.handshakes.features[h] ?? 0) & FEATURE.portReused) !== 0) listener.reusedPorts.add(first)
    if (outcome === 'established' && !troubled && scan.syns.length === 1) listener.clean.add(first)
  }

  /** What captures of both sides tell. */
  private addSides(): void {
    const { analysis, listener, scan } = this
    const { kind } = analysis.packets
    for (const row of scan.neverArrived) {
      const list = kind[row] === SYN ? listener.synsNeverArrived : listener.acksNeverArrived
      list.add(row)
    }
    for (const row of scan.neverReturned) {
      if (kind[row] === SYN_ACK) listener.answersNeverReturned.add(row)
    }
    if (scan.onlyElsewhere) for (const syn of scan.syns) listener.onlyElsewhere.add(syn)
  }

  /** Signs that the capture lost packets: an answer nobody sent, a connection in use without its handshake. */
  private addGaps(h: number): boolean {
    const { listener, scan } = this
    const { features, completeness } = this.analysis.handshakes
    const noAnswer = scan.synAcks.length === 0 && scan.syns.length > 0
    const used =
      scan.serverProgress >= 0 || (scan.bareAcks.length > 0 && scan.acks.length > 0 && scan.clientResets.length === 0)
    const synHasData = ((features[h] ?? 0) & (FEATURE.fastOpenData | FEATURE.synData)) !== 0
    const exchanged = !synHasData && ((completeness[h] ?? 0) & DATA) !== 0
    const lostAnswer = noAnswer && (used || exchanged)
    const lostSyn = scan.syns.length === 0 && scan.synAcks.length > 0
    if (!lostAnswer && !lostSyn) return false
    const row = scan.syns[0] ?? scan.synAcks[0]
    if (row !== undefined) listener.incomplete.add(row)
    return true
  }

  /** SYNs without an answer; true when there is any. */
  private addSyns(): boolean {
    const { listener, scan, slow } = this
    const answer = scan.synAcks[0]
    const end = this.captureEnd(scan.capture)
    const last = scan.syns.at(-1)
    let troubled = false
    for (const syn of scan.syns) {
      const moment = scan.time(syn)
      if (scan.marked(syn, 'badChecksum')) listener.badChecksum.add(syn)
      if (!scan.unanswered(syn)) continue
      troubled = true
      if (scan.marked(syn, 'badChecksum')) continue
      // The answer to this very SYN came one (long) round trip later, after the client had sent the next one.
      if (slow !== null && answer !== undefined && scan.time(answer) - moment <= slow * ROUND_TRIP_MARGIN) {
        listener.answeredLate.add(syn)
        continue
      }
      listener.silent.add(syn)
      if (syn !== last || end - moment >= FIRM_SILENCE) listener.firmlySilent.add(syn)
    }
    let nextBareAck = 0
    scan.syns.forEach((syn, i) => {
      const next = scan.syns[i + 1]
      const bareAck = scan.bareAcks[nextBareAck]
      if (bareAck === undefined || bareAck < syn || (next !== undefined && bareAck > next)) return
      nextBareAck++
      listener.challenged.add(syn)
      troubled = true
    })
    return troubled
  }

  /** SYN-ACKs that had to be sent again before the client's ACK came; true when one was lost. */
  private addAnswers(): boolean {
    const { listener, scan, slow } = this
    const firstAnswer = scan.synAcks[0]
    if (firstAnswer === undefined) return false
    const answered = scan.time(firstAnswer)
    const firstAck = scan.acks[0]
    const ackAfter = firstAck === undefined ? Infinity : scan.time(firstAck) - answered
    const repeatedSyns = scan.syns.filter((syn) => scan.time(syn) > answered)
    if (repeatedSyns.length > 0) {
      const late = slow !== null && ackAfter <= slow * ROUND_TRIP_MARGIN
      for (const syn of repeatedSyns) (late ? listener.answeredLate : listener.synAckUnheard).add(syn)
      return true
    }
    const repeated = scan.synAcks.filter((row) => row !== firstAnswer && (firstAck === undefined || row < firstAck))
    if (firstAck === undefined && scan.clientResets.length === 0) {
      const alive = scan.serverResets.find((reset) => scan.time(reset) > answered)
      const list = alive === undefined ? listener.halfOpen : listener.ackUnheard
      for (const row of repeated.length > 0 ? repeated : [firstAnswer]) list.add(row)
      return true
    }
    if (firstAck === undefined || repeated.length === 0 || ackAfter < CLIENT_TIMER) return false
    for (const row of repeated) listener.ackUnheard.add(row)
    return true
  }

  /** Client segments that did not complete the handshake although they are in the capture; true when there are any. */
  private addAcks(): boolean {
    const { analysis, listener, scan, slow } = this
    const reset = scan.abortReset()
    if (reset >= 0) {
      listener.aborted.add(reset)
      return true
    }
    const firstAck = scan.acks[0]
    const firstAnswer = scan.synAcks[0]
    if (firstAck === undefined || firstAnswer === undefined) return false
    const dataSent = scan.acks.some((ack) => (analysis.packets.payloadLength[ack] ?? 0) > 0)
    const closedSoon = scan.clientFin >= 0 && scan.time(scan.clientFin) - scan.time(firstAck) < SOON
    if (scan.serverProgress >= 0) listener.served.add(firstAck)
    else if (dataSent && !closedSoon) listener.unserved.add(firstAck)
    const syn = scan.syns.findLast((row) => row < firstAnswer)
    const roundTrip = slow ?? (syn === undefined ? 0 : scan.time(firstAnswer) - scan.time(syn))
    const heardUntil = scan.time(firstAck) + roundTrip * ROUND_TRIP_MARGIN + IN_FLIGHT
    const repeats = scan.synAcks.filter((row) => scan.time(row) > heardUntil)
    if (repeats.length === 0) return false
    for (const row of repeats) listener.synAckAfterAck.add(row)
    const lastAnswer = scan.synAcks.at(-1) ?? firstAnswer
    for (const ack of unproven(scan)) {
      const list = ack < lastAnswer ? listener.ackUnheeded : listener.ackPerhapsUnheeded
      list.add(ack)
    }
    return true
  }

  private captureEnd(capture: number): number {
    const last = this.analysis.captures[capture]?.lastPacketTime ?? null
    if (last === null) return Infinity
    const { originSeconds, clockOffsets } = this.axis
    return last.seconds - originSeconds + last.nanos * 1e-9 + (clockOffsets[capture] ?? 0)
  }
}

/** Seconds without an answer after which a SYN counts as surely unanswered, shorter than any first timer (1 s). */
const FIRM_SILENCE = 0.9

/** Seconds within which a client that was answered closes; one that hangs waits longer. */
export const SOON = 1

/** Seconds of slack between a SYN-ACK already on its way and the ACK it crosses. */
const IN_FLIGHT = 0.02

/** The client's segments before the one that the server surely accepted (the last one before its own data). */
function unproven(scan: HandshakeScan): readonly number[] {
  if (scan.serverProgress < 0) return scan.acks
  const before = scan.acks.filter((ack) => ack < scan.serverProgress)
  return before.slice(0, -1)
}

/** Bit of HandshakeTable.completeness: data was exchanged. */
const DATA = 8
