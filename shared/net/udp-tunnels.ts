// Tunnels in UDP, told by destination port and a check of their header: VXLAN (RFC 7348) on 4789 and Linux' 8472, VXLAN-GPE,
// Geneve (RFC 8926), GTP-U (3GPP TS 29.281), Teredo (RFC 4380), L2TPv2 (RFC 2661). Everything else is plain UDP.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

export function udp(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP.udp)
  const sourcePort = view.getUint16(at)
  const destinationPort = view.getUint16(at + 2)
  d.at = at + 8
  switch (destinationPort) {
    case 4789:
    case 8472:
      return vxlan(d)
    case 4790:
      return vxlanGpe(d)
    case 6081:
      return geneve(d)
    case 2152:
      return gtpUser(d)
    case 3544:
      return teredo(d)
    case 1701:
      return l2tp(d)
    default:
      if (sourcePort === 3544) return teredo(d)
      if (sourcePort === 2152) return gtpUser(d)
      if (sourcePort === 1701) return l2tp(d)
      return d.skip(SKIP.udp)
  }
}

/** True when an Ethernet header with a type that exists can stand at `at`. */
function isEthernetAt(d: Dissection, at: number): boolean {
  return at + 14 <= d.end
}

function vxlan(d: Dissection): number {
  const { at, view } = d
  // Flag I must be set; the group policy extension may use others. Reserved byte at the end is 0.
  if (at + 8 > d.end || (view.getUint8(at) & 0x08) === 0 || !isEthernetAt(d, at + 8)) return d.skip(SKIP.udp)
  d.outerIp()
  d.layer(LAYER.VXLAN, view.getUint32(at + 4) >>> 8)
  d.at = at + 8
  return NEXT.ETHERNET
}

function vxlanGpe(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end || (view.getUint8(at) & 0x08) === 0) return d.skip(SKIP.udp)
  const next = [0, NEXT.IPV4, NEXT.IPV6, NEXT.ETHERNET, NEXT.NSH][view.getUint8(at + 3)]
  if (!next) return d.skip(SKIP.udp)
  d.outerIp()
  d.layer(LAYER.VXLAN, view.getUint32(at + 4) >>> 8)
  d.at = at + 8
  return next
}

function geneve(d: Dissection): number {
  const { at, view } = d
  if (at + 8 > d.end) return d.skip(SKIP.udp)
  const first = view.getUint8(at)
  const length = 8 + (first & 0x3f) * 4
  // Version 0; the last byte is reserved.
  if (first >> 6 !== 0 || view.getUint8(at + 7) !== 0 || at + length > d.end) return d.skip(SKIP.udp)
  d.outerIp()
  d.layer(LAYER.GENEVE, view.getUint32(at + 4) >>> 8)
  d.protocol = view.getUint16(at + 2)
  d.at = at + length
  return NEXT.ETHERTYPE
}

const MAX_GTP_EXTENSIONS = 16

function gtpUser(d: Dissection): number {
  const { at, view } = d
  // Version 1, protocol type GTP, message G-PDU.
  if (at + 8 > d.end || view.getUint8(at) >> 4 !== 3 || view.getUint8(at + 1) !== 0xff) return d.skip(SKIP.udp)
  const flags = view.getUint8(at)
  let next = at + 8
  if ((flags & 7) !== 0) {
    if (next + 4 > d.end) return d.skip(SKIP.udp)
    let extension = (flags & 4) !== 0 ? view.getUint8(next + 3) : 0
    next += 4
    for (let count = 0; extension !== 0; count++) {
      if (count === MAX_GTP_EXTENSIONS || next + 4 > d.end) return d.skip(SKIP.udp)
      const length = view.getUint8(next) * 4
      if (length === 0 || next + length > d.end) return d.skip(SKIP.udp)
      extension = view.getUint8(next + length - 1)
      next += length
    }
  }
  const version = next < d.end ? view.getUint8(next) >> 4 : 0
  if (version !== 4 && version !== 6) return d.skip(SKIP.udp)
  d.outerIp()
  d.layer(LAYER.GTPU, view.getUint32(at + 4))
  d.at = next
  return NEXT.IP
}

function teredo(d: Dissection): number {
  const { view } = d
  let { at } = d
  // Optional authentication (00 01) and origin (00 00) indications stand before the IPv6 header.
  if (at + 4 <= d.end && view.getUint16(at) === 1) at += 13 + view.getUint8(at + 2) + view.getUint8(at + 3)
  if (at + 8 <= d.end && view.getUint16(at) === 0) at += 8
  if (at + 40 > d.end || view.getUint8(at) >> 4 !== 6) return d.skip(SKIP.udp)
  d.outerIp()
  d.plainLayer(LAYER.TEREDO)
  d.at = at
  return NEXT.IPV6
}

function l2tp(d: Dissection): number {
  const { at, view } = d
  if (at + 6 > d.end) return d.skip(SKIP.udp)
  const flags = view.getUint16(at)
  // Data message (T = 0) of version 2.
  if ((flags & 0x800f) !== 2) return d.skip(SKIP.udp)
  let next = at + 2
  if ((flags & 0x4000) !== 0) next += 2
  const session = next + 2
  next += 4
  if ((flags & 0x0800) !== 0) next += 4
  if ((flags & 0x0200) !== 0 && next + 2 <= d.end) next += 2 + view.getUint16(next)
  if (session + 2 > d.end || next + 4 > d.end) return d.skip(SKIP.udp)
  d.outerIp()
  d.layer(LAYER.L2TP, view.getUint16(session))
  d.at = next
  return NEXT.PPP
}
