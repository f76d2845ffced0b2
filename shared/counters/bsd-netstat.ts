// `netstat -s` of FreeBSD and macOS: `tcp:` and indented lines, number first, with plurals. Counters that have a Linux
// sister are shown under its MIB name, the others as Bsd.<protocol>.<words>. Format: usr.bin/netstat/inet.c.
import { parseCount, type FormatReader, type Line, type ReadingSink } from './readings.ts'

/** Wording without plural endings → nearest MIB. `N` stands for a number in brackets. */
const NEAREST: ReadonlyMap<string, string> = new Map([
  ['tcp connection request', 'Tcp.ActiveOpens'],
  ['tcp connection accept', 'Tcp.PassiveOpens'],
  ['tcp embryonic connection dropped', 'Tcp.AttemptFails'],
  ['tcp listen queue overflow', 'TcpExt.ListenOverflows'],
  ['tcp retransmit timeout', 'TcpExt.TCPTimeouts'],
  ['tcp connection dropped by rexmit timeout', 'TcpExt.TCPAbortOnTimeout'],
  ['tcp connection dropped by retransmit timeout', 'TcpExt.TCPAbortOnTimeout'],
  ['tcp packet sent', 'Tcp.OutSegs'],
  ['tcp packet received', 'Tcp.InSegs'],
  ['tcp data packet retransmitted', 'Tcp.RetransSegs'],
  ['tcp discarded for bad checksum', 'Tcp.InCsumErrors'],
  ['tcp cookie sent', 'TcpExt.SyncookiesSent'],
  ['tcp cookie received', 'TcpExt.SyncookiesRecv'],
  ['ip total packet received', 'Ip.InReceives'],
  ['ip packet for this host', 'Ip.InDelivers'],
  ['ip packet sent from this host', 'Ip.OutRequests'],
  ['ip output packet discarded due to no route', 'Ip.OutNoRoutes'],
  ['ip bad header checksum', 'Ip.InHdrErrors'],
  // Keys of --libxo json.
  ['tcp connection accepted', 'Tcp.PassiveOpens'],
  ['tcp sent packet', 'Tcp.OutSegs'],
  ['tcp received packet', 'Tcp.InSegs'],
  ['tcp sent retransmitted packet', 'Tcp.RetransSegs'],
  ['ip received packet', 'Ip.InReceives'],
])

const HEADER =
  /^(tcp|udp|ip|icmp|igmp|ip6|icmp6|rip6|ipsec|ipsec6|arp|sctp|carp|pfsync|divert|mptcp|pfkey|kctl|kevt|unix|xbkidle|net_api):$/

/** MIB name of a line's words, singular and plural alike. */
export function bsdCounterName(protocol: string, words: string): string {
  const plain = words
    .toLowerCase()
    .replace(/\([^()]{0,100}\)/g, ' ')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .slice(0, 12)
    .map(singular)
  const nearest = NEAREST.get(`${protocol} ${plain.join(' ')}`)
  if (nearest !== undefined) return nearest
  const camel = plain.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
  return `Bsd.${protocol}.${camel.slice(0, 60)}`
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith('ies')) return word.slice(0, -3) + 'y'
  return word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && word !== 'this' ? word.slice(0, -1) : word
}

export class BsdNetstatReader implements FormatReader {
  private protocol: string | null = null
  /** Words of the line one TAB further out, e.g. `syncache entries added`. */
  private group = ''
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const header = HEADER.exec(line.text)
    if (header) {
      this.protocol = header[1] ?? null
      this.group = ''
      this.sink.section('bsd-netstat', this.protocol ?? '', line.number)
      return true
    }
    const match = /^(\d{1,20}) ([a-zA-Z][^\n]{1,200})$/.exec(line.trimmed)
    if (this.protocol === null) {
      // The one line of a fragment that nothing else prints.
      if (!match || !/^listen queue overflows?$/.test(match[2] ?? '')) return false
      return this.count('tcp', match[1] ?? '', match[2] ?? '', line)
    }
    if (!/^\s/.test(line.text)) {
      this.protocol = null
      return false
    }
    // Titles of histograms and lists.
    if (!match) return /^[A-Za-z][^=]{1,100}:$/.test(line.trimmed)
    const deep = /^(?:\t\t| {12,})/.test(line.text)
    if (!deep) this.group = /syncache|hostcache/.exec(match[2] ?? '')?.[0] ?? ''
    return this.count(
      this.protocol,
      match[1] ?? '',
      deep && this.group !== '' ? `${this.group} ${match[2] ?? ''}` : (match[2] ?? ''),
      line,
    )
  }

  flush(): void {
    this.protocol = null
    this.group = ''
  }

  private count(protocol: string, digits: string, words: string, line: Line): boolean {
    this.sink.counter(
      'bsd-netstat',
      bsdCounterName(protocol, words),
      parseCount(digits),
      words,
      line.number,
      'keep-first',
    )
    this.sink.remark('counters.remark.bsdNearest')
    return true
  }
}
