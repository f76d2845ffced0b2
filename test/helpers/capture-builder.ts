// The fixture language: a capture written packet by packet in words of TCP, as real pcap bytes.
//
//   buildCapture().from('10.0.0.5:51000').to('10.0.9.9:443')
//     .syn({ at: 0, iss: 1000 }).syn({ at: 1 }).synAck({ at: 1.2, iss: 5000 }).ack({ at: 1.3 }).bytes()
//
// The same client, server and initial sequence number is the same handshake; `from`/`to` begin another one. Every packet
// has right lengths and checksums. Times are seconds after START, kept to the nanosecond.
import { parseAddress } from '../../shared/net/address.ts'
import { TCP_FLAG } from '../../shared/net/segment.ts'
import { pcapFile } from './capture-files.ts'
import { tcp, u32 } from './packet-bytes.ts'

/** Seconds since the epoch of `at: 0`. */
export const START = 1_795_342_878

export type BuiltLink = 'ethernet' | 'raw' | 'linux-sll2'
const LINK_TYPES: Readonly<Record<BuiltLink, number>> = { ethernet: 1, raw: 101, 'linux-sll2': 276 }

export interface PacketWish {
  /** Seconds after START; default: a millisecond after the packet before. */
  readonly at?: number
  readonly seq?: number
  readonly ack?: number
  /** Replaces the flags that the verb stands for. */
  readonly flags?: number
  /** Bytes of payload. */
  readonly data?: number
  readonly ttl?: number
  readonly ipId?: number
  /** TSval and TSecr; null leaves the option out. Default: milliseconds of `at`, and the other side's last TSval. */
  readonly timestamps?: readonly [number, number] | null
  /** Options in place of the usual ones, without time stamps. */
  readonly options?: readonly number[]
  /** A wrong TCP checksum. */
  readonly damaged?: boolean
  /** linux-sll2: number of the interface, and 0 received, 4 sent. */
  readonly interface?: number
  readonly packetType?: number
  /** 802.1Q tag. */
  readonly vlan?: number
}

export interface SynWish extends PacketWish {
  /** Initial sequence number of the sender; stays until another one is given. */
  readonly iss?: number
}

interface Endpoint {
  readonly words: readonly [number, number, number, number]
  readonly family: 4 | 6
  readonly port: number
}

interface Side {
  iss: number
  tsVal: number
  /** Payload bytes sent. */
  sent: number
  ipId: number
}

const { SYN, ACK, RST, FIN, PSH } = TCP_FLAG
/** MSS 1460, SACK permitted, window scale 7. */
const SYN_OPTIONS = [2, 4, 5, 180, 4, 2, 1, 3, 3, 7]

export function buildCapture(
  options: { readonly linkType?: BuiltLink; readonly snaplen?: number } = {},
): CaptureBuilder {
  return new CaptureBuilder(options.linkType ?? 'ethernet', options.snaplen ?? 262_144)
}

export class CaptureBuilder {
  private readonly packets: { readonly at: number; readonly bytes: Uint8Array }[] = []
  private client: Endpoint = endpoint('10.0.0.5:51000')
  private server: Endpoint = endpoint('10.0.9.9:443')
  private clientSide: Side = newSide(1000)
  private serverSide: Side = newSide(500_000)
  private now = 0

  constructor(
    private readonly linkType: BuiltLink,
    private readonly snaplen: number,
  ) {}

  /** The client; a new handshake begins. `10.0.0.5:51000` or `[2001:db8::1]:51000`. */
  from(text: string): this {
    this.client = endpoint(text)
    this.clientSide = newSide(1000)
    this.serverSide = newSide(500_000)
    return this
  }

  /** The server. */
  to(text: string): this {
    this.server = endpoint(text)
    return this
  }

  syn(wish: SynWish = {}): this {
    this.clientSide.iss = wish.iss ?? this.clientSide.iss
    return this.send(true, SYN, { seq: this.clientSide.iss, ack: 0, ...wish }, true)
  }

  synAck(wish: SynWish = {}): this {
    this.serverSide.iss = wish.iss ?? this.serverSide.iss
    const ack = this.clientSide.iss + 1
    return this.send(false, SYN | ACK, { seq: this.serverSide.iss, ack, ...wish }, true)
  }

  /** A SYN of the server's end: simultaneous open. */
  serverSyn(wish: SynWish = {}): this {
    this.serverSide.iss = wish.iss ?? this.serverSide.iss
    return this.send(false, SYN, { seq: this.serverSide.iss, ack: 0, ...wish }, true)
  }

