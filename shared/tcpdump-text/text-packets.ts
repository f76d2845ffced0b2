// Turns the packets of tcpdump's text into segments and ICMP quotes, with what text knows of TTL, interface, tunnel and options.
import type { CaptureInterface, Remark } from '../analysis/tables.ts'
import type { ByteSource } from '../capture/byte-source.ts'
import type { ReadContext } from '../capture/read-capture.ts'
import { parseAddress } from '../net/address.ts'
import { LAYER } from '../net/layer-path.ts'
import { emptySegment, type IcmpQuote, type Segment, type SegmentSink, TCP_FLAG } from '../net/segment.ts'
import { compareTimes } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import { elapsedForm } from './elapsed-form.ts'
import { HostNames } from './host-names.ts'
import { encodeOptions, MOST_OPTION_BYTES } from './option-bytes.ts'
import type { PacketBlock } from './packet-blocks.ts'
import { type IcmpText, parseIcmpText, parseSurroundings, parseTcpText, type TcpText } from './packet-text.ts'
import { RecentSyns } from './recent-syns.ts'
import { RelativeSequence } from './relative-sequence.ts'
import { portNumber } from './service-ports.ts'
import { type ElapsedForm, PacketClock } from './time-column.ts'

/** Packets looked at before an elapsed column's meaning is decided. */
const DECIDE_AFTER = 4000

/** Turns packet blocks into segments. */
export class TextPackets {
  packets = 0
  tcpPackets = 0
  icmpErrors = 0
  first: ExactTime | null = null
  last: ExactTime | null = null
  readonly skipped = new Map<string, number>()
  readonly encapsulations = new Map<string, number>()
  readonly hosts = new HostNames()
  private readonly sequence = new RelativeSequence()
  private readonly waiting: PacketBlock[] = []
  private readonly interfaceNames = new Map<string, { row: number; packets: number }>()
  private readonly segment: Segment
  private readonly syns = new RecentSyns()
  private readonly words = new Uint32Array(64)
  private clock: PacketClock | null = null
  private form: ElapsedForm = 'time-of-day'
  private kinds = new Set<string>()

  constructor(
    private readonly sink: SegmentSink,
    private readonly context: ReadContext,
    private readonly source: ByteSource,
  ) {
    this.segment = {
      ...emptySegment(),
      capture: context.capture,
      bytes: new Uint8Array(MOST_OPTION_BYTES),
      fileOffset: Number.NaN,
    }
  }

  take(block: PacketBlock, timeOption: string | null): void {
    if (this.clock !== null) {
      this.deliver(block, this.clock)
      return
    }
    this.waiting.push(block)
    if (block.column.kind === 'epoch' || block.column.kind === 'date' || this.waiting.length >= DECIDE_AFTER)
      this.decide(timeOption)
  }

  /** Decides what the time column means and delivers what waited for that. */
  decide(timeOption: string | null): void {
    if (this.clock !== null) return
    const form = elapsedForm(this.waiting, timeOption)
    const clock = new PacketClock(
      form,
      form === 'time-of-day' ? midnightBefore(this.source.modified) : { seconds: 0, nanos: 0 },
    )
    this.clock = clock
    this.form = form
    for (const block of this.waiting.splice(0)) this.deliver(block, clock)
  }

  remarks(): Remark[] {
    const params = {}
    const remarks: Remark[] = []
    if (this.kinds.has('none')) remarks.push({ key: 'tcpdump.noTimes', params })
    const isClock = this.kinds.has('clock') && this.form === 'time-of-day'
    if (isClock) remarks.push({ key: this.source.modified === null ? 'tcpdump.noDate' : 'tcpdump.dateOfFile', params })
    if (this.kinds.has('elapsed') || (this.kinds.has('clock') && !isClock))
      remarks.push({ key: 'tcpdump.elapsed', params })
    if (this.kinds.has('date')) remarks.push({ key: 'tcpdump.zone', params })
    if (this.syns.guesses > 0) remarks.push({ key: 'tcpdump.icmpGuessed', params: { count: this.syns.guesses } })
    return remarks
  }

  interfaces(dropped: number | null): CaptureInterface[] {
    if (this.interfaceNames.size === 0) return [{ name: null, linkType: 'text', packets: this.packets, dropped }]
    return [...this.interfaceNames].map(([name, { packets }], i) => ({
      name,
      linkType: 'text',
      packets,
      dropped: i === 0 ? dropped : null,
    }))
  }

