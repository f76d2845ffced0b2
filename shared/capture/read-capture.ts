// Reads one capture file from its first byte to its last: recognises compression and format by content, hands every TCP
// segment that matters to the sink and answers what was in the file. ../shared/reference/inputs.md §12 has the formats.
import type { CaptureSummary } from '../analysis/tables.ts'
import { DecompressionFault } from '../compress/decompress.ts'
import type { PathInterner } from '../net/layer-path.ts'
import { isReadableLinkType, linkTypeName } from '../net/link-types.ts'
import type { SegmentSink } from '../net/segment.ts'
import type { ByteSource } from './byte-source.ts'
import { CaptureTally } from './capture-tally.ts'
import type { CaptureFormat } from './detect-format.ts'
import { ErfParser } from './erf-file.ts'
import { openStream, type OpenOptions, type OpenStream } from './open-stream.ts'
import { PcapParser } from './pcap-file.ts'
import type { CapturedName } from './pcapng-blocks.ts'
import { PcapngParser } from './pcapng-file.ts'
import { type RecordParser, RecordStream } from './record-stream.ts'
import { SnoopParser } from './snoop-file.ts'

export type { CapturedName } from './pcapng-blocks.ts'

export interface ReadProgress {
  /** Bytes of the file (compressed ones for a compressed file). */
  readonly bytesRead: number
  readonly bytesTotal: number | null
  readonly packets: number
}

/** Apart from these: signal (an AbortSignal; raising it ends the reading with ReadCancelled), gunzip, sizes, limits. */
export interface ReadContext extends OpenOptions {
  /** Row of the capture in the analysis. */
  readonly capture: number
  /** Shared by all captures of one analysis. */
  readonly paths: PathInterner
  /** Called every 50 to 100 ms while there is progress, and once at the end. */
  readonly onProgress?: ((progress: ReadProgress) => void) | undefined
}

export interface CaptureReadResult extends Omit<CaptureSummary, 'vantage' | 'vantageReason' | 'clockOffset'> {
  /** Packets with an ICMP or ICMPv6 error that quotes a TCP header. packets = tcpPackets + icmpErrors + all skipped. */
  readonly icmpErrors: number
  /** Host names that the file itself gives (pcapng name resolution blocks). */
  readonly names: readonly CapturedName[]
}

const PROGRESS_MS = 50

interface FormatParser extends RecordParser {
  readonly format: string
  readonly names?: readonly CapturedName[]
}

function parserFor(format: CaptureFormat, tally: CaptureTally): FormatParser {
  switch (format) {
    case 'pcap':
      return new PcapParser(tally)
    case 'pcapng':
      return new PcapngParser(tally)
    case 'snoop':
      return new SnoopParser(tally)
    case 'erf':
      return new ErfParser(tally)
  }
}

/** Reads `source` to its end. Throws only CaptureFault: nothing could be read, or the signal was raised. */
export async function readCapture(
  source: ByteSource,
  sink: SegmentSink,
  context: ReadContext,
): Promise<CaptureReadResult> {
  const stream = await openStream(source, context)
  const tally = new CaptureTally(sink, context.paths, context.capture)
  const parser = parserFor(stream.format, tally)
  const report = (): void =>
    context.onProgress?.({ bytesRead: stream.fileBytes(), bytesTotal: source.size, packets: tally.packets })
  await readRecords(stream, parser, tally, report)
  report()
  return resultOf(source, stream, parser, tally)
}

async function readRecords(
  stream: OpenStream,
  parser: FormatParser,
  tally: CaptureTally,
  report: () => void,
): Promise<void> {
  const records = new RecordStream(parser)
  let reported = Date.now()
  try {
    while (!parser.stopped) {
      const chunk = await stream.bytes.next()
      if (!chunk) break
      records.push(chunk)
      const now = Date.now()
      if (now - reported >= PROGRESS_MS) {
        reported = now
        report()
      }
    }
  } catch (error) {
    if (!(error instanceof DecompressionFault)) throw error
    tally.partial = true
    tally.warn(error.code, { offset: error.offset, frame: tally.packets + 1, format: stream.compression.join('+') })
    // That the capture ends inside a record follows from it and is not said again.
    records.abandon()
    return
  }
  records.finish()
}

function resultOf(
  source: ByteSource,
  stream: OpenStream,
  parser: FormatParser,
  tally: CaptureTally,
): CaptureReadResult {
  const linkTypes = [...new Set(tally.interfaces.map((one) => one.linkType))]
  for (const linkType of linkTypes) {
    const used = tally.interfaces.some((one) => one.linkType === linkType && one.packets > 0)
    if (used && !isReadableLinkType(linkType))
      tally.warn('linkType', { name: linkTypeName(linkType), number: linkType })
  }
  return {
    path: source.name,
    format: parser.format,
    compression: stream.compression,
    linkTypes: [...new Set(linkTypes.map(linkTypeName))],
    interfaces: tally.interfaceSummaries(),
    packets: tally.packets,
    tcpPackets: tally.tcpPackets,
    icmpErrors: tally.icmpErrors,
    bytes: source.size ?? stream.fileBytes(),
    firstPacketTime: tally.firstTime(),
    lastPacketTime: tally.lastTime(),
    skipped: tally.skippedByReason(),
    encapsulations: tally.encapsulationCounts(),
    warnings: tally.allWarnings(),
    partial: tally.partial,
    comments: tally.comments,
    names: parser.names ?? [],
  }
}
