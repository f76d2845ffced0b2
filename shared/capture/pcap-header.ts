// The file header of classic pcap and its variants: byte order, time unit, record header length, swapped lengths, link
// type and frame check sequence. After libpcap's sf-pcap.c.
import { CaptureFault } from './capture-fault.ts'

export const PCAP_HEADER_BYTES = 24
/** libpcap's MAXIMUM_SNAPLEN; larger records are damage. */
export const MAX_PACKET_BYTES = 262_144

const MAGIC = { micro: 0xa1b2c3d4, nano: 0xa1b23c4d, modified: 0xa1b2cd34 } as const
/** Variants that were written somewhere once and that nobody can read with certainty. */
const RESERVED_MAGICS: readonly number[] = [0xa1b234cd, 0xa12b3c4d]

export interface PcapHeader {
  readonly littleEndian: boolean
  readonly format: 'pcap' | 'pcap-ns' | 'pcap-modified'
  readonly unitsPerSecond: number
  /** 16, or 24 in Kuznetzov's variant. */
  readonly recordBytes: number
  /** Versions before 2.3 (and 543.0 of DG/UX) exchange the two lengths, 2.3 sometimes does. */
  readonly lengths: 'in-order' | 'swapped' | 'swapped-when-larger'
  readonly linkType: number
  /** Bytes of frame check sequence at the end of each whole frame. */
  readonly fcsBytes: number
  readonly snaplen: number
}

/** True when a pcap header of a version that exists stands at `at`; used where a record should begin. */
export function isPcapHeader(view: DataView, at: number): boolean {
  const littleEndian = byteOrderOf(view, at)
  if (littleEndian === null) return false
  return view.getUint16(at + 4, littleEndian) === 2 && view.getUint16(at + 6, littleEndian) <= 4
}

/** True for the first four bytes of a classic pcap file, also of variants that are then refused by name. */
export function hasPcapMagic(view: DataView, at: number): boolean {
  if (byteOrderOf(view, at) !== null) return true
  return RESERVED_MAGICS.includes(view.getUint32(at)) || RESERVED_MAGICS.includes(view.getUint32(at, true))
}

function byteOrderOf(view: DataView, at: number): boolean | null {
  const known: readonly number[] = Object.values(MAGIC)
  if (known.includes(view.getUint32(at, true))) return true
  return known.includes(view.getUint32(at)) ? false : null
}

/** Reads the 24 bytes at `at`. Throws CaptureFault for versions and variants that cannot be read. */
export function readPcapHeader(view: DataView, at: number, offset: number): PcapHeader {
  const littleEndian = byteOrderOf(view, at)
  if (littleEndian === null) throw new CaptureFault('pcapVariant', { offset })
  const magic = view.getUint32(at, littleEndian)
  const major = view.getUint16(at + 4, littleEndian)
  const minor = view.getUint16(at + 6, littleEndian)
  const isOld543 = major === 543 && minor === 0
  if (!isOld543 && (major !== 2 || minor > 4)) {
    throw new CaptureFault('pcapVersion', { offset: offset + 4, version: `${major}.${minor}` })
  }
  const link = view.getUint32(at + 20, littleEndian)
  // Bits 16–25 are reserved and must be 0; a value there means that this is no capture, whatever its magic says.
  if ((link & 0x03ff0000) !== 0) {
    throw new CaptureFault('linkTypeBits', { offset: offset + 20, value: `0x${link.toString(16).padStart(8, '0')}` })
  }
  return {
    littleEndian,
    format: magic === MAGIC.nano ? 'pcap-ns' : magic === MAGIC.modified ? 'pcap-modified' : 'pcap',
    unitsPerSecond: magic === MAGIC.nano ? 1_000_000_000 : 1_000_000,
    recordBytes: magic === MAGIC.modified ? 24 : 16,
    lengths: isOld543 || minor < 3 ? 'swapped' : minor === 3 ? 'swapped-when-larger' : 'in-order',
    linkType: link & 0xffff,
    fcsBytes: (link & 0x04000000) !== 0 ? (link >>> 28) * 2 : 0,
    snaplen: view.getUint32(at + 16, littleEndian),
  }
}

/**
 * Whether a record header at `at` makes sense: used to find the way back after damage and to tell Kuznetzov's records
 * under a plain magic. `near` is the time in seconds that it should be within a day of; NaN = any.
 */
export function isPlausibleRecord(view: DataView, at: number, header: PcapHeader, near: number): boolean {
  const { littleEndian } = header
  const captured = view.getUint32(at + 8, littleEndian)
  const wireLength = view.getUint32(at + 12, littleEndian)
  if (captured === 0 || captured > MAX_PACKET_BYTES || wireLength > MAX_PACKET_BYTES) return false
  if (header.lengths === 'in-order' && captured > wireLength) return false
  if (view.getUint32(at + 4, littleEndian) >= header.unitsPerSecond) return false
  return Number.isNaN(near) || Math.abs(view.getUint32(at, littleEndian) - near) <= 86_400
}
