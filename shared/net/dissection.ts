// The state of looking into one packet: where we are, what was found, which layers were passed. One object for a whole
// file; every layer's function moves `at`, narrows `end` and answers what comes next (see packet-decoder.ts). No
// layer calls another one, so the depth is a counter and not the stack.
import { emptySegment, flowHash, foldAddress, isAwaited } from './segment.ts'
import type { IcmpQuote, Segment, SegmentSink } from './segment.ts'
import { ENCAPSULATION_NAMES, LAYER, MAX_LAYER_WORDS, type PathInterner } from './layer-path.ts'

/** What stands at `at`; DONE = nothing more to look into. */
export const NEXT = {
  DONE: 0,
  ETHERNET: 1,
  /** `protocol` holds an EtherType. */
  ETHERTYPE: 2,
  LLC: 3,
  /** IPv4 or IPv6, the version nibble decides. */
  IP: 4,
  IPV4: 5,
  IPV6: 6,
  /** `protocol` holds an IP protocol number. */
  IP_PAYLOAD: 7,
  MPLS: 8,
  /** `protocol` is not known yet: a PPP protocol field stands at `at`. */
  PPP: 9,
  PPPOE: 10,
  GRE: 11,
  UDP: 12,
  IEEE802_11: 13,
  /** `protocol` holds a link type. */
  LINK: 14,
  NSH: 15,
} as const

/** Why a packet was not analysed; the index into SKIP_REASONS. */
export const SKIP_REASONS = [
  'not-ip',
  'arp',
  'udp',
  'icmp',
  'igmp',
  'sctp',
  'other-ip-protocol',
  'ip-fragment',
  'cut-before-tcp-flags',
  'cut-before-ip',
  'malformed-ip',
  'malformed-tcp',
  'unsupported-link-type',
  'encrypted',
  'wireless-management',
  'nested-too-deep',
  'no-payload',
  'not-a-packet',
  'unknown-interface',
] as const
export type SkipReason = (typeof SKIP_REASONS)[number]
export const SKIP = Object.fromEntries(SKIP_REASONS.map((reason, code) => [reason, code])) as Record<SkipReason, number>

const EMPTY = new Uint8Array(0)

export class Dissection {
  bytes: Uint8Array = EMPTY
  view: DataView = new DataView(EMPTY.buffer)
  /** Position of the next header and end of the captured bytes that belong to it. */
  at = 0
  end = 0
  /** End of the packet on the wire in the same coordinates; ≥ `end` when the snap length cut it. */
  wireEnd = 0
  protocol = 0
  /** The innermost IP header is that of a first fragment: its packet goes on elsewhere. */
  isFragment = false
  /** Byte order of the file, for link types with host-order fields. */
  littleEndian = true
  /** Position of further packets in the same frame (aggregated 802.11 frames), 0 = none. */
  moreAt = 0
  moreEnd = 0
  moreLayerWords = 0
  reason = 0
  /** TCP segments and ICMP quotes found in this packet. */
  segments = 0
  quotes = 0
  /** Number of the packet in its file. */
  frame = 0
  readonly segment: Segment = emptySegment()
  readonly quote: IcmpQuote = { ...emptySegment(), icmpType: 0, icmpCode: 0 }
  readonly layers = new Uint32Array(MAX_LAYER_WORDS)
  layerWords = 0
  readonly encapsulations = new Float64Array(ENCAPSULATION_NAMES.length)
  readonly sink: SegmentSink
  readonly paths: PathInterner

  constructor(sink: SegmentSink, paths: PathInterner, capture: number) {
    this.sink = sink
    this.paths = paths
    this.segment.capture = capture
    this.quote.capture = capture
  }

  /** Ends the look into this packet with a reason (a code of SKIP). */
  skip(reason: number): number {
    this.reason = reason
    return NEXT.DONE
  }

  /** Notes a layer with one word of description; false when there are too many. */
  layer(kind: number, word: number): void {
    this.encapsulations[kind] = (this.encapsulations[kind] ?? 0) + 1
    if (this.layerWords + 2 > MAX_LAYER_WORDS) return
    this.layers[this.layerWords++] = kind
    this.layers[this.layerWords++] = word
  }

  /** Notes a layer without a word. */
  plainLayer(kind: number): void {
    this.encapsulations[kind] = (this.encapsulations[kind] ?? 0) + 1
    if (this.layerWords < MAX_LAYER_WORDS) this.layers[this.layerWords++] = kind
  }

  /** Counts a tunnel made of IP in IP (a code of TUNNEL) and notes the outer IP header. */
  ipTunnel(tunnel: number): void {
    this.encapsulations[tunnel] = (this.encapsulations[tunnel] ?? 0) + 1
    this.outerIp()
  }

  /** Notes the IP header just read as an outer one. */
  outerIp(): void {
    const { segment, layers } = this
    const kind = segment.family === 4 ? LAYER.IPV4 : LAYER.IPV6
    if (this.layerWords + 9 > MAX_LAYER_WORDS) return
    layers[this.layerWords++] = kind
    if (kind === LAYER.IPV6) {
      layers[this.layerWords++] = segment.s0
      layers[this.layerWords++] = segment.s1
      layers[this.layerWords++] = segment.s2
    }
    layers[this.layerWords++] = segment.s3
    if (kind === LAYER.IPV6) {
      layers[this.layerWords++] = segment.d0
      layers[this.layerWords++] = segment.d1
      layers[this.layerWords++] = segment.d2
    }
    layers[this.layerWords++] = segment.d3
  }

  /** Whether the sink waits for segments of this connection that carry none of SYN, FIN, RST. */
  isAwaited(): boolean {
    const s = this.segment
    const source = foldAddress(s.s0, s.s1, s.s2, s.s3)
    const destination = foldAddress(s.d0, s.d1, s.d2, s.d3)
    return isAwaited(this.sink.interest, flowHash(source, destination, s.sourcePort, s.destinationPort))
  }
}
