// A dropped or picked File as a byte source: slices read by the browser itself, nothing is copied through main.
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import type { FileLike } from '../../shared/host/source.ts'
import type { ExactTime } from '../../shared/units/exact-time.ts'

export function fileSource(file: FileLike): ByteSource {
  return {
    name: file.name,
    size: file.size,
    modified: timeOfMilliseconds(file.lastModified),
    async read(offset, length) {
      if (offset >= file.size) return new Uint8Array(0)
      return new Uint8Array(await file.slice(offset, Math.min(file.size, offset + length)).arrayBuffer())
    },
  }
}

function timeOfMilliseconds(milliseconds: number): ExactTime {
  const seconds = Math.floor(milliseconds / 1000)
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) }
}
