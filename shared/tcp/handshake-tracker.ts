// The heart: follows every TCP handshake while capture files are read. Looks at SYN, SYN-ACK, RST, FIN and ICMP errors,
// and at ACK and data segments only of connections with an open question; keeps the packets that tell the story and
// nothing else. Here packets are only attributed to handshakes, in file order; what became of each handshake is
// judged at the end, in order of time (judge-handshake.ts). RFC 9293 §3.5; one handshake is one ISN of one client on
// one 4-tuple.
import type { PacketAnalysis } from '../analysis/tables.ts'
import type { CaptureReadResult } from '../capture/read-capture.ts'
import { TCP_FLAG, type IcmpQuote, type Segment, type SegmentSink } from '../net/segment.ts'
import { ClockWatch } from './clock-watch.ts'
import { COMPLETENESS, FlowTable, STATE_BIT } from './flow-table.ts'
import { FoldedCounts, mayFold } from './folded-counts.ts'
import { Interest } from './interest.ts'
import { makeAnalysis, type AnalysisOptions, type Coverage } from './make-analysis.ts'
import { OptionSets } from './option-sets.ts'
import { LOG, PacketLog, PREVIOUS, SEQ } from './packet-log.ts'

export interface TrackerOptions extends AnalysisOptions {
  /**
   * Handshakes kept one by one. Beyond it those that are most likely a flood (a lone SYN without answer, or with nothing
   * but a SYN-ACK) become counts per listener, oldest first; all others are kept whatever their number.
   */
  readonly handshakeLimit?: number
}

export const DEFAULT_HANDSHAKE_LIMIT = 2_000_000
/** PacketTable.capture is 8 bits wide. */
export const MOST_CAPTURES = 256
/** SYN and SYN-ACK packets of one handshake kept one by one; a client sends at most 11, a server as many and 5 more. */
const SYN_LIMIT = 255
/** ACK and data segments looked at after a SYN or SYN-ACK before a handshake stops waiting for more. */
const BUDGET = 64
/** Records looked at for one that may be folded, per new handshake. */
const SWEEP = 64

const { SYN, ACK, RST, FIN } = TCP_FLAG
const SETTLED = STATE_BIT.answered | STATE_BIT.acked | STATE_BIT.proven | COMPLETENESS.data | COMPLETENESS.ack
const SINCE_SYN_ACK = STATE_BIT.acked | STATE_BIT.clientData | STATE_BIT.serverData | STATE_BIT.proven
const BOTH_FIN = STATE_BIT.clientFin | STATE_BIT.serverFin
const CLOSING = BOTH_FIN | STATE_BIT.clientReset | STATE_BIT.serverReset

/** Takes the segments of one or more captures, then makes the tables. Captures go in one after the other. */
export class HandshakeTracker implements SegmentSink {
  readonly interest: Uint32Array
  private readonly waiting = new Interest()
  private readonly flows = new FlowTable((Math.random() * 0x100000000) | 0)
  private readonly log = new PacketLog()
  private readonly options = new OptionSets()
  private readonly clock = new ClockWatch()
  private readonly folded = new FoldedCounts()
  private readonly settings: TrackerOptions
  private readonly limit: number
  private hand = 0
  /** Segments with SYN, by row of captures. */
  private readonly coverage: Coverage[] = []

  constructor(settings: TrackerOptions = {}) {
    this.settings = settings
    this.limit = Math.max(1, settings.handshakeLimit ?? DEFAULT_HANDSHAKE_LIMIT)
    this.interest = this.waiting.bits
  }

  segment(s: Segment): void {
    this.clock.see(s)
    const { flags } = s
    if ((flags & SYN) !== 0) {
      const seen = this.covered(s.capture)
      if ((flags & ACK) !== 0) {
        seen.synAcks++
        this.synAck(s)
      } else {
        seen.syns++
        this.syn(s)
      }
    } else if ((flags & RST) !== 0) this.reset(s)
    else this.plain(s)
  }

