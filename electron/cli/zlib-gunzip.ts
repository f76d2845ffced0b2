// zlib as the reader's gunzip: inflates on another thread while this one parses, several members included.
import { createGunzip } from 'node:zlib'
import type { NativeGunzip } from '../../shared/compress/gzip.ts'

const OUTPUT_BYTES = 512 * 1024

export const zlibGunzip: NativeGunzip = (input) => {
  const stream = createGunzip({ chunkSize: OUTPUT_BYTES })
  const pump = async (): Promise<void> => {
    for (;;) {
      const piece = await input.next()
      if (piece === null) break
      // The input uses its memory again as soon as it is asked for the next piece.
      if (!stream.write(piece.slice())) await new Promise((resolve) => stream.once('drain', resolve))
    }
    stream.end()
  }
  pump().catch((error: unknown) => {
    stream.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  const pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  return {
    async next() {
      const piece: IteratorResult<Uint8Array, unknown> = await pieces.next()
      return piece.done === true ? null : piece.value
    },
  }
}
