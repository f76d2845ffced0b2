// Files in, Analysis out: recognises each source by its content, reads the captures in order of time into one tracker, reads
// the counter texts, and diagnoses. The same code runs in the window's worker and in the command line.
import { expandBundle, isBundle } from '../bundle/expand-bundle.ts'
import { type ByteSource } from '../capture/byte-source.ts'
import { CaptureFault } from '../capture/capture-fault.ts'
import type { CancelSignal } from '../capture/chunk-source.ts'
import { type CaptureReadResult, readCapture } from '../capture/read-capture.ts'
import { type CounterTextSource, describeText, readCounterTexts } from '../counters/read-counter-texts.ts'
import type { NativeGunzip } from '../compress/gzip.ts'
import { diagnose, type DiagnoseOptions } from '../diagnosis/diagnose.ts'
import { PathInterner } from '../net/layer-path.ts'
import type { SegmentSink } from '../net/segment.ts'
import { HandshakeTracker, MOST_CAPTURES, type TrackerOptions } from '../tcp/handshake-tracker.ts'
import { readTcpdumpText } from '../tcpdump-text/read-tcpdump-text.ts'
import { compareTimes } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import type { Analysis } from './analysis.ts'
import { HEAD_BYTES, recognise, type SourceKind } from './recognise.ts'
import type { PacketAnalysis, Remark } from './tables.ts'

/** 'any' lets the content decide; the others refuse what they are not. */
export type SourceRole = 'any' | 'capture' | 'counters'

export interface AnalysisInput {
  readonly source: ByteSource
  readonly role: SourceRole
  /** What the user set by hand for a counter text. */
  readonly counterSettings?: Pick<CounterTextSource, 'time' | 'secondsApart' | 'offsetNanos' | 'kind' | 'host'>
}

export interface AnalysisProgress {
  /** Name of the source being read. */
  readonly name: string
  /** Over all sources. */
  readonly bytesRead: number
  readonly bytesTotal: number | null
  readonly packets: number
}

export interface AnalyseOptions {
  readonly signal?: CancelSignal | undefined
  readonly onProgress?: ((progress: AnalysisProgress) => void) | undefined
  /** The platform's gunzip where it has a faster one than DecompressionStream. */
  readonly gunzip?: NativeGunzip | undefined
  readonly tracker?: TrackerOptions | undefined
  readonly diagnosis?: DiagnoseOptions | undefined
}

/** One source that could not be used, and the sentence for the person who has it. The others are analysed. */
export interface SourceFault extends Remark {
  readonly name: string
}

export interface AnalyseResult {
  readonly analysis: Analysis
  readonly faults: readonly SourceFault[]
  /** The source of each capture, by row of `analysis.packets.captures`: for the bytes of single packets. */
  readonly captureSources: readonly ByteSource[]
}

/** Counter texts beyond this size are read up to it; the reader says so. */
const MOST_TEXT_BYTES = 64 * 1024 * 1024

/**
 * Analyses all sources together. A source that cannot be read becomes a fault and does not stop the others.
 * Throws ReadCancelled (shared/capture) when the signal is raised.
 */
export async function analyse(inputs: readonly AnalysisInput[], options: AnalyseOptions = {}): Promise<AnalyseResult> {
  const faults: SourceFault[] = []
  const sorted = await sortByKind(inputs, faults)
  const { packets, captureSources } = await readCaptures(sorted.captures, options, faults)
  return { analysis: await withCounters(packets, sorted.counters, options), faults, captureSources }
}

/** As {@link analyse} for texts added to captures that are already read. */
export async function addCounters(
  packets: PacketAnalysis,
  inputs: readonly AnalysisInput[],
  options: AnalyseOptions = {},
): Promise<AnalyseResult> {
  const faults: SourceFault[] = []
  const { counters: texts } = await sortByKind(
    inputs.map((input) => ({ ...input, role: 'counters' as const })),
    faults,
  )
  return { analysis: await withCounters(packets, texts, options), faults, captureSources: [] }
}

async function withCounters(
  packets: PacketAnalysis,
  texts: readonly AnalysisInput[],
  options: AnalyseOptions,
): Promise<Analysis> {
  const near = packets.captures.find((capture) => capture.firstPacketTime !== null)?.firstPacketTime
  const counters = readCounterTexts(await Promise.all(texts.map(readText)), near == null ? {} : { near })
  return { packets, counters, diagnosis: diagnose(packets, counters, options.diagnosis) }
}

interface RecognisedInput extends AnalysisInput {
  readonly kind: SourceKind
}

interface SortedInputs {
  readonly captures: RecognisedInput[]
  readonly counters: AnalysisInput[]
}

async function sortByKind(inputs: readonly AnalysisInput[], faults: SourceFault[]): Promise<SortedInputs> {
  const captures: RecognisedInput[] = []
  const counters: AnalysisInput[] = []
  const place = async (input: AnalysisInput): Promise<void> => {
    const { source, role } = input
    try {
      const head = await source.read(0, HEAD_BYTES)
      if (isBundle(head)) {
        for (const member of await expandBundle(source)) await place({ ...input, source: member, role: 'any' })
        return
      }
      const kind = recognise(head)
      if (kind === 'counters' && role !== 'capture') counters.push(input)
      else if (role === 'counters') faults.push({ name: source.name, ...noCounters(kind, head, source.name) })
      else if (kind === 'counters') {
        faults.push({ name: source.name, key: 'cli.error.is-counters', params: { path: source.name } })
      } else captures.push({ ...input, kind })
    } catch (error) {
      faults.push(faultOf(source, error))
    }
  }
  for (const input of inputs) await place(input)
  return { captures, counters }
}

