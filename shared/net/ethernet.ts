// Ethernet II and 802.3 with LLC/SNAP, and the dispatch by EtherType, which other link types share.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

const MAX_VLAN_TAGS = 4

export function ethernet(d: Dissection): number {
  const { at } = d
  if (at + 14 > d.end) return d.skip(SKIP['cut-before-ip'])
  const type = d.view.getUint16(at + 12)
  d.at = at + 14
  if (type < 0x0600) return NEXT.LLC
  d.protocol = type
  return NEXT.ETHERTYPE
}

/** 802.2 LLC: only SNAP (AA AA 03) and the rare IP SAP (06) carry IP. */
export function llc(d: Dissection): number {
  const { at, view } = d
  if (at + 3 > d.end) return d.skip(SKIP['not-ip'])
  const saps = view.getUint16(at)
  if (saps === 0xaaaa && at + 8 <= d.end) {
    const oui = (view.getUint8(at + 3) << 16) | view.getUint16(at + 4)
    // 000000 encapsulated Ethernet, 0000F8 bridge tunnel (802.1H).
    if (oui !== 0 && oui !== 0x0000f8) return d.skip(SKIP['not-ip'])
    d.protocol = view.getUint16(at + 6)
    d.at = at + 8
    return NEXT.ETHERTYPE
  }
  if (saps === 0x0606) {
    d.at = at + 3
    return NEXT.IP
  }
  return d.skip(SKIP['not-ip'])
}

export function etherType(d: Dissection): number {
  for (let tags = 0; tags <= MAX_VLAN_TAGS; tags++) {
    switch (d.protocol) {
      case 0x0800:
        return NEXT.IPV4
      case 0x86dd:
        return NEXT.IPV6
      case 0x8100:
      case 0x88a8:
      case 0x9100:
      case 0x9200:
        if (d.at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
        d.layer(LAYER.VLAN, d.view.getUint16(d.at) & 0x0fff)
        d.protocol = d.view.getUint16(d.at + 2)
        d.at += 4
        if (d.protocol < 0x0600) return NEXT.LLC
        break
      case 0x8847:
      case 0x8848:
        return NEXT.MPLS
      case 0x8864:
        return NEXT.PPPOE
      case 0x6558:
        return NEXT.ETHERNET
      case 0x0806:
        return d.skip(SKIP.arp)
      case 0x894f:
        return NEXT.NSH
      case 0x8903: // Cisco FabricPath: forwarding tag and TTL, then the whole inner frame
        if (d.at + 2 > d.end) return d.skip(SKIP['cut-before-ip'])
        d.layer(LAYER.FABRICPATH, d.view.getUint16(d.at) >> 6)
        d.at += 2
        return NEXT.ETHERNET
      case 0x88e5:
        return d.skip(SKIP.encrypted)
      default:
        return d.skip(SKIP['not-ip'])
    }
  }
  return d.skip(SKIP['nested-too-deep'])
}
