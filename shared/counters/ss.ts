// Socket tables: `ss` of iproute2 in all its column layouts (with or without State, Netid, Process, skmem, -O), `netstat
// -lnt` / `-tan` of net-tools, and `netstat -Lan` of BSD. LISTEN rows give accept queues (Recv-Q waiting, Send-Q effective
// backlog), SYN-RECV rows the SYN queue. Formats: misc/ss.c, net-tools netstat.c.
import type { FormatReader, Line, ListenerRow, ReadingSink } from './readings.ts'

const STATES: ReadonlySet<string> = new Set(
  (
    'LISTEN ESTAB SYN-SENT SYN-RECV FIN-WAIT-1 FIN-WAIT-2 TIME-WAIT CLOSE-WAIT LAST-ACK CLOSING CLOSED UNCONN BOUND-INACTIVE ' +
    'NEW-SYN-RECV ESTABLISHED SYN_SENT SYN_RECV FIN_WAIT1 FIN_WAIT2 FIN_WAIT_1 FIN_WAIT_2 TIME_WAIT CLOSE CLOSE_WAIT LAST_ACK UNKNOWN'
  ).split(' '),
)

/** Services that `ss` without -n names; the usual listeners only. */
const SERVICES: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['ssh', 22],
  ['telnet', 23],
  ['smtp', 25],
  ['domain', 53],
  ['http', 80],
  ['www', 80],
  ['pop3', 110],
  ['sunrpc', 111],
  ['imap2', 143],
  ['imap', 143],
  ['ldap', 389],
  ['https', 443],
  ['submission', 587],
  ['ipp', 631],
  ['ldaps', 636],
  ['imaps', 993],
  ['pop3s', 995],
  ['nfs', 2049],
  ['mysql', 3306],
  ['postgresql', 5432],
  ['amqp', 5672],
  ['x11', 6000],
  ['redis', 6379],
  ['http-alt', 8080],
  ['webcache', 8080],
])

export class SocketTableReader implements FormatReader {
  /** The row that an indented line behind it belongs to; a row of another state has none. */
  private last: ListenerRow | null = null
  private inTable = false
  private readonly sink: ReadingSink

  constructor(sink: ReadingSink) {
    this.sink = sink
  }

  read(line: Line): boolean {
    const text = line.trimmed
    if (text.length > 4_000) return false
    if (this.isHeading(text)) {
      this.inTable = true
      this.last = null
      this.sink.emptyTable()
      return true
    }
    if (this.inTable && /^[ \t]/.test(line.text) && this.readContinuation(text)) return true
    return this.readRow(line) || this.readBsdQueue(line)
  }

  flush(): void {
    this.last = null
    this.inTable = false
  }

  private isHeading(text: string): boolean {
    return (
      /^(?:Netid\s+)?(?:State\s+)?Recv-Q\s+Send-Q\s+Local Address:\s?Port\s+Peer Address:\s?Port\s*(?:Process)?/.test(
        text,
      ) ||
      /^Active (?:Internet|UNIX domain) (?:connections|sockets)\b/.test(text) ||
      /^Proto\s+Recv-Q\s+Send-Q\s+Local Address\s+Foreign Address/.test(text) ||
      /^Proto RefCnt Flags\s+Type\s+State/.test(text) ||
      /^Current listen queue sizes/.test(text) ||
      /^(?:Proto\s+)?Listen\s+Local Address/.test(text) ||
      this.isSummary(text)
    )
  }

  /** `ss -s` has no queue in it; its lines are understood and carry nothing for us. */
  private isSummary(text: string): boolean {
    return (
      /^Total: \d+(?: \(kernel \d+\))?$/.test(text) ||
      /^TCP: {1,6}\d+ \(estab \d+, closed \d+, orphaned \d+/.test(text) ||
      /^Transport\s+Total\s+IP\s+IPv6$/.test(text) ||
      /^(?:\*|RAW|UDP|TCP|INET|FRAG)\s+\d+\s+(?:\d+|-)\s+(?:\d+|-)$/.test(text)
    )
  }

  private readContinuation(text: string): boolean {
    const drops = /skmem:\([^)]{0,200}?\bd(\d{1,15})\)/.exec(text)
    if (drops) {
      if (this.last) this.last.drops = Number(drops[1])
      return true
    }
    return /^(?:skmem:|cubic|reno|bbr|dctcp|ts |sack|wscale:|timer:|uid:|ino:|sk:|cgroup:|rto:|users:|mptcp|tcp-ulp|app_limited|cookie|rcv_space|fallback)/.test(
      text,
    )
  }

