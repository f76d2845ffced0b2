// What a file is, by its first bytes and never by its name: a capture that is read here, a compression, or something else
// that deserves its name in the error. ../shared/reference/inputs.md §12.1 has the table of magic numbers.
import { CaptureFault } from './capture-fault.ts'
import { hasPcapMagic } from './pcap-header.ts'

export type Compression = 'gzip' | 'zstd' | 'lz4'
export type CaptureFormat = 'pcap' | 'pcapng' | 'snoop' | 'erf'

/** How many bytes the decision needs (fewer are fine for short files). */
export const DETECT_BYTES = 512

/** Other capture formats that can be told by their magic, as [name, first bytes in hex]. */
const OTHER_CAPTURES: readonly (readonly [string, string])[] = [
  ['Microsoft Network Monitor', '474d4255'],
  ['Microsoft Network Monitor', '52545353'],
  ['NetXray / Sniffer for Windows', '58435000'],
  ['NetXray', '564c0000'],
  ['Sniffer', '5452534e494646'],
  ['Savvius/WildPackets *Peek', '7f766572'],
  ['AIX iptrace', '69707472616365'],
  ['Symbian btsnoop', '6274736e6f6f7000'],
  ['Visual Networks', '05564e46'],
  ['Endace provenance', '0000001b'],
]

const OTHER_COMPRESSIONS: readonly (readonly [string, string])[] = [
  ['xz', 'fd377a585a00'],
  ['bzip2', '425a68'],
  ['lzip', '4c5a4950'],
  ['compress (.Z)', '1f9d'],
]

const ARCHIVES: readonly (readonly [string, string])[] = [
  ['zip', '504b0304'],
  ['zip', '504b0506'],
  ['7-Zip', '377abcaf271c'],
  ['RAR', '526172211a07'],
]

export function detectCompression(head: Uint8Array): Compression | null {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip'
  const hex = hexOf(head, 4)
  if (hex === '28b52ffd') return 'zstd'
  if (hex === '04224d18' || hex === '02214c18') return 'lz4'
  // A skippable frame says no more than "zstd or lz4"; zstd's tools write them (pzstd, seekable format).
  if (/^5.2a4d18$/.test(hex)) return 'zstd'
  return null
}

/** The format of uncompressed bytes. Throws CaptureFault that names what it is instead. */
export function detectFormat(head: Uint8Array, name: string): CaptureFormat {
  if (head.length === 0) throw new CaptureFault('empty')
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  if (head.length >= 4) {
    const first = view.getUint32(0)
    if (hasPcapMagic(view, 0)) return 'pcap'
    if (first === 0x0a0d0d0a) return 'pcapng'
    if (first === 0x736e6f6f && head.length >= 8 && view.getUint32(4) === 0x70000000) return 'snoop'
  }
  throwByName(head, name)
  if (isErf(head, view)) return 'erf'
  throw new CaptureFault('unknownFormat', { head: spaced(hexOf(head, 8)) })
}

function throwByName(head: Uint8Array, name: string): void {
  const hex = hexOf(head, 16)
  for (const [format, magic] of OTHER_CAPTURES) {
    if (hex.startsWith(magic)) throw new CaptureFault('otherCapture', { format })
  }
  for (const [format, magic] of OTHER_COMPRESSIONS) {
    if (hex.startsWith(magic)) throw new CaptureFault('otherCompression', { format })
  }
  for (const [format, magic] of ARCHIVES) if (hex.startsWith(magic)) throw new CaptureFault('archive', { format })
  if (/\.etl$/i.test(name)) throw new CaptureFault('etl')
  if (!isText(head)) return
  const start = String.fromCharCode(...head.subarray(0, 256)).trimStart()
  if (/^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype\s+html|html|head|\?xml)/i.test(start)) throw new CaptureFault('html')
  throw new CaptureFault('text', { start: start.slice(0, 40).replace(/\s+/g, ' ').trim() })
}

/** Only bytes that texts have: no control characters but tab, line ends, escape. UTF-16 counts by its mark. */
function isText(head: Uint8Array): boolean {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return true
  return head.every((byte) => byte >= 32 || byte === 9 || byte === 10 || byte === 13 || byte === 12 || byte === 27)
}

/** Endace ERF has no magic: two records in a row must make sense. */
function isErf(head: Uint8Array, view: DataView): boolean {
  let at = 0
  for (let records = 0; records < 2; records++) {
    if (at + 16 > head.length) return records > 0
    const type = view.getUint8(at + 8) & 0x7f
    const length = view.getUint16(at + 10)
    const wireLength = view.getUint16(at + 14)
    if (type === 0 || type > 48 || length < 16 || wireLength === 0 || length > wireLength + 64) return false
    at += length
  }
  return true
}

export function hexOf(head: Uint8Array, count: number): string {
  return [...head.subarray(0, count)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function spaced(hex: string): string {
  return hex.replace(/(..)(?=.)/g, '$1 ')
}
