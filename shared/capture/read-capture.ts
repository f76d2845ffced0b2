// Reads one capture file from its first byte to its last: recognises compression and format by content, hands every TCP
// segment that matters to the sink and answers what was in the file. ../shared/reference/inputs.md §12 has the formats.
import type { CaptureSummary } from '../analysis/tables.ts'
import { DecompressionFault } from '../compress/decompress.ts'
import type { PathInterner } from '../net/layer-path.ts'
import { isReadableLinkType, linkTypeName } from '../net/link-types.ts'
import type { SegmentSink } from '../net/segment.ts'
import type { ByteSource } from './byte-source.ts'
import { CaptureTally } from './capture-tally.ts'
import { type ChunkSource, DEFAULT_READ_AHEAD, readAhead } from './chunk-source.ts'
import type { CaptureFormat } from './detect-format.ts'
import { ErfParser } from './erf-file.ts'
import type { ScanForm, ScannedRun } from './record-scan.ts'
import { openStream, type OpenOptions, type OpenStream } from './open-stream.ts'
import { PcapParser } from './pcap-file.ts'
import type { CapturedName } from './pcapng-blocks.ts'
import { PcapngParser } from './pcapng-file.ts'
import { type RecordParser, RecordStream } from './record-stream.ts'
import { readScanned, type ScanningParser } from './read-scanned.ts'
import type { ScannerPort } from './scan-messages.ts'
import { DEFAULT_SCAN, type ScanSizes } from './scan-sizes.ts'
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
  /** When a second thread is used (ByteSource.openScanner) and in which pieces; for tests and measurements. */
  readonly scan?: ScanSizes | undefined
}

export interface CaptureReadResult extends Omit<CaptureSummary, 'vantage' | 'vantageReason' | 'clockOffset'> {
  /** Packets with an ICMP or ICMPv6 error that quotes a TCP header. packets = tcpPackets + icmpErrors + all skipped. */
  readonly icmpErrors: number
  /** Host names that the file itself gives (pcapng name resolution blocks). */
  readonly names: readonly CapturedName[]
}

const PROGRESS_MS = 50
/** Mean record size, or length that packets were cut to, up to which a second thread pays; bytes. */
const SHORT_PACKETS_BYTES = 400

interface FormatParser extends RecordParser, Partial<ScanningParser> {
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
  const report = progressReporter(source, tally, context)
  await readRecords(source, stream, parser, tally, context, report)
  return resultOf(source, stream, parser, tally)
}

type Report = (bytesRead: number, isLast?: boolean) => void

function progressReporter(source: ByteSource, tally: CaptureTally, context: ReadContext): Report {
  let reported = Date.now()
  return (bytesRead, isLast = false) => {
    const now = Date.now()
    if (!isLast && now - reported < PROGRESS_MS) return
    reported = now
    context.onProgress?.({ bytesRead, bytesTotal: source.size, packets: tally.packets })
  }
}

async function readRecords(
  source: ByteSource,
  stream: OpenStream,
  parser: FormatParser,
  tally: CaptureTally,
  context: ReadContext,
  report: Report,
): Promise<void> {
  const records = new RecordStream(parser)
  // Of a compressed file the bytes on disk count; what a scanner reads does not come through the stream.
  const soFar = (): number => Math.max(stream.fileBytes(), stream.compression.length === 0 ? records.position : 0)
  let { bytes } = stream
  const sizes = context.scan ?? DEFAULT_SCAN
  let mayScan = stream.compression.length === 0 && (source.size ?? 0) >= sizes.fromBytes
  let port: ScannerPort | null = null
  try {
    while (!parser.stopped) {
      const chunk = await bytes.next()
      if (!chunk) break
      records.push(chunk)
      report(soFar())
      if (!mayScan || records.isSkipping) continue
      const form = parser.scanForm?.() ?? null
      const isShort = form !== null && form.snaplen > 0 && form.snaplen <= SHORT_PACKETS_BYTES
      if (records.position < sizes.sampleBytes && !isShort) continue
      // Of long packets the second thread would only do the reading, which one thread does as fast.
      mayScan = form !== null && (isShort || records.position <= tally.packets * SHORT_PACKETS_BYTES)
      if (form === null || !mayScan) continue
      port ??= (parser.scanned ? source.openScanner?.() : null) ?? null
      mayScan = port !== null
      if (!port?.isReady()) continue
      mayScan = false
      bytes = await scanRest(source, records, parser, port, form, tally, context, report)
    }
  } catch (error) {
    if (!(error instanceof DecompressionFault)) throw error
    tally.partial = true
    tally.warn(error.code, { offset: error.offset, frame: tally.packets + 1, format: stream.compression.join('+') })
    // That the capture ends inside a record follows from it and is not said again.
    records.abandon()
    report(soFar(), true)
    return
  } finally {
    port?.close()
  }
  records.finish()
  report(soFar(), true)
}

/** Goes on with a scanner and answers the bytes that it left over. */
async function scanRest(
  source: ByteSource,
  records: RecordStream,
  parser: FormatParser,
  port: ScannerPort,
  form: ScanForm,
  tally: CaptureTally,
  context: ReadContext,
  report: Report,
): Promise<ChunkSource> {
  const taker = { scanned: (run: ScannedRun) => parser.scanned?.(run) }
  const { pieceBytes } = context.scan ?? DEFAULT_SCAN
  const offset = await readScanned({
    port,
    form,
    parser: taker,
    interest: tally.dissection.sink.interest,
    offset: records.position,
    pieceBytes,
    signal: context.signal,
    report,
  })
  records.moveTo(offset)
  return readAhead(source, context.signal, context.sizes ?? DEFAULT_READ_AHEAD, offset)
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
