// All bytes of a small source at once, bounded.
import type { ByteSource } from '../../../shared/capture/byte-source.ts'

/** The bytes, null when the source is longer than `limit`. */
export async function readBytes(source: ByteSource, limit: number): Promise<Uint8Array | null> {
  const size = source.size ?? 0
  if (size > limit) return null
  const out = new Uint8Array(size)
  let filled = 0
  while (filled < size) {
    const piece = await source.read(filled, Math.min(4 * 1024 * 1024, size - filled))
    if (piece.length === 0) break
    out.set(piece, filled)
    filled += piece.length
  }
  return out.subarray(0, filled)
}