  /** The SYN-ACK with which the client's end answers {@link serverSyn}. */
  clientSynAck(wish: SynWish = {}): this {
    return this.send(true, SYN | ACK, { seq: this.clientSide.iss, ack: this.serverSide.iss + 1, ...wish }, true)
  }

  /** A bare ACK of the client. */
  ack(wish: PacketWish = {}): this {
    return this.send(true, ACK, wish)
  }

  /** A bare ACK of the server; with `ack` of another connection a challenge ACK. */
  serverAck(wish: PacketWish = {}): this {
    return this.send(false, ACK, wish)
  }

  data(wish: PacketWish = {}): this {
    return this.send(true, PSH | ACK, { data: 100, ...wish })
  }

  serverData(wish: PacketWish = {}): this {
    return this.send(false, PSH | ACK, { data: 100, ...wish })
  }

  fin(wish: PacketWish = {}): this {
    return this.send(true, FIN | ACK, wish)
  }

  serverFin(wish: PacketWish = {}): this {
    return this.send(false, FIN | ACK, wish)
  }

  rst(wish: PacketWish = {}): this {
    return this.send(true, RST, { ack: 0, ...wish })
  }

  /** RST that acknowledges the SYN, as a closed port sends it. */
  refuse(wish: PacketWish = {}): this {
    return this.send(false, RST | ACK, { seq: 0, ack: this.clientSide.iss + 1, timestamps: null, ...wish })
  }

  /** RST without ACK, with the sequence number behind the SYN-ACK. */
  serverRst(wish: PacketWish = {}): this {
    return this.send(false, RST, { ack: 0, timestamps: null, ...wish })
  }

  /** ICMP error (type 3 unless told) of a router that quotes the client's SYN. */
  icmp(
    wish: { readonly at?: number; readonly type?: number; readonly code?: number; readonly seq?: number } = {},
  ): this {
    const { type = 3, code = 1 } = wish
    this.tick(wish.at)
    const quoted = this.segment(this.client, this.server, { seq: wish.seq ?? this.clientSide.iss, ack: 0 }, SYN, [])
    const quote = this.ip(this.client, this.server, 6, quoted.subarray(0, 8), 64, 1)
    const body = new Uint8Array(8 + quote.length)
    body[0] = type
    body[1] = code
    body.set(quote, 8)
    new DataView(body.buffer).setUint16(2, checksum(body, 0))
    const router = endpoint('192.0.2.254:0')
    return this.keep(this.ip(router, this.client, 1, body, 64, 7), {})
  }

  /** All packets so far, in the order of the calls, as a nanosecond pcap file. */
  bytes(): Uint8Array {
    const packets = this.packets.map(({ at, bytes }) => {
      const nanos = Math.round(at * 1e9)
      const seconds = Math.floor(nanos / 1e9)
      const kept = bytes.subarray(0, this.snaplen)
      return { seconds: START + seconds, fraction: nanos - seconds * 1e9, bytes: kept, wireLength: bytes.length }
    })
    return pcapFile(packets, { magic: 0xa1b23c4d, snaplen: this.snaplen, linkType: LINK_TYPES[this.linkType] })
  }

  private send(fromClient: boolean, flags: number, wish: PacketWish, isSyn = false): this {
    this.tick(wish.at)
    const own = fromClient ? this.clientSide : this.serverSide
    const other = fromClient ? this.serverSide : this.clientSide
    const tsVal = Math.round(this.now * 1000) + (fromClient ? 10_000 : 90_000)
    const stamps =
      wish.timestamps === undefined ? ([tsVal, isSyn && fromClient ? 0 : other.tsVal] as const) : wish.timestamps
    if (stamps !== null) own.tsVal = stamps[0]
    const options = [...(wish.options ?? (isSyn ? SYN_OPTIONS : []))]
    if (stamps !== null) options.push(8, 10, ...u32(stamps[0]), ...u32(stamps[1]))
    while (options.length % 4 !== 0) options.push(1)
    const numbers = {
      seq: wish.seq ?? (own.iss + 1 + own.sent) >>> 0,
      ack: wish.ack ?? (other.iss + 1 + other.sent) >>> 0,
      data: wish.data ?? 0,
      damaged: wish.damaged ?? false,
    }
    const [source, destination] = fromClient ? [this.client, this.server] : [this.server, this.client]
    const segment = this.segment(source, destination, numbers, wish.flags ?? flags, options)
    if (!isSyn && wish.seq === undefined) own.sent += numbers.data + ((flags & FIN) !== 0 ? 1 : 0)
    const ipId = wish.ipId ?? (flags === (SYN | ACK) ? 0 : own.ipId++)
    return this.keep(this.ip(source, destination, 6, segment, wish.ttl ?? 64, ipId), wish)
  }

