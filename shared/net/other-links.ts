// Link types that wrap a packet in a short header of a capture facility: NFLOG, IPNET, IPoIB, PFLOG, PKTAP, ERF.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LINKTYPE } from './link-types.ts'

const MAX_NFLOG_ATTRIBUTES = 64
const NFULA_PACKET_HDR = 1
const NFULA_PAYLOAD = 9

/** Linux netfilter log: attributes (length, type, value) in host order; the packet is one of them. */
export function nflog(d: Dissection): number {
  const { view } = d
  if (d.at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  const family = view.getUint8(d.at)
  let at = d.at + 4
  const littleEndian = nflogByteOrder(d, at)
  let etherType = 0
  for (let count = 0; count < MAX_NFLOG_ATTRIBUTES && at + 4 <= d.end; count++) {
    const length = view.getUint16(at, littleEndian)
    const type = view.getUint16(at + 2, littleEndian) & 0x7fff
    if (length < 4) break
    if (type === NFULA_PACKET_HDR && at + 6 <= d.end) etherType = view.getUint16(at + 4)
    if (type === NFULA_PAYLOAD) {
      const payload = at + 4
      d.end = Math.min(d.end, at + length)
      d.wireEnd = at + length
      d.at = payload
      if (family === 2) return NEXT.IPV4
      if (family === 10) return NEXT.IPV6
      // Bridge (7) and others: the EtherType stands in the packet header attribute.
      d.protocol = etherType
      return NEXT.ETHERTYPE
    }
    at += (length + 3) & ~3
  }
  return d.skip(SKIP['no-payload'])
}

/** The file's order, unless the first attribute only makes sense in the other one (converted files). */
function nflogByteOrder(d: Dissection, at: number): boolean {
  const length = d.view.getUint16(at, d.littleEndian)
  return length >= 4 && at + length <= d.end ? d.littleEndian : !d.littleEndian
}

/** Solaris IP observability: 24 bytes, family 2 or 26 in the second one. */
export function ipnet(d: Dissection): number {
  if (d.at + 24 > d.end) return d.skip(SKIP['cut-before-ip'])
  const family = d.view.getUint8(d.at + 1)
  d.at += 24
  return family === 26 ? NEXT.IPV6 : family === 2 ? NEXT.IPV4 : d.skip(SKIP['not-ip'])
}

/** IP over InfiniBand: two 20-byte hardware addresses, an EtherType and two reserved bytes (RFC 4391). */
export function ipOverInfiniBand(d: Dissection): number {
  if (d.at + 44 > d.end) return d.skip(SKIP['cut-before-ip'])
  d.protocol = d.view.getUint16(d.at + 40)
  d.at += 44
  return NEXT.ETHERTYPE
}

/** OpenBSD packet filter log: header length in the first byte, rounded up to four; address family in the second. */
export function pflog(d: Dissection): number {
  if (d.at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
  const length = (d.view.getUint8(d.at) + 3) & ~3
  const family = d.view.getUint8(d.at + 1)
  if (length < 28) return d.skip(SKIP['not-ip'])
  d.at += length
  if (family === 2) return NEXT.IPV4
  return isIpv6Family(family) ? NEXT.IPV6 : d.skip(SKIP['not-ip'])
}

function isIpv6Family(family: number): boolean {
  return family === 10 || family === 24 || family === 28 || family === 30
}

/** Darwin: little-endian header length, link type of the packet at 8, flags at 36 (1 received, 2 sent). */
export function pktap(d: Dissection): number {
  const { at, view } = d
  if (at + 40 > d.end) return d.skip(SKIP['cut-before-ip'])
  const length = view.getUint32(at, true)
  if (length < 40 || length > d.end - at) return d.skip(SKIP['cut-before-ip'])
  const flags = view.getUint32(at + 36, true)
  if ((flags & 3) === 1 || (flags & 3) === 2) d.segment.direction = flags & 3
  d.protocol = view.getUint32(at + 8, true)
  d.at = at + length
  return d.protocol === LINKTYPE.PKTAP ? d.skip(SKIP['nested-too-deep']) : NEXT.LINK
}

const ERF_ETHERNET: readonly number[] = [2, 11, 16, 20] // ETH, COLOR_ETH, DSM_COLOR_ETH, COLOR_HASH_ETH
const ERF_IPV4 = 22
const ERF_IPV6 = 23

/** An Endace record: 16 bytes, extension headers of 8 bytes while bit 7 says so, for Ethernet two bytes of padding. */
export function erf(d: Dissection): number {
  const { at, view } = d
  if (at + 16 > d.end) return d.skip(SKIP['cut-before-ip'])
  let more = (view.getUint8(at + 8) & 0x80) !== 0
  const type = view.getUint8(at + 8) & 0x7f
  const wireLength = view.getUint16(at + 14)
  d.at = at + 16
  for (; more && d.at + 8 <= d.end; d.at += 8) more = (view.getUint8(d.at) & 0x80) !== 0
  if (ERF_ETHERNET.includes(type)) {
    d.at += 2
    // The wire length counts the frame check sequence.
    d.wireEnd = d.at + Math.max(0, wireLength - 4)
    d.end = Math.min(d.end, d.wireEnd)
    return NEXT.ETHERNET
  }
  d.wireEnd = d.at + wireLength
  if (type === ERF_IPV4) return NEXT.IPV4
  if (type === ERF_IPV6) return NEXT.IPV6
  return d.skip(SKIP['unsupported-link-type'])
}
