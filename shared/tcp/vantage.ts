// Where a capture was taken: at the server, at the client or between. In this order: what the link layer says of the
// direction, how far the TTL has come down, and who answers faster. ../shared/reference/counters.md §8.
import type { HandshakeTable, PacketTable, Remark, Vantage } from '../analysis/tables.ts'
import { median } from './median.ts'
import { MARK, OUTCOMES, PACKET_KINDS } from '../analysis/tables.ts'

export interface VantageFinding {
  readonly vantage: Vantage
  /** Key `tcp.vantage.…` and its numbers. */
  readonly reason: Remark
}

const SYN = PACKET_KINDS.indexOf('syn')
const SYN_ACK = PACKET_KINDS.indexOf('syn-ack')
const FINAL_ACK = PACKET_KINDS.indexOf('final-ack')
const SIMULTANEOUS = OUTCOMES.indexOf('simultaneous-open')
const RESET = PACKET_KINDS.indexOf('reset')
/** Share of handshakes that must agree. */
const MOST = 0.8
/** Below this both ends are next to each other and time says nothing. */
const TINY_SECONDS = 1e-3
/** One side must be this much faster than the other. */
const FASTER = 4
/** Two points closer than this on the way are one place. */
const APART_NANOS = 4000
/** Handshakes looked at; more say nothing new. */
const SAMPLE = 20_000

/** What the handshakes of one capture look like from where it was taken. */
class Sightings {
  handshakes = 0
  /** SYN came in only, went out only, did both. */
  cameIn = 0
  wentOut = 0
  passed = 0
  synHops: number[] = []
  answerHops: number[] = []
  serverDelay: number[] = []
  clientDelay: number[] = []
}

/**
 * One finding a capture. `place`: nanoseconds on the way to the server relative to the other captures, NaN where not
 * known (merge-captures.ts).
 */
export function findVantages(table: PacketTable, handshakes: HandshakeTable, place: Float64Array): VantageFinding[] {
  const { packetStart, outcome, length } = handshakes
  const captures = place.length
  const sightings = Array.from(place, () => new Sightings())
  for (let h = 0; h < length; h++) {
    if (outcome[h] === SIMULTANEOUS) continue
    for (let capture = 0; capture < captures; capture++) {
      const seen = sightings[capture]!
      if (seen.handshakes < SAMPLE) look(seen, table, capture, packetStart[h]!, packetStart[h + 1]!)
    }
  }
  return sightings.map((seen, row) => byDirection(seen) ?? byPlace(place, row) ?? byHops(seen) ?? byTime(seen))
}

function look(seen: Sightings, table: PacketTable, capture: number, from: number, to: number): void {
  let syns = 0
  let synAcks = 0
  let incoming = false
  let outgoing = false
  let synAt = NaN
  let synAckAt = NaN
  let synTtl = 0
  let answerTtl = 0
  let previous = -1
  for (let p = from; p < to; p++) {
    if (table.capture[p] !== capture) continue
    const kind = table.kind[p]!
    const marks = table.marks[p]!
    const repeated = previous >= 0 && table.kind[previous] === kind && (marks & MARK.duplicate) !== 0
    previous = p
    if (kind === SYN) {
      if ((marks & MARK.incoming) !== 0) incoming = true
      if ((marks & MARK.outgoing) !== 0) outgoing = true
      if (repeated) continue
      syns++
      synAt = seconds(table, p)
      synTtl = table.ttl[p]!
    } else if (kind === SYN_ACK) {
      if (repeated) continue
      synAcks++
      synAckAt = seconds(table, p)
      answerTtl = table.ttl[p]!
    } else if (kind === RESET && (marks & MARK.fromClient) === 0) answerTtl ||= table.ttl[p]!
    else if (kind === FINAL_ACK && syns === 1 && synAcks === 1 && !repeated) {
      seen.serverDelay.push(synAckAt - synAt)
      seen.clientDelay.push(seconds(table, p) - synAckAt)
    }
  }
  if (syns === 0) return
  seen.handshakes++
  if (incoming && outgoing) seen.passed++
  else if (incoming) seen.cameIn++
  else if (outgoing) seen.wentOut++
  if (synTtl > 0) seen.synHops.push(hops(synTtl))
  if (answerTtl > 0) seen.answerHops.push(hops(answerTtl))
}

function seconds(table: PacketTable, p: number): number {
  return table.seconds[p]! + table.nanos[p]! * 1e-9
}

/** Routers passed, supposing that the sender began with 64, 128 or 255. */
function hops(ttl: number): number {
  return (ttl <= 64 ? 64 : ttl <= 128 ? 128 : 255) - ttl
}

function byDirection(seen: Sightings): VantageFinding | null {
  const { cameIn, wentOut, passed } = seen
  const known = cameIn + wentOut + passed
  if (known === 0 || known < seen.handshakes * MOST) return null
  if (cameIn >= known * MOST) return found('server', 'directionServer', { share: percent(cameIn / known) })
  if (wentOut >= known * MOST) return found('client', 'directionClient', { share: percent(wentOut / known) })
  if (passed >= known * MOST) return found('middle', 'directionMiddle', { share: percent(passed / known) })
  return found('middle', 'directionMixed', { incoming: cameIn, outgoing: wentOut, forwarded: passed })
}

/** Which of several captures of the same packets is nearest to which end. */
function byPlace(place: Float64Array, row: number): VantageFinding | null {
  const own = place[row]!
  const known = place.filter((at) => !Number.isNaN(at))
  const first = Math.min(...known)
  const last = Math.max(...known)
  if (Number.isNaN(own) || last - first < APART_NANOS) return null
  const params = { way: milliseconds((last - first) / 1e9) }
  if (own - first < (last - first) / 10) return found('client', 'placeClient', params)
  if (last - own < (last - first) / 10) return found('server', 'placeServer', params)
  return found('middle', 'placeMiddle', params)
}

function byHops(seen: Sightings): VantageFinding | null {
  if (seen.synHops.length === 0 || seen.answerHops.length === 0) return null
  const syn = median(seen.synHops)
  const answer = median(seen.answerHops)
  if (syn > 0 && answer === 0) return found('server', 'hopsServer', { hops: syn })
  if (syn === 0 && answer > 0) return found('client', 'hopsClient', { hops: answer })
  if (syn > 0 && answer > 0) return found('middle', 'hopsMiddle', { syn, answer })
  return null
}

function byTime(seen: Sightings): VantageFinding {
  if (seen.handshakes === 0) return found('unknown', 'nothing', {})
  if (seen.serverDelay.length === 0) return found('unknown', 'noHandshake', {})
  const server = median(seen.serverDelay)
  const client = median(seen.clientDelay)
  const params = { server: milliseconds(server), client: milliseconds(client) }
  if (server < TINY_SECONDS && client < TINY_SECONDS) return found('unknown', 'tooClose', params)
  if (server * FASTER < client) return found('server', 'timeServer', params)
  if (client * FASTER < server) return found('client', 'timeClient', params)
  return found('middle', 'timeMiddle', params)
}

function found(vantage: Vantage, key: string, params: Remark['params']): VantageFinding {
  return { vantage, reason: { key: `tcp.vantage.${key}`, params } }
}

function percent(share: number): number {
  return Math.round(share * 100)
}

function milliseconds(value: number): string {
  return (value * 1e3).toFixed(3)
}
