// The hot path: most packets of a large capture are data and ACKs of connections whose handshake is over. A handful of
// loads tells that nobody waits for them, without filling a segment. Plain Ethernet with IPv4 (no options, no fragment)
// or IPv6 (no extension header) only; everything else takes the way through packet-decoder.ts, with equal results.
import { flowHash } from './segment.ts'

const FIN_SYN_RST = 7
// EtherType and the first two bytes of the IP header, as one big-endian word.
const ETHERTYPE_IPV4_IHL5 = 0x08004500
const ETHERTYPE_IPV6 = 0x86dd6000 | 0

/**
 * True when the Ethernet frame of `captured` bytes at `at` is a TCP segment without SYN, FIN and RST of a connection
 * that no bucket of `interest` asks for (see SegmentSink).
 */
export function isUnawaitedTcp(view: DataView, at: number, captured: number, interest: Uint8Array): boolean {
  if (captured < 54) return false
  const kind = view.getUint32(at + 12)
  if ((kind & 0xffffff00) === ETHERTYPE_IPV4_IHL5) {
    // Fragment bits and protocol in one word; a total length below 40 is malformed or offloaded.
    if ((view.getUint32(at + 20) & 0x3fff00ff) !== 6) return false
    if ((view.getUint8(at + 47) & FIN_SYN_RST) !== 0 || view.getUint16(at + 16) < 40) return false
    const ports = view.getUint32(at + 34)
    const x = view.getUint32(at + 26) ^ view.getUint32(at + 30)
    return interest[flowHash(x, ports >>> 16, ports & 0xffff) & (interest.length - 1)] === 0
  }
  if ((kind & 0xfffff000) === ETHERTYPE_IPV6) {
    if (captured < 74 || view.getUint8(at + 20) !== 6) return false
    if ((view.getUint8(at + 67) & FIN_SYN_RST) !== 0 || view.getUint16(at + 18) < 20) return false
    const ports = view.getUint32(at + 54)
    let x = 0
    for (let word = at + 22; word < at + 54; word += 4) x ^= view.getUint32(word)
    return interest[flowHash(x, ports >>> 16, ports & 0xffff) & (interest.length - 1)] === 0
  }
  return false
}