  /** An ICMP error; counts only when it quotes a SYN that was kept. */
  icmp(quote: IcmpQuote): void {
    const { flows } = this
    const head = flows.find(quote)
    if (head < 0) return
    const h = flows.withIsn(head, quote.seq, this.sourceIsLower(head))
    if (h < 0 || (flows.state(h) & (STATE_BIT.open | STATE_BIT.icmp)) === STATE_BIT.icmp) return
    this.options.hasTimestamps = false
    this.keep(quote, h, LOG.icmp, 0)
    this.log.setWord(flows.lastRow(h) - 1, SEQ, ((quote.icmpType & 0xff) << 8) | (quote.icmpCode & 0xff))
    flows.set(h, STATE_BIT.icmp)
    flows.clear(h, STATE_BIT.open)
  }

  /**
   * The tables over everything seen. `captures` in the order of their rows, `paths` as the reader interned them. The
   * tracker must not be used again.
   */
  finish(captures: readonly CaptureReadResult[], paths: readonly string[] = ['']): PacketAnalysis {
    const { flows, log, clock, folded, options, limit, settings, coverage } = this
    for (let h = 0; h < flows.length; h++) {
      if (flows.has(h, STATE_BIT.provisional)) this.covered(flows.capture(h)).answersWithoutSyn++
    }
    const optionSets = options.sets
    return makeAnalysis({ flows, log, clock, folded, limit, optionSets, captures, paths, coverage }, settings)
  }

  /** Handshakes that wait for ACK or data segments; 0 when nothing is open. */
  get open(): number {
    return this.waiting.waiting
  }

  private covered(capture: number): Coverage {
    if (capture >= MOST_CAPTURES) throw new RangeError(`more than ${MOST_CAPTURES} captures in one analysis`)
    return (this.coverage[capture] ??= { syns: 0, synAcks: 0, answersWithoutSyn: 0, notKept: 0 })
  }

  private syn(s: Segment): void {
    const { flows } = this
    const head = flows.find(s)
    let h = -1
    if (head >= 0) {
      const lower = this.sourceIsLower(head)
      h = flows.withIsn(head, s.seq, lower)
      // A SYN-ACK that stood before this SYN and acknowledges its data, too (Fast Open), was taken for another ISN.
      if (h < 0 && flows.has(head, STATE_BIT.provisional) && flows.has(head, STATE_BIT.clientIsLower) === lower) {
        if ((flows.isn(head) - s.seq) >>> 0 <= s.payloadLength) {
          h = head
          flows.setIsn(h, s.seq)
        }
      }
    }
    if (h < 0) h = this.create(s, head)
    else {
      flows.setCurrent(head, h)
      if (flows.synCount(h) === SYN_LIMIT) {
        this.folded.addSyn(flows, h)
        this.covered(s.capture).notKept++
        return
      }
    }
    const wasProvisional = flows.has(h, STATE_BIT.provisional)
    this.keep(s, h, LOG.fromClient, this.options.intern(s))
    flows.countSyn(h, s.payloadLength)
    let completeness = wasProvisional ? 0 : COMPLETENESS.syn
    if (s.payloadLength > 0) completeness |= COMPLETENESS.data
    flows.clear(h, STATE_BIT.provisional)
    flows.set(h, completeness | (wasProvisional ? 0 : STATE_BIT.open))
    this.wait(h)
  }

  private synAck(s: Segment): void {
    const { flows } = this
    const head = flows.find(s)
    let h = -1
    if (head >= 0) h = flows.acknowledged(head, s.ack, !this.sourceIsLower(head))
    if (h < 0) {
      h = this.create(s, head, (s.ack - 1) >>> 0)
      flows.set(h, STATE_BIT.provisional)
    } else flows.setCurrent(head, h)
    if (flows.synCount(h) === SYN_LIMIT) {
      this.covered(s.capture).notKept++
      return
    }
    flows.countSyn(h, 0)
    // Even when it does not answer the newest SYN: for Wireshark it is part of the conversation.
    if (head >= 0) flows.set(head, COMPLETENESS.synAck)
    this.keep(s, h, 0, this.options.intern(s))
    flows.setSynAckSeq(h, s.seq)
    flows.clear(h, SINCE_SYN_ACK | STATE_BIT.open)
    flows.set(h, STATE_BIT.answered | COMPLETENESS.synAck)
    this.wait(h)
  }

