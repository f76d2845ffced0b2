// IPv4 (RFC 791) and IPv6 (RFC 8200) with its extension headers: fills addresses, TTL and id of the segment, narrows the
// packet to its IP length (Ethernet padding is no payload) and answers the transport protocol.
import { type Dissection, NEXT, SKIP } from './dissection.ts'

const MAX_EXTENSION_HEADERS = 16

export function ip(d: Dissection): number {
  if (d.at >= d.end) return d.skip(SKIP['cut-before-ip'])
  const version = (d.bytes[d.at] ?? 0) >> 4
  if (version === 4) return NEXT.IPV4
  if (version === 6) return NEXT.IPV6
  return d.skip(SKIP['not-ip'])
}

export function ipv4(d: Dissection): number {
  const { at, view, segment } = d
  if (at + 20 > d.end) return d.skip(SKIP['cut-before-ip'])
  const first = view.getUint8(at)
  const headerLength = (first & 15) * 4
  if (first >> 4 !== 4 || headerLength < 20) return d.skip(SKIP['malformed-ip'])
  const totalLength = view.getUint16(at + 2)
  // Length 0: segmentation offload, the packet is as long as the link layer says.
  if (totalLength !== 0) {
    if (totalLength < headerLength) return d.skip(SKIP['malformed-ip'])
    d.wireEnd = at + totalLength
    if (d.wireEnd < d.end) d.end = d.wireEnd
  }
  segment.family = 4
  segment.s0 = segment.s1 = segment.s2 = 0
  segment.d0 = segment.d1 = segment.d2 = 0
  segment.s3 = view.getUint32(at + 12)
  segment.d3 = view.getUint32(at + 16)
  segment.ipId = view.getUint16(at + 4)
  segment.ttl = view.getUint8(at + 8)
  d.protocol = view.getUint8(at + 9)
  const fragment = view.getUint16(at + 6)
  if ((fragment & 0x1fff) !== 0) return d.skip(SKIP['ip-fragment'])
  d.isFragment = (fragment & 0x2000) !== 0
  d.at = at + headerLength
  return NEXT.IP_PAYLOAD
}

export function ipv6(d: Dissection): number {
  const { view, segment } = d
  let at = d.at
  if (at + 40 > d.end) return d.skip(SKIP['cut-before-ip'])
  if (view.getUint8(at) >> 4 !== 6) return d.skip(SKIP['malformed-ip'])
  const payloadLength = view.getUint16(at + 4)
  // Length 0: a jumbogram (BIG TCP) says its length in a hop-by-hop option; the link layer knows it too.
  if (payloadLength !== 0) {
    d.wireEnd = at + 40 + payloadLength
    if (d.wireEnd < d.end) d.end = d.wireEnd
  }
  segment.family = 6
  segment.s0 = view.getUint32(at + 8)
  segment.s1 = view.getUint32(at + 12)
  segment.s2 = view.getUint32(at + 16)
  segment.s3 = view.getUint32(at + 20)
  segment.d0 = view.getUint32(at + 24)
  segment.d1 = view.getUint32(at + 28)
  segment.d2 = view.getUint32(at + 32)
  segment.d3 = view.getUint32(at + 36)
  segment.ipId = 0
  d.isFragment = false
  segment.ttl = view.getUint8(at + 7)
  let protocol = view.getUint8(at + 6)
  at += 40
  for (let count = 0; count < MAX_EXTENSION_HEADERS; count++) {
    let length = 0
    switch (protocol) {
      case 0: // hop-by-hop
      case 43: // routing
      case 60: // destination options
      case 135: // mobility
      case 139: // HIP
      case 140: // Shim6
        if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
        length = (view.getUint8(at + 1) + 1) * 8
        break
      case 44: // fragment
        if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
        length = 8
        if (view.getUint16(at + 2) >> 3 !== 0) return d.skip(SKIP['ip-fragment'])
        d.isFragment = (view.getUint16(at + 2) & 1) !== 0
        break
      default:
        d.at = at
        d.protocol = protocol
        return NEXT.IP_PAYLOAD
    }
    protocol = view.getUint8(at)
    at += length
  }
  return d.skip(SKIP['malformed-ip'])
}