  private tick(at: number | undefined): void {
    this.now = at ?? this.now + 0.001
  }

  private keep(datagram: Uint8Array, wish: PacketWish): this {
    const type = datagram[0]! >> 4 === 4 ? [8, 0] : [0x86, 0xdd]
    const tag = wish.vlan === undefined ? [] : [0x81, 0, wish.vlan >> 8, wish.vlan & 255]
    const heads: Readonly<Record<BuiltLink, readonly number[]>> = {
      ethernet: [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, ...tag, ...type],
      raw: [],
      'linux-sll2': [...type, 0, 0, ...u32(wish.interface ?? 2), 0, 1, wish.packetType ?? 0, 6, 2, 0, 0, 0, 0, 1, 0, 0],
    }
    const head = heads[this.linkType]
    const bytes = new Uint8Array(head.length + datagram.length)
    bytes.set(head)
    bytes.set(datagram, head.length)
    this.packets.push({ at: this.now, bytes })
    return this
  }

  private segment(
    source: Endpoint,
    destination: Endpoint,
    numbers: { readonly seq: number; readonly ack: number; readonly data?: number; readonly damaged?: boolean },
    flags: number,
    options: readonly number[],
  ): Uint8Array {
    const { seq, ack, data = 0 } = numbers
    const [sourcePort, destinationPort] = [source.port, destination.port]
    const segment = Uint8Array.from(tcp({ sourcePort, destinationPort, seq, ack, flags, options, payload: data }))
    const view = new DataView(segment.buffer)
    const sum = checksum(segment, pseudoSum(source, destination, 6, segment.length))
    view.setUint16(16, numbers.damaged === true ? sum ^ 0x5555 : sum)
    return segment
  }

  private ip(
    source: Endpoint,
    destination: Endpoint,
    protocol: number,
    payload: Uint8Array,
    ttl: number,
    ipId: number,
  ): Uint8Array {
    const header = source.family === 4 ? 20 : 40
    const datagram = new Uint8Array(header + payload.length)
    const view = new DataView(datagram.buffer)
    if (source.family === 4) {
      view.setUint16(0, 0x4500)
      view.setUint16(2, datagram.length)
      view.setUint16(4, ipId)
      view.setUint16(6, 0x4000)
      view.setUint8(8, ttl)
      view.setUint8(9, protocol)
      view.setUint32(12, source.words[3])
      view.setUint32(16, destination.words[3])
      view.setUint16(10, checksum(datagram.subarray(0, 20), 0))
    } else {
      view.setUint32(0, 0x60000000)
      view.setUint16(4, payload.length)
      view.setUint8(6, protocol)
      view.setUint8(7, ttl)
      source.words.forEach((word, i) => view.setUint32(8 + 4 * i, word))
      destination.words.forEach((word, i) => view.setUint32(24 + 4 * i, word))
    }
    datagram.set(payload, header)
    return datagram
  }
}

function newSide(iss: number): Side {
  return { iss, tsVal: 0, sent: 0, ipId: (iss & 0x7fff) + 1 }
}

function endpoint(text: string): Endpoint {
  const match = /^\[?([0-9a-fA-F.:]+?)\]?:(\d+)$/.exec(text)
  const address = match === null ? null : parseAddress(match[1] ?? '')
  if (match === null || address === null) throw new Error(`no endpoint: ${text}`)
  return { ...address, port: Number(match[2]) }
}

/** Sum of the pseudo-header (RFC 9293 §3.1, RFC 8200 §8.1). */
function pseudoSum(source: Endpoint, destination: Endpoint, protocol: number, length: number): number {
  const halves = [...source.words, ...destination.words].flatMap((word) => [word >>> 16, word & 0xffff])
  return halves.reduce((sum, half) => sum + half, protocol + length)
}

/** Internet checksum (RFC 1071) of the bytes on top of `start`. */
function checksum(bytes: Uint8Array, start: number): number {
  let sum = start
  for (let i = 0; i < bytes.length; i += 2) sum += (bytes[i]! << 8) | (bytes[i + 1] ?? 0)
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16)
  return ~sum & 0xffff
}
