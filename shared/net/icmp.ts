// ICMP (RFC 792) and ICMPv6 (RFC 4443) errors that quote a TCP header: destination unreachable, source quench, time
// exceeded, parameter problem, packet too big. Eight quoted bytes are enough: ports and sequence number.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import type { IcmpQuote } from './segment.ts'
import { fillRest } from './tcp.ts'

export function icmp(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP.icmp)
  const type = view.getUint8(at)
  const six = d.protocol === 58
  const isError = six ? type >= 1 && type <= 4 : type === 3 || type === 4 || type === 11 || type === 12
  if (!isError) return d.skip(SKIP.icmp)
  const { quote } = d
  quote.icmpType = type
  quote.icmpCode = view.getUint8(at + 1)
  d.at = at + 8
  const quoted = six ? quotedIpv6(d, quote) : quotedIpv4(d, quote)
  if (!quoted) return d.skip(SKIP.icmp)
  quotedTcp(d, quote)
  return NEXT.DONE
}

function quotedIpv4(d: Dissection, quote: IcmpQuote): boolean {
  const { at, view } = d
  if (at + 20 > d.end || view.getUint8(at + 9) !== 6) return false
  const first = view.getUint8(at)
  const headerLength = (first & 15) * 4
  if (first >> 4 !== 4 || headerLength < 20 || (view.getUint16(at + 6) & 0x1fff) !== 0) return false
  quote.family = 4
  quote.s0 = quote.s1 = quote.s2 = quote.d0 = quote.d1 = quote.d2 = 0
  quote.s3 = view.getUint32(at + 12)
  quote.d3 = view.getUint32(at + 16)
  quote.ipId = view.getUint16(at + 4)
  quote.ttl = view.getUint8(at + 8)
  d.wireEnd = at + view.getUint16(at + 2)
  d.at = at + headerLength
  return d.at + 8 <= d.end
}

function quotedIpv6(d: Dissection, quote: IcmpQuote): boolean {
  const { at, view } = d
  if (at + 40 > d.end || view.getUint8(at) >> 4 !== 6) return false
  let protocol = view.getUint8(at + 6)
  let next = at + 40
  for (let count = 0; count < 16 && protocol !== 6; count++) {
    const isExtension = protocol === 0 || protocol === 43 || protocol === 60 || protocol === 44
    if (!isExtension || next + 8 > d.end) return false
    if (protocol === 44 && view.getUint16(next + 2) >> 3 !== 0) return false
    const length = protocol === 44 ? 8 : (view.getUint8(next + 1) + 1) * 8
    protocol = view.getUint8(next)
    next += length
  }
  if (protocol !== 6) return false
  quote.family = 6
  quote.s0 = view.getUint32(at + 8)
  quote.s1 = view.getUint32(at + 12)
  quote.s2 = view.getUint32(at + 16)
  quote.s3 = view.getUint32(at + 20)
  quote.d0 = view.getUint32(at + 24)
  quote.d1 = view.getUint32(at + 28)
  quote.d2 = view.getUint32(at + 32)
  quote.d3 = view.getUint32(at + 36)
  quote.ipId = 0
  quote.ttl = view.getUint8(at + 7)
  d.wireEnd = at + 40 + view.getUint16(at + 4)
  d.at = next
  return d.at + 8 <= d.end
}

/** Flags are 0 when the quote ends before them. */
function quotedTcp(d: Dissection, quote: IcmpQuote): void {
  const { at, view, segment } = d
  const hasFlags = at + 14 <= d.end
  const offsetAndFlags = hasFlags ? view.getUint16(at + 12) : 0x5000
  quote.frame = segment.frame
  quote.interfaceId = segment.interfaceId
  quote.seconds = segment.seconds
  quote.nanos = segment.nanos
  quote.direction = segment.direction
  quote.fileOffset = segment.fileOffset
  quote.capturedLength = segment.capturedLength
  quote.sourcePort = view.getUint16(at)
  quote.destinationPort = view.getUint16(at + 2)
  quote.seq = view.getUint32(at + 4)
  quote.ack = at + 12 <= d.end ? view.getUint32(at + 8) : 0
  quote.flags = offsetAndFlags & 0x1ff
  fillRest(d, quote, offsetAndFlags)
  quote.cut = quote.cut || !hasFlags
  quote.path = d.paths.row(d.layers, d.layerWords)
  d.quotes++
  d.sink.icmp(quote)
}
