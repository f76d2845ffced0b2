// What collect.sh packs: a .tar.gz with captures, counter series, ss, sysctl and a note about how it was made. Opened as a
// whole: each file inside is a source like any other. Plain .tar and .tar.zst work, too.
import { type ByteSource, memorySource } from '../capture/byte-source.ts'
import { DEFAULT_READ_AHEAD, readAhead } from '../capture/chunk-source.ts'
import { detectCompression } from '../capture/detect-format.ts'
import { DEFAULT_EXPANSION, decompressing, DecompressionFault, type PieceSource } from '../compress/decompress.ts'
import { gunzip, gzipCodec, webGunzip } from '../compress/gzip.ts'
import { zstdCodec } from '../compress/zstd.ts'
import { BundleFault } from './bundle-fault.ts'
import { isTar, listTar, memberSource } from './tar.ts'

/** Bytes of an unpacked bundle that are held in memory. */
const MOST_BUNDLE_BYTES = 512 * 1024 * 1024
const TAR_BLOCK = 512

/** True when these first bytes of a file (1 KiB or more) are a tar archive, compressed or not. */
export function isBundle(head: Uint8Array): boolean {
  if (isTar(head)) return true
  const compression = detectCompression(head)
  if (compression !== 'gzip' && compression !== 'zstd') return false
  const codec = compression === 'gzip' ? gzipCodec() : zstdCodec()
  const start = new Uint8Array(TAR_BLOCK)
  let got = 0
  try {
    // In small steps: 512 bytes of output are enough, whatever the rest expands to.
    for (let at = 0; at < head.length && got < TAR_BLOCK; at += 1_024) {
      codec.push(head.subarray(at, at + 1_024), (bytes) => {
        start.set(bytes.subarray(0, TAR_BLOCK - got), got)
        got = Math.min(TAR_BLOCK, got + bytes.length)
      })
    }
  } catch (error) {
    if (!(error instanceof DecompressionFault)) throw error
  }
  return got === TAR_BLOCK && isTar(start)
}

/**
 * The files inside a bundle as sources, in the order of the archive; names without the folder they share. A bundle that
 * breaks in the middle (full disk) gives what is before the break. Throws BundleFault when there is nothing to give.
 */
export async function expandBundle(source: ByteSource): Promise<ByteSource[]> {
  const archive = await uncompressed(source)
  const members = (await listTar(archive)).filter(({ size }) => size > 0)
  if (members.length === 0) throw new BundleFault('empty', { name: source.name })
  const prefix = sharedFolder(members.map(({ name }) => name))
  return members.map((member) => memberSource(archive, { ...member, name: member.name.slice(prefix.length) }))
}

async function uncompressed(source: ByteSource): Promise<ByteSource> {
  const head = await source.read(0, TAR_BLOCK)
  const compression = detectCompression(head)
  if (compression === null) return source
  const open = (): PieceSource => readAhead(source, undefined, DEFAULT_READ_AHEAD)
  const limits = { ...DEFAULT_EXPANSION, bytes: MOST_BUNDLE_BYTES }
  const pieces = compression === 'gzip' ? gunzip(open, webGunzip(), limits) : decompressing(open(), zstdCodec(), limits)
  let bytes = new Uint8Array(1024 * 1024)
  let length = 0
  try {
    for (let piece = await pieces.next(); piece; piece = await pieces.next()) {
      if (length + piece.length > bytes.length) {
        const larger = new Uint8Array(Math.max(bytes.length * 2, length + piece.length))
        larger.set(bytes.subarray(0, length))
        bytes = larger
      }
      bytes.set(piece, length)
      length += piece.length
    }
  } catch (error) {
    if (!(error instanceof DecompressionFault)) throw error
    if (error.code === 'compressedTooLarge') {
      throw new BundleFault('tooLarge', { name: source.name, megabytes: MOST_BUNDLE_BYTES / 1024 / 1024 })
    }
    if (length < TAR_BLOCK) throw new BundleFault('damaged', { name: source.name, offset: error.offset })
  }
  return memorySource(source.name, bytes.subarray(0, length), source.modified)
}

function sharedFolder(names: readonly string[]): string {
  const first = names[0] ?? ''
  const folder = first.slice(0, first.lastIndexOf('/') + 1)
  return names.every((name) => name.startsWith(folder)) ? folder : ''
}
