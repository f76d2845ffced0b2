// The pcap-parser package as the other reader of a cross-check. It is loaded only when asked for; its use of the old Buffer
// constructor would print a deprecation note, which says nothing about the file and is left out.
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import type { OtherReaderEvents } from '../../shared/analysis/crosscheck.ts'

interface ParserPacket {
  readonly header: {
    readonly timestampSeconds: number
    readonly timestampMicroseconds: number
    readonly originalLength: number
  }
  readonly data: Uint8Array
}

interface Parser {
  readonly endianness: 'BE' | 'LE' | null
  on(event: 'globalHeader', listener: (header: { readonly linkLayerType: number }) => void): this
  on(event: 'packet', listener: (packet: ParserPacket) => void): this
  on(event: 'end', listener: () => void): this
  on(event: 'error', listener: (error: Error) => void): this
}

/** Reads the classic microsecond pcap file at `path`. Rejects with pcap-parser's own words when it gives up. */
export async function readWithPcapParser(path: string, events: OtherReaderEvents): Promise<void> {
  const { parse } = createRequire(import.meta.url)('pcap-parser') as {
    parse: (stream: NodeJS.ReadableStream) => Parser
  }
  const before = process.noDeprecation
  process.noDeprecation = true
  try {
    await new Promise<void>((resolve, reject) => {
      const parser = parse(createReadStream(path, { highWaterMark: 64 * 1024 }))
      parser
        .on('globalHeader', ({ linkLayerType }) => {
          events.header(linkLayerType, parser.endianness === 'LE')
        })
        .on('packet', ({ header, data }) => {
          events.packet({
            seconds: header.timestampSeconds,
            microseconds: header.timestampMicroseconds,
            originalLength: header.originalLength,
            data,
          })
        })
        .on('end', resolve)
        .on('error', reject)
    })
  } finally {
    process.noDeprecation = before
  }
}
