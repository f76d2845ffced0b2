// The TCP header (RFC 9293 §3.1) into the reused segment, and on to the sink unless nobody waits for it.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { type Segment, TCP_FLAG } from './segment.ts'
import { tcpChecksum } from './checksum.ts'

/** Bytes up to and including the flags: shorter headers say nothing. */
const FLAGS_END = 14
const ALWAYS = TCP_FLAG.SYN | TCP_FLAG.FIN | TCP_FLAG.RST

export function tcp(d: Dissection): number {
  const { at, view, segment } = d
  if (at + FLAGS_END > d.end) return d.skip(tooShort(d))
  d.segments++
  segment.sourcePort = view.getUint16(at)
  segment.destinationPort = view.getUint16(at + 2)
  const offsetAndFlags = view.getUint16(at + 12)
  segment.flags = offsetAndFlags & 0x1ff
  if ((offsetAndFlags & ALWAYS) === 0 && !d.isAwaited()) return NEXT.DONE
  segment.seq = view.getUint32(at + 4)
  segment.ack = view.getUint32(at + 8)
  fillRest(d, segment, offsetAndFlags)
  segment.checksum = (offsetAndFlags & TCP_FLAG.SYN) !== 0 ? tcpChecksum(d) : -1
  segment.path = d.paths.row(d.layers, d.layerWords)
  d.sink.segment(segment)
  return NEXT.DONE
}

/** Window, options and payload length: everything behind the flags. */
export function fillRest(d: Dissection, segment: Segment, offsetAndFlags: number): void {
  const { at, end } = d
  const headerLength = (offsetAndFlags >> 12) * 4
  segment.window = at + 16 <= end ? d.view.getUint16(at + 14) : 0
  segment.payloadLength = Math.max(0, d.wireEnd - at - Math.max(20, headerLength))
  segment.bytes = d.bytes
  segment.optionsAt = at + 20
  const optionsEnd = Math.min(at + headerLength, end)
  segment.optionsLength = Math.max(0, optionsEnd - at - 20)
  segment.cut = at + Math.max(20, headerLength) > end
}

function tooShort(d: Dissection): number {
  if (d.isFragment) return SKIP['ip-fragment']
  return SKIP[d.wireEnd < d.at + 20 ? 'malformed-tcp' : 'cut-before-tcp-flags']
}
