// Link layers of captures on the "any" interface: LINUX_SLL (16 bytes), LINUX_SLL2 (20 bytes with the interface index),
// and the loopback headers NULL/LOOP.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { LAYER } from './layer-path.ts'

/** Packet types 0 (to us) and 4 (sent by us) say which way the packet went; 1–3 say nothing. */
function directionOf(packetType: number): number {
  return packetType === 4 ? 2 : packetType === 0 ? 1 : 0
}

function cookedProtocol(d: Dissection, hardwareType: number, protocol: number): number {
  // 0x0001 Novell raw 802.3, 0x0004 LLC; netlink (824) and friends have no protocol of ours.
  if (hardwareType === 824) return d.skip(SKIP['not-a-packet'])
  if (protocol === 0x0004) return NEXT.LLC
  if (protocol < 0x0600) return d.skip(SKIP['not-ip'])
  d.protocol = protocol
  return NEXT.ETHERTYPE
}

export function linuxSll(d: Dissection): number {
  const { at, view } = d
  if (at + 16 > d.end) return d.skip(SKIP['cut-before-ip'])
  d.segment.direction = directionOf(view.getUint16(at))
  d.at = at + 16
  return cookedProtocol(d, view.getUint16(at + 2), view.getUint16(at + 14))
}

export function linuxSll2(d: Dissection): number {
  const { at, view } = d
  if (at + 20 > d.end) return d.skip(SKIP['cut-before-ip'])
  d.segment.direction = directionOf(view.getUint8(at + 10))
  d.layer(LAYER.INTERFACE, view.getUint32(at + 4))
  d.at = at + 20
  return cookedProtocol(d, view.getUint16(at + 8), view.getUint16(at))
}

/** Address family in the byte order of the machine that captured (NULL) or of the network (LOOP): try both. */
export function loopback(d: Dissection): number {
  const { at, view } = d
  if (at + 4 > d.end) return d.skip(SKIP['cut-before-ip'])
  const big = view.getUint32(at)
  const family = big > 0xffff ? view.getUint32(at, true) : big
  d.at = at + 4
  switch (family) {
    case 2:
      return NEXT.IPV4
    case 10: // Linux
    case 23: // Windows (npcap)
    case 24: // NetBSD, OpenBSD, BSD/OS
    case 28: // FreeBSD
    case 30: // macOS
      return NEXT.IPV6
    default:
      return d.skip(SKIP['not-ip'])
  }
}
