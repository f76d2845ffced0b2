// Every wording of `netstat -s` that net-tools ever had, by version. The table of the product is compared with an
// independent list written out here for the counters that changed, and with the real netstat of this machine.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NETSTAT_TEXTS } from '../../../shared/counters/netstat-texts.ts'
import { readText } from '../../helpers/counter-texts.ts'

function totals(text: string): Record<string, number> {
  return Object.fromEntries(readText(text).snapshots[0]?.values ?? new Map<string, number>())
}

/** [version that prints it, line, counter] */
const VERSIONS: readonly (readonly [string, string, string])[] = [
  ['net-tools 1.45 (1998)', '7 active opens', 'Tcp.ActiveOpens'],
  ['net-tools 1.60 (2001)', '7 active connections openings', 'Tcp.ActiveOpens'],
  ['net-tools 2.10 (2021)', '7 active connection openings', 'Tcp.ActiveOpens'],
  ['net-tools 1.45 (1998)', '7 passive opens', 'Tcp.PassiveOpens'],
  ['net-tools 1.60 … 2.10', '7 passive connection openings', 'Tcp.PassiveOpens'],
  ['net-tools 1.60 … 2015', '7 segments send out', 'Tcp.OutSegs'],
  ['net-tools 2.10', '7 segments sent out', 'Tcp.OutSegs'],
  ['net-tools 1.60 … 2015', '7 segments retransmited', 'Tcp.RetransSegs'],
  ['net-tools 2.10', '7 segments retransmitted', 'Tcp.RetransSegs'],
  ['net-tools 1.60 … 2015', '7 bad segments received.', 'Tcp.InErrs'],
  ['net-tools 2.10', '7 bad segments received', 'Tcp.InErrs'],
  ['net-tools 1.60', '7 SYNs to LISTEN sockets ignored', 'TcpExt.ListenDrops'],
  ['net-tools from 2003', '7 SYNs to LISTEN sockets dropped', 'TcpExt.ListenDrops'],
  ['all since 2000', '7 times the listen queue of a socket overflowed', 'TcpExt.ListenOverflows'],
  ['net-tools 1.45', '7 SYN cookies failed', 'TcpExt.SyncookiesFailed'],
  ['net-tools from 1999', '7 invalid SYN cookies received', 'TcpExt.SyncookiesFailed'],
  ['net-tools 1.60', '7 packets pruned from out-of-order queue', 'TcpExt.RcvPruned'],
  ['net-tools … 2015-08', '7 packets rejects in established connections because of timestamp', 'TcpExt.PAWSEstab'],
  [
    'net-tools 2015-11 … 2019',
    '7 packetes rejected in established connections because of timestamp',
    'TcpExt.PAWSEstab',
  ],
  ['net-tools from 2019-05', '7 packets rejected in established connections because of timestamp', 'TcpExt.PAWSEstab'],
  ['net-tools … 2015-08', '7 other TCP timeouts', 'TcpExt.TCPTimeouts'],
  ['net-tools 2.10 (lookup bug)', 'TCPTimeouts: 7', 'TcpExt.TCPTimeouts'],
  ['net-tools 1.60', '7 packets header predicted', 'TcpExt.TCPHPHits'],
  ['net-tools from 2001-10', '7 packet headers predicted', 'TcpExt.TCPHPHits'],
  ['net-tools … 2003', '7 times recovered from packet loss due to SACK data', 'TcpExt.TCPSackRecovery'],
  ['net-tools … 2015-08', '7 times recovered from packet loss by selective acknowledgements', 'TcpExt.TCPSackRecovery'],
  ['net-tools … 2015-08', '7 retransmits lost', 'TcpExt.TCPLostRetransmit'],
  ['net-tools 2.10', 'TCPLostRetransmit: 7', 'TcpExt.TCPLostRetransmit'],
  ['net-tools … 2012', '7 times unabled to send RST due to no memory', 'TcpExt.TCPAbortFailed'],
  ['net-tools from 2012-12', '7 times unable to send RST due to no memory', 'TcpExt.TCPAbortFailed'],
  ['all', 'Quick ack mode was activated 7 times', 'TcpExt.DelayedACKLost'],
  ['all', 'TCP ran low on memory 7 times', 'TcpExt.TCPMemoryPressures'],
  ['all', 'Ran 7 times out of system memory during packet sending', 'TcpExt.SockMallocOOM'],
  ['all', 'Detected reordering 7 times using SACK', 'TcpExt.TCPSACKReorder'],
  ['net-tools … 2015-08', '7 TCP sockets finished time wait in slow timer', 'TcpExt.TWKilled'],
  ['net-tools 2.10', 'TWKilled: 7', 'TcpExt.TWKilled'],
  ['all', '7 passive connections rejected because of time stamp', 'TcpExt.PAWSPassive'],
  ['all', '7 dropped because of missing route', 'Ip.OutNoRoutes'],
]

