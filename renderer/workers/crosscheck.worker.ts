// Reads a capture twice, with our reader and with the pcap-parser package, through the same tracker, and answers every
// difference. Ended from outside on cancel.
import './pcap-parser/node-globals.ts'
import { Buffer } from 'buffer'
import { parse } from 'pcap-parser'
import { analyse } from '../../shared/analysis/analyse.ts'
import { compareAnalyses, OtherReaderAnalysis } from '../../shared/analysis/crosscheck.ts'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import { byteSource } from '../host/byte-source.ts'
import type { CrosscheckReply, CrosscheckRequest } from './crosscheck-messages.ts'

const PIECE_BYTES = 64 * 1024

self.onmessage = ({ data }: MessageEvent<CrosscheckRequest>) => {
  crosscheck(byteSource(data.source)).catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    post({ kind: 'refused', reason: { key: 'capture.fault.unreadable', params: { message } } })
  })
}

function post(reply: CrosscheckReply): void {
  self.postMessage(reply)
}

async function crosscheck(source: ByteSource): Promise<void> {
  const { analysis, faults } = await analyse([{ source, role: 'capture' }], {
    onProgress: ({ bytesRead, bytesTotal }) => {
      post({ kind: 'progress', reader: 'ours', bytesRead, bytesTotal: bytesTotal ?? 0 })
    },
  })
  const fault = faults[0]
  const capture = analysis.packets.captures[0]
  if (fault !== undefined || capture === undefined) {
    post({ kind: 'refused', reason: fault ?? { key: 'capture.fault.empty', params: {} } })
    return
  }
  if (capture.format !== 'pcap' || capture.compression.length > 0) {
    const format = [capture.format, ...capture.compression].join(' + ')
    post({ kind: 'refused', reason: { key: 'cli.error.crosscheck-format', params: { path: source.name, format } } })
    return
  }
  const other = new OtherReaderAnalysis()
  const failure = await readWithPcapParser(source, other)
  post({ kind: 'done', result: compareAnalyses(analysis.packets, other.finish(source.name)), failure })
}

/** The little of a readable stream that pcap-parser uses. */
class PieceStream {
  private readonly listeners = new Map<string, (value?: unknown) => void>()
  private start: () => void = () => undefined
  readonly resumed = new Promise<void>((resolve) => {
    this.start = resolve
  })

  on(event: string, listener: (value?: unknown) => void): this {
    this.listeners.set(event, listener)
    return this
  }

  emit(event: string, value?: unknown): void {
    this.listeners.get(event)?.(value)
  }

  pause(): void {
    // Pieces come one by one and only after `resume`.
  }

  resume(): void {
    this.start()
  }
}

/** Answers null, or pcap-parser's words when it gave up. */
async function readWithPcapParser(source: ByteSource, other: OtherReaderAnalysis): Promise<string | null> {
  const stream = new PieceStream()
  const parser = parse(stream)
  let failure: string | null = null
  parser.on('globalHeader', ({ linkLayerType }) => {
    other.header(linkLayerType, parser.endianness === 'LE')
  })
  parser.on('packet', ({ header, data }) => {
    other.packet({
      seconds: header.timestampSeconds,
      microseconds: header.timestampMicroseconds,
      originalLength: header.originalLength,
      data,
    })
  })
  parser.on('error', (error) => {
    failure = error.message
  })
  await stream.resumed
  const bytesTotal = source.size ?? 0
  for (let offset = 0; failure === null; offset += PIECE_BYTES) {
    const piece = await source.read(offset, PIECE_BYTES)
    if (piece.length === 0) break
    stream.emit('data', Buffer.from(piece))
    if (offset % (64 * PIECE_BYTES) === 0) {
      post({ kind: 'progress', reader: 'theirs', bytesRead: offset, bytesTotal })
    }
  }
  stream.emit('end')
  return failure
}
