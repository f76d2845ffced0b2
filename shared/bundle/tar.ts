// Reading of tar archives (POSIX.1-2017 pax/ustar, GNU long names) without unpacking them: every member becomes a ByteSource over
// its range of the archive. Nothing is written anywhere, so names are only labels.
import type { ByteSource } from '../capture/byte-source.ts'
import { BundleFault } from './bundle-fault.ts'

const BLOCK = 512
/** Bounds against archives that are made to cost memory. */
const MOST_MEMBERS = 10_000
const MOST_HEADER_BYTES = 64 * 1024

export interface TarMember {
  readonly name: string
  readonly offset: number
  readonly size: number
  /** Seconds since the epoch. */
  readonly modified: number
}

/** True when `head` (512 bytes or more) begins with a tar header: its checksum is right. */
export function isTar(head: Uint8Array): boolean {
  return head.length >= BLOCK && checksumFits(head.subarray(0, BLOCK))
}

/** All regular files of an archive, in its order. Throws BundleFault when the first header is none. */
export async function listTar(source: ByteSource): Promise<TarMember[]> {
  const members: TarMember[] = []
  let offset = 0
  let longName: string | null = null
  let pax: ReadonlyMap<string, string> = new Map()
  for (;;) {
    const header = await source.read(offset, BLOCK)
    // Two blocks of zeros end an archive; many programs leave them out, or were killed before.
    if (header.length < BLOCK || header.every((byte) => byte === 0)) break
    if (!checksumFits(header)) {
      if (members.length === 0) throw new BundleFault('damaged', { name: source.name, offset })
      break
    }
    const type = String.fromCharCode(header[156] ?? 0)
    const size = sizeOf(header, pax)
    const data = offset + BLOCK
    offset = data + Math.ceil(size / BLOCK) * BLOCK
    if (type === 'L' || type === 'x' || type === 'g') {
      const bytes = await source.read(data, Math.min(size, MOST_HEADER_BYTES))
      if (type === 'L') longName = textOf(bytes)
      else if (type === 'x') pax = readPax(bytes)
      continue
    }
    if (type === '0' || type === '\0' || type === '7') {
      const name = pax.get('path') ?? longName ?? ustarName(header)
      const paxTime = Number(pax.get('mtime'))
      members.push({
        name,
        offset: data,
        size,
        modified: Number.isFinite(paxTime) && pax.has('mtime') ? paxTime : numberAt(header, 136, 12),
      })
      if (members.length >= MOST_MEMBERS) break
    }
    longName = null
    pax = new Map()
  }
  return members
}

/** A member as a source of its own; a cut archive gives a short last member. */
export function memberSource(archive: ByteSource, member: TarMember): ByteSource {
  return {
    name: member.name,
    size: archive.size === null ? member.size : Math.max(0, Math.min(member.size, archive.size - member.offset)),
    modified: { seconds: Math.floor(member.modified), nanos: 0 },
    read: (offset, length) =>
      offset >= member.size
        ? Promise.resolve(new Uint8Array(0))
        : archive.read(member.offset + offset, Math.min(length, member.size - offset)),
  }
}

function checksumFits(header: Uint8Array): boolean {
  let sum = 0
  for (let i = 0; i < BLOCK; i++) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0)
  return sum === numberAt(header, 148, 8) && sum > 8 * 32
}

function sizeOf(header: Uint8Array, pax: ReadonlyMap<string, string>): number {
  const stated = pax.get('size')
  const size = stated !== undefined && /^\d{1,15}$/.test(stated) ? Number(stated) : numberAt(header, 124, 12)
  return Number.isSafeInteger(size) && size >= 0 ? size : 0
}

/** Octal text, or GNU's big-endian binary with the top bit set. */
function numberAt(header: Uint8Array, at: number, length: number): number {
  const first = header[at] ?? 0
  if (first & 0x80) {
    let value = first & 0x3f
    for (let i = at + 1; i < at + length; i++) value = value * 256 + (header[i] ?? 0)
    return value
  }
  const digits = /^[ 0]*([0-7]*)/.exec(String.fromCharCode(...header.subarray(at, at + length)))?.[1] ?? ''
  return digits === '' ? 0 : Number.parseInt(digits, 8)
}

function ustarName(header: Uint8Array): string {
  const name = textOf(header.subarray(0, 100))
  const isUstar = textOf(header.subarray(257, 262)) === 'ustar'
  const prefix = isUstar && header[263] === 0x30 ? textOf(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** `17 path=some/name\n` … */
function readPax(bytes: Uint8Array): Map<string, string> {
  const values = new Map<string, string>()
  const text = textOf(bytes, false)
  for (let at = 0; at < text.length;) {
    const match = /^(\d{1,6}) ([\w.]{1,64})=/.exec(text.slice(at, at + 80))
    const length = Number(match?.[1])
    if (!match || !(length > match[0].length)) break
    values.set(match[2] ?? '', text.slice(at + match[0].length, at + length - 1).slice(0, 4096))
    at += length
  }
  return values
}

function textOf(bytes: Uint8Array, untilZero = true): string {
  const end = untilZero ? bytes.indexOf(0) : -1
  let text = ''
  for (const byte of end < 0 ? bytes : bytes.subarray(0, end)) text += String.fromCharCode(byte)
  return text
}
