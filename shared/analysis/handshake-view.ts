// One handshake as an object, read from the columns on demand: for JSON, reports and the detail pane.
// Never used for all rows at once on a path that must stay fast.
import { decimalTime, nanosBetween } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import { FEATURE, MARK, OUTCOMES, PACKET_KINDS, SCHEDULES } from './tables.ts'
import type { Outcome, PacketAnalysis, PacketKind, PacketTable, Schedule } from './tables.ts'

const kindCode = (kind: PacketKind): number => PACKET_KINDS.indexOf(kind)
const SYN = kindCode('syn')
const SYN_ACK = kindCode('syn-ack')
const FINAL_ACK = kindCode('final-ack')
const RESET = kindCode('reset')
const ICMP = kindCode('icmp')

export interface HandshakeView {
  readonly outcome: Outcome
  readonly schedule: Schedule | null
  /** Rows of the PacketTable, duplicate sightings left out. */
  readonly syns: readonly number[]
  readonly synAcks: readonly number[]
  readonly finalAck: number | null
  readonly reset: number | null
  readonly icmp: number | null
  /** Rows of second sightings of any packet of this handshake. */
  readonly duplicates: readonly number[]
  /** Seconds between neighbouring SYNs. */
  readonly gaps: readonly number[]
}

/** The time of a kept packet, exactly as in its file. */
export function packetTime(packets: Pick<PacketTable, 'seconds' | 'nanos'>, row: number): ExactTime {
  return { seconds: packets.seconds[row] ?? 0, nanos: packets.nanos[row] ?? 0 }
}

/** Collects the packets of handshake `row`. */
export function handshakeView(analysis: PacketAnalysis, row: number): HandshakeView {
  const { handshakes, packets } = analysis
  const syns: number[] = []
  const synAcks: number[] = []
  const duplicates: number[] = []
  let finalAck: number | null = null
  let reset: number | null = null
  let icmp: number | null = null
  const end = handshakes.packetStart[row + 1] ?? 0
  for (let p = handshakes.packetStart[row] ?? 0; p < end; p++) {
    if (((packets.marks[p] ?? 0) & MARK.duplicate) !== 0) {
      duplicates.push(p)
      continue
    }
    const kind = packets.kind[p]
    if (kind === SYN) syns.push(p)
    else if (kind === SYN_ACK) synAcks.push(p)
    else if (kind === FINAL_ACK) finalAck ??= p
    else if (kind === RESET) reset ??= p
    else if (kind === ICMP) icmp ??= p
  }
  const gaps: number[] = []
  for (let i = 1; i < syns.length; i++) {
    gaps.push(nanosBetween(packetTime(packets, syns[i - 1] ?? 0), packetTime(packets, syns[i] ?? 0)) / 1e9)
  }
  const schedule = SCHEDULES[handshakes.schedule[row] ?? 0] ?? 'none'
  return {
    outcome: OUTCOMES[handshakes.outcome[row] ?? 0] ?? 'undecided',
    schedule: schedule === 'none' ? null : schedule,
    syns,
    synAcks,
    finalAck,
    reset,
    icmp,
    duplicates,
    gaps,
  }
}

/** True when the FEATURE bit is set for handshake `row`. */
export function hasFeature(analysis: PacketAnalysis, row: number, feature: keyof typeof FEATURE): boolean {
  return ((analysis.handshakes.features[row] ?? 0) & FEATURE[feature]) !== 0
}

/** `{ time, frame }` of a packet as JSON has it. */
export function packetMoment(packets: PacketTable, row: number): { readonly time: string; readonly frame: number } {
  return { time: decimalTime(packetTime(packets, row)), frame: packets.frame[row] ?? 0 }
}
