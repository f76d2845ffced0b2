// SHA-256 of a source, read in slices: what makes a file the same file, whatever it is called.
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { ByteSource } from '../capture/byte-source.ts'

const SLICE = 4 * 1024 * 1024

/** Hex SHA-256 of all bytes; null when `isCancelled` says so in between. */
export async function contentHash(
  source: ByteSource,
  isCancelled: () => boolean = () => false,
): Promise<string | null> {
  const hash = sha256.create()
  for (let at = 0; ;) {
    const slice = await source.read(at, SLICE)
    if (isCancelled()) return null
    if (slice.length === 0) return bytesToHex(hash.digest())
    hash.update(slice)
    at += slice.length
  }
}

/** Hex SHA-256 of bytes in memory. */
export function bytesHash(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes))
}