  private readRow(line: Line): boolean {
    const words = line.trimmed.split(/\s+/)
    let at = 0
    if (/^unix$/.test(words[0] ?? '') && this.inTable) return true
    const protocol = /^(?:tcp|udp|raw|mptcp|sctp|udplite|dccp|icmp)(?:4|6|46)?$/.test(words[0] ?? '')
    if (protocol) at++
    let state = STATES.has(words[at] ?? '') ? (words[at++] ?? '') : null
    const receiveQueue = words[at] ?? ''
    const sendQueue = words[at + 1] ?? ''
    if (!/^\d{1,15}$/.test(receiveQueue) || !/^\d{1,15}$/.test(sendQueue)) return false
    const local = splitEndpoint(words[at + 2] ?? '')
    const peer = splitEndpoint(words[at + 3] ?? '')
    if (local === null || peer === null) return false
    this.last = null
    this.inTable = true
    // net-tools prints the state behind the addresses, and 0 where ss prints the backlog.
    const netTools = protocol && state === null
    if (netTools) state = STATES.has(words[at + 4] ?? '') ? (words[at + 4] ?? '') : null
    if (protocol && !/^tcp|^mptcp/.test(words[0] ?? '')) return true
    if (state === null && !netTools) state = peer.port === '*' ? 'LISTEN' : this.stateOfCommand()
    if (state === null) {
      if (netTools) return true
      this.sink.unread(line.number, line.trimmed, 'state-unknown')
      return true
    }
    const port = portNumber(local.port)
    if (/^(?:NEW-)?SYN[-_]RECV$/.test(state)) {
      if (port === null) return false
      this.sink.halfOpen(local.address, port)
      return true
    }
    if (state !== 'LISTEN') {
      // A table with other states in it would have shown half-open connections too.
      if (!this.showsOneState()) this.sink.halfOpenTable()
      return true
    }
    if (port === null) return false
    if (/listen/.test(this.sink.command?.text ?? '') && /syn-recv/.test(this.sink.command?.text ?? ''))
      this.sink.halfOpenTable()
    const rest = words.slice(at + 4).join(' ')
    const row: ListenerRow = {
      line: line.number,
      address: local.address,
      port,
      receiveQueue: Number(receiveQueue),
      backlog: netTools ? null : Number(sendQueue),
      drops: dropsOf(rest),
      process: processOf(rest),
    }
    this.sink.listener(row)
    this.last = row
    return true
  }

  /** `0/0/128  *.8080`: waiting / half-open / limit. */
  private readBsdQueue(line: Line): boolean {
    const match = /^(?:tcp\d{0,2}\s+)?(\d{1,9})\/(\d{1,9})\/(\d{1,9})\s+(\S{1,80})\.(\d{1,5})(?:\s|$)/.exec(
      line.trimmed,
    )
    if (!match) return false
    const address = normaliseAddress(match[4] ?? '')
    const port = Number(match[5])
    if (port > 65_535) return false
    this.sink.listener({
      line: line.number,
      address,
      port,
      receiveQueue: Number(match[1]),
      backlog: Number(match[3]),
      drops: null,
      process: null,
    })
    for (let i = 0; i < Math.min(Number(match[2]), 65_535); i++) this.sink.halfOpen(address, port)
    return true
  }

  private stateOfCommand(): string | null {
    const state = /\bstate\s+([a-z-]{4,20})/.exec(this.sink.command?.text ?? '')?.[1]
    return state === undefined ? null : state.toUpperCase()
  }

  private showsOneState(): boolean {
    return /\bstate\b/.test(this.sink.command?.text ?? '')
  }
}

/** Splits at the last colon: `[::]:80`, `:::80`, `*:80`, `127.0.0.1%lo:53`. */
function splitEndpoint(text: string): { address: string; port: string } | null {
  const colon = text.lastIndexOf(':')
  if (colon < 1 || text.length > 120) return null
  const port = text.slice(colon + 1)
  if (!/^(?:\*|\d{1,5}|[a-z][a-z0-9-]{0,30})$/.test(port)) return null
  const host = text.slice(0, colon)
  if (!/^[\w.:%*[\]-]+$/.test(host)) return null
  return { address: normaliseAddress(host), port }
}

function portNumber(port: string): number | null {
  if (/^\d{1,5}$/.test(port)) return Number(port) <= 65_535 ? Number(port) : null
  return SERVICES.get(port) ?? null
}

/** Without brackets and interface; '*' for every form of "any address"; IPv4 out of IPv4-mapped. */
function normaliseAddress(host: string): string {
  const bare = host
    .replace(/%[\w.-]+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase()
  if (bare === '*' || bare === '0.0.0.0' || bare === '::' || bare === '') return '*'
  return bare.replace(/^::ffff:(?=\d{1,3}\.)/, '')
}

function dropsOf(rest: string): number | null {
  const match = /skmem:\([^)]{0,200}?\bd(\d{1,15})\)/.exec(rest)
  return match ? Number(match[1]) : null
}

function processOf(rest: string): string | null {
  const ss = /users:\(\(+"([^"]{1,64})",pid=(\d{1,10})/.exec(rest)
  if (ss) return `${ss[1] ?? ''} (pid ${ss[2] ?? ''})`
  const netTools = /(?:^|\s)(\d{1,10})\/([^\s]{1,64})/.exec(rest)
  return netTools ? `${(netTools[2] ?? '').replace(/:$/, '')} (pid ${netTools[1] ?? ''})` : null
}