describe('wordings by version, as fragments without a section', () => {
  it.each(VERSIONS)('%s: %s', (_version, line, name) => {
    expect(totals(`    ${line}\n`)).toEqual({ [name]: 7 })
    expect(totals(line)).toEqual({ [name]: 7 })
  })
})

describe('every wording of the table in its own section', () => {
  const rows = Object.entries(NETSTAT_TEXTS).flatMap(([section, wordings]) =>
    wordings.flatMap(([mib, ...texts]) => texts.map((text) => [section, mib, text] as const)),
  )
  it.each(rows)('%s %s: %s', (section, mib, text) => {
    const histogram = /^(?:In|Out)/.exec(mib)?.[0] === 'Out' ? 'output' : 'input'
    const title = section === 'Icmp' && /: N$/.test(text) ? `    ICMP ${histogram} histogram:\n    ` : ''
    expect(totals(`${section}:\n${title}    ${text.replace('N', '12345678901')}\n`)).toEqual({
      [`${section}.${mib}`]: 12345678901,
    })
  })

  it('has the sections and sizes of net-tools', () => {
    expect(Object.keys(NETSTAT_TEXTS)).toEqual(['Ip', 'Icmp', 'Tcp', 'Udp', 'TcpExt'])
    expect(NETSTAT_TEXTS.TcpExt?.length).toBeGreaterThan(60)
  })
})

