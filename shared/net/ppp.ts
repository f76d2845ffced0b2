// PPP in its framings (RFC 1661, 1662), PPPoE sessions (RFC 2516), Cisco HDLC and frame relay (RFC 2427).
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

/** Optional address and control bytes (FF 03), then the protocol, which may be one byte when it is odd. */
export function ppp(d: Dissection): number {
  const { view } = d
  if (d.at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
  if (view.getUint16(d.at) === 0xff03) d.at += 2
  let protocol = view.getUint8(d.at)
  if ((protocol & 1) !== 0) d.at += 1
  else {
    protocol = view.getUint16(d.at)
    d.at += 2
  }
  switch (protocol) {
    case 0x0021:
      return NEXT.IPV4
    case 0x0057:
      return NEXT.IPV6
    case 0x0281:
    case 0x0283:
      return NEXT.MPLS
    default:
      return d.skip(SKIP['not-ip'])
  }
}

/** PPP_HDLC (50): PPP behind FF 03, in practice also Cisco HDLC. */
export function pppHdlc(d: Dissection): number {
  if (d.at >= d.end) return d.skip(SKIP['cut-before-ip'])
  const first = d.bytes[d.at] ?? 0
  if (first === 0x0f || first === 0x8f) return ciscoHdlc(d)
  d.plainLayer(LAYER.PPP)
  return NEXT.PPP
}

export function pppPlain(d: Dissection): number {
  d.plainLayer(LAYER.PPP)
  return NEXT.PPP
}

/** PPP_PPPD (166): a direction byte (0 received, 1 sent) stands where FF would. */
export function pppDirection(d: Dissection): number {
  if (d.at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
  const first = d.view.getUint8(d.at)
  if (first <= 1) d.segment.direction = first + 1
  d.at += 2
  return pppPlain(d)
}

export function pppoe(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP['cut-before-ip'])
  // Version 1, type 1, code 0: session data.
  if (view.getUint16(at) !== 0x1100) return d.skip(SKIP['not-ip'])
  d.layer(LAYER.PPPOE, view.getUint16(at + 2))
  d.at = at + 6
  return NEXT.PPP
}

export function ciscoHdlc(d: Dissection): number {
  if (d.at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
  d.protocol = d.view.getUint16(d.at + 2)
  d.at += 4
  return NEXT.ETHERTYPE
}

/** Two bytes of Q.922 address; then Cisco's EtherType, or control 03 and an NLPID. */
export function frameRelay(d: Dissection): number {
  const { at, view } = d
  if (at + 6 > d.end) return d.skip(SKIP['cut-before-ip'])
  if (view.getUint8(at + 2) !== 3) {
    d.protocol = view.getUint16(at + 2)
    d.at = at + 4
    return NEXT.ETHERTYPE
  }
  const padded = view.getUint8(at + 3) === 0 ? 1 : 0
  d.at = at + 4 + padded
  switch (view.getUint8(at + 3 + padded)) {
    case 0xcc:
      return NEXT.IPV4
    case 0x8e:
      return NEXT.IPV6
    case 0x80:
      if (d.at + 5 > d.end) return d.skip(SKIP['cut-before-ip'])
      d.protocol = view.getUint16(d.at + 3)
      d.at += 5
      return NEXT.ETHERTYPE
    default:
      return d.skip(SKIP['not-ip'])
  }
}
