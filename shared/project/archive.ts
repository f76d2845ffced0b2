// The outer shape of a .synscope file: a zip with a fixed set of entry names. Written with a fixed date, so equal works
// give equal bytes. Read by the central directory alone (APPNOTE.TXT 4.3.12, 4.3.16), every number checked before use:
// at most 64 entries, known names only, none twice, no encryption, no links, no zip64, sizes as declared and bounded.
import { Inflate, zipSync } from 'fflate'
import { crc32 } from '../compress/crc32.ts'
import { ProjectFault } from './project-fault.ts'

export const ENTRY_LIMIT = 64
/** Bytes of all entries together, unpacked. */
export const TOTAL_LIMIT = 256 * 1024 * 1024
/** Bytes of the file itself. */
export const ARCHIVE_LIMIT = 128 * 1024 * 1024

const END_MARK = 0x06054b50
const DIRECTORY_MARK = 0x02014b50
const LOCAL_MARK = 0x04034b50
const END_LENGTH = 22
const DIRECTORY_LENGTH = 46
const LOCAL_LENGTH = 30
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1
/** Upper half of the external attributes: Unix mode, type bits of a symbolic link. */
const LINK_TYPE = 0xa000
const TYPE_MASK = 0xf000

/** Every entry a project may have; nothing of an entry name ever becomes a path. */
const NAME = /^(?:project\.json|handshakes\.bin|counters\/\d{1,2}\.txt|captures\/\d{1,3}\.bin)$/

export type Entries = ReadonlyMap<string, Uint8Array>

export function isArchive(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4
}

/**
 * The zip of these entries, in this order. Whole captures are stored as they are: mostly compressed already, they would cost
 * seconds, and the size can be told before.
 */
export function writeArchive(entries: Entries): Uint8Array {
  const files: Record<string, [Uint8Array, { level: 0 | 6; mtime: Date }]> = {}
  // zip holds local time; a Date made of local parts gives the same bytes in every zone.
  const mtime = new Date(1980, 0, 1)
  for (const [name, content] of entries) files[name] = [content, { level: name.startsWith('captures/') ? 0 : 6, mtime }]
  return zipSync(files)
}

/** Unpacks all entries. Throws ProjectFault for anything that {@link writeArchive} would not have written. */
export function readArchive(bytes: Uint8Array): Entries {
  if (!isArchive(bytes)) throw new ProjectFault('not-project', 'no zip signature')
  if (bytes.length > ARCHIVE_LIMIT) throw new ProjectFault('too-large', `${bytes.length} bytes`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(view)
  const count = view.getUint16(end + 10, true)
  if (count > ENTRY_LIMIT) throw new ProjectFault('hostile', `${count} entries`)
  let at = view.getUint32(end + 16, true)
  const entries = new Map<string, Uint8Array>()
  let total = 0
  for (let i = 0; i < count; i++) {
    const entry = directoryEntry(view, bytes, at, end)
    if (entries.has(entry.name)) throw new ProjectFault('hostile', `${entry.name} twice`)
    total += entry.size
    if (total > TOTAL_LIMIT) throw new ProjectFault('too-large', `${total} bytes unpacked`)
    entries.set(entry.name, unpack(view, bytes, entry))
    at = entry.next
  }
  return entries
}

/** The end record stands at the very end: a comment behind it is not ours. */
function endRecord(view: DataView): number {
  const at = view.byteLength - END_LENGTH
  if (at < 0 || view.getUint32(at, true) !== END_MARK) throw new ProjectFault('damaged', 'end of the zip directory')
  return at
}

interface DirectoryEntry {
  readonly name: string
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly size: number
  readonly local: number
  readonly next: number
}

function directoryEntry(view: DataView, bytes: Uint8Array, at: number, end: number): DirectoryEntry {
  if (at + DIRECTORY_LENGTH > end || view.getUint32(at, true) !== DIRECTORY_MARK)
    throw new ProjectFault('damaged', `zip directory at offset ${at}`)
  const flags = view.getUint16(at + 8, true)
  const nameLength = view.getUint16(at + 28, true)
  const next = at + DIRECTORY_LENGTH + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  if (next > end) throw new ProjectFault('damaged', `zip directory at offset ${at}`)
  const name = String.fromCharCode(...bytes.subarray(at + DIRECTORY_LENGTH, at + DIRECTORY_LENGTH + nameLength))
  if (!NAME.test(name)) throw new ProjectFault('hostile', `entry ${JSON.stringify(name.slice(0, 60))}`)
  if ((flags & ENCRYPTED) !== 0) throw new ProjectFault('hostile', `${name} is encrypted`)
  if (((view.getUint32(at + 38, true) >>> 16) & TYPE_MASK) === LINK_TYPE)
    throw new ProjectFault('hostile', `${name} is a link`)
  return {
    name,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    local: view.getUint32(at + 42, true),
    next,
  }
}

function unpack(view: DataView, bytes: Uint8Array, entry: DirectoryEntry): Uint8Array {
  const { local, packed, size, name } = entry
  if (local + LOCAL_LENGTH > bytes.length || view.getUint32(local, true) !== LOCAL_MARK)
    throw new ProjectFault('damaged', `${name} at offset ${local}`)
  const from = local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
  if (from + packed > bytes.length) throw new ProjectFault('damaged', `${name} is cut off`)
  const content = bytes.subarray(from, from + packed)
  const out =
    entry.method === STORED ? content.slice() : entry.method === DEFLATED ? inflated(content, size, name) : null
  if (out === null) throw new ProjectFault('hostile', `${name}: method ${entry.method}`)
  if (out.length !== size) throw new ProjectFault('damaged', `${name}: ${out.length} of ${size} bytes`)
  if (crc32(out) !== entry.crc) throw new ProjectFault('damaged', `${name}: checksum`)
  return out
}

/** Bytes fed to the inflater at once: what one step can give is bounded by it. */
const STEP = 16 * 1024
/** Bytes kept before there is proof that the declared size is no lie. */
const FIRST_ROOM = 1024 * 1024

/** Unpacks at most `size` bytes; more than declared is a bomb. Memory grows with what really comes out. */
function inflated(content: Uint8Array, size: number, name: string): Uint8Array {
  let out = new Uint8Array(Math.min(size, FIRST_ROOM))
  let length = 0
  const inflate = new Inflate((piece) => {
    if (length + piece.length > size) throw new ProjectFault('hostile', `${name} is larger than it says`)
    if (length + piece.length > out.length) {
      const larger = new Uint8Array(Math.min(size, Math.max(out.length * 2, length + piece.length)))
      larger.set(out.subarray(0, length))
      out = larger
    }
    out.set(piece, length)
    length += piece.length
  })
  try {
    for (let at = 0; at < content.length; at += STEP)
      inflate.push(content.subarray(at, at + STEP), at + STEP >= content.length)
  } catch (error) {
    if (error instanceof ProjectFault) throw error
    throw new ProjectFault('damaged', name)
  }
  return out.length === length ? out : out.slice(0, length)
}