  private deliver(block: PacketBlock, clock: PacketClock): void {
    this.packets++
    this.kinds.add(block.column.kind)
    const time = clock.next(block.column)
    if (this.first === null || compareTimes(time, this.first) < 0) this.first = time
    if (this.last === null || compareTimes(time, this.last) > 0) this.last = time
    const icmp = parseIcmpText(block.text)
    const tcp = icmp === null ? parseTcpText(block.text) : (icmp.quoted ?? this.quotedSyn(icmp, time))
    if (tcp === null) {
      this.skip(icmp === null ? reasonOf(block.text) : 'icmp-without-quote')
      return
    }
    if (!this.fill(tcp, block, time)) return
    if (icmp !== null) {
      this.icmpErrors++
      const quote: IcmpQuote = { ...this.segment, icmpType: icmp.type, icmpCode: icmp.code }
      this.sink.icmp(quote)
      return
    }
    this.tcpPackets++
    const from = splitEndpoint(tcp.source).host
    const to = splitEndpoint(tcp.destination)
    if ((tcp.flags & (TCP_FLAG.SYN | TCP_FLAG.ACK)) === TCP_FLAG.SYN) this.syns.add(from, to.host, to.port, tcp, time)
    else if ((tcp.flags & (TCP_FLAG.SYN | TCP_FLAG.RST)) !== 0) this.syns.answeredBy(to.host, from, tcp)
    this.sink.segment(this.segment)
  }

  /** Fills the segment; false when a port has a name that is not known (counted). */
  private fill(tcp: TcpText, block: PacketBlock, time: ExactTime): boolean {
    const s = this.segment
    const from = splitEndpoint(tcp.source)
    const to = splitEndpoint(tcp.destination)
    const sourcePort = portNumber(from.port)
    const destinationPort = portNumber(to.port)
    if (sourcePort === null || destinationPort === null) {
      this.skip('port-name-unknown')
      return false
    }
    const source = this.hosts.address(from.host)
    const destination = this.hosts.address(to.host)
    s.frame = block.frame
    s.seconds = time.seconds
    s.nanos = time.nanos
    s.family = source.family === destination.family ? source.family : 6
    ;[s.s0, s.s1, s.s2, s.s3] = source.words
    ;[s.d0, s.d1, s.d2, s.d3] = destination.words
    s.sourcePort = sourcePort
    s.destinationPort = destinationPort
    s.flags = tcp.flags
    s.window = tcp.window
    s.payloadLength = tcp.payloadLength
    s.seq = tcp.seq ?? 0
    s.ack = tcp.ack ?? 0
    if (tcp.ack !== null) {
      const numbers = this.sequence.absolute(
        tcp.source,
        tcp.destination,
        tcp.seq,
        tcp.ack,
        (tcp.flags & TCP_FLAG.SYN) !== 0,
      )
      s.seq = numbers.seq
      s.ack = numbers.ack
    }
    s.optionsLength = tcp.options === null ? 0 : encodeOptions(tcp.options, s.bytes)
    s.cut = tcp.cut
    this.surround(block.text)
    return true
  }

  private surround(text: string): void {
    const s = this.segment
    const around = parseSurroundings(text)
    s.ttl = around.ttl
    s.ipId = around.ipId
    s.direction = around.direction
    s.checksum = around.checksum
    s.interfaceId = 0
    if (around.interfaceName !== null) {
      const known = this.interfaceNames.get(around.interfaceName) ?? { row: this.interfaceNames.size, packets: 0 }
      known.packets++
      this.interfaceNames.set(around.interfaceName, known)
      s.interfaceId = known.row
    }
    let length = 0
    const put = (...values: readonly number[]): void => {
      for (const value of values) if (length < this.words.length) this.words[length++] = value
    }
    for (const vlan of around.vlans.slice(0, 8)) put(LAYER.VLAN, vlan)
    if (around.vlans.length > 0) this.count('vlan')
    if (around.tunnel !== null) {
      const outer = parseAddress(around.tunnel.source)
      const outerTo = parseAddress(around.tunnel.destination)
      if (outer?.family === 4 && outerTo?.family === 4) put(LAYER.IPV4, outer.words[3], outerTo.words[3])
      else if (outer !== null && outerTo !== null) put(LAYER.IPV6, ...outer.words, ...outerTo.words)
      put(around.tunnel.kind === 'vxlan' ? LAYER.VXLAN : LAYER.GENEVE, around.tunnel.network)
      this.count(around.tunnel.kind)
    }
    s.path = this.context.paths.row(this.words, length)
  }

  private quotedSyn(icmp: IcmpText, time: ExactTime): TcpText | null {
    return this.syns.quotedBy(icmp.quotedSource, icmp.quotedDestination, icmp.quotedPort, time)
  }

  private skip(reason: string): void {
    this.skipped.set(reason, (this.skipped.get(reason) ?? 0) + 1)
  }

  private count(encapsulation: string): void {
    this.encapsulations.set(encapsulation, (this.encapsulations.get(encapsulation) ?? 0) + 1)
  }
}

function midnightBefore(modified: ExactTime | null): ExactTime {
  return { seconds: modified === null ? 0 : Math.floor(modified.seconds / 86400) * 86400, nanos: 0 }
}

/** Host and port are joined by the last dot. */
function splitEndpoint(text: string): { readonly host: string; readonly port: string } {
  const dot = text.lastIndexOf('.')
  return { host: text.slice(0, dot), port: text.slice(dot + 1) }
}

function reasonOf(text: string): string {
  if (/: tcp \d+$/.test(text)) return 'flags-not-printed'
  if (/\bARP\b/.test(text)) return 'arp'
  if (/\bUDP\b|\.\d+: (?!Flags)/.test(text)) return 'udp'
  if (/ICMP/.test(text)) return 'icmp'
  return 'not-tcp'
}
