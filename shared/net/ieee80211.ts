// 802.11 frames (IEEE 802.11-2020 §9.2) and the headers that capture programs put before them: radiotap, PPI, Prism, AVS.
// Plain data frames carry LLC/SNAP; protected ones cannot be read; an aggregate (A-MSDU) holds several packets.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

const DATA = 2
const TO_AND_FROM_DS = 3
const MORE_FRAGMENTS = 0x04
const PROTECTED = 0x40
const ORDER = 0x80

export function ieee80211(d: Dissection): number {
  return dataFrame(d, false)
}

function dataFrame(d: Dissection, isPadded: boolean): number {
  const { at, view } = d
  if (at + 24 > d.end) return d.skip(SKIP['wireless-management'])
  const kind = view.getUint8(at)
  const flags = view.getUint8(at + 1)
  if (((kind >> 2) & 3) !== DATA) return d.skip(SKIP['wireless-management'])
  const subtype = kind >> 4
  if ((subtype & 4) !== 0) return d.skip(SKIP['no-payload'])
  if ((flags & PROTECTED) !== 0) return d.skip(SKIP.encrypted)
  // The second and later fragments of a frame have no header of their own.
  if ((view.getUint8(at + 22) & 0x0f) !== 0) return d.skip(SKIP['ip-fragment'])
  const isQos = (subtype & 8) !== 0
  let length = 24 + ((flags & 3) === TO_AND_FROM_DS ? 6 : 0)
  const qosAt = at + length
  if (isQos) length += 2 + ((flags & ORDER) !== 0 ? 4 : 0)
  if (isPadded) length = (length + 3) & ~3
  if (at + length > d.end) return d.skip(SKIP['cut-before-ip'])
  d.plainLayer(LAYER.IEEE802_11)
  d.at = at + length
  const isAggregate = isQos && (view.getUint8(qosAt) & 0x80) !== 0 && (flags & MORE_FRAGMENTS) === 0
  if (!isAggregate) return NEXT.LLC
  d.moreEnd = d.end
  d.moreAt = d.at
  d.moreLayerWords = d.layerWords
  return NEXT.DONE
}

/** The next packet of an aggregate: destination, source, length, LLC; padded to four bytes. */
export function aggregated(d: Dissection): number {
  const at = d.moreAt
  d.moreAt = 0
  if (at + 14 > d.moreEnd) return NEXT.DONE
  const length = d.view.getUint16(at + 12)
  const end = at + 14 + length
  const next = at + ((14 + length + 3) & ~3)
  if (length > 0 && next < d.moreEnd) d.moreAt = next
  d.at = at + 14
  d.end = Math.min(end, d.moreEnd)
  d.wireEnd = end
  d.layerWords = d.moreLayerWords
  return NEXT.LLC
}

/** radiotap.org: little-endian length at 2, then a bitmap of fields; the flags field tells padding before the payload. */
export function radiotap(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  const length = view.getUint16(at + 2, true)
  if (length < 8 || at + length > d.end) return d.skip(SKIP['cut-before-ip'])
  const present = view.getUint32(at + 4, true)
  let field = 8
  for (let more = present; (more & 0x80000000) !== 0 && field + 4 <= length; field += 4) {
    more = view.getUint32(at + field, true)
  }
  if ((present & 1) !== 0) field = ((field + 7) & ~7) + 8
  const flags = (present & 2) !== 0 && field < length ? view.getUint8(at + field) : 0
  d.at = at + length
  return dataFrame(d, (flags & 0x20) !== 0)
}

/** Per-Packet Information: little-endian, says the link type of what follows. */
export function ppi(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  const length = view.getUint16(at + 2, true)
  if (length < 8) return d.skip(SKIP['not-ip'])
  d.protocol = view.getUint32(at + 4, true)
  d.at = at + length
  return NEXT.LINK
}

/** Prism monitoring header: code and length in the byte order of the capturing machine. */
export function prism(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  // Some drivers write AVS under this link type.
  if ((view.getUint32(at) & 0xfffff000) >>> 0 === 0x80211000) return avs(d)
  const little = view.getUint32(at + 4, true)
  const length = little < 0x10000 ? little : view.getUint32(at + 4)
  if (length < 8 || at + length > d.end) return d.skip(SKIP['cut-before-ip'])
  d.at = at + length
  return NEXT.IEEE802_11
}

export function avs(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  const length = view.getUint32(at + 4)
  if (length < 8 || length > d.end - at) return d.skip(SKIP['cut-before-ip'])
  d.at = at + length
  return NEXT.IEEE802_11
}
