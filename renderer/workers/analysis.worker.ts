// The far side of the analysis: reads what the window names and answers with tables. Ended from outside on cancel.
import { addCounters, analyse } from '../../shared/analysis/analyse.ts'
import type { AnalyseResult, AnalysisInput, AnalysisProgress } from '../../shared/analysis/analyse.ts'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import { handshakeColumns } from '../../shared/analysis/handshake-columns.ts'
import { writeChosen } from '../../shared/analysis/extract-packets.ts'
import { HEAD_BYTES, recognise } from '../../shared/analysis/recognise.ts'
import type { PacketAnalysis } from '../../shared/analysis/tables.ts'
import { bytesIn, columnBuffers, transferList } from '../../shared/analysis/transfer-list.ts'
import { memorySource } from '../../shared/capture/byte-source.ts'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import { packetFields } from '../../shared/capture/packet-fields.ts'
import { readPackets } from '../../shared/capture/packet-bytes.ts'
import { AddressMask } from '../../shared/mask/address-mask.ts'
import { maskPacket } from '../../shared/mask/mask-packet.ts'
import { linkTypeNumber } from '../../shared/net/link-types.ts'
import { timeAxis } from '../../shared/timeline/moment.ts'
import { byteSource } from '../host/byte-source.ts'
import type { AnalysedTables, AnalysisReply, AnalysisRequest, SourceToOpen } from './analysis-messages.ts'
import { limitedSource } from './limited-source.ts'
import { sourceOutcomes } from './source-outcomes.ts'
import type { SortedOutcomes } from './source-outcomes.ts'
import { warmUp } from './warm-up.ts'

/** Longer captures show this much of their beginning while the rest is read. */
const FIRST_LOOK_BYTES = 2 * 1024 * 1024
const WORTH_A_FIRST_LOOK = 96 * 1024 * 1024
/**
 * The window draws them meanwhile. Reading on at once makes it a third slower on two cores, and what comes of it cannot be
 * shown before that is done.
 */
const DRAWING_MS = 150
/** Tables up to this size are copied to the window and kept here too, so that adding a counter text reads no capture again. */
const KEPT_BYTES = 96 * 1024 * 1024

interface KeptPackets {
  /** Ids of the captures they were read from, in order. */
  readonly captures: string
  readonly packets: PacketAnalysis
}

let kept: KeptPackets | null = null
/** Where the packets of each capture of the last analysis are, by row. */
let captureSources: readonly ByteSource[] = []

self.onmessage = ({ data }: MessageEvent<AnalysisRequest>) => {
  begin(data).catch((error: unknown) => {
    post({ kind: 'failed', job: data.job, message: error instanceof Error ? error.message : String(error) })
  })
}

// Before the first request, as a rule; one that comes earlier is served beside it.
void warmUp().then(tablesOf)

function begin(request: AnalysisRequest): Promise<void> {
  switch (request.kind) {
    case 'analyse':
      return analyseJob(request.job, request.sources)
    case 'packet':
      return packetJob(request)
    case 'extract':
      return extractJob(request)
  }
}

function post(reply: AnalysisReply, transfer: Transferable[] = []): void {
  self.postMessage(reply, { transfer })
}

async function analyseJob(job: number, sources: readonly SourceToOpen[]): Promise<void> {
  const inputs = sources.map((source) => ({ id: source.id, input: inputOf(source) }))
  const captures = await captureIds(inputs)
  const known = kept !== null && kept.captures === captures ? kept.packets : null
  if (known === null) await firstLook(job, inputs)
  const onProgress = progressTo(job, inputs)
  const texts = inputs.filter(({ id }) => !captures.split(' ').includes(id)).map(({ input }) => input)
  const all = inputs.map(({ input }) => input)
  const result = known ? await addCounters(known, texts) : await analyse(all, { onProgress })
  if (known === null) captureSources = result.captureSources
  send({ job, result, sorted: sourceOutcomes(inputs, result), captures })
}

interface Sending {
  readonly job: number
  readonly result: AnalyseResult
  readonly sorted: SortedOutcomes
  readonly captures: string
}

