// Reads a capture in memory and keeps everything that was handed on, as plain values that can be compared.
import { memorySource } from '../../shared/capture/byte-source.ts'
import { CaptureFault } from '../../shared/capture/capture-fault.ts'
import { type CaptureReadResult, readCapture, type ReadContext } from '../../shared/capture/read-capture.ts'
import { PathInterner } from '../../shared/net/layer-path.ts'
import type { IcmpQuote, Segment, SegmentSink } from '../../shared/net/segment.ts'

export interface KeptSegment extends Omit<Segment, 'bytes'> {
  readonly options: string
  readonly pathText: string
  readonly icmpType: number | null
  readonly icmpCode: number | null
}

export interface ReadOutcome {
  readonly result: CaptureReadResult | null
  /** Key and values of the fault when nothing could be read. */
  readonly fault: { readonly key: string; readonly params: CaptureFault['params'] } | null
  readonly segments: readonly KeptSegment[]
  readonly quotes: readonly KeptSegment[]
}

export interface ReadOptions extends Partial<Omit<ReadContext, 'paths' | 'capture'>> {
  /** Buckets that want every segment, a bit each; all by default. */
  readonly interest?: Uint32Array
  readonly name?: string
}

/** Reads `bytes`; anything thrown that is no CaptureFault is passed on. */
export async function readBytes(bytes: Uint8Array, options: ReadOptions = {}): Promise<ReadOutcome> {
  const { interest = new Uint32Array(16).fill(0xffffffff), name = 'test.pcap', ...context } = options
  const segments: KeptSegment[] = []
  const quotes: KeptSegment[] = []
  const paths = new PathInterner()
  const keep = (segment: Segment): KeptSegment => {
    const { bytes: memory, ...fields } = segment
    const quote = segment as Partial<IcmpQuote>
    const options = memory.subarray(segment.optionsAt, segment.optionsAt + segment.optionsLength)
    return {
      ...fields,
      optionsAt: 0,
      options: Buffer.from(options).toString('hex'),
      pathText: paths.paths[segment.path] ?? '?',
      icmpType: quote.icmpType ?? null,
      icmpCode: quote.icmpCode ?? null,
    }
  }
  const sink: SegmentSink = {
    interest,
    segment: (segment) => void segments.push(keep(segment)),
    icmp: (quote) => void quotes.push(keep(quote)),
  }
  try {
    const result = await readCapture(memorySource(name, bytes), sink, { capture: 0, paths, ...context })
    return { result, fault: null, segments, quotes }
  } catch (error) {
    if (!(error instanceof CaptureFault)) throw error
    return { result: null, fault: { key: error.key, params: error.params }, segments, quotes }
  }
}
