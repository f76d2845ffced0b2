// What became of one handshake, judged over its packets in order of time. Gives each packet its kind and each unanswered
// SYN its mark. The words are those of ARCHITECTURE.md; "unanswered" for a SYN packet is: nothing came back for the
// handshake (SYN-ACK, RST that acknowledges it, ICMP error that quotes it, bare ACK) before its next SYN or the end.
import type { Outcome, PacketTable, UndecidedReason } from '../analysis/tables.ts'
import { FEATURE, MARK, PACKET_KIND } from '../analysis/tables.ts'
import { TCP_FLAG } from '../net/segment.ts'
import { LOG } from './packet-log.ts'

const { SYN, ACK, RST, FIN } = TCP_FLAG
const HALF = 0x80000000
/** Acknowledgment numbers this far behind the ISN belong to this connection; a challenge ACK's are anywhere else. */
const FITTING = 1 << 24
/** A SYN-ACK this soon behind the client's ACK, or within a round trip, crossed it on the way. */
const CROSSED_NANOS = 150e6
/** Linux sends the SYN-ACK again after 1 s (reqsk_timer_handler) plus up to 1/8. */
const SYN_ACK_DUE_NANOS = 1.15e9

export interface Judgement {
  outcome: Outcome
  reason: UndecidedReason
  /** FEATURE bits that follow from the course of the handshake. */
  features: number
  /** SYN packets, duplicates left out. */
  syns: number
  unansweredSyns: number
  /** SYN-ACK and the client's ACK of it are in the capture. */
  completed: boolean
  /** Neither SYN-ACK nor RST nor ICMP error came back: unanswered as `summary.unansweredHandshakes` counts. */
  unanswered: boolean
}

/** Of a handshake with one SYN, its SYN-ACK and the client's ACK (everyday-handshakes.ts). */
export const ESTABLISHED: Judgement = {
  outcome: 'established',
  reason: 'decided',
  features: 0,
  syns: 1,
  unansweredSyns: 0,
  completed: true,
  unanswered: false,
}

/** What judging needs to know beside the packets. */
export interface Circumstances {
  /** Corrected time of the capture's end, nanoseconds. */
  readonly end: number
  /** The peer's SYN crossed ours (simultaneous open). */
  readonly crossed: boolean
  /** Since the last SYN-ACK the server sent a segment without SYN: for it the connection is established. */
  readonly proven: boolean
}

/** Everything one pass over the packets finds out. Times are NaN first so that V8 keeps doubles in them from the start. */
class Course {
  syns = 0
  synAcks = 0
  open = -1
  unansweredSyns = 0
  answered = false
  refused = false
  rejected = false
  challenged = false
  /** A server segment that fits the SYN although no SYN-ACK is in the capture. */
  fitted = false
  completed = false
  clientReset = false
  lateReset = false
  serverSpoke = false
  clientClosed = false
  synAckSeq = 0
  synLength = 0
  lastSynAckTime = NaN
  ackTime = NaN
  synAcksAfterAck = 0
  features = 0
  /** Row of a SYN counted unanswered whose TSval may come back later. */
  earlySyn = -1
  /** The first SYN-ACK echoes the TSval of that SYN. */
  echoesEarly = false
  firstSyn = -1
  /** First SYN to first SYN-ACK, nanoseconds: the round trip as seen here, or more. */
  roundTrip = NaN

  begin(): void {
    this.syns = 0
    this.synAcks = 0
    this.open = -1
    this.unansweredSyns = 0
    this.answered = false
    this.refused = false
    this.rejected = false
    this.challenged = false
    this.fitted = false
    this.completed = false
    this.clientReset = false
    this.lateReset = false
    this.serverSpoke = false
    this.clientClosed = false
    this.synAckSeq = 0
    this.synLength = 0
    this.lastSynAckTime = 0
    this.ackTime = 0
    this.synAcksAfterAck = 0
    this.features = 0
    this.earlySyn = -1
    this.echoesEarly = false
    this.firstSyn = -1
    this.roundTrip = 0
  }
}

/** One object for all handshakes: judging is one after the other. */
const COURSE = new Course()

/** Judges rows from … to − 1. Sets `kind` of every row and MARK.unanswered; duplicates take over the kind of their original. */
export function judgeHandshake(
  table: PacketTable,
  times: Float64Array,
  bits: Uint16Array,
  from: number,
  to: number,
  isn: number,
  circumstances: Circumstances,
): Judgement {
  const course = COURSE
  course.begin()
  for (let p = from; p < to; p++) {
    if ((table.marks[p]! & MARK.duplicate) !== 0) continue
    table.kind[p] = step(course, table, times, bits, p, isn)
  }
  if (course.open >= 0) unanswered(course, table)
  return conclude(course, circumstances)
}

function unanswered(course: Course, table: PacketTable): void {
  table.marks[course.open]! |= MARK.unanswered
  course.unansweredSyns++
  if (course.earlySyn < 0) course.earlySyn = course.open
}

/** Takes one packet into account and says what it is. */
function step(
  course: Course,
  table: PacketTable,
  times: Float64Array,
  bits: Uint16Array,
  p: number,
  isn: number,
): number {
  if ((bits[p]! & LOG.icmp) !== 0) {
    course.rejected = true
    course.open = -1
    return PACKET_KIND.icmp
  }
  const flags = table.flags[p]!
  const fromClient = (table.marks[p]! & MARK.fromClient) !== 0
  if ((flags & SYN) !== 0) return (flags & ACK) === 0 ? syn(course, table, p) : synAck(course, table, times, p)
  if ((flags & RST) !== 0) return fromClient ? clientReset(course) : serverReset(course, table, p, isn)
  return fromClient ? clientSegment(course, table, times, p) : serverSegment(course, table, p, isn)
}