describe('sections', () => {
  const modern = `Ip:
    Forwarding: 2
    10 total packets received
    0 forwarded
    0 incoming packets discarded
    9 incoming packets delivered
    8 requests sent out
Icmp:
    2 ICMP messages received
    0 input ICMP message failed
    ICMP input histogram:
        destination unreachable: 2
        echo replies: 1
    3 ICMP messages sent
    0 ICMP messages failed
    ICMP output histogram:
        destination unreachable: 3
        echo replies: 4
IcmpMsg:
        InType3: 2
        OutType3: 3
Tcp:
    1 active connection openings
    2 passive connection openings
    3 failed connection attempts
    4 connection resets received
    5 connections established
    6 segments received
    7 segments sent out
    8 segments retransmitted
    9 bad segments received
    10 resets sent
    InCsumErrors: 1
UdpLite:
TcpExt:
    0 packet headers predicted
    32 times the listen queue of a socket overflowed
    59 SYNs to LISTEN sockets dropped
    TCPReqQFullDrop: 13
IpExt:
    InCsumErrors: 5
MPTcpExt:
`
  it('tells histograms and repeated names apart by where they stand', () => {
    const values = totals(modern)
    expect(values['Icmp.InDestUnreachs']).toBe(2)
    expect(values['Icmp.OutDestUnreachs']).toBe(3)
    expect(values['Icmp.InEchoReps']).toBe(1)
    expect(values['Icmp.OutEchoReps']).toBe(4)
    expect(values['IcmpMsg.InType3']).toBe(2)
    expect(values['Tcp.InCsumErrors']).toBe(1)
    expect(values['IpExt.InCsumErrors']).toBe(5)
    expect(readText(modern).unreadCount).toBe(0)
  })

  it('knows which sections were seen whole', () => {
    expect([...(readText(modern).snapshots[0]?.wholeSections ?? [])].sort()).toEqual(
      ['Icmp', 'IcmpMsg', 'Ip', 'IpExt', 'MPTcpExt', 'Tcp', 'TcpExt', 'UdpLite'].sort(),
    )
    const cut = modern.slice(0, modern.indexOf('    7 segments sent out'))
    expect(readText(cut).snapshots[0]?.wholeSections).not.toContain('Tcp')
  })

  it('lists ambiguous lines of a fragment instead of guessing', () => {
    const evidence = readText(
      '    5 packets received\n    InCsumErrors: 3\n    destination unreachable: 2\n    4 SYNs to LISTEN sockets dropped\n',
    )
    expect(Object.fromEntries(evidence.totals)).toEqual({ 'TcpExt.ListenDrops': 4 })
    expect(evidence.unread.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'section-unknown'],
      [2, 'section-unknown'],
      [3, 'section-unknown'],
    ])
  })

  it('reads the IPv6 sections of netstat -s6', () => {
    const values = totals(`Ip6:
    1 total packets received
    0 incoming packets discarded
    8 outgoing multicast packets
    Ip6InOctets: 128
Icmp6:
    1 ICMP messages received
    1 input ICMP message failed
    ICMP input histogram:
        destination unreachable: 1
        ICMP output histogram:
        neighbor solicits: 4
        Icmp6OutType135: 4
`)
    expect(values).toEqual({
      'Ip6.InReceives': 1,
      'Ip6.InDiscards': 0,
      'Ip6.OutMcastPkts': 8,
      'Ip6.InOctets': 128,
      'Icmp6.InMsgs': 1,
      'Icmp6.InErrors': 1,
      'Icmp6.InDestUnreachs': 1,
      'Icmp6.OutNeighborSolicits': 4,
      'Icmp6.OutType135': 4,
    })
  })

  it('net-tools 1.60: raw lines at 0, negative numbers put right, truncated input said', () => {
    const evidence = readText(`Tcp:
    4241408 segments retransmited
    0 bad segments received.
TcpExt:
    ArpFilter: 0
    8884840 TCP sockets finished time wait in fast timer
    54977 times the listen queue of a socket overflowed
    54977 SYNs to LISTEN sockets ignored
    16925947 packets header predicted
    TCPPureAcks: 169071816
    TCPHPAcks: -1294967296
error parsing /proc/net/netstat: Success
`)
    expect(evidence.totals.get('TcpExt.TCPHPAcks')).toBe(3_000_000_000)
    expect(evidence.totals.get('TcpExt.ListenDrops')).toBe(54_977)
    expect(evidence.remarks.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['counters.remark.negative', 'counters.remark.netstatCut']),
    )
    expect(evidence.snapshots[0]?.wholeSections).not.toContain('TcpExt')
    expect(evidence.unreadCount).toBe(0)
  })
})

describe('the netstat of this machine', () => {
  const program = ['/usr/bin/netstat', '/bin/netstat'].find((path) => existsSync(path))
  it.skipIf(program === undefined || !existsSync('/proc/net/netstat'))(
    `agrees with /proc${program === undefined ? ' (skipped: net-tools is not installed)' : ''}`,
    () => {
      const text = execFileSync(program ?? '', ['-s'], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } })
      const proc = readFileSync('/proc/net/netstat', 'utf8') + readFileSync('/proc/net/snmp', 'utf8')
      const told = readText(text)
      const kernel = readText(proc)
      expect(told.unread).toEqual([])
      expect(kernel.unread).toEqual([])
      for (const name of ['Tcp.ActiveOpens', 'TcpExt.ListenDrops', 'TcpExt.TCPTimeouts', 'TcpExt.TCPPureAcks']) {
        // Time passes between the two readings: counters only grow.
        const [before, after] = [told.totals.get(name) ?? 0, kernel.totals.get(name) ?? -1]
        expect(after).toBeGreaterThanOrEqual(before)
        expect(after - before).toBeLessThan(10_000)
      }
    },
  )
})
