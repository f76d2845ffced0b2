// The first bytes of a source as a source of its own: a long capture shows its beginning while the rest is read.
import type { ByteSource } from '../../shared/capture/byte-source.ts'

/** At most `limit` bytes of `source`. */
export function limitedSource(source: ByteSource, limit: number): ByteSource {
  const size = Math.min(source.size ?? limit, limit)
  return {
    name: source.name,
    size,
    modified: source.modified,
    read: (offset, length) => source.read(offset, Math.max(0, Math.min(length, size - offset))),
  }
}