function syn(course: Course, table: PacketTable, p: number): number {
  if (course.open >= 0) unanswered(course, table)
  if (course.answered) course.features |= FEATURE.synAfterSynAck
  course.open = p
  if (course.firstSyn < 0) course.firstSyn = p
  course.syns++
  course.synLength = Math.max(course.synLength, table.payloadLength[p]!)
  return PACKET_KIND.syn
}

function synAck(course: Course, table: PacketTable, times: Float64Array, p: number): number {
  const isLate = course.earlySyn >= 0 && course.syns > 1
  if (isLate && (table.marks[p]! & MARK.hasTimestamps) !== 0 && !course.answered) {
    // TSecr of the answer names the SYN it answers: an earlier one than the last, so that one was late and not lost.
    if (table.tsEcr[p] === table.tsVal[course.earlySyn]) course.echoesEarly = true
  }
  if (!course.answered) course.roundTrip = times[p]! - times[course.firstSyn]!
  course.answered = true
  course.open = -1
  course.synAcks++
  course.synAckSeq = table.seq[p]!
  course.lastSynAckTime = times[p]!
  if (course.completed && times[p]! - course.ackTime > Math.max(CROSSED_NANOS, course.roundTrip))
    course.synAcksAfterAck++
  return PACKET_KIND['syn-ack']
}

function clientReset(course: Course): number {
  course.clientReset = true
  return PACKET_KIND.reset
}

function serverReset(course: Course, table: PacketTable, p: number, isn: number): number {
  const acknowledges = (table.flags[p]! & ACK) !== 0 && (table.ack[p]! - isn - 1) >>> 0 <= course.synLength
  if (acknowledges) {
    course.open = -1
    if (!course.answered) course.refused = true
  }
  // A reset of a connection on which the server has said nothing yet: its SEG.SEQ is still the one behind the SYN-ACK.
  if (course.completed && !course.serverSpoke && !course.clientClosed) {
    if (table.seq[p] === (course.synAckSeq + 1) >>> 0) course.lateReset = true
  }
  return PACKET_KIND.reset
}

function clientSegment(course: Course, table: PacketTable, times: Float64Array, p: number): number {
  const flags = table.flags[p]!
  const carriesData = table.payloadLength[p]! > 0
  if ((flags & FIN) !== 0) course.clientClosed = true
  const covers = (flags & ACK) !== 0 && (table.ack[p]! - course.synAckSeq - 1) >>> 0 < HALF
  if (course.answered && covers && !course.completed) {
    course.completed = true
    course.ackTime = times[p]!
    return PACKET_KIND['final-ack']
  }
  if ((flags & FIN) !== 0) return PACKET_KIND.fin
  if (!carriesData) return PACKET_KIND['repeated-ack']
  return PACKET_KIND['client-data']
}

function serverSegment(course: Course, table: PacketTable, p: number, isn: number): number {
  const carriesData = table.payloadLength[p]! > 0
  const isFin = (table.flags[p]! & FIN) !== 0
  if (course.answered && (carriesData || isFin)) course.serverSpoke = true
  if (!course.answered && (table.flags[p]! & ACK) !== 0) {
    if (course.open >= 0) {
      course.challenged = true
      course.open = -1
    }
    const acked = (table.ack[p]! - isn - 1) >>> 0
    if (acked < FITTING) course.fitted = true
  }
  if (isFin) return PACKET_KIND.fin
  return carriesData ? PACKET_KIND['server-data'] : PACKET_KIND['bare-ack']
}

function conclude(course: Course, circumstances: Circumstances): Judgement {
  if (course.synAcksAfterAck > 0 && course.synAcks > course.syns) course.features |= FEATURE.synAckRepeated
  // As many answers as SYNs: the early one was under way and not lost.
  if (course.echoesEarly && course.synAcks >= course.syns) course.features |= FEATURE.answeredLate
  const { outcome, reason } = outcomeOf(course, circumstances)
  return {
    outcome,
    reason,
    features: course.features,
    syns: course.syns,
    unansweredSyns: course.unansweredSyns,
    completed: course.completed,
    unanswered: !course.answered && !course.refused && !course.rejected,
  }
}

interface Verdict {
  readonly outcome: Outcome
  readonly reason: UndecidedReason
}

function outcomeOf(course: Course, circumstances: Circumstances): Verdict {
  if (circumstances.crossed && (course.completed || course.fitted || (course.answered && circumstances.proven)))
    return decided('simultaneous-open')
  if (course.answered) return answeredOutcome(course, circumstances)
  if (course.refused) return decided('refused')
  if (course.rejected) return decided('icmp-rejected')
  if (course.fitted) return undecided('answer-without-handshake')
  if (course.challenged) return decided('challenge-acked')
  return decided('unanswered')
}

function answeredOutcome(course: Course, circumstances: Circumstances): Verdict {
  if (!course.completed) {
    if (course.clientReset) return decided('half-open')
    if (circumstances.proven) return undecided('answer-without-handshake')
    if (circumstances.end - course.lastSynAckTime < SYN_ACK_DUE_NANOS) return undecided('capture-ended-first')
    return decided('half-open')
  }
  if (course.lateReset) return decided('reset-after-handshake')
  const isRepeated = (course.features & FEATURE.synAckRepeated) !== 0
  return decided(isRepeated && !circumstances.proven ? 'final-ack-ignored' : 'established')
}

const decided = (outcome: Outcome): Verdict => ({ outcome, reason: 'decided' })
const undecided = (reason: UndecidedReason): Verdict => ({ outcome: 'undecided', reason })
