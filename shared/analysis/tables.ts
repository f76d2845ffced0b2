// The columns that everything after the tracker works on: one row per handshake, one row per packet kept for it.
// Struct of typed arrays: transferred between threads without a copy, never spread, never turned into objects in
// bulk. Rows are plain integers; a field called `listener` holds a row of the ListenerTable and so on.
import type { ExactTime } from '../units/exact-time.ts'

/** What became of a handshake; the words are those of ARCHITECTURE.md. Order is the code stored in columns. */
export const OUTCOMES = [
  'established',
  'unanswered',
  'refused',
  'icmp-rejected',
  'half-open',
  'final-ack-ignored',
  'reset-after-handshake',
  'challenge-acked',
  'simultaneous-open',
  'undecided',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Why an `undecided` handshake is undecided; 'decided' for all others. */
export const UNDECIDED_REASONS = [
  'decided',
  'capture-ended-first',
  'capture-began-in-the-middle',
  'syn-not-captured',
  'clock-jumped',
  'answer-without-handshake',
] as const
export type UndecidedReason = (typeof UNDECIDED_REASONS)[number]

/** Names of recognised SYN retransmission schedules; code 0 = none recognised (fewer than two SYNs, or no fit). */
export const SCHEDULES = [
  'none',
  'linux-exponential', // 1 2 4 8 16 32 (Linux < 6.5, or tcp_syn_linear_timeouts=0; also Windows 10+, FreeBSD)
  'linux-linear', // 1 1 1 1 1 2 4 8 16 32 (Linux >= 6.5 default; macOS is indistinguishable)
  'three-seconds', // 3 6 12 24 (Linux <= 3.0, Windows before 10)
  'bsd-legacy', // 3 3.2 3.2 3.2 3.2 6.4 12.8 (older FreeBSD)
  'after-reset', // 0.5 0.5 (Windows repeats a refused SYN)
  'constant', // equal gaps of another length
  'doubling', // doubling gaps from another first gap
  'application', // a program's own retries
] as const
export type Schedule = (typeof SCHEDULES)[number]

/** Bits of {@link HandshakeTable.features}. */
export const FEATURE = {
  sackPermitted: 1 << 0,
  timestamps: 1 << 1,
  ecn: 1 << 2,
  accEcn: 1 << 3,
  /** The first SYN asked for ECN, a later one of the same handshake did not. */
  ecnFallback: 1 << 4,
  fastOpenCookieRequest: 1 << 5,
  fastOpenData: 1 << 6,
  mptcp: 1 << 7,
  md5: 1 << 8,
  tcpAo: 1 << 9,
  /** The snap length cut the options: mss, windowScale … are unknown, not absent. */
  optionsCut: 1 << 10,
  /** Same 4-tuple as an earlier handshake with another ISN. */
  portReused: 1 << 11,
  /** The earlier handshake on this 4-tuple was closed by FIN less than two minutes before (TIME_WAIT reuse). */
  timeWaitReused: 1 << 12,
  /** Some packets were seen twice (other interface or encapsulation) and are marked as duplicates. */
  duplicates: 1 << 13,
  /** A SYN-ACK came back after the last unanswered SYN (late, not lost). */
  answeredLate: 1 << 14,
  /** SYN-ACK was sent again although the client's ACK is in the capture. */
  synAckRepeated: 1 << 15,
  /** The client repeated its SYN although the SYN-ACK is in the capture (lost on the way back, or long round trip). */
  synAfterSynAck: 1 << 16,
  /** SYN carried payload without Fast Open option. */
  synData: 1 << 17,
  /** The first SYN of this handshake is not in the capture. */
  firstSynMissing: 1 << 18,
  /** A checksum of a SYN is wrong and the packet was not sent by the capturing host (no offload). */
  badChecksum: 1 << 19,
} as const

/** What a kept packet is in its handshake. Order is the code stored in columns. */
export const PACKET_KINDS = [
  'syn',
  'syn-ack',
  'final-ack', // the client's ACK that completes the handshake
  'bare-ack', // an ACK from the server before any SYN-ACK (challenge ACK)
  'repeated-ack', // client ACK sent again for a repeated SYN-ACK
  'client-data', // first data of the client, and its repeats while the server keeps sending SYN-ACKs
  'server-data', // first data of the server
  'reset', // direction says who
  'fin',
  'icmp', // ICMP/ICMPv6 error that quotes the SYN; icmpType/icmpCode in `seq` (type << 8 | code)
] as const
export type PacketKind = (typeof PACKET_KINDS)[number]
/** PACKET_KINDS the other way round. */
export const PACKET_KIND = Object.fromEntries(PACKET_KINDS.map((kind, code) => [kind, code])) as Readonly<
  Record<PacketKind, number>
>

/** Bits of {@link PacketTable.marks}. */
export const MARK = {
  /** Sent by the client of the handshake; otherwise by the server (ICMP: by whoever sent it). */
  fromClient: 1 << 0,
  /** tsVal / tsEcr are valid. */
  hasTimestamps: 1 << 1,
  /** A second sighting of a packet already in the table (other interface, encapsulation, mirrored port). */
  duplicate: 1 << 2,
  /** SYN for which nothing came back before the next SYN or the end of the capture. */
  unanswered: 1 << 3,
  /** Link layer says: sent by the capturing host (SLL type 4, epb_flags outbound …). */
  outgoing: 1 << 4,
  /** Link layer says: received by the capturing host. */
  incoming: 1 << 5,
  badChecksum: 1 << 6,
} as const

/** Addresses in numeric form; text through `addressText` of shared/net/address.ts. */
export interface AddressTable {
  readonly length: number
  /** 4 or 6. */
  readonly family: Uint8Array
  /** Four big-endian 32-bit words an address; an IPv4 address is in the last one, the others are 0. */
  readonly words: Uint32Array
}

export interface ListenerTable {
  readonly length: number
  readonly address: Uint32Array
  readonly port: Uint16Array
  readonly handshakes: Uint32Array
  readonly established: Uint32Array
  readonly unansweredHandshakes: Uint32Array
  readonly unansweredSynPackets: Uint32Array
}

export interface HandshakeTable {
  readonly length: number
  readonly clientAddress: Uint32Array
  readonly clientPort: Uint16Array
  readonly serverAddress: Uint32Array
  readonly serverPort: Uint16Array
  readonly listener: Uint32Array
  /** SEG.SEQ of the SYN, absolute. */
  readonly isn: Uint32Array
  /** Index into OUTCOMES. */
  readonly outcome: Uint8Array
  /** Index into UNDECIDED_REASONS. */
  readonly undecidedReason: Uint8Array
  /** FEATURE bits. */
  readonly features: Uint32Array
  /** MSS of the first SYN in bytes, 0 = no such option. */
  readonly mss: Uint16Array
  /** Window scale shift of the first SYN, -1 = no such option. */
  readonly windowScale: Int8Array
  /** Index into SCHEDULES. */
  readonly schedule: Uint8Array
  /** SYN packets (duplicates not counted) with nothing coming back before the next SYN or the end. */
  readonly unansweredSyns: Uint32Array
  /** SYNs that the recognised schedule expects inside the gaps and the capture does not have. */
  readonly missingSyns: Uint16Array
  /** Wireshark's tcp.completeness: SYN 1, SYN-ACK 2, ACK 4, data 8, FIN 16, RST 32. */
  readonly completeness: Uint8Array
  /** Rows packetStart[h] … packetStart[h + 1] − 1 of the PacketTable, in order of time; length + 1 entries. */
  readonly packetStart: Uint32Array
}

export interface PacketTable {
  readonly length: number
  readonly handshake: Uint32Array
  /** Index into PACKET_KINDS. */
  readonly kind: Uint8Array
  /** MARK bits. */
  readonly marks: Uint8Array
  /** Whole seconds since the epoch, as in the file (alignment of several captures is NOT applied here). */
  readonly seconds: Float64Array
  readonly nanos: Uint32Array
  /** 1-based, equals Wireshark's frame.number in its own file. */
  readonly frame: Uint32Array
  /** Row of Analysis.captures. */
  readonly capture: Uint8Array
  /** Interface number within the capture (pcapng), 0 otherwise. */
  readonly interfaceId: Uint16Array
  /** TCP flags, FIN 1 SYN 2 RST 4 PSH 8 ACK 16 URG 32 ECE 64 CWR 128 AE 256. */
  readonly flags: Uint16Array
  readonly seq: Uint32Array
  readonly ack: Uint32Array
  readonly window: Uint16Array
  readonly payloadLength: Uint32Array
  readonly tsVal: Uint32Array
  readonly tsEcr: Uint32Array
  /** IPv4 TTL or IPv6 hop limit. */
  readonly ttl: Uint8Array
  /** IPv4 identification; 0 for IPv6. */
  readonly ipId: Uint16Array
  /** Row of Analysis.paths: link and tunnel layers around the IP header that was analysed. */
  readonly path: Uint16Array
  /** Row of Analysis.optionSets; 0 = none or not kept. */
  readonly options: Uint16Array
  /** Byte offset of the packet's data in its (uncompressed) file; NaN for text. */
  readonly fileOffset: Float64Array
  readonly capturedLength: Uint32Array
}

export type Vantage = 'server' | 'client' | 'middle' | 'unknown'

export interface CaptureInterface {
  readonly name: string | null
  readonly linkType: string
  readonly packets: number
  /** isb_ifdrop / isb_osdrop / epb_dropcount: packets that the capture itself lost, null when the file does not say. */
  readonly dropped: number | null
}

/** A remark about a file, as a key of the catalogue and its values, with the place it concerns. */
export interface Remark {
  readonly key: string
  readonly params: Readonly<Record<string, string | number>>
}

export interface CaptureSummary {
  /** As the user named it. */
  readonly path: string
  readonly format: string
  /** Compression layers, outermost first, e.g. ['gzip']. */
  readonly compression: readonly string[]
  /** LINKTYPE names without prefix, e.g. ['EN10MB']. */
  readonly linkTypes: readonly string[]
  readonly interfaces: readonly CaptureInterface[]
  readonly packets: number
  readonly tcpPackets: number
  readonly bytes: number
  readonly firstPacketTime: ExactTime | null
  readonly lastPacketTime: ExactTime | null
  /** Packets not analysed, by reason code, e.g. { 'not-ip': 12, udp: 34 }. */
  readonly skipped: Readonly<Record<string, number>>
  readonly encapsulations: Readonly<Record<string, number>>
  readonly warnings: readonly Remark[]
  /** True when the file broke part-way: everything before is analysed. */
  readonly partial: boolean
  readonly vantage: Vantage
  readonly vantageReason: Remark
  /** Seconds to add to this capture's times to get those of capture 0; 0 for capture 0 and when unknown. */
  readonly clockOffset: number
  readonly comments: readonly string[]
}

/** What was folded into counts because a stated limit was reached (SYN floods); all 0 normally. */
export interface FoldedHandshakes {
  readonly handshakes: number
  readonly synPackets: number
  /** Of `handshakes`: answered by a SYN-ACK that nobody acknowledged; absent = 0. The others were unanswered. */
  readonly halfOpen?: number
  /** Largest number of handshakes kept one by one. */
  readonly limit: number
}

/** Everything the packets say. Transferable: see `transferList`. */
export interface PacketAnalysis {
  readonly captures: readonly CaptureSummary[]
  readonly addresses: AddressTable
  /** Host names from name resolution blocks, by row of `addresses`. */
  readonly names: ReadonlyMap<number, string>
  readonly listeners: ListenerTable
  readonly handshakes: HandshakeTable
  readonly packets: PacketTable
  /** Readable link and tunnel layers, e.g. 'VLAN 100 · 10.0.0.1 → 10.0.0.2 · VXLAN 42'; row 0 is ''. */
  readonly paths: readonly string[]
  /** TCP option bytes with time stamp values zeroed; row 0 is empty. */
  readonly optionSets: readonly Uint8Array[]
  readonly folded: FoldedHandshakes
}