function send({ job, result, sorted, captures }: Sending): void {
  const tables = tablesOf(result.analysis)
  const buffers = transferList(result.analysis.packets)
  const copied = bytesIn(buffers) <= KEPT_BYTES
  kept = copied ? { captures, packets: result.analysis.packets } : null
  const columns = columnBuffers(tables.columns)
  post({ kind: 'done', job, tables, ...sorted }, copied ? columns : [...columns, ...buffers])
}

/** The beginning of the first long capture by itself, so that something is there to look at. */
async function firstLook(job: number, inputs: readonly { readonly input: AnalysisInput }[]): Promise<void> {
  const long = inputs.find(({ input }) => (input.source.size ?? 0) > WORTH_A_FIRST_LOOK)
  if (!long) return
  const others = inputs.filter(({ input }) => input !== long.input && (input.source.size ?? 0) <= FIRST_LOOK_BYTES)
  const beginning = { ...long.input, source: limitedSource(long.input.source, FIRST_LOOK_BYTES) }
  const { analysis } = await analyse([beginning, ...others.map(({ input }) => input)])
  if (analysis.packets.captures.length === 0) return
  const tables = tablesOf(analysis)
  post({ kind: 'partial', job, tables }, [...columnBuffers(tables.columns), ...transferList(analysis.packets)])
  await new Promise((resolve) => setTimeout(resolve, DRAWING_MS))
}

function tablesOf(analysis: Analysis): AnalysedTables {
  const axis = timeAxis(analysis.packets, analysis.counters)
  return { analysis, columns: handshakeColumns(analysis.packets, axis) }
}

function inputOf({ source, counterSettings }: SourceToOpen): AnalysisInput {
  const bytes: ByteSource =
    source.kind === 'text' ? memorySource(source.name, new TextEncoder().encode(source.text)) : byteSource(source)
  return { source: bytes, role: 'any', counterSettings }
}

/** Ids of the sources that are captures, by content; unreadable ones count as captures and are tried again. */
async function captureIds(inputs: readonly { readonly id: string; readonly input: AnalysisInput }[]): Promise<string> {
  const ids: string[] = []
  for (const { id, input } of inputs) {
    try {
      if (recognise(await input.source.read(0, HEAD_BYTES)) !== 'counters') ids.push(id)
    } catch {
      ids.push(id)
    }
  }
  return ids.join(' ')
}

function progressTo(
  job: number,
  inputs: readonly { readonly id: string; readonly input: AnalysisInput }[],
): (progress: AnalysisProgress) => void {
  return ({ name, bytesRead, bytesTotal, packets }) => {
    const source = inputs.find(({ input }) => input.source.name === name)?.id ?? ''
    post({ kind: 'progress', job, progress: { source, bytesRead, bytesTotal, packets } })
  }
}

async function packetJob({
  job,
  source,
  place,
  form,
}: Extract<AnalysisRequest, { readonly kind: 'packet' }>): Promise<void> {
  // A worker that was started anew after a cancel has read nothing yet: the file itself then.
  const bytesOf = captureSources[place.capture] ?? inputOf(source).source
  const [found] = await readPackets(bytesOf, form, [place])
  const linkType = linkTypeNumber(form.linkType)
  if (!found) return post({ kind: 'packet', job, detail: null })
  const layers = linkType === null ? [] : packetFields(found.bytes, linkType, found.wireLength)
  post({ kind: 'packet', job, detail: { ...found, layers } })
}

async function extractJob({
  job,
  order: { chosen, sources, mask, application },
}: Extract<AnalysisRequest, { readonly kind: 'extract' }>): Promise<void> {
  const bytesOf = chosen.captures.map((_, row): ByteSource => {
    const source = sources[row]
    return captureSources[row] ?? (source ? inputOf(source).source : memorySource('', new Uint8Array(0)))
  })
  const addresses = mask === null ? null : new AddressMask(mask)
  const change = (bytes: Uint8Array, linkType: number): Uint8Array | null => {
    const masked = addresses === null ? bytes : maskPacket(bytes, linkType, addresses)
    return typeof masked === 'string' ? null : masked
  }
  const blocks: Uint8Array[] = []
  const result = await writeChosen(chosen, bytesOf, (block) => blocks.push(block.slice()), { application, change })
  const file = new Uint8Array(await new Blob(blocks as Uint8Array<ArrayBuffer>[]).arrayBuffer())
  post({ kind: 'extracted', job, extracted: { ...result, file } }, [file.buffer])
}