function noCounters(kind: SourceKind, head: Uint8Array, name: string): Remark {
  return kind === 'text' ? describeText(head, name) : { key: 'cli.error.is-capture', params: { path: name } }
}

async function readCaptures(
  inputs: readonly RecognisedInput[],
  options: AnalyseOptions,
  faults: SourceFault[],
): Promise<{ readonly packets: PacketAnalysis; readonly captureSources: ByteSource[] }> {
  const captureSources: ByteSource[] = []
  const tracker = new HandshakeTracker(options.tracker)
  const paths = new PathInterner()
  const progress = new ProgressSum(inputs, options)
  const ordered = await inOrderOfTime(inputs)
  const results: CaptureReadResult[] = []
  for (const input of ordered) {
    if (results.length === MOST_CAPTURES) {
      faults.push({ name: input.source.name, key: 'capture.fault.tooMany', params: { most: MOST_CAPTURES } })
      progress.done(input.source)
      continue
    }
    const context = {
      capture: results.length,
      paths,
      signal: options.signal,
      gunzip: options.gunzip,
      onProgress: progress.of(input.source),
    }
    try {
      const read = input.kind === 'tcpdump-text' ? readTcpdumpText : readCapture
      results.push(await read(input.source, tracker, context))
      captureSources.push(input.source)
    } catch (error) {
      if (options.signal?.aborted === true) throw error
      faults.push(faultOf(input.source, error))
    }
    progress.done(input.source)
  }
  return { packets: tracker.finish(results, paths.paths), captureSources }
}

function faultOf(source: ByteSource, error: unknown): SourceFault {
  if (error instanceof CaptureFault) return { name: source.name, key: error.key, params: error.params }
  const message = error instanceof Error ? error.message : String(error)
  return { name: source.name, key: 'capture.fault.unreadable', params: { message } }
}

/** Rotated files come in any order; the tracker wants them as they were taken. Sources without a time keep their place. */
async function inOrderOfTime(inputs: readonly RecognisedInput[]): Promise<readonly RecognisedInput[]> {
  if (inputs.length < 2) return inputs
  const timed = await Promise.all(inputs.map(async (input, place) => ({ input, place, time: await firstTime(input) })))
  timed.sort((a, b) => (a.time === null || b.time === null ? 0 : compareTimes(a.time, b.time)) || a.place - b.place)
  return timed.map(({ input }) => input)
}

/** Bytes that hold the first packet of any file (also a compressed one, also behind long interface lists). */
const FIRST_PACKET_BYTES = 256 * 1024

async function firstTime({ source, kind }: RecognisedInput): Promise<ExactTime | null> {
  const head = await source.read(0, FIRST_PACKET_BYTES)
  const start: ByteSource = {
    name: source.name,
    size: head.length,
    modified: source.modified,
    read: (offset, length) => Promise.resolve(head.slice(offset, offset + length)),
  }
  const nobody: SegmentSink = { interest: new Uint32Array(1), segment: () => undefined, icmp: () => undefined }
  try {
    const read = kind === 'tcpdump-text' ? readTcpdumpText : readCapture
    return (await read(start, nobody, { capture: 0, paths: new PathInterner() })).firstPacketTime
  } catch {
    return null // Whatever is wrong with the file is said when it is read in earnest.
  }
}

async function readText({ source, counterSettings }: AnalysisInput): Promise<CounterTextSource> {
  const bytes = await source.read(0, Math.min(source.size ?? MOST_TEXT_BYTES, MOST_TEXT_BYTES))
  return { name: source.name, bytes, modified: source.modified, ...counterSettings }
}

/** Adds the progress of single files up to one figure over all. */
class ProgressSum {
  private readonly total: number | null
  private bytesBefore = 0
  private packetsBefore = 0
  private packets = 0

  constructor(
    inputs: readonly RecognisedInput[],
    private readonly options: AnalyseOptions,
  ) {
    this.total = inputs.some(({ source }) => source.size === null)
      ? null
      : inputs.reduce((sum, { source }) => sum + (source.size ?? 0), 0)
  }

  of(source: ByteSource): ((progress: { readonly bytesRead: number; readonly packets: number }) => void) | undefined {
    const { onProgress } = this.options
    if (onProgress === undefined) return undefined
    return ({ bytesRead, packets }) => {
      this.packets = packets
      onProgress({
        name: source.name,
        bytesRead: this.bytesBefore + bytesRead,
        bytesTotal: this.total,
        packets: this.packetsBefore + packets,
      })
    }
  }

  done(source: ByteSource): void {
    this.bytesBefore += source.size ?? 0
    this.packetsBefore += this.packets
    this.packets = 0
  }
}
