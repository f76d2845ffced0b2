// One handshake's packets sorted by what they are, read from the columns. One scan object is used for all handshakes.
import { packetOffset } from '../../timeline/moment.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import { MARK, PACKET_KIND } from '../../analysis/tables.ts'
import type { PacketAnalysis } from '../../analysis/tables.ts'
import type { Perspective } from './perspective.ts'

const RST_FLAG = 4
const ACK_FLAG = 16
/** Seconds after which Linux repeats an unacknowledged SYN-ACK for the first time. */
const FIRST_SYN_ACK_TIMER = 1

export class HandshakeScan {
  readonly syns: number[] = []
  readonly synAcks: number[] = []
  /** Client segments that carry an ACK and could complete the handshake: final ACK, its repeats, data. */
  readonly acks: number[] = []
  /** Server ACKs before any SYN-ACK. */
  readonly bareAcks: number[] = []
  readonly serverResets: number[] = []
  readonly clientResets: number[] = []
  readonly icmpErrors: number[] = []
  /** First data or FIN of the server, -1 = none: proof that the server's side is complete. */
  serverProgress = -1
  /** The client's FIN, -1 = none kept (only the first FIN of a connection is). */
  clientFin = -1
  firstSeen = NaN
  lastSeen = NaN
  capture = 0

  /** Client packets that a capture elsewhere has and the server's does not: lost on the way there. */
  readonly neverArrived: number[] = []
  /** Server packets that the other captures lack: lost on the way back. */
  readonly neverReturned: number[] = []
  /** Two sides were captured, and only the other one knows this handshake. */
  onlyElsewhere = false

  private readonly lists: readonly number[][] = [
    this.syns,
    this.synAcks,
    this.acks,
    this.bareAcks,
    this.serverResets,
    this.clientResets,
    this.icmpErrors,
    this.neverArrived,
    this.neverReturned,
  ]
  private readonly analysis: PacketAnalysis
  private readonly axis: TimeAxis
  private readonly perspective: Perspective
  private readonly unansweredIdentities = new Set<string>()

  constructor(analysis: PacketAnalysis, axis: TimeAxis, perspective: Perspective) {
    this.analysis = analysis
    this.axis = axis
    this.perspective = perspective
  }

  /** Seconds after the origin of packet row `row`. */
  time(row: number): number {
    return packetOffset(this.analysis, this.axis, row)
  }

  marked(row: number, mark: keyof typeof MARK): boolean {
    return ((this.analysis.packets.marks[row] ?? 0) & MARK[mark]) !== 0
  }

  /** Sorts the packets of handshake `handshake` as the listener's side saw them; second sightings are left out. */
  read(handshake: number): this {
    const { packetStart } = this.analysis.handshakes
    this.clear()
    const from = packetStart[handshake] ?? 0
    const to = packetStart[handshake + 1] ?? from
    if (this.perspective.twoSided) this.readBothSides(from, to)
    else for (let row = from; row < to; row++) if (!this.marked(row, 'duplicate')) this.take(row)
    return this
  }

  private take(row: number): void {
    const { packets } = this.analysis
    const moment = this.time(row)
    if (Number.isNaN(this.firstSeen)) {
      this.firstSeen = moment
      this.capture = packets.capture[row] ?? 0
    }
    this.lastSeen = moment
    this.sort(row, packets.kind[row] ?? 0)
  }

  /**
   * Packets of the server's captures, each once; of the others only what the server's captures lack goes into
   * `neverArrived`. A handshake that the server's captures do not know at all is taken as the others saw it.
   */
  private readBothSides(from: number, to: number): void {
    const { perspective } = this
    const here = new Set<string>()
    const there = new Set<string>()
    for (let row = from; row < to; row++) (perspective.isAtServer(row) ? here : there).add(perspective.identity(row))
    const known = here.size > 0
    const taken = new Set<string>()
    for (let row = from; row < to; row++) {
      const identity = perspective.identity(row)
      if (this.marked(row, 'unanswered')) this.unansweredIdentities.add(identity)
      if (taken.has(identity)) continue
      if (known && !perspective.isAtServer(row)) {
        if (here.has(identity)) continue
        taken.add(identity)
        if (this.marked(row, 'fromClient')) this.neverArrived.push(row)
        continue
      }
      taken.add(identity)
      this.take(row)
      if (known && there.size > 0 && !there.has(identity) && !this.marked(row, 'fromClient'))
        this.neverReturned.push(row)
    }
    this.onlyElsewhere = !known
  }

  /** True when nothing came back for this SYN; in two captures, when either sighting says so. */
  unanswered(syn: number): boolean {
    if (!this.perspective.twoSided) return this.marked(syn, 'unanswered')
    return this.unansweredIdentities.has(this.perspective.identity(syn))
  }

  private sort(row: number, kind: number): void {
    const fromClient = this.marked(row, 'fromClient')
    if (kind === PACKET_KIND.syn) this.syns.push(row)
    else if (kind === PACKET_KIND['syn-ack']) this.synAcks.push(row)
    else if (
      kind === PACKET_KIND['final-ack'] ||
      kind === PACKET_KIND['repeated-ack'] ||
      kind === PACKET_KIND['client-data']
    )
      this.acks.push(row)
    else if (kind === PACKET_KIND['bare-ack']) this.bareAcks.push(row)
    else if (kind === PACKET_KIND['server-data']) this.proveServer(row)
    else if (kind === PACKET_KIND.icmp) this.icmpErrors.push(row)
    else if (kind === PACKET_KIND.reset) (fromClient ? this.clientResets : this.serverResets).push(row)
    else if (kind === PACKET_KIND.fin && !fromClient) this.proveServer(row)
    else if (kind === PACKET_KIND.fin && this.clientFin < 0) this.clientFin = row
  }

  private proveServer(row: number): void {
    if (this.serverProgress < 0) this.serverProgress = row
  }

  /**
   * The server's reset that threw a finished handshake away at its ACK or data (tcp_check_req with
   * tcp_abort_on_overflow, counters.md D10): no ACK bit, its sequence number is the acknowledgement number of that
   * segment, sent before the first SYN-ACK timer could fire. -1 when there is none. A later reset of that form answers
   * a client that the server has already forgotten (counters.md B8).
   */
  abortReset(): number {
    const { packets } = this.analysis
    const answered = this.synAcks.at(-1)
    if (this.serverProgress >= 0 || this.synAcks.length !== 1 || answered === undefined) return -1
    for (const reset of this.serverResets) {
      if (((packets.flags[reset] ?? 0) & (RST_FLAG | ACK_FLAG)) !== RST_FLAG) continue
      if (this.time(reset) - this.time(answered) > FIRST_SYN_ACK_TIMER) continue
      if (this.acks.some((ack) => packets.ack[ack] === packets.seq[reset] && this.time(ack) <= this.time(reset)))
        return reset
    }
    return -1
  }

  private clear(): void {
    for (const list of this.lists) if (list.length > 0) list.length = 0
    if (this.unansweredIdentities.size > 0) this.unansweredIdentities.clear()
    this.onlyElsewhere = false
    this.serverProgress = -1
    this.clientFin = -1
    this.firstSeen = NaN
    this.lastSeen = NaN
    this.capture = 0
  }
}
