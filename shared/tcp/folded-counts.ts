// What is left of handshakes that were folded away because the limit was reached: counts per listener. A SYN flood has
// one listener or a few, so the last one is tried first; beyond the limit of listeners one row stands for all others.

import { TCP_FLAG } from '../net/segment.ts'
import { COMPLETENESS, COMPLETENESS_MASK, STATE_BIT, type FlowTable } from './flow-table.ts'
import { NANOS, PREVIOUS, type PacketLog } from './packet-log.ts'

/** Packets of a handshake that may be folded. */
const MOST_ROWS = 16
/** SYNs this close together are sightings of one. */
const ONE_SYN_SECONDS = 0.01

/**
 * What a flood consists of: one SYN (seen on several interfaces, perhaps), with nothing but SYN-ACKs behind it; or SYN-ACKs
 * alone. A client that repeats its SYN is never folded.
 */
export function mayFold(flows: FlowTable, log: PacketLog, h: number): boolean {
  const completeness = flows.state(h) & COMPLETENESS_MASK
  if ((completeness & ~(COMPLETENESS.syn | COMPLETENESS.synAck)) !== 0 || flows.has(h, STATE_BIT.icmp)) return false
  let count = 0
  let earliest = Infinity
  let latest = -Infinity
  for (let row = flows.lastRow(h); row !== 0; row = log.word(row - 1, PREVIOUS)) {
    if (++count > MOST_ROWS) return false
    if ((log.flags(row - 1) & TCP_FLAG.ACK) !== 0) continue
    const time = log.seconds(row - 1) + log.word(row - 1, NANOS) / 1e9
    if (time < earliest) earliest = time
    if (time > latest) latest = time
  }
  return count > 0 && !(latest - earliest > ONE_SYN_SECONDS)
}

/** Listeners counted one by one. */
const MAX_LISTENERS = 65_536

export interface FoldedListener {
  /** 4 or 6; 0 for the row of all others, whose address and port are 0. */
  readonly family: number
  readonly words: readonly [number, number, number, number]
  readonly port: number
  handshakes: number
  synPackets: number
  /** Of `handshakes`: answered by a SYN-ACK that nobody acknowledged. */
  halfOpen: number
  /** Of `synPackets`: nothing came back. */
  unansweredSyns: number
}

export class FoldedCounts {
  handshakes = 0
  synPackets = 0
  halfOpen = 0
  private readonly byAddress = new Map<string, FoldedListener>()
  private last: FoldedListener | null = null

  /** Counts handshake `h`, of which nothing else will be kept. */
  addHandshake(flows: FlowTable, h: number): void {
    const listener = this.listenerOf(flows, h)
    this.handshakes++
    this.synPackets++
    listener.handshakes++
    listener.synPackets++
    if (flows.has(h, STATE_BIT.answered)) {
      this.halfOpen++
      listener.halfOpen++
    } else listener.unansweredSyns++
  }

  /** Counts one more SYN packet of a handshake that has very many. */
  addSyn(flows: FlowTable, h: number): void {
    const listener = this.listenerOf(flows, h)
    this.synPackets++
    listener.synPackets++
    listener.unansweredSyns++
  }

  private listenerOf(flows: FlowTable, h: number): FoldedListener {
    const family = flows.has(h, STATE_BIT.ipv6) ? 6 : 4
    return this.listener(family, flows.words, flows.serverAt(h), flows.serverPort(h))
  }

  /** Counts for the listener with the address at `from[at …]` and this port. */
  private listener(family: number, from: Uint32Array, at: number, port: number): FoldedListener {
    const { last } = this
    const w0 = from[at]!
    const w1 = from[at + 1]!
    const w2 = from[at + 2]!
    const w3 = from[at + 3]!
    if (last?.port === port && last.words[3] === w3 && last.words[2] === w2 && last.words[1] === w1) {
      if (last.words[0] === w0 && last.family === family) return last
    }
    const key = `${family} ${w0} ${w1} ${w2} ${w3} ${port}`
    let found = this.byAddress.get(key)
    if (!found && this.byAddress.size >= MAX_LISTENERS) {
      found = this.byAddress.get('') ?? emptyListener(0, 0, 0, 0, 0, 0)
      this.byAddress.set('', found)
    }
    if (!found) {
      found = emptyListener(family, w0, w1, w2, w3, port)
      this.byAddress.set(key, found)
    }
    this.last = found
    return found
  }

  listeners(): FoldedListener[] {
    return [...this.byAddress.values()]
  }
}

function emptyListener(family: number, w0: number, w1: number, w2: number, w3: number, port: number): FoldedListener {
  return { family, words: [w0, w1, w2, w3], port, handshakes: 0, synPackets: 0, halfOpen: 0, unansweredSyns: 0 }
}