  private reset(s: Segment): void {
    const { flows } = this
    const head = flows.find(s)
    if (head < 0) return
    const lower = this.sourceIsLower(head)
    const refused = (s.flags & ACK) !== 0 ? flows.acknowledged(head, s.ack, !lower) : -1
    const h = refused >= 0 ? refused : flows.current(head)
    const fromClient = flows.has(h, STATE_BIT.clientIsLower) === lower
    const bit = fromClient ? STATE_BIT.clientReset : STATE_BIT.serverReset
    const answers = refused >= 0 && flows.has(h, STATE_BIT.open)
    this.complete(h, s)
    if (answers || !this.seenInCapture(h, s, bit)) {
      this.options.readTimestamps(s)
      this.keep(s, h, fromClient ? LOG.fromClient : 0, 0)
      flows.set(h, bit)
    }
    if (refused >= 0) flows.clear(h, STATE_BIT.open)
    if (refused >= 0 || flows.has(h, STATE_BIT.answered)) this.stopWaiting(h)
  }

  /** A segment without SYN and RST. */
  private plain(s: Segment): void {
    const { flows } = this
    const head = flows.find(s)
    if (head < 0) return
    if (flows.has(head, STATE_BIT.bothWays)) {
      const lower = this.sourceIsLower(head)
      const asClient = flows.currentOf(head, lower)
      const asServer = flows.currentOf(head, !lower)
      if (asClient >= 0) this.fromClient(s, asClient)
      if (asServer >= 0) this.fromServer(s, asServer)
    } else if (flows.sourceIsClient) this.fromClient(s, flows.current(head))
    else this.fromServer(s, flows.current(head))
  }

  private fromClient(s: Segment, h: number): void {
    const { flows } = this
    const isFin = (s.flags & FIN) !== 0
    const isWaiting = flows.has(h, STATE_BIT.waiting)
    if (!isWaiting && !isFin) return
    this.complete(h, s)
    const state = flows.state(h)
    const repeats = (state & (STATE_BIT.answered | STATE_BIT.proven)) === STATE_BIT.answered && isWaiting
    // The first FIN says who closed; the other side's follows from it.
    let wanted = isFin && !this.seenInCapture(h, s, BOTH_FIN)
    if (s.payloadLength > 0) {
      // Data that begins right behind the SYN: the first segment, and its retransmissions while the server is deaf.
      const isFirst = (s.seq - flows.isn(h) - 1) >>> 0 <= flows.synPayload(h)
      wanted ||= (state & STATE_BIT.clientData) === 0 || (repeats && isFirst)
    } else wanted ||= (s.flags & ACK) !== 0 && !isFin && ((state & STATE_BIT.acked) === 0 || repeats)
    if (wanted) {
      this.options.readTimestamps(s)
      this.keep(s, h, LOG.fromClient, 0)
    }
    if ((s.flags & ACK) !== 0) flows.set(h, STATE_BIT.acked)
    if (s.payloadLength > 0) flows.set(h, STATE_BIT.clientData)
    if (isFin) flows.set(h, STATE_BIT.clientFin)
    if (isWaiting) this.spend(h)
  }

  private fromServer(s: Segment, h: number): void {
    const { flows } = this
    const isFin = (s.flags & FIN) !== 0
    const isWaiting = flows.has(h, STATE_BIT.waiting)
    if (!isWaiting && !isFin) return
    this.complete(h, s)
    const state = flows.state(h)
    let wanted = isFin && !this.seenInCapture(h, s, BOTH_FIN)
    // Whatever comes back for an open SYN answers it: a challenge ACK, or data of a handshake that was not captured.
    if ((state & (STATE_BIT.open | STATE_BIT.answered)) === STATE_BIT.open && (s.flags & ACK) !== 0) {
      wanted = true
      flows.clear(h, STATE_BIT.open)
    }
    if (s.payloadLength > 0) wanted ||= (state & STATE_BIT.serverData) === 0
    if (wanted) {
      this.options.readTimestamps(s)
      this.keep(s, h, 0, 0)
    }
    if ((state & STATE_BIT.answered) !== 0) flows.set(h, STATE_BIT.proven)
    if (s.payloadLength > 0) flows.set(h, STATE_BIT.serverData)
    if (isFin) flows.set(h, STATE_BIT.serverFin)
    if (isWaiting) this.spend(h)
  }

