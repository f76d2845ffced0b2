// The door between reading and tracking. The decoder fills one Segment and hands it on; the same object is used again
// for the next packet, so a sink must copy what it keeps.

/** TCP flag bits, RFC 9293 §3.1 (AE: accurate ECN). */
export const TCP_FLAG = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16, URG: 32, ECE: 64, CWR: 128, AE: 256 } as const

export interface Segment {
  /** Row of the capture in this analysis. */
  capture: number
  /** 1-based, counts every packet of the file, also skipped ones: Wireshark's frame.number. */
  frame: number
  interfaceId: number
  seconds: number
  nanos: number
  /** 4 or 6. */
  family: number
  /** Big-endian words; IPv4 uses s3/d3 only and leaves the others 0. */
  s0: number
  s1: number
  s2: number
  s3: number
  d0: number
  d1: number
  d2: number
  d3: number
  sourcePort: number
  destinationPort: number
  seq: number
  ack: number
  flags: number
  window: number
  /** Bytes after the TCP header on the wire (from the IP length, not from what was captured). */
  payloadLength: number
  ttl: number
  ipId: number
  /** Interned link/tunnel path, see PacketAnalysis.paths. */
  path: number
  /** 0 unknown, 1 received by the capturing host, 2 sent by it. */
  direction: number
  /** -1 not checked (cut, offload suspected), 0 wrong, 1 right. Only computed for SYN segments. */
  checksum: number
  /** Where the TCP options lie: bytes.subarray(optionsAt, optionsAt + optionsLength); length 0 = none. */
  bytes: Uint8Array
  optionsAt: number
  optionsLength: number
  /** True when the snap length cut options or header fields after the flags. */
  cut: boolean
  fileOffset: number
  capturedLength: number
}

/** Larger than 2^31: see emptySegment. */
const WIDE = 0xffffffff

/**
 * A segment with nothing in it yet, to be filled again and again. The fields of 32 bits or more hold a wide number
 * before anything else, because V8 stores a field as it was first used: one that is small at first and wide later makes
 * it throw away and build anew all code for segments, in the midst of reading.
 */
export function emptySegment(): Segment {
  const segment: Segment = {
    capture: 0,
    frame: 0,
    interfaceId: 0,
    seconds: WIDE,
    nanos: WIDE,
    family: 4,
    s0: WIDE,
    s1: WIDE,
    s2: WIDE,
    s3: WIDE,
    d0: WIDE,
    d1: WIDE,
    d2: WIDE,
    d3: WIDE,
    sourcePort: 0,
    destinationPort: 0,
    seq: WIDE,
    ack: WIDE,
    flags: 0,
    window: 0,
    payloadLength: 0,
    ttl: 0,
    ipId: 0,
    path: 0,
    direction: 0,
    checksum: -1,
    bytes: new Uint8Array(0),
    optionsAt: 0,
    optionsLength: 0,
    cut: false,
    fileOffset: WIDE,
    capturedLength: 0,
  }
  segment.seconds = segment.nanos = segment.fileOffset = segment.seq = segment.ack = 0
  segment.s0 = segment.s1 = segment.s2 = segment.s3 = 0
  segment.d0 = segment.d1 = segment.d2 = segment.d3 = 0
  return segment
}

/** A TCP header quoted by an ICMP or ICMPv6 error: addresses and ports as in the quoted packet (the SYN's sender is s). */
export interface IcmpQuote extends Segment {
  icmpType: number
  icmpCode: number
}

/**
 * Receives what the decoder finds, in file order.
 * `interest` lets the decoder skip ACK and data segments of connections that have no open handshake: one bit a bucket of
 * flows, 0 = nobody waits for such a segment (isAwaited). Its length is a power of two. Only a segment with SYN may set
 * a bit. SYN, FIN and RST segments are always handed on.
 */
export interface SegmentSink {
  readonly interest: Uint32Array
  segment(segment: Segment): void
  icmp(quote: IcmpQuote): void
}

/** Whether `interest` has the bit of this flowHash. */
export function isAwaited(interest: Uint32Array, flow: number): boolean {
  return ((interest[(flow >>> 5) & (interest.length - 1)]! >>> (flow & 31)) & 1) !== 0
}

export function markAwaited(interest: Uint32Array, flow: number): void {
  interest[(flow >>> 5) & (interest.length - 1)]! |= 1 << (flow & 31)
}

/** One word for an address, the first or second argument of flowHash. For IPv4 it is the address itself. */
export function foldAddress(w0: number, w1: number, w2: number, w3: number): number {
  return (Math.imul(Math.imul(Math.imul(w0, 31) + w1, 31) + w2, 31) + w3) >>> 0
}

/**
 * Same value for both directions of a connection; cheap enough for every packet. `one` and `other` from foldAddress, in
 * any order. The product keeps apart what sum and XOR do not: load generators count both ends of a connection up.
 */
export function flowHash(one: number, other: number, sourcePort: number, destinationPort: number): number {
  const both = Math.imul(one ^ 0x2545f491, other ^ 0x2545f491) ^ ((one + other) | 0)
  let h = Math.imul(both ^ Math.imul(sourcePort ^ destinationPort, 0x9e3779b1), 0x85ebca6b)
  h ^= (sourcePort + destinationPort) << 7
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35)
  return (h ^ (h >>> 13)) >>> 0
}
