// A captured packet with other addresses, for a capture that may be shown: MAC addresses, IPv4 and IPv6 addresses (also
// inside VXLAN and IP-in-IP), ARP, and the headers that ICMP errors quote. Payload is blanked: it may say anything. All
// checksums are brought up to date (RFC 1624), so a right one stays right and a wrong one stays wrong – both are evidence.
// What cannot be cleaned for sure is refused; the caller leaves the packet out.
import { LINKTYPE } from '../net/link-types.ts'
import type { AddressMask } from './address-mask.ts'
import { Checksums } from './checksum-change.ts'

/** Why a packet is left out of a masked capture. */
export type MaskRefusal = 'link-type' | 'protocol' | 'cut' | 'routing-header' | 'neighbour-discovery' | 'nested'

class Refused extends Error {
  constructor(readonly reason: MaskRefusal) {
    super(reason)
  }
}

const ETHERTYPE = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd, vlan: 0x8100, qinq: 0x88a8, oldQinq: 0x9100 } as const
const PROTOCOL = {
  hopByHop: 0,
  icmp: 1,
  ipv4: 4,
  tcp: 6,
  udp: 17,
  ipv6: 41,
  routing: 43,
  fragment: 44,
  icmp6: 58,
  destination: 60,
} as const
const VXLAN_PORTS = [4789, 8472]
/** IPv4 headers inside one another. */
const DEEPEST = 3

/** A masked copy of `bytes`, or the reason why there cannot be one. */
export function maskPacket(bytes: Uint8Array, linkType: number, mask: AddressMask): Uint8Array | MaskRefusal {
  const out = Uint8Array.from(bytes)
  try {
    new PacketMasker(out, mask).link(linkType)
  } catch (error) {
    if (error instanceof Refused) return error.reason
    throw error
  }
  return out
}

class PacketMasker {
  private readonly view: DataView

