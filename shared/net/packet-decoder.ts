// Looks into one packet: from the link layer inwards to the innermost TCP header. Each layer is a function in its own
// file that answers what comes next; this loop calls them, so that nesting is a counter and never the stack.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { etherType, ethernet, llc } from './ethernet.ts'
import { gre } from './gre.ts'
import { icmp } from './icmp.ts'
import { aggregated, avs, ieee80211, ppi, prism, radiotap } from './ieee80211.ts'
import { ip, ipv4, ipv6 } from './ip.ts'
import { LAYER, TUNNEL } from './layer-path.ts'
import { linuxSll, linuxSll2, loopback } from './linux-cooked.ts'
import { LINKTYPE } from './link-types.ts'
import { mpls, nsh } from './mpls.ts'
import { erf, ipnet, ipOverInfiniBand, nflog, pflog, pktap } from './other-links.ts'
import { ciscoHdlc, frameRelay, ppp, pppDirection, pppHdlc, pppoe, pppPlain } from './ppp.ts'
import { tcp } from './tcp.ts'
import { udp } from './udp-tunnels.ts'

/** Headers in one packet; a real stack of VLAN, VXLAN and IP has about ten. */
const MAX_STEPS = 32

/**
 * Decodes the packet in d.bytes[d.at, d.end). The caller has set time, frame, interface, direction and position in `d.segment`.
 * Segments and quotes go to the sink; d.segments + d.quotes is 0 when there was nothing, and d.reason says why.
 */
export function decodePacket(d: Dissection, linkType: number): void {
  beginPacket(d, linkType)
  let next: number = linkType === LINKTYPE.EN10MB ? plainEthernet(d) : NEXT.LINK
  for (let steps = 0; next !== NEXT.DONE; steps++) {
    if (steps === MAX_STEPS) {
      d.reason = SKIP['nested-too-deep']
      return
    }
    next = nextLayer(d, next)
  }
}

/**
 * The way of most packets, Ethernet with IPv4 and TCP, without going through the table below: the segments that are
 * handed on are few, but each costs the tracker nothing else as much. Answers what is next, NEXT.LINK for all others.
 */
function plainEthernet(d: Dissection): number {
  if (d.at + 14 > d.end || d.view.getUint16(d.at + 12) !== 0x0800) return NEXT.LINK
  d.at += 14
  const next = ipv4(d)
  return next === NEXT.IP_PAYLOAD && d.protocol === 6 ? tcp(d) : next
}

/** Makes `d` ready for another packet of this link type; the first layer is NEXT.LINK. */
export function beginPacket(d: Dissection, linkType: number): void {
  d.segments = 0
  d.quotes = 0
  d.layerWords = 0
  d.moreAt = 0
  d.reason = SKIP['not-ip']
  d.protocol = linkType
}

/** Reads the layer `next` at d.at and answers the one behind it. */
export function nextLayer(d: Dissection, next: number): number {
  const following = step(d, next)
  return following === NEXT.DONE && d.moreAt > 0 ? aggregated(d) : following
}

function step(d: Dissection, next: number): number {
  switch (next) {
    case NEXT.LINK:
      return link(d)
    case NEXT.ETHERNET:
      return ethernet(d)
    case NEXT.ETHERTYPE:
      return etherType(d)
    case NEXT.LLC:
      return llc(d)
    case NEXT.IP:
      return ip(d)
    case NEXT.IPV4:
      return ipv4(d)
    case NEXT.IPV6:
      return ipv6(d)
    case NEXT.IP_PAYLOAD:
      return ipPayload(d)
    case NEXT.MPLS:
      return mpls(d)
    case NEXT.PPP:
      return ppp(d)
    case NEXT.PPPOE:
      return pppoe(d)
    case NEXT.GRE:
      return gre(d)
    case NEXT.UDP:
      return udp(d)
    case NEXT.IEEE802_11:
      return ieee80211(d)
    case NEXT.NSH:
      return nsh(d)
    default:
      return d.skip(SKIP['not-ip'])
  }
}

function link(d: Dissection): number {
  switch (d.protocol) {
    case LINKTYPE.EN10MB:
      return NEXT.ETHERNET
    case LINKTYPE.RAW:
    case LINKTYPE.RAW_BSD:
    case LINKTYPE.RAW_OPENBSD:
    case LINKTYPE.IPV4:
    case LINKTYPE.IPV6:
      return NEXT.IP
    case LINKTYPE.LINUX_SLL:
      return linuxSll(d)
    case LINKTYPE.LINUX_SLL2:
      return linuxSll2(d)
    case LINKTYPE.NULL:
    case LINKTYPE.LOOP:
      return loopback(d)
    case LINKTYPE.PPP:
      return pppPlain(d)
    case LINKTYPE.PPP_HDLC:
      return pppHdlc(d)
    case LINKTYPE.PPP_ETHER:
      return NEXT.PPPOE
    case LINKTYPE.PPP_PPPD:
      return pppDirection(d)
    case LINKTYPE.C_HDLC:
      return ciscoHdlc(d)
    case LINKTYPE.FRELAY:
      return frameRelay(d)
    case LINKTYPE.MPLS:
      return NEXT.MPLS
    case LINKTYPE.IEEE802_11:
      return NEXT.IEEE802_11
    case LINKTYPE.IEEE802_11_RADIOTAP:
      return radiotap(d)
    case LINKTYPE.IEEE802_11_PRISM:
      return prism(d)
    case LINKTYPE.IEEE802_11_AVS:
      return avs(d)
    case LINKTYPE.PPI:
      return ppi(d)
    case LINKTYPE.NFLOG:
      return nflog(d)
    case LINKTYPE.IPNET:
      return ipnet(d)
    case LINKTYPE.IPOIB:
      return ipOverInfiniBand(d)
    case LINKTYPE.PFLOG:
      return pflog(d)
    case LINKTYPE.PKTAP:
      return pktap(d)
    case LINKTYPE.ERF:
      return erf(d)
    default:
      return d.skip(SKIP['unsupported-link-type'])
  }
}

function ipPayload(d: Dissection): number {
  const isSix = d.segment.family === 6
  switch (d.protocol) {
    case 6:
      return tcp(d)
    case 17:
      return NEXT.UDP
    case 1:
    case 58:
      return icmp(d)
    case 4:
      d.ipTunnel(isSix ? TUNNEL.FOUR_IN_SIX : TUNNEL.IPIP)
      return NEXT.IPV4
    case 41:
      d.ipTunnel(isSix ? TUNNEL.SIX_IN_SIX : TUNNEL.SIX_IN_FOUR)
      return NEXT.IPV6
    case 47:
      return NEXT.GRE
    case 51: // authentication header: length in words, less two
      if (d.at + 12 > d.end) return d.skip(SKIP['cut-before-ip'])
      d.plainLayer(LAYER.AH)
      d.protocol = d.view.getUint8(d.at)
      d.at += (d.view.getUint8(d.at + 1) + 2) * 4
      return NEXT.IP_PAYLOAD
    case 97: // EtherIP, RFC 3378
      d.outerIp()
      d.plainLayer(LAYER.ETHERIP)
      d.at += 2
      return NEXT.ETHERNET
    case 137: // MPLS in IP, RFC 4023
      d.outerIp()
      return NEXT.MPLS
    case 2:
      return d.skip(SKIP.igmp)
    case 132:
      return d.skip(SKIP.sctp)
    case 50:
      return d.skip(SKIP.encrypted)
    default:
      return d.skip(SKIP['other-ip-protocol'])
  }
}
