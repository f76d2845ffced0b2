// Reads one capture file from its first byte to its last: recognises compression and format by content, hands every TCP
// segment that matters to the sink and answers what was in the file. ../shared/reference/inputs.md §12 has the formats.
import type { CaptureSummary } from '../analysis/tables.ts'
import type { PathInterner } from '../net/layer-path.ts'
import { linkTypeName } from '../net/link-types.ts'
import type { SegmentSink } from '../net/segment.ts'
import type { NumericAddress } from '../net/address.ts'
import type { ByteSource } from './byte-source.ts'
import { CaptureFault } from './capture-fault.ts'
import { CaptureTally } from './capture-tally.ts'
import { type CancelSignal, DEFAULT_READ_AHEAD, peek, readAhead, type ReadAheadSizes } from './chunk-source.ts'
import { PcapParser } from './pcap-file.ts'
import { RecordStream } from './record-stream.ts'

export interface ReadProgress {
  /** Bytes of the file (compressed ones for a compressed file). */
  readonly bytesRead: number
  readonly bytesTotal: number | null
  readonly packets: number
}

export interface ReadContext {
  /** Row of the capture in the analysis. */
  readonly capture: number
  /** Shared by all captures of one analysis. */
  readonly paths: PathInterner
  /** An AbortSignal; raising it ends the reading with ReadCancelled. */
  readonly signal?: CancelSignal
  /** Called between every 50 and 100 ms while there is progress, and once at the end. */
  readonly onProgress?: (progress: ReadProgress) => void
  /** For tests and measurements. */
  readonly sizes?: ReadAheadSizes
}

/** A host name that the file itself gives (pcapng name resolution block). */
export interface CapturedName {
  readonly address: NumericAddress
  readonly name: string
}

export interface CaptureReadResult extends Omit<CaptureSummary, 'vantage' | 'vantageReason' | 'clockOffset'> {
  /** ICMP and ICMPv6 errors that quote a TCP header. packets = tcpPackets + icmpErrors + all skipped. */
  readonly icmpErrors: number
  readonly names: readonly CapturedName[]
}

const HEAD_BYTES = 32
const PROGRESS_MS = 50

/** Reads `source` to its end. Throws only CaptureFault: nothing could be read, or the signal was raised. */
export async function readCapture(
  source: ByteSource,
  sink: SegmentSink,
  context: ReadContext,
): Promise<CaptureReadResult> {
  const tally = new CaptureTally(sink, context.paths, context.capture)
  const { head, all } = await peek(readAhead(source, context.signal, context.sizes ?? DEFAULT_READ_AHEAD), HEAD_BYTES)
  if (head.length === 0) throw new CaptureFault('empty')
  if (!isPcap(head)) throw new CaptureFault('unknownFormat', { head: hexBytes(head) })
  const parser = new PcapParser(tally)
  const stream = new RecordStream(parser)
  let bytesRead = 0
  let reported = Date.now()
  for (;;) {
    const chunk = await all.next()
    if (!chunk) break
    stream.push(chunk)
    bytesRead += chunk.length
    if (parser.stopped) break
    const now = Date.now()
    if (context.onProgress && now - reported >= PROGRESS_MS) {
      reported = now
      context.onProgress({ bytesRead, bytesTotal: source.size, packets: tally.packets })
    }
  }
  stream.finish()
  context.onProgress?.({ bytesRead, bytesTotal: source.size, packets: tally.packets })
  return {
    path: source.name,
    format: parser.format,
    compression: [],
    linkTypes: [...new Set(tally.interfaces.map((one) => linkTypeName(one.linkType)))],
    interfaces: tally.interfaceSummaries(),
    packets: tally.packets,
    tcpPackets: tally.tcpPackets,
    icmpErrors: tally.icmpErrors,
    bytes: source.size ?? bytesRead,
    firstPacketTime: tally.firstTime(),
    lastPacketTime: tally.lastTime(),
    skipped: tally.skippedByReason(),
    encapsulations: tally.encapsulationCounts(),
    warnings: tally.allWarnings(),
    partial: tally.partial,
    comments: tally.comments,
    names: [],
  }
}

function isPcap(head: Uint8Array): boolean {
  const magic = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length < 4) return false
  const word = magic.getUint32(0)
  return word === 0xa1b2c3d4 || word === 0xd4c3b2a1 || word === 0xa1b23c4d || word === 0x4d3cb2a1
}

function hexBytes(head: Uint8Array): string {
  return [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
}
