// Looks into one packet: from the link layer inwards to the innermost TCP header. Each layer is a function in its own
// file that answers what comes next; this loop calls them, so that nesting is a counter and never the stack.
import { type Dissection, NEXT, SKIP } from './dissection.ts'
import { etherType, ethernet, llc } from './ethernet.ts'
import { icmp } from './icmp.ts'
import { ip, ipv4, ipv6 } from './ip.ts'
import { linuxSll, linuxSll2, loopback } from './linux-cooked.ts'
import { LINKTYPE } from './link-types.ts'
import { tcp } from './tcp.ts'

/** Headers in one packet; a real stack of VLAN, VXLAN and IP has about ten. */
const MAX_STEPS = 32

/**
 * Decodes the packet in d.bytes[d.at, d.end). The caller has set time, frame, interface, direction and position in `d.segment`.
 * Segments and quotes go to the sink; d.segments + d.quotes is 0 when there was nothing, and d.reason says why.
 */
export function decodePacket(d: Dissection, linkType: number): void {
  d.segments = 0
  d.quotes = 0
  d.layerWords = 0
  d.moreAt = 0
  d.reason = SKIP['not-ip']
  d.protocol = linkType
  let next: number = NEXT.LINK
  for (let steps = 0; next !== NEXT.DONE; steps++) {
    if (steps === MAX_STEPS) {
      d.reason = SKIP['nested-too-deep']
      return
    }
    next = step(d, next)
  }
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
    default:
      return d.skip(SKIP['unsupported-link-type'])
  }
}

function ipPayload(d: Dissection): number {
  switch (d.protocol) {
    case 6:
      return tcp(d)
    case 17:
      return d.skip(SKIP.udp)
    case 1:
    case 58:
      return icmp(d)
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