  constructor(
    private readonly bytes: Uint8Array,
    private readonly mask: AddressMask,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  link(linkType: number): void {
    switch (linkType) {
      case LINKTYPE.EN10MB:
        this.ethernet(0, 0)
        return
      case LINKTYPE.LINUX_SLL:
        this.need(16)
        this.blank(6, 14)
        this.etherType(14, 0)
        return
      case LINKTYPE.LINUX_SLL2:
        this.need(20)
        this.blank(12, 20)
        this.network(this.view.getUint16(0), 20, 0)
        return
      case LINKTYPE.NULL:
      case LINKTYPE.LOOP:
        this.ip(4, 0)
        return
      case LINKTYPE.RAW:
      case LINKTYPE.RAW_BSD:
      case LINKTYPE.RAW_OPENBSD:
      case LINKTYPE.IPV4:
      case LINKTYPE.IPV6:
        this.ip(0, 0)
        return
      default:
        throw new Refused('link-type')
    }
  }

  private need(length: number): void {
    if (length > this.bytes.length) throw new Refused('cut')
  }

  private blank(from: number, to: number): void {
    this.bytes.fill(0, from, Math.min(to, this.bytes.length))
  }

  private ethernet(at: number, depth: number): void {
    this.need(at + 14)
    // Locally administered; the last digit still tells the two ends apart.
    this.bytes.set([2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1], at)
    this.etherType(at + 12, depth)
  }

  private etherType(at: number, depth: number): void {
    this.need(at + 2)
    const type = this.view.getUint16(at)
    if (type === ETHERTYPE.vlan || type === ETHERTYPE.qinq || type === ETHERTYPE.oldQinq) {
      if (depth > DEEPEST + 4) throw new Refused('nested')
      this.etherType(at + 4, depth + 1)
    } else this.network(type, at + 2, depth)
  }

  private network(type: number, at: number, depth: number): void {
    if (type === ETHERTYPE.ipv4) this.ipv4(at, depth)
    else if (type === ETHERTYPE.ipv6) this.ipv6(at, depth)
    else if (type === ETHERTYPE.arp) this.arp(at)
    else throw new Refused('protocol')
  }

  private ip(at: number, depth: number): void {
    this.need(at + 1)
    if ((this.bytes[at] ?? 0) >>> 4 === 6) this.ipv6(at, depth)
    else this.ipv4(at, depth)
  }

  private ipv4(at: number, depth: number): void {
    if (depth > DEEPEST) throw new Refused('nested')
    this.need(at + 20)
    const length = ((this.bytes[at] ?? 0) & 15) * 4
    if ((this.bytes[at] ?? 0) >>> 4 !== 4 || length < 20) throw new Refused('protocol')
    this.need(at + length)
    const changes = new Checksums(this.view)
    changes.address4(at + 12, this.mask)
    changes.address4(at + 16, this.mask)
    const header = changes.copy()
    // Record route and source route hold addresses: all options become no-operations (RFC 791 §3.1).
    header.overwrite(at + 20, at + length, 1)
    header.apply(at + 10)
    const fragmentOffset = this.view.getUint16(at + 6) & 0x1fff
    if (fragmentOffset !== 0) throw new Refused('protocol')
    const end = Math.min(this.bytes.length, at + Math.max(length, this.view.getUint16(at + 2) || Infinity))
    this.transport(this.bytes[at + 9] ?? 0, at + length, end, this.view.getUint16(at + 2) - length, changes, depth)
  }

  private ipv6(at: number, depth: number): void {
    if (depth > DEEPEST) throw new Refused('nested')
    this.need(at + 40)
    if ((this.bytes[at] ?? 0) >>> 4 !== 6) throw new Refused('protocol')
    const changes = new Checksums(this.view)
    changes.address6(at + 8, this.mask)
    changes.address6(at + 24, this.mask)
    let next = this.bytes[at + 6] ?? 0
    let here = at + 40
    for (let count = 0; count < 16; count++) {
      if (next === PROTOCOL.routing) throw new Refused('routing-header')
      if (next !== PROTOCOL.hopByHop && next !== PROTOCOL.destination && next !== PROTOCOL.fragment) break
      this.need(here + 8)
      if (next === PROTOCOL.fragment && (this.view.getUint16(here + 2) & 0xfff8) !== 0) throw new Refused('protocol')
      const length = next === PROTOCOL.fragment ? 8 : ((this.bytes[here + 1] ?? 0) + 1) * 8
      next = this.bytes[here] ?? 0
      here += length
    }
    const wire = this.view.getUint16(at + 4) - (here - at - 40)
    this.transport(next, here, Math.min(this.bytes.length, Math.max(here, here + wire)), wire, changes, depth)
  }

  private transport(protocol: number, at: number, end: number, wire: number, changes: Checksums, depth: number): void {
    switch (protocol) {
      case PROTOCOL.tcp:
        this.tcp(at, end, wire, changes)
        return
      case PROTOCOL.udp:
        this.udp(at, end, depth)
        return
      case PROTOCOL.icmp:
        this.icmp(at, end, depth)
        return
      case PROTOCOL.icmp6:
        this.icmp6(at, end, changes, depth)
        return
      case PROTOCOL.ipv4:
      case PROTOCOL.ipv6:
        this.ip(at, depth + 1)
        return
      default:
        throw new Refused('protocol')
    }
  }

  private tcp(at: number, end: number, wire: number, changes: Checksums): void {
    // Ports, sequence numbers, flags; a snap length may have cut the checksum field and all behind it.
    this.need(at + 14)
    const header = ((this.bytes[at + 12] ?? 0) >>> 4) * 4
    changes.overwrite(Math.min(at + Math.max(20, header), end), end, 0)
    // Trailers of the link layer are no part of the checksum.
    this.blank(end, this.bytes.length)
    if (at + 18 <= end) changes.applyTcp(at + 16, wire)
  }

  private udp(at: number, end: number, depth: number): void {
    this.need(at + 8)
    if (!VXLAN_PORTS.includes(this.view.getUint16(at + 2))) throw new Refused('protocol')
    // Without a checksum (RFC 768, RFC 6935 for tunnels): the inner frame has its own.
    this.view.setUint16(at + 6, 0)
    this.ethernet(at + 16, depth + 1)
    this.blank(end, this.bytes.length)
  }

  /** Errors quote the header they speak of (RFC 792); anything else tells nothing about a handshake and is left out. */
  private icmp(at: number, end: number, depth: number): void {
    this.need(at + 8)
    const type = this.bytes[at] ?? 0
    if (type !== 3 && type !== 4 && type !== 5 && type !== 11 && type !== 12) throw new Refused('protocol')
    const before = this.sum(at, end)
    if (type === 5) new Checksums(this.view).address4(at + 4, this.mask)
    this.quotedIp(at + 8, end, depth)
    new Checksums(this.view, before, this.sum(at, end)).apply(at + 2)
  }

  private icmp6(at: number, end: number, changes: Checksums, depth: number): void {
    this.need(at + 8)
    const type = this.bytes[at] ?? 0
    if (type >= 133 && type <= 137) throw new Refused('neighbour-discovery')
    if (type < 1 || type > 4) throw new Refused('protocol')
    const before = this.sum(at, end)
    this.quotedIp(at + 8, end, depth)
    changes.add(before, this.sum(at, end))
    changes.apply(at + 2)
  }

  /** The quoted packet is masked as a packet of its own; what is behind its TCP ports and sequence number is blanked. */
  private quotedIp(at: number, end: number, depth: number): void {
    this.need(at + 20)
    const isV6 = (this.bytes[at] ?? 0) >>> 4 === 6
    const header = isV6 ? 40 : ((this.bytes[at] ?? 0) & 15) * 4
    const protocol = this.bytes[at + (isV6 ? 6 : 9)] ?? 0
    if (protocol !== PROTOCOL.tcp || depth > DEEPEST) throw new Refused('protocol')
    this.need(at + header)
    const inner = new Checksums(this.view)
    if (isV6) {
      inner.address6(at + 8, this.mask)
      inner.address6(at + 24, this.mask)
    } else {
      inner.address4(at + 12, this.mask)
      inner.address4(at + 16, this.mask)
      const own = inner.copy()
      own.overwrite(at + 20, at + header, 1)
      own.apply(at + 10)
    }
    const tcp = at + header
    const tcpHeader = tcp + 13 <= end ? ((this.bytes[tcp + 12] ?? 0) >>> 4) * 4 : 8
    inner.overwrite(Math.min(tcp + Math.max(8, tcpHeader), end), end, 0)
    if (tcp + 18 <= end) inner.apply(tcp + 16)
  }

  /** RFC 826: both hardware and both protocol addresses. */
  private arp(at: number): void {
    this.need(at + 28)
    if (this.view.getUint32(at) !== 0x00010800 || this.view.getUint16(at + 4) !== 0x0604) throw new Refused('protocol')
    this.bytes.set([2, 0, 0, 0, 0, 1], at + 8)
    this.bytes.set([2, 0, 0, 0, 0, 2], at + 18)
    const changes = new Checksums(this.view)
    changes.address4(at + 14, this.mask)
    changes.address4(at + 24, this.mask)
    this.blank(at + 28, this.bytes.length)
  }

  private sum(from: number, to: number): number {
    let sum = 0
    for (let at = from; at < to; at++) {
      // The checksum field itself stays out of its own sum.
      if (at === from + 2 || at === from + 3) continue
      sum += (at - from) % 2 === 0 ? (this.bytes[at] ?? 0) * 256 : (this.bytes[at] ?? 0)
    }
    return sum
  }
}