  /** True when a FIN or RST (`bit`) was already kept in this capture. */
  private seenInCapture(h: number, s: Segment, bit: number): boolean {
    return this.flows.has(h, bit) && this.flows.capture(h) === s.capture
  }

  /** Wireshark's tcp.completeness (packet-tcp.c): a pure ACK of either side, also on FIN and RST, counts as ACK. */
  private complete(h: number, s: Segment): void {
    let bits = 0
    if ((s.flags & ACK) !== 0) {
      bits = s.payloadLength > 0 ? COMPLETENESS.data : COMPLETENESS.ack
      if ((s.flags & FIN) !== 0) bits |= COMPLETENESS.fin
    }
    if ((s.flags & RST) !== 0) bits |= COMPLETENESS.reset
    this.flows.set(h, bits)
  }

  /** Whether the segment's source is the numerically smaller endpoint, right after `find` returned `head`. */
  private sourceIsLower(head: number): boolean {
    return this.flows.has(head, STATE_BIT.clientIsLower) === this.flows.sourceIsClient
  }

  private keep(s: Segment, h: number, bits: number, optionSet: number): void {
    const { flows, options, log } = this
    let marks = bits
    if (options.hasTimestamps) marks |= LOG.hasTimestamps
    if (s.direction === 1) marks |= LOG.incoming
    else if (s.direction === 2) marks |= LOG.outgoing
    if (s.checksum === 0) marks |= LOG.badChecksum
    if (s.cut) marks |= LOG.cut
    const tsVal = options.hasTimestamps ? options.tsVal : 0
    const tsEcr = options.hasTimestamps ? options.tsEcr : 0
    const row = log.add(s, h, flows.lastRow(h), optionSet, tsVal, tsEcr, marks)
    flows.setLastRow(h, row + 1)
    if (flows.capture(h) !== s.capture) {
      flows.clear(h, CLOSING)
      flows.setCapture(h, s.capture)
    }
  }

  private wait(h: number): void {
    const { flows } = this
    flows.setBudget(h, BUDGET)
    if (flows.has(h, STATE_BIT.waiting)) return
    flows.set(h, STATE_BIT.waiting)
    this.waiting.add(flows.flowHash(h))
  }

  private spend(h: number): void {
    const { flows } = this
    const left = flows.budget(h) - 1
    flows.setBudget(h, left)
    const state = flows.state(h)
    if (left === 0 || (state & SETTLED) === SETTLED || (state & BOTH_FIN) === BOTH_FIN) this.stopWaiting(h)
  }

  private stopWaiting(h: number): void {
    const { flows } = this
    if (!flows.has(h, STATE_BIT.waiting)) return
    flows.clear(h, STATE_BIT.waiting)
    this.waiting.remove(flows.flowHash(h))
  }

  /** A record for a new handshake; with `isn` the segment is a SYN-ACK, so its source is the server. */
  private create(s: Segment, head: number, isn?: number): number {
    const { flows } = this
    const fromServer = isn !== undefined
    if (flows.length < this.limit) return flows.add(s, isn ?? s.seq, fromServer, head, -1)
    if (head >= 0 && !fromServer && flows.sourceIsClient && mayFold(this.flows, this.log, head)) {
      this.fold(head)
      flows.renew(head, s.seq, s.capture)
      return head
    }
    for (let i = 0; i < SWEEP; i++) {
      this.hand = this.hand + 1 < flows.length ? this.hand + 1 : 0
      if (this.hand === head || !mayFold(this.flows, this.log, this.hand) || !flows.isAlone(this.hand)) continue
      this.fold(this.hand)
      flows.removeLoneHead(this.hand)
      return flows.add(s, isn ?? s.seq, fromServer, head, this.hand)
    }
    return flows.add(s, isn ?? s.seq, fromServer, head, -1)
  }

  private fold(h: number): void {
    const { flows, log, folded } = this
    this.stopWaiting(h)
    for (let row = flows.lastRow(h); row !== 0;) {
      const before = log.word(row - 1, PREVIOUS)
      log.remove(row - 1)
      row = before
    }
    if (flows.has(h, STATE_BIT.provisional)) {
      this.covered(flows.capture(h)).answersWithoutSyn++
      return
    }
    folded.addHandshake(flows, h)
  }
}
