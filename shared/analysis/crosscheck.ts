// The second opinion: the same file read by somebody else's reader into the same decoder and tracker, and every difference in
// packets, times and outcomes named. Who the other reader is comes in as a parameter (the pcap-parser package).
import { CaptureTally } from '../capture/capture-tally.ts'
import { PathInterner } from '../net/layer-path.ts'
import { addressText } from '../net/address.ts'
import { HandshakeTracker } from '../tcp/handshake-tracker.ts'
import { handshakeView, packetMoment } from './handshake-view.ts'
import type { PacketAnalysis, Remark } from './tables.ts'

/** One packet as the other reader saw it. */
export interface OtherPacket {
  readonly seconds: number
  readonly microseconds: number
  readonly originalLength: number
  readonly data: Uint8Array
}

/** What the other reader found: how the file is laid out, then packet by packet. */
export interface OtherReaderEvents {
  header(linkType: number, littleEndian: boolean): void
  packet(packet: OtherPacket): void
}

export interface CrosscheckResult {
  readonly packets: { readonly ours: number; readonly theirs: number }
  readonly handshakes: { readonly ours: number; readonly theirs: number }
  /** Sentences of `cli.crosscheck`, at most {@link MOST_DIFFERENCES}. */
  readonly differences: readonly Remark[]
  readonly differenceCount: number
}

const MOST_DIFFERENCES = 200

/** Collects what the other reader finds and analyses it with our decoder and tracker. */
export class OtherReaderAnalysis implements OtherReaderEvents {
  private readonly tracker = new HandshakeTracker()
  private readonly paths = new PathInterner()
  private readonly tally = new CaptureTally(this.tracker, this.paths, 0)
  private linkType = 0

  header(linkType: number, littleEndian: boolean): void {
    this.linkType = linkType & 0xffff
    this.tally.dissection.littleEndian = littleEndian
  }

  packet({ seconds, microseconds, originalLength, data }: OtherPacket): void {
    const { tally } = this
    tally.packets++
    tally.time(seconds, microseconds * 1000)
    const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
    tally.decode(
      this.linkType,
      0,
      tally.packets,
      seconds,
      microseconds * 1000,
      data,
      view,
      0,
      data.length,
      originalLength,
      Number.NaN,
    )
  }

  get packets(): number {
    return this.tally.packets
  }

  /** Tables of what was read; `path` names the file. */
  finish(path: string): PacketAnalysis {
    const { tally } = this
    return this.tracker.finish(
      [
        {
          path,
          format: 'pcap',
          compression: [],
          linkTypes: [],
          interfaces: [],
          packets: tally.packets,
          tcpPackets: tally.tcpPackets,
          icmpErrors: tally.icmpErrors,
          bytes: 0,
          firstPacketTime: tally.firstTime(),
          lastPacketTime: tally.lastTime(),
          skipped: tally.skippedByReason(),
          encapsulations: tally.encapsulationCounts(),
          warnings: [],
          partial: false,
          comments: [],
          names: [],
        },
      ],
      this.paths.paths,
    )
  }
}

/** Every difference between two analyses of one file. */
export function compareAnalyses(ours: PacketAnalysis, theirs: PacketAnalysis): CrosscheckResult {
  const differences: Remark[] = []
  let differenceCount = 0
  const differ = (key: string, params: Remark['params']): void => {
    differenceCount++
    if (differences.length < MOST_DIFFERENCES) differences.push({ key: `cli.crosscheck.${key}`, params })
  }
  const packets = { ours: packetsOf(ours), theirs: packetsOf(theirs) }
  if (packets.ours !== packets.theirs) differ('packets', packets)
  const handshakes = { ours: ours.handshakes.length, theirs: theirs.handshakes.length }
  if (handshakes.ours !== handshakes.theirs) differ('handshakes', handshakes)
  const other = new Map<string, number>()
  for (let row = 0; row < theirs.handshakes.length; row++) other.set(identity(theirs, row).key, row)
  for (let row = 0; row < ours.handshakes.length; row++) {
    const { key, client, server, isn } = identity(ours, row)
    const otherRow = other.get(key)
    const mine = facts(ours, row)
    const their = otherRow === undefined ? null : facts(theirs, otherRow)
    for (const [field, value] of Object.entries(mine)) {
      const theirValue = their?.[field] ?? '—'
      if (value !== theirValue) differ('handshake', { client, server, isn, field, ours: value, theirs: theirValue })
    }
  }
  return { packets, handshakes, differences, differenceCount }
}

const packetsOf = (analysis: PacketAnalysis): number =>
  analysis.captures.reduce((sum, capture) => sum + capture.packets, 0)

function identity(analysis: PacketAnalysis, row: number): { key: string; client: string; server: string; isn: number } {
  const { handshakes, addresses, packets } = analysis
  const client = `${addressText(addresses, handshakes.clientAddress[row] ?? 0)}:${handshakes.clientPort[row] ?? 0}`
  const server = `${addressText(addresses, handshakes.serverAddress[row] ?? 0)}:${handshakes.serverPort[row] ?? 0}`
  const isn = handshakes.isn[row] ?? 0
  const first = packets.frame[handshakes.packetStart[row] ?? 0] ?? 0
  return { key: `${client} ${server} ${isn} ${first}`, client, server, isn }
}

/** What must be the same, as texts. */
function facts(analysis: PacketAnalysis, row: number): Record<string, string> {
  const view = handshakeView(analysis, row)
  const moments = (rows: readonly number[]): string =>
    rows
      .map((p) => packetMoment(analysis.packets, p))
      .map(({ time, frame }) => `${time}#${frame}`)
      .join(' ')
  return {
    outcome: view.outcome,
    syns: moments(view.syns),
    synAcks: moments(view.synAcks),
    finalAck: moments(view.finalAck === null ? [] : [view.finalAck]),
    schedule: view.schedule ?? '',
    unansweredSyns: String(analysis.handshakes.unansweredSyns[row]),
  }
}
