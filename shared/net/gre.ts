// GRE (RFC 2784, 2890), PPTP's version 1 (RFC 2637), ERSPAN types I–III and Aruba's 802.11 frames in GRE.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

export function gre(d: Dissection): number {
  const { at, view } = d
  if (at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
  const flags = view.getUint16(at)
  const protocol = view.getUint16(at + 2)
  const version = flags & 7
  if (version === 1) return pptp(d, flags, protocol)
  if (version !== 0) return d.skip(SKIP['other-ip-protocol'])
  const hasSequence = (flags & 0x1000) !== 0
  let length = 4
  // Checksum or routing: both fields are there.
  if ((flags & 0xc000) !== 0) length += 4
  const keyAt = at + length
  const hasKey = (flags & 0x2000) !== 0
  if (hasKey) length += 4
  if (hasSequence) length += 4
  if (at + length > d.end) return d.skip(SKIP['cut-before-ip'])
  d.outerIp()
  d.layer(LAYER.GRE, hasKey ? view.getUint32(keyAt) : 0)
  d.at = at + length
  if (protocol === 0x88be) return hasSequence ? erspan(d, 8) : NEXT.ETHERNET
  if (protocol === 0x22eb) return erspan(d, 12)
  // Aruba access points number their tunnels upwards from 0x8200 and send whole 802.11 frames.
  if (protocol >= 0x8200 && protocol <= 0x82ff) return NEXT.IEEE802_11
  if (protocol === 0x880b) return NEXT.PPP
  d.protocol = protocol
  return NEXT.ETHERTYPE
}

function pptp(d: Dissection, flags: number, protocol: number): number {
  if (protocol !== 0x880b || d.at + 8 > d.end) return d.skip(SKIP['other-ip-protocol'])
  d.outerIp()
  d.layer(LAYER.GRE, d.view.getUint16(d.at + 6))
  const hasPayload = (flags & 0x1000) !== 0
  d.at += 8 + (hasPayload ? 4 : 0) + ((flags & 0x0080) !== 0 ? 4 : 0)
  return hasPayload ? NEXT.PPP : d.skip(SKIP['no-payload'])
}

/** ERSPAN II has 8 bytes, III has 12 and 8 more when its last bit is set. */
function erspan(d: Dissection, length: number): number {
  const { at, view } = d
  if (at + length > d.end) return d.skip(SKIP['cut-before-ip'])
  d.layer(LAYER.ERSPAN, view.getUint16(at + 2) & 0x03ff)
  const hasSubHeader = length === 12 && (view.getUint8(at + 11) & 1) !== 0
  d.at = at + length + (hasSubHeader ? 8 : 0)
  return NEXT.ETHERNET
}
