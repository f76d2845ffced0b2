// The hot path: most packets of a large capture are data and ACKs of connections whose handshake is over. A handful of
// loads tells that nobody waits for them, without filling a segment. Plain Ethernet with IPv4 (no options, no fragment)
// or IPv6 (no extension header) only; everything else takes the way through packet-decoder.ts, with equal results.
// A segment is skipped when its bit of SegmentSink.interest is 0 (isAwaited).
import { flowHash, foldAddress } from './segment.ts'

const FIN_SYN_RST = 7
// EtherType and the first two bytes of the IP header, as one big-endian word.
const ETHERTYPE_IPV4_IHL5 = 0x08004500
const ETHERTYPE_IPV6 = 0x86dd6000 | 0

/** Enough bits for any interest table, few enough for a small integer. */
const HASH_BITS = 0x3fffffff

/**
 * Low bits of the flowHash of the Ethernet frame of `captured` bytes at `at` when it is a plain TCP segment without SYN,
 * FIN and RST; -1 for everything else.
 */
export function quickFlow(view: DataView, at: number, captured: number): number {
  if (captured < 54) return -1
  const kind = view.getUint32(at + 12)
  if ((kind & 0xffffff00) === ETHERTYPE_IPV4_IHL5) {
    // Fragment bits and protocol in one word; a total length below 40 is malformed or offloaded.
    if ((view.getUint32(at + 20) & 0x3fff00ff) !== 6) return -1
    if ((view.getUint8(at + 47) & FIN_SYN_RST) !== 0 || view.getUint16(at + 16) < 40) return -1
    return hashIpv4(view, at)
  }
  return (kind & 0xfffff000) === ETHERTYPE_IPV6 ? quickFlowIpv6(view, at, captured) : -1
}

function quickFlowIpv6(view: DataView, at: number, captured: number): number {
  if (captured < 74 || view.getUint8(at + 20) !== 6) return -1
  if ((view.getUint8(at + 67) & FIN_SYN_RST) !== 0 || view.getUint16(at + 18) < 20) return -1
  return hashIpv6(view, at)
}

/** Answers of synFlow: this frame makes nobody wait; something in it may. */
export const NO_SYN = -1
export const SYN_MAY_HIDE = -2

const SYN = 2
/** EtherType ARP in the upper half of a word. */
const ETHERTYPE_ARP = 0x0806
/** IP protocols that carry no TCP of their own: ICMP, TCP (its flags are looked at), ICMPv6. */
const ICMP = 1
const TCP = 6
const ICMPV6 = 58

/**
 * For a frame that quickFlow does not sort: its flowHash as quickFlow has it when it is a plain TCP segment with SYN,
 * else NO_SYN or SYN_MAY_HIDE.
 */
export function synFlow(view: DataView, at: number, captured: number): number {
  if (captured < 54) return SYN_MAY_HIDE
  const kind = view.getUint32(at + 12)
  if ((kind & 0xffffff00) === ETHERTYPE_IPV4_IHL5) {
    const protocol = view.getUint8(at + 23)
    if (protocol === ICMP) return NO_SYN
    if (protocol !== TCP || (view.getUint16(at + 20) & 0x3fff) !== 0) return SYN_MAY_HIDE
    return (view.getUint8(at + 47) & SYN) === 0 ? NO_SYN : hashIpv4(view, at)
  }
  if ((kind & 0xfffff000) === ETHERTYPE_IPV6) {
    const protocol = view.getUint8(at + 20)
    if (protocol === ICMPV6) return NO_SYN
    if (protocol !== TCP || captured < 74) return SYN_MAY_HIDE
    return (view.getUint8(at + 67) & SYN) === 0 ? NO_SYN : hashIpv6(view, at)
  }
  return kind >>> 16 === ETHERTYPE_ARP ? NO_SYN : SYN_MAY_HIDE
}

function hashIpv4(view: DataView, at: number): number {
  const ports = view.getUint32(at + 34)
  return flowHash(view.getUint32(at + 26), view.getUint32(at + 30), ports >>> 16, ports & 0xffff) & HASH_BITS
}

function hashIpv6(view: DataView, at: number): number {
  const ports = view.getUint32(at + 54)
  return flowHash(addressAt(view, at + 22), addressAt(view, at + 38), ports >>> 16, ports & 0xffff) & HASH_BITS
}

function addressAt(view: DataView, at: number): number {
  return foldAddress(view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12))
}
