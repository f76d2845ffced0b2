// `netstat -s` of Windows: sections with `Key = Value`. Keys are translated on localised systems, their order is not: the
// eight lines of the TCP section are told by key in English and by order otherwise. IPv4 and IPv6 are added together, as
// the Linux MIB counts both.
import { parseCount, type FormatReader, type Line, type ReadingSink } from './readings.ts'

const TCP_ORDER = [
  'ActiveOpens',
  'PassiveOpens',
  'AttemptFails',
  'EstabResets',
  'CurrEstab',
  'InSegs',
  'OutSegs',
  'RetransSegs',
]
const TCP_KEYS = [
  'Active Opens',
  'Passive Opens',
  'Failed Connection Attempts',
  'Reset Connections',
  'Current Connections',
  'Segments Received',
  'Segments Sent',
  'Segments Retransmitted',
]
const UDP_ORDER = ['InDatagrams', 'NoPorts', 'InErrors', 'OutDatagrams']

const IP_KEYS: ReadonlyMap<string, string> = new Map([
  ['Packets Received', 'InReceives'],
  ['Received Header Errors', 'InHdrErrors'],
  ['Received Address Errors', 'InAddrErrors'],
  ['Datagrams Forwarded', 'ForwDatagrams'],
  ['Unknown Protocols Received', 'InUnknownProtos'],
  ['Received Packets Discarded', 'InDiscards'],
  ['Received Packets Delivered', 'InDelivers'],
  ['Output Requests', 'OutRequests'],
  ['Discarded Output Packets', 'OutDiscards'],
  ['Output Packet No Route', 'OutNoRoutes'],
])

interface Pair {
  readonly key: string
  readonly digits: string
  readonly line: number
}

export class WindowsNetstatReader implements FormatReader {
  private title: string | null = null
  private titleLine = 0
  private pairs: Pair[] = []
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    if (text.length > 120) return false
    const pair = /^(\S.{0,78}?)\s*=\s*(\d{1,20})$/.exec(text)
    if (pair && this.title !== null) {
      if (this.pairs.length < 64)
        this.pairs.push({ key: (pair[1] ?? '').trim(), digits: pair[2] ?? '', line: line.number })
      return true
    }
    if (
      !text.includes('=') &&
      /(?:^|[^A-Za-z0-9])(?:ICMPv|IPv)[46](?:[^A-Za-z0-9]|$)/.test(text) &&
      !/\d{2,}|[/|:>;]/.test(text)
    ) {
      this.endSection()
      this.title = text
      this.titleLine = line.number
      return true
    }
    // The ICMP sections have two columns and a title line for them.
    return this.title !== null && /ICMP/.test(this.title) && /^\S.{0,60}\s+(?:\d+\s+\d+|\S+)$/.test(text)
  }

  flush(): void {
    this.endSection()
  }

  private endSection(): void {
    const { title, titleLine, pairs } = this
    this.title = null
    this.pairs = []
    if (title === null || pairs.length === 0 || /ICMP/.test(title)) return
    this.sink.section('windows-netstat', title, titleLine)
    if (/TCP/i.test(title)) this.tcp(pairs)
    else if (/UDP/i.test(title)) this.byOrder('Udp', UDP_ORDER, pairs)
    else {
      for (const pair of pairs) {
        const mib = IP_KEYS.get(pair.key)
        if (mib !== undefined) this.count(`${title.includes('6') ? 'Ip6' : 'Ip'}.${mib}`, pair)
      }
    }
  }

  private tcp(pairs: readonly Pair[]): void {
    this.sink.remark('counters.remark.windowsNoQueue')
    const english = pairs.filter(({ key }) => TCP_KEYS.includes(key))
    if (english.length > 0) {
      for (const pair of english) this.count(`Tcp.${TCP_ORDER[TCP_KEYS.indexOf(pair.key)] ?? ''}`, pair)
      return
    }
    this.sink.remark('counters.remark.windowsByOrder')
    this.byOrder('Tcp', TCP_ORDER, pairs)
  }

  private byOrder(section: string, order: readonly string[], pairs: readonly Pair[]): void {
    for (const [index, pair] of pairs.entries()) {
      const mib = pairs.length === order.length ? order[index] : undefined
      if (mib === undefined) this.sink.unread(pair.line, `${pair.key} = ${pair.digits}`, 'damaged')
      else this.count(`${section}.${mib}`, pair)
    }
  }

  private count(name: string, pair: Pair): void {
    this.sink.counter('windows-netstat', name, parseCount(pair.digits), pair.key, pair.line, 'add')
  }
}
