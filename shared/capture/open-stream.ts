// A file as a stream of uncompressed capture bytes: looks at the first bytes, undoes at most one layer of compression and
// says what the capture's format is.
import { DEFAULT_EXPANSION, DecompressionFault, decompressing, type ExpansionLimits } from '../compress/decompress.ts'
import { gunzip, type NativeGunzip, webGunzip } from '../compress/gzip.ts'
import { lz4Codec } from '../compress/lz4-frame.ts'
import { zstdCodec } from '../compress/zstd.ts'
import type { ByteSource } from './byte-source.ts'
import { CaptureFault } from './capture-fault.ts'
import {
  type CancelSignal,
  type ChunkSource,
  DEFAULT_READ_AHEAD,
  peek,
  type ReadAheadSizes,
  readAhead,
} from './chunk-source.ts'
import { type CaptureFormat, type Compression, DETECT_BYTES, detectCompression, detectFormat } from './detect-format.ts'

export interface OpenOptions {
  readonly signal?: CancelSignal | undefined
  readonly sizes?: ReadAheadSizes | undefined
  /** A faster gunzip than the web's DecompressionStream, where the platform has one; null = only the one in JavaScript. */
  readonly gunzip?: NativeGunzip | null | undefined
  readonly expansion?: ExpansionLimits | undefined
}

export interface OpenStream {
  readonly format: CaptureFormat
  readonly compression: readonly Compression[]
  /** Bytes of the capture, uncompressed. May throw DecompressionFault after good bytes. */
  readonly bytes: ChunkSource
  /** Bytes of the file that were read so far. */
  fileBytes(): number
}

/** Throws CaptureFault when it is no capture. */
export async function openStream(source: ByteSource, options: OpenOptions): Promise<OpenStream> {
  let fileBytes = 0
  const open = (): ChunkSource => {
    const chunks = readAhead(source, options.signal, options.sizes ?? DEFAULT_READ_AHEAD)
    fileBytes = 0
    return {
      async next() {
        const chunk = await chunks.next()
        if (chunk) fileBytes += chunk.length
        return chunk
      },
    }
  }
  const outer = await peek(open(), DETECT_BYTES)
  const compression = detectCompression(outer.head)
  if (!compression) {
    const format = detectFormat(outer.head, source.name)
    return { format, compression: [], bytes: outer.all, fileBytes: () => fileBytes }
  }
  const limits = options.expansion ?? DEFAULT_EXPANSION
  const expanded =
    compression === 'gzip'
      ? gunzip(open, options.gunzip === undefined ? webGunzip() : options.gunzip, limits)
      : decompressing(outer.all, compression === 'zstd' ? zstdCodec() : lz4Codec(), limits)
  const inner = await peekInside(expanded, compression)
  if (detectCompression(inner.head)) throw new CaptureFault('nestedCompression', { outer: compression })
  const format = detectFormat(inner.head, source.name.replace(/\.(?:gz|zst|lz4)$/i, ''))
  return { format, compression: [compression], bytes: inner.all, fileBytes: () => fileBytes }
}

/** As `peek`, but a break in the compressed data is kept for when the bytes before it are used up. */
async function peekInside(
  expanded: ChunkSource,
  compression: Compression,
): Promise<{ readonly head: Uint8Array; readonly all: ChunkSource }> {
  let fault: DecompressionFault | null = null
  const guarded: ChunkSource = {
    async next() {
      try {
        return await expanded.next()
      } catch (error) {
        if (!(error instanceof DecompressionFault)) throw error
        fault = error
        return null
      }
    },
  }
  const { head, all } = await peek(guarded, DETECT_BYTES)
  const broken = fault as DecompressionFault | null
  if (broken && head.length === 0) {
    throw new CaptureFault('compressedUseless', { offset: broken.offset, format: compression })
  }
  return {
    head,
    all: {
      async next() {
        const chunk = await all.next()
        if (!chunk && fault) throw fault
        return chunk
      },
    },
  }
}
