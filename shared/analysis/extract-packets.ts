// Only the packets of chosen handshakes, written as a small pcapng for a colleague: bytes as they were captured, each
// interface described, each packet with a comment that says what it is.
import { readPackets } from '../capture/packet-bytes.ts'
import type { OpenOptions } from '../capture/open-stream.ts'
import type { ByteSource } from '../capture/byte-source.ts'
import { PcapngWriter } from '../capture/pcapng-writer.ts'
import { linkTypeNumber } from '../net/link-types.ts'
import { compareTimes } from '../units/exact-time.ts'
import { packetTime } from './handshake-view.ts'
import { MARK, PACKET_KINDS } from './tables.ts'
import type { CaptureSummary, PacketAnalysis, PacketTable } from './tables.ts'

type PacketFacts = Pick<
  PacketTable,
  'seconds' | 'nanos' | 'capture' | 'frame' | 'fileOffset' | 'capturedLength' | 'interfaceId' | 'kind' | 'marks'
>

/** Which packets to write, small enough to be sent to another thread. */
export interface ChosenPackets {
  readonly captures: readonly CaptureSummary[]
  /** One row a packet. */
  readonly packets: PacketFacts & { readonly length: number }
}

export interface ExtractResult {
  readonly packets: number
  /** Packets of captures read from text: there are no bytes to write. */
  readonly withoutBytes: number
  /** Packets that `change` left out. */
  readonly leftOut: number
}

export interface ExtractOptions extends OpenOptions {
  /** e.g. `SynScope 0.1.0`. */
  readonly application: string
  /** Changes the bytes of a packet before it is written (masking); null leaves the packet out. */
  readonly change?: (bytes: Uint8Array, linkType: number) => Uint8Array | null
}

/** The packets of handshakes `rows` by themselves. */
export function choosePackets(
  { packets, handshakes, captures }: PacketAnalysis,
  rows: Iterable<number>,
): ChosenPackets {
  const chosen: number[] = []
  for (const row of rows) {
    const end = handshakes.packetStart[row + 1] ?? 0
    for (let p = handshakes.packetStart[row] ?? 0; p < end; p++) chosen.push(p)
  }
  return {
    captures,
    packets: {
      length: chosen.length,
      seconds: Float64Array.from(chosen, (p) => packets.seconds[p] ?? 0),
      nanos: Uint32Array.from(chosen, (p) => packets.nanos[p] ?? 0),
      capture: Uint8Array.from(chosen, (p) => packets.capture[p] ?? 0),
      frame: Uint32Array.from(chosen, (p) => packets.frame[p] ?? 0),
      fileOffset: Float64Array.from(chosen, (p) => packets.fileOffset[p] ?? NaN),
      capturedLength: Uint32Array.from(chosen, (p) => packets.capturedLength[p] ?? 0),
      interfaceId: Uint16Array.from(chosen, (p) => packets.interfaceId[p] ?? 0),
      kind: Uint8Array.from(chosen, (p) => packets.kind[p] ?? 0),
      marks: Uint8Array.from(chosen, (p) => packets.marks[p] ?? 0),
    },
  }
}

/** As {@link writeChosen}, for handshakes `rows` of an analysis. */
export function extractPackets(
  analysis: PacketAnalysis,
  rows: Iterable<number>,
  sources: readonly ByteSource[],
  write: (block: Uint8Array) => void,
  options: ExtractOptions,
): Promise<ExtractResult> {
  return writeChosen(choosePackets(analysis, rows), sources, write, options)
}

/**
 * Writes chosen packets in order of time, block by block.
 * @param sources the source of each capture, by its row
 * Throws CaptureFault when a file no longer holds its packets.
 */
export async function writeChosen(
  all: ChosenPackets,
  sources: readonly ByteSource[],
  write: (block: Uint8Array) => void,
  options: ExtractOptions,
): Promise<ExtractResult> {
  const { packets, captures } = all
  const chosen = Array.from({ length: packets.length }, (_, p) => p)
  chosen.sort((a, b) => compareTimes(packetTime(packets, a), packetTime(packets, b)) || a - b)
  const bytesOf = await bytesByPacket(all, chosen, sources, options)
  const names = captures.map((capture) => capture.path.replace(/^.*[/\\]/, '')).join(', ')
  const writer = new PcapngWriter(write, { application: options.application, comment: `Handshake packets of ${names}` })
  const interfaces = new Map<string, { readonly id: number; readonly linkType: number }>()
  let written = 0
  for (const p of chosen) {
    const found = bytesOf.get(p)
    if (found === undefined) continue
    const capture = packets.capture[p] ?? 0
    const key = `${capture} ${packets.interfaceId[p] ?? 0}`
    const described = captures[capture]?.interfaces[packets.interfaceId[p] ?? 0]
    let target = interfaces.get(key)
    if (target === undefined) {
      const linkType = linkTypeNumber(described?.linkType ?? '') ?? 1
      target = { id: writer.addInterface({ linkType, name: described?.name ?? null }), linkType }
      interfaces.set(key, target)
    }
    const bytes = options.change === undefined ? found.bytes : options.change(found.bytes, target.linkType)
    if (bytes === null) continue
    writer.packet({
      interfaceId: target.id,
      time: packetTime(packets, p),
      bytes,
      wireLength: found.wireLength,
      comment: commentOf(all, p),
      direction: directionOf(packets.marks[p] ?? 0),
    })
    written++
  }
  return { packets: written, withoutBytes: chosen.length - bytesOf.size, leftOut: bytesOf.size - written }
}

type FoundBytes = Map<number, { readonly bytes: Uint8Array; readonly wireLength: number }>

async function bytesByPacket(
  { packets, captures }: ChosenPackets,
  chosen: readonly number[],
  sources: readonly ByteSource[],
  options: OpenOptions,
): Promise<FoundBytes> {
  const all: FoundBytes = new Map()
  for (const [row, capture] of captures.entries()) {
    const source = sources[row]
    const mine = chosen.filter((p) => packets.capture[p] === row && Number.isFinite(packets.fileOffset[p]))
    if (source === undefined || mine.length === 0) continue
    const places = mine.map((p) => ({
      fileOffset: packets.fileOffset[p] ?? 0,
      capturedLength: packets.capturedLength[p] ?? 0,
    }))
    const found = await readPackets(source, capture, places, options)
    mine.forEach((p, i) => {
      const bytes = found[i]
      if (bytes != null) all.set(p, bytes)
    })
  }
  return all
}

function commentOf({ packets }: ChosenPackets, p: number): string {
  const marks = packets.marks[p] ?? 0
  const kind = PACKET_KINDS[packets.kind[p] ?? 0] ?? ''
  const duplicate = (marks & MARK.duplicate) === 0 ? '' : ', seen before'
  const unanswered = (marks & MARK.unanswered) === 0 ? '' : ', unanswered'
  return `frame ${packets.frame[p] ?? 0}: ${kind}${unanswered}${duplicate}`
}

function directionOf(marks: number): number {
  if ((marks & MARK.incoming) !== 0) return 1
  return (marks & MARK.outgoing) === 0 ? 0 : 2
}
