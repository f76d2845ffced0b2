// The packets of one handshake as rows of a ladder: times, gaps, direction, what each says.
import { MARK, PACKET_KINDS } from '../../../shared/analysis/tables.ts'
import type { PacketKind } from '../../../shared/analysis/tables.ts'
import { packetTime } from '../../../shared/analysis/handshake-view.ts'
import { packetOffset } from '../../../shared/timeline/moment.ts'
import type { ExactTime } from '../../../shared/units/exact-time.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { flagNames, relativeSequence } from './inference.ts'

export interface LadderRow {
  /** Row of the PacketTable. */
  readonly packet: number
  readonly kind: PacketKind
  readonly fromClient: boolean
  readonly duplicate: boolean
  readonly unanswered: boolean
  readonly badChecksum: boolean
  readonly time: ExactTime
  /** Seconds after the first packet of the handshake. */
  readonly offset: number
  /** Seconds after the row before; null for the first. */
  readonly gap: number | null
  readonly frame: number
  readonly capture: number
  readonly flags: string
  readonly seq: number
  readonly ack: number
  /** Null when the other side's first number is not known. */
  readonly relativeSeq: number | null
  readonly relativeAck: number | null
  readonly payload: number
  readonly window: number
  /** ICMP type and code, for kind 'icmp'. */
  readonly icmp: { readonly type: number; readonly code: number } | null
}

export function ladderRows({ analysis, axis }: Loaded, handshake: number): readonly LadderRow[] {
  const { handshakes, packets } = analysis.packets
  const from = handshakes.packetStart[handshake] ?? 0
  const to = handshakes.packetStart[handshake + 1] ?? from
  const clientIsn = handshakes.isn[handshake] ?? 0
  let serverIsn: number | null = null
  for (let p = from; p < to && serverIsn === null; p++) {
    if (PACKET_KINDS[packets.kind[p] ?? 0] === 'syn-ack') serverIsn = packets.seq[p] ?? 0
  }
  const rows: LadderRow[] = []
  for (let p = from; p < to; p++) {
    const marks = packets.marks[p] ?? 0
    const kind = PACKET_KINDS[packets.kind[p] ?? 0] ?? 'syn'
    const fromClient = (marks & MARK.fromClient) !== 0
    const own = fromClient ? clientIsn : serverIsn
    const other = fromClient ? serverIsn : clientIsn
    const seq = packets.seq[p] ?? 0
    const ack = packets.ack[p] ?? 0
    const flags = packets.flags[p] ?? 0
    const hasAck = (flags & 16) !== 0
    const second = packetOffset(analysis.packets, axis, p)
    rows.push({
      packet: p,
      kind,
      fromClient,
      duplicate: (marks & MARK.duplicate) !== 0,
      unanswered: (marks & MARK.unanswered) !== 0,
      badChecksum: (marks & MARK.badChecksum) !== 0,
      time: packetTime(packets, p),
      offset: second - packetOffset(analysis.packets, axis, from),
      gap: p === from ? null : second - packetOffset(analysis.packets, axis, p - 1),
      frame: packets.frame[p] ?? 0,
      capture: packets.capture[p] ?? 0,
      flags: kind === 'icmp' ? 'ICMP' : flagNames(flags),
      seq,
      ack,
      relativeSeq: own === null || kind === 'icmp' ? null : relativeSequence(seq, own),
      relativeAck: other === null || !hasAck ? null : relativeSequence(ack, other),
      payload: packets.payloadLength[p] ?? 0,
      window: packets.window[p] ?? 0,
      icmp: kind === 'icmp' ? { type: (seq >>> 8) & 255, code: seq & 255 } : null,
    })
  }
  return rows
}
