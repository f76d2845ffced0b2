// One real (or source-rendered) text of every other format.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readCounterTexts } from '../../../shared/counters/read-counter-texts.ts'
import { moved, readText, textSource } from '../../helpers/counter-texts.ts'

const keys = (text: string): string[] => readText(text).remarks.map(({ key }) => key)

describe('nstat', () => {
  const rows = `TcpExtListenOverflows           45                 0.0
TcpExtListenDrops               72                 0.0
TcpExtTCPFastOpenListenOverflow 0                  0.0
TcpExtTcpTimeoutRehash          3                  0.0
IcmpMsgInType3                  2                  0.0
Ip6InReceives                   24                 0.0
MPTcpExtMPCapableSYNRX          1                  0.0
`
  it('splits glued names, longest section first', () => {
    expect(Object.fromEntries(readText(`#kernel\n${rows}`).snapshots[0]?.values ?? [])).toEqual({
      'TcpExt.ListenOverflows': 45,
      'TcpExt.ListenDrops': 72,
      'TcpExt.TCPFastOpenListenOverflow': 0,
      'TcpExt.TcpTimeoutRehash': 3,
      'IcmpMsg.InType3': 2,
      'Ip6.InReceives': 24,
      'MPTcpExt.MPCapableSYNRX': 1,
    })
  })

  it('daemon headers and rates are accepted', () => {
    const evidence = readText(
      '#1234.5 sampling_interval=1 time_const=60\nTcpExtListenDrops               72                 3.5\n',
    )
    expect(evidence.snapshots[0]?.values.get('TcpExt.ListenDrops')).toBe(72)
    expect(evidence.unreadCount).toBe(0)
  })

  it('takes plain nstat as increments when its command line shows no -a, and adds them up', () => {
    const evidence = readText(`web:~# nstat
#kernel
TcpExtListenDrops               500                0.0
# nstat
#kernel
TcpExtListenDrops               7                  0.0
# nstat
#kernel
TcpExtListenDrops               9                  0.0
`)
    expect(evidence.snapshots.map(({ kind }) => kind)).toEqual(['increment', 'increment', 'increment'])
    expect(evidence.deltas.get('TcpExt.ListenDrops')).toBe(16)
    expect(evidence.intervals.map(({ from, to }) => [from, to])).toEqual([
      [0, 0],
      [0, 1],
      [1, 2],
    ])
  })

  it('takes nstat -a as totals by its command line', () => {
    const evidence = readText(
      '$ nstat -az TcpExtListenDrops\n#kernel\nTcpExtListenDrops               500                0.0\n',
    )
    expect(evidence.snapshots[0]?.kind).toBe('absolute')
    expect(evidence.snapshots[0]?.wholeSections).toEqual([])
  })

  it('tells by the values when no command is shown, and says so', () => {
    const loop = (values: number[]): string =>
      values
        .map(
          (value) =>
            `#kernel\nIpInReceives                    ${value}                0.0\nTcpInSegs  ${value * 2}  0.0\n`,
        )
        .join('')
    const rising = readText(loop([10, 20, 30]))
    expect(rising.snapshots.map(({ kind }) => kind)).toEqual(['absolute', 'absolute', 'absolute'])
    expect(rising.remarks.map(({ key }) => key)).toContain('counters.remark.nstat.absolute.values')
    const falling = readText(loop([10, 3, 12, 5]))
    expect(falling.snapshots.every(({ kind }) => kind === 'increment')).toBe(true)
    expect(falling.deltas.get('Ip.InReceives')).toBe(20)
  })

  it('lets the user decide', () => {
    const text = '#kernel\nIpInReceives                    5                0.0\n'
    expect(readText(text).snapshots[0]?.kind).toBe('increment')
    expect(keys(text)).toContain('counters.remark.nstat.increment.default')
    expect(readText(text, { kind: 'absolute' }).snapshots[0]?.kind).toBe('absolute')
  })

  it('reads --json on one line, pretty, and as a whole document', () => {
    const expected = { 'Ip.InReceives': 486, 'TcpExt.ListenDrops': 5 }
    const one = '{"kernel":{"IpInReceives":486,"TcpExtListenDrops":5}}\n'
    const pretty = '{\n    "kernel": {\n        "IpInReceives": 486,\n        "TcpExtListenDrops": 5\n    }\n}\n'
    for (const text of [
      one,
      pretty,
      `Sun Nov 22 10:01:41 UTC 2026\n${one}`,
      `Sun Nov 22 10:01:41 UTC 2026\n${pretty}`,
    ]) {
      const evidence = readText(text)
      expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual(expected)
      expect(evidence.snapshots[0]?.format).toBe('nstat-json')
      expect(evidence.unread).toEqual([])
    }
    expect(readText('{"kernel":{}}').snapshots).toEqual([])
  })

  const program = ['/usr/bin/nstat', '/sbin/nstat', '/usr/sbin/nstat'].find((path) => existsSync(path))
  it.skipIf(program === undefined)(
    `reads the nstat of this machine${program === undefined ? ' (skipped: iproute2 is not installed)' : ''}`,
    () => {
      const run = (...args: string[]): string =>
        execFileSync(program ?? '', ['-s', ...args], {
          encoding: 'utf8',
          env: { ...process.env, NSTAT_HISTORY: '/tmp/nstat-test-history' },
        })
      for (const args of [['-az'], ['-az', '--json'], ['-a']]) {
        const evidence = readText(run(...args))
        expect(evidence.unread).toEqual([])
        expect(evidence.snapshots).toHaveLength(1)
        expect(evidence.snapshots[0]?.values.get('Tcp.InSegs')).toBeGreaterThan(0)
      }
    },
  )
})

describe('/proc/net', () => {
  const netstat =
    'TcpExt: SyncookiesSent ListenOverflows ListenDrops TCPReqQFullDrop TcpTimeoutRehash\nTcpExt: 1 20 300 4000 50000\nIpExt: InNoRoutes InOctets\nIpExt: 0 9007199254740991\n'
  const snmp =
    'Tcp: RtoAlgorithm RtoMin RtoMax MaxConn ActiveOpens PassiveOpens\nTcp: 1 200 120000 -1 10 52\nIcmpMsg: InType3\nIcmpMsg: 7\nIcmpMsg: OutType3\nIcmpMsg: 8\n'
  const expected = {
    'TcpExt.SyncookiesSent': 1,
    'TcpExt.ListenOverflows': 20,
    'TcpExt.ListenDrops': 300,
    'TcpExt.TCPReqQFullDrop': 4000,
    'TcpExt.TcpTimeoutRehash': 50000,
    'IpExt.InNoRoutes': 0,
    'IpExt.InOctets': 9007199254740991,
    'Tcp.RtoAlgorithm': 1,
    'Tcp.RtoMin': 200,
    'Tcp.RtoMax': 120000,
    'Tcp.MaxConn': -1,
    'Tcp.ActiveOpens': 10,
    'Tcp.PassiveOpens': 52,
    'IcmpMsg.InType3': 7,
    'IcmpMsg.OutType3': 8,
  }

  it('pairs names and values by position, over several files', () => {
    const evidence = readText(`$ cat /proc/net/netstat\n${netstat}$ cat /proc/net/snmp\n${snmp}`)
    expect(evidence.snapshots).toHaveLength(1)
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual(expected)
    expect(evidence.unread).toEqual([])
  })

  it.each([40, 80, 100])('puts lines together that a terminal of %i columns wrapped', (width) => {
    const wrapped = (netstat + snmp)
      .split('\n')
      .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n') ?? '')
      .join('\n')
    const evidence = readText(wrapped)
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual(expected)
    expect(evidence.unread).toEqual([])
  })

  it('puts lines together that a mail program wrapped at blanks', () => {
    const wrapped = (netstat + snmp)
      .split('\n')
      .map((line) => line.replace(/(.{20,40}) /g, '$1\n'))
      .join('\n')
    expect(Object.fromEntries(readText(wrapped).snapshots[0]?.values ?? [])).toEqual(expected)
  })

  it('lists a pair whose lengths differ, and keeps the others', () => {
    const evidence = readText('TcpExt: ListenOverflows ListenDrops\nTcpExt: 5\nTcp: ActiveOpens\nTcp: 3\n')
    expect(evidence.unread).toMatchObject([{ line: 1, reason: 'damaged' }])
    expect(Object.fromEntries(evidence.totals)).toMatchObject({ 'Tcp.ActiveOpens': 3 })
    expect(evidence.totals.has('TcpExt.ListenOverflows')).toBe(false)
  })

  it('reads snmp6', () => {
    const evidence = readText(
      'Ip6InReceives                   \t24\nIcmp6InType135                  \t2\nUdpLite6InErrors                \t0\n',
    )
    expect(Object.fromEntries(evidence.totals)).toMatchObject({
      'Ip6.InReceives': 24,
      'Icmp6.InType135': 2,
      'UdpLite6.InErrors': 0,
    })
  })
})

describe('Prometheus', () => {
  const scrape = (
    drops: string,
    labels = '',
  ): string => `# HELP node_netstat_TcpExt_ListenDrops Statistic TcpExtListenDrops.
# TYPE node_netstat_TcpExt_ListenDrops untyped
node_netstat_TcpExt_ListenDrops${labels} ${drops}
node_netstat_IpExt_InOctets${labels} 6.28639697e+09
node_softnet_dropped_total{cpu="0"} 3
node_softnet_dropped_total{cpu="1"} 4
node_load1 0.5
`
  it('reads samples; what the exporter filters away stays unknown', () => {
    const evidence = readText(scrape('12'))
    expect(Object.fromEntries(evidence.totals)).toMatchObject({
      'TcpExt.ListenDrops': 12,
      'IpExt.InOctets': 6286396970,
    })
    expect(evidence.totals.has('TcpExt.TCPReqQFullDrop')).toBe(false)
    expect(evidence.otherDrops.get('softnet.dropped')).toBe(7)
    expect(evidence.unread).toEqual([])
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.prometheusFilter')
  })

  it('keeps instances apart and takes scrapes one after the other', () => {
    const text = [
      scrape('10', '{instance="a:9100"}'),
      scrape('1000', '{instance="b:9100"}'),
      scrape('17', '{instance="a:9100"}'),
    ].join('')
    const evidence = readText(text)
    const hosts = Object.fromEntries(
      evidence.hosts.map((host) => [host.name, moved(host.deltas)['TcpExt.ListenDrops'] ?? 0]),
    )
    expect(hosts).toEqual({ 'a:9100': 7, 'b:9100': 0 })
  })

  it('reads the JSON answer of a range query as a series with exact times', () => {
    const evidence = readText(
      JSON.stringify({
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { __name__: 'node_netstat_TcpExt_ListenOverflows', instance: 'n1:9100' },
              values: [
                [1795341701.123, '5'],
                [1795341716.123, '9'],
                [1795341731.123, '9'],
              ],
            },
            {
              metric: { __name__: 'node_netstat_TcpExt_ListenDrops', instance: 'n1:9100' },
              values: [
                [1795341701.123, '6'],
                [1795341716.123, '11'],
                [1795341731.123, '12'],
              ],
            },
            { metric: { instance: 'n1:9100' }, values: [[1795341701.123, '1']] },
          ],
        },
      }),
    )
    expect(evidence.snapshots.map(({ time }) => time)).toEqual([
      { seconds: 1795341701, nanos: 123_000_000 },
      { seconds: 1795341716, nanos: 123_000_000 },
      { seconds: 1795341731, nanos: 123_000_000 },
    ])
    expect(moved(evidence.deltas)).toEqual({ 'TcpExt.ListenOverflows': 4, 'TcpExt.ListenDrops': 6 })
    expect(evidence.unreadCount).toBe(1)
  })
})

describe('macOS and FreeBSD', () => {
  it('maps to the nearest MIB, singular and plural', () => {
    const evidence = readText(`tcp:
\t1807 connection requests
\t1 connection accept
\t0 bad connection attempts
\t3 listen queue overflows
\t12 data packets (3456 bytes) retransmitted
\t5 retransmit timeouts
\t\t2 connections dropped by rexmit timeout
\t7 connections closed (including 2 drops)
\t9 SYN cache entries added
udp:
\t55 datagrams received
`)
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toMatchObject({
      'Tcp.ActiveOpens': 1807,
      'Tcp.PassiveOpens': 1,
      'TcpExt.ListenOverflows': 3,
      'Tcp.RetransSegs': 12,
      'TcpExt.TCPTimeouts': 5,
      'TcpExt.TCPAbortOnTimeout': 2,
      'Bsd.tcp.badConnectionAttempt': 0,
      'Bsd.tcp.connectionClosed': 7,
      'Bsd.udp.datagramReceived': 55,
    })
    expect(evidence.snapshots[0]?.format).toBe('bsd-netstat')
    expect(evidence.unread).toEqual([])
    expect(readText('tcp:\n\t1 listen queue overflow\n').totals.get('TcpExt.ListenOverflows')).toBe(1)
    expect(readText('\t4 listen queue overflows\n').totals.get('TcpExt.ListenOverflows')).toBe(4)
  })

  it('reads the SYN cache of FreeBSD and libxo JSON', () => {
    const evidence = readText('tcp:\n\t8 syncache entries added\n\t\t3 retransmitted\n\t\t2 dropped\n\t1 cookie sent\n')
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual({
      'Bsd.tcp.syncacheEntryAdded': 8,
      'Bsd.tcp.syncacheRetransmitted': 3,
      'Bsd.tcp.syncacheDropped': 2,
      'TcpExt.SyncookiesSent': 1,
    })
    const json = readText('{"statistics": {"tcp": {"listen-queue-overflows": 3, "connection-requests": 4}}}')
    expect(Object.fromEntries(json.snapshots[0]?.values ?? [])).toEqual({
      'TcpExt.ListenOverflows': 3,
      'Tcp.ActiveOpens': 4,
    })
  })

  it('reads netstat -Lan', () => {
    const { listenerQueues } = readText(
      'Current listen queue sizes (qlen/incqlen/maxqlen)\nListen         Local Address         \n3/0/128        *.8080                 \ntcp4  0/0/5 127.0.0.1.631\n',
    )
    expect(listenerQueues).toMatchObject([
      { address: '*', port: 8080, receiveQueue: 3, backlog: 128 },
      { address: '127.0.0.1', port: 631, receiveQueue: 0, backlog: 5 },
    ])
  })
})

describe('Windows', () => {
  const english = (family: string, active: number): string => `
TCP Statistics for ${family}

  Active Opens                        = ${active}
  Passive Opens                       = 86083
  Failed Connection Attempts          = 13218
  Reset Connections                   = 272367
  Current Connections                 = 44
  Segments Received                   = 8011276
  Segments Sent                       = 7388244
  Segments Retransmitted              = 34858
`
  it('adds IPv4 and IPv6 together', () => {
    const evidence = readText(
      `IPv4 Statistics\n\n  Packets Received                   = 100\n  Received Header Errors             = 1\n${english('IPv4', 5)}${english('IPv6', 7)}`,
    )
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual({
      'Ip.InReceives': 100,
      'Ip.InHdrErrors': 1,
      'Tcp.ActiveOpens': 12,
      'Tcp.PassiveOpens': 172166,
      'Tcp.AttemptFails': 26436,
      'Tcp.EstabResets': 544734,
      'Tcp.CurrEstab': 88,
      'Tcp.InSegs': 16022552,
      'Tcp.OutSegs': 14776488,
      'Tcp.RetransSegs': 69716,
    })
    expect(evidence.unread).toEqual([])
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.windowsNoQueue')
  })

  it.each([
    [
      'de',
      'TCP-Statistik für IPv4',
      [
        'Aktiv geöffnet',
        'Passiv geöffnet',
        'Erfolglose Verbindungsversuche',
        'Zurückgesetzte Verbindungen',
        'Aktuelle Verbindungen',
        'Empfangene Segmente',
        'Gesendete Segmente',
        'Erneut übertragene Segmente',
      ],
    ],
    [
      'zh',
      'IPv4 的 TCP 统计信息',
      ['主动开放', '被动开放', '失败的连接尝试', '重置连接', '当前连接', '接收的分段', '发送的分段', '重新传输的分段'],
    ],
  ])('tells localised lines (%s) by their order', (_language, title, names) => {
    const evidence = readText(`${title}\r\n\r\n${names.map((name, i) => `  ${name}   = ${i + 1}`).join('\r\n')}\r\n`)
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual({
      'Tcp.ActiveOpens': 1,
      'Tcp.PassiveOpens': 2,
      'Tcp.AttemptFails': 3,
      'Tcp.EstabResets': 4,
      'Tcp.CurrEstab': 5,
      'Tcp.InSegs': 6,
      'Tcp.OutSegs': 7,
      'Tcp.RetransSegs': 8,
    })
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.windowsByOrder')
  })

  it('two runs make two snapshots; a 32-bit wrap is a wrap', () => {
    const evidence = readText(`${english('IPv4', 4_294_967_290)}\n${english('IPv4', 4)}`)
    expect(evidence.snapshots).toHaveLength(2)
    expect(moved(evidence.deltas)).toEqual({ 'Tcp.ActiveOpens': 10 })
    expect(evidence.intervals[0]).toMatchObject({ break: null, wrapped: ['Tcp.ActiveOpens'] })
  })
})

describe('sockets', () => {
  it('reads ss -lnt in its layouts', () => {
    const { listenerQueues, unread } = readText(`State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
LISTEN 2      1          10.77.0.1:8001      0.0.0.0:*    users:(("python3",pid=16664,fd=6),("python3",pid=1,fd=6))
LISTEN 1      5          [fd77::1]:8443         [::]:*
\t skmem:(r0,rb131072,t0,tb16384,f0,w0,o0,bl0,d6)
LISTEN 0      128                *:80                *:*
LISTEN 0      128               :::443              :::*
LISTEN 0      128     127.0.0.1%lo:53          0.0.0.0:*
LISTEN 0      128     [::ffff:10.0.0.1]:99          *:*
LISTEN 0      511        0.0.0.0:http        0.0.0.0:*
tcp   LISTEN 0      4096  [fe80::1]%eth0:25    [::]:*    uid:1 ino:2 sk:3 cgroup:/ <-> skmem:(r0,rb1,t0,tb1,f0,w0,o0,bl0,d9)
`)
    expect(unread).toEqual([])
    expect(
      listenerQueues.map(({ address, port, receiveQueue, backlog, drops, process }) => [
        address,
        port,
        receiveQueue,
        backlog,
        drops,
        process,
      ]),
    ).toEqual([
      ['10.77.0.1', 8001, 2, 1, null, 'python3 (pid 16664)'],
      ['fd77::1', 8443, 1, 5, 6, null],
      ['*', 80, 0, 128, null, null],
      ['*', 443, 0, 128, null, null],
      ['127.0.0.1', 53, 0, 128, null, null],
      ['10.0.0.1', 99, 0, 128, null, null],
      ['*', 80, 0, 511, null, null],
      ['fe80::1', 25, 0, 4096, 9, null],
    ])
  })

  it('counts half-open connections, also where one state filter hides the State column', () => {
    const rows =
      '0      0          10.77.0.1:8002    10.77.0.2:20001\n0      0          10.77.0.1:8002    10.77.0.2:20002\n'
    const header = 'Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n'
    expect(readText(`# ss -tan state syn-recv\n${header}${rows}`).synQueues).toMatchObject([
      { address: '10.77.0.1', port: 8002, halfOpen: 2 },
    ])
    const unknown = readText(header + rows)
    expect(unknown.synQueues).toEqual([])
    expect(unknown.unread.map(({ reason }) => reason)).toEqual(['state-unknown', 'state-unknown'])
    const listening = readText(`# ss -tn state listening\n${header}3      128          10.77.0.1:8002    0.0.0.0:*\n`)
    expect(listening.listenerQueues).toMatchObject([{ port: 8002, receiveQueue: 3, backlog: 128 }])
  })

  it('knows that a listener of a full table has no half-open connection', () => {
    const { synQueues } = readText(`State Recv-Q Send-Q Local Address:Port Peer Address:Port
LISTEN 0 5 10.0.0.1:80 0.0.0.0:*
SYN-RECV 0 0 10.0.0.1:81 10.0.0.2:5
TIME-WAIT 0 0 10.0.0.1:80 10.0.0.2:6
`)
    expect(synQueues.map(({ port, halfOpen }) => [port, halfOpen])).toEqual([
      [81, 1],
      [80, 0],
    ])
  })

  it('reads netstat -lntp and -tan of net-tools: no backlog there', () => {
    const evidence = readText(`Active Internet connections (servers and established)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
tcp        3      0 0.0.0.0:80              0.0.0.0:*               LISTEN      1234/nginx: master
tcp6       0      0 :::22                   :::*                    LISTEN      -
tcp        0      0 10.0.0.1:80             10.0.0.2:4711           SYN_RECV    -
udp        0      0 0.0.0.0:68              0.0.0.0:*                           55/dhclient
Active UNIX domain sockets (only servers)
Proto RefCnt Flags       Type       State         I-Node   PID/Program name     Path
unix  2      [ ACC ]     STREAM     LISTENING     1234     1/init               /run/x
`)
    expect(evidence.unread).toEqual([])
    expect(evidence.listenerQueues).toMatchObject([
      { address: '*', port: 80, receiveQueue: 3, backlog: null, process: 'nginx (pid 1234)' },
      { address: '*', port: 22, receiveQueue: 0, backlog: null },
    ])
    expect(evidence.synQueues).toMatchObject([{ address: '10.0.0.1', port: 80, halfOpen: 1 }])
  })

  it('passes over ss -s and reads /proc/net/tcp', () => {
    const evidence = readText(`Total: 173
TCP:   12 (estab 3, closed 5, orphaned 0, timewait 2)

Transport Total     IP        IPv6
RAW\t  0         0         0
TCP\t  7         5         2
INET\t  9         6         3
FRAG\t  0         0         0

  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000021 00:00000000 00000000     0        0 1 1 0000000000000000 100 0 0 10 0
   1: 0100007F:1F90 0200007F:C350 03 00000000:00000000 01:00000000 00000000     0        0 0 1 0000000000000000
   2: 00000000000000000000000001000000:0050 00000000000000000000000000000000:0000 0A 00000000:00000002 00:00000000 00000000     0        0 2 1 0000000000000000 100 0 0 10 0
`)
    expect(evidence.unread).toEqual([])
    expect(evidence.listenerQueues.map(({ address, port, receiveQueue }) => [address, port, receiveQueue])).toEqual([
      ['127.0.0.1', 8080, 33],
      ['::1', 80, 2],
    ])
    expect(evidence.synQueues).toMatchObject([
      { address: '127.0.0.1', port: 8080, halfOpen: 1 },
      { address: '::1', port: 80, halfOpen: 0 },
    ])
  })

  const program = ['/usr/bin/ss', '/bin/ss', '/usr/sbin/ss', '/sbin/ss'].find((path) => existsSync(path))
  it.skipIf(program === undefined)(
    `reads the ss of this machine${program === undefined ? ' (skipped: iproute2 is not installed)' : ''}`,
    () => {
      for (const args of [['-lnt'], ['-lntp'], ['-lntm'], ['-lntemi'], ['-tan'], ['-s'], ['-lnO', '-t'], ['-tlnH']]) {
        expect(readText(execFileSync(program ?? '', args, { encoding: 'utf8' })).unread, args.join(' ')).toEqual([])
      }
    },
  )
})

describe('settings and the kernel', () => {
  it('reads sysctl, /proc/sys, bare values behind a prompt, macOS and Windows; not configuration files', () => {
    const evidence = readText(`net.core.somaxconn = 4096
net.ipv4.ip_local_port_range = 32768\t60999
/proc/sys/net/ipv4/tcp_syncookies:1
kern.ipc.somaxconn: 128
vm.swappiness = 60
root@web-1:~# cat /proc/sys/net/ipv4/tcp_max_syn_backlog
2048
root@web-1:~# sysctl -n net.ipv4.tcp_syn_retries
6
InitialRto(ms)                  : 1000
net.core.netdev_max_backlog=5000
`)
    expect(evidence.settings.map(({ name, value, line }) => [line, name, value])).toEqual([
      [1, 'net.core.somaxconn', '4096'],
      [2, 'net.ipv4.ip_local_port_range', '32768\t60999'],
      [3, 'net.ipv4.tcp_syncookies', '1'],
      [4, 'kern.ipc.somaxconn', '128'],
      [7, 'net.ipv4.tcp_max_syn_backlog', '2048'],
      [9, 'net.ipv4.tcp_syn_retries', '6'],
      [10, 'windows.InitialRto', '1000'],
    ])
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.sysctlConfiguration')
    expect(evidence.unread).toEqual([])
  })

  it.each([
    [
      '[ 12.345678] TCP: request_sock_TCP: Possible SYN flooding on port 10.77.0.1:8010. Dropping request.',
      'syn-flood-drop',
      8010,
    ],
    [
      'Nov 22 10:01:41 web kernel: TCP: request_sock_TCP: Possible SYN flooding on port 80. Sending cookies.  Check SNMP counters.',
      'syn-flood-cookies',
      80,
    ],
    ['possible SYN flooding on port 80. Sending cookies.', 'syn-flood-cookies', 80],
    ['TCP: request_sock_TCP: Possible SYN flooding on port [::]:443. Sending cookies.', 'syn-flood-cookies', 443],
    ['nf_conntrack: nf_conntrack: table full, dropping packet', 'conntrack-full', null],
    ['[99.123456] nf_conntrack: table full, dropping packet.', 'conntrack-full', null],
  ])('%s', (line, kind, port) => {
    expect(readText(line).kernelMessages).toMatchObject([{ kind, port, line: 1 }])
  })

  it('takes the kernel version from uname and /proc/version, other kernel lines as understood', () => {
    expect(
      readText('Linux web-1 5.10.0-28-amd64 #1 SMP Debian 5.10.209-2 (2024-01-31) x86_64 GNU/Linux').kernelVersion,
    ).toBe('5.10.0-28-amd64')
    expect(readText('Linux version 4.18.0-513.el8.x86_64 (mock@x) (gcc)').kernelVersion).toBe('4.18.0-513.el8.x86_64')
    expect(readText('$ uname -r\n6.1.0-9-amd64\n').kernelVersion).toBe('6.1.0-9-amd64')
    expect(readText('[    0.000000] Linux version 6.1\n[    1.000000] usb 1-1: new device\n').unreadCount).toBe(0)
  })

  it('adds up softnet_stat, conntrack -S and /proc/net/stat over CPUs, with growth between readings', () => {
    const softnet = (dropped: string): string =>
      [
        `0000272d ${dropped} 00000001 ${'00000000 '.repeat(9)}00000000 00000000 00000000`,
        `0000272d 00000002 00000001 ${'00000000 '.repeat(9)}00000001 00000000 00000000`,
      ].join('\n')
    const evidence = readText(
      `Sun Nov 22 10:01:41 UTC 2026\n${softnet('00000010')}\nSun Nov 22 10:01:42 UTC 2026\n${softnet('00000015')}\n`,
    )
    expect(evidence.otherDrops.get('softnet.dropped')).toBe(0x15 + 2)
    expect(evidence.otherDrops.get('softnet.dropped.growth')).toBe(5)
    expect(evidence.unread).toEqual([])
    const conntrack = readText(
      'cpu=0   \tfound=0 invalid=3 insert=0 insert_failed=2 drop=2 early_drop=0 error=0 search_restart=5\ncpu=1   \tfound=0 invalid=1 insert=0 insert_failed=0 drop=4 early_drop=0 error=0 search_restart=5\n',
    )
    expect(conntrack.otherDrops.get('conntrack.drop')).toBe(6)
    expect(conntrack.otherDrops.get('conntrack.invalid')).toBe(4)
    const martians = readText(
      'entries  in_hit in_slow_tot in_slow_mc in_no_route in_brd in_martian_dst in_martian_src  out_hit\n00000001 00000000 00000000 00000000 00000000 00000000 00000000 0000001f 00000000\n',
    )
    expect(martians.otherDrops.get('rt_cache.in_martian_src')).toBe(31)
  })
})

describe('several texts together', () => {
  const snapshot = (drops: number, segments: number): string =>
    `Tcp:\n    ${segments} segments received\nTcpExt:\n    ${drops} SYNs to LISTEN sockets dropped\n    0 packet headers predicted\n`

  it('orders before and after by name when nothing else tells', () => {
    const evidence = readCounterTexts([
      textSource(snapshot(9, 20), 'after.txt'),
      textSource(snapshot(4, 10), 'before.txt'),
    ])
    expect(evidence.snapshots.map(({ source }) => source)).toEqual(['before.txt', 'after.txt'])
    expect(moved(evidence.deltas)).toEqual({ 'TcpExt.ListenDrops': 5, 'Tcp.InSegs': 10 })
    expect(evidence.remarks.map(({ key }) => key)).toEqual(['counters.remark.noTimes'])
  })

  it('orders by file time and by time in the name', () => {
    const late = textSource(snapshot(9, 20), 'x.txt', { modified: { seconds: 1_795_341_800, nanos: 0 } })
    const early = textSource(snapshot(4, 10), 'y.txt', { modified: { seconds: 1_795_341_700, nanos: 0 } })
    const byFile = readCounterTexts([late, early])
    expect(byFile.snapshots.map(({ source, timeFrom }) => [source, timeFrom])).toEqual([
      ['y.txt', 'file'],
      ['x.txt', 'file'],
    ])
    const byName = readCounterTexts([
      textSource(snapshot(9, 20), 'netstat-20261122-100500.txt'),
      textSource(snapshot(4, 10), 'netstat-2026-11-22T10:01:41Z.txt'),
    ])
    expect(byName.snapshots.map(({ time, timeFrom }) => [time?.seconds, timeFrom])).toEqual([
      [1_795_341_701, 'name'],
      [1_795_341_900, 'name'],
    ])
  })

  it('says what one snapshot cannot say, and that a restart gives no difference', () => {
    expect(keys(snapshot(9, 20))).toEqual(['counters.remark.oneSnapshot'])
    const restarted = readCounterTexts([textSource(snapshot(900, 2000), 'a'), textSource(snapshot(3, 20), 'b')])
    expect(restarted.intervals).toMatchObject([{ break: 'reset' }])
    expect(restarted.intervals[0]?.deltas.size).toBe(0)
    expect(restarted.remarks.map(({ key }) => key)).toContain('counters.remark.reset')
    expect([...restarted.deltas.values()].every((value) => value === 0)).toBe(true)
  })

  it('keeps hosts apart that contradict each other', () => {
    const at = (second: number): string => `2026-11-22T10:00:0${second}Z\n`
    const a = at(1) + snapshot(5, 1000) + at(3) + snapshot(8, 1100)
    const b = at(2) + snapshot(500, 30) + at(4) + snapshot(501, 40)
    const evidence = readCounterTexts([textSource(a, 'a.txt'), textSource(b, 'b.txt')])
    expect(evidence.hosts.map(({ sources, deltas }) => [sources, moved(deltas)])).toEqual([
      [['a.txt'], { 'TcpExt.ListenDrops': 3, 'Tcp.InSegs': 100 }],
      [['b.txt'], { 'TcpExt.ListenDrops': 1, 'Tcp.InSegs': 10 }],
    ])
    expect(evidence.mainHost).toBe(0)
    expect(
      evidence.intervals.every(({ from, to }) => evidence.snapshots[from]?.source === evidence.snapshots[to]?.source),
    ).toBe(true)
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.severalHosts')
  })

  it('never subtracts hosts with different names in their prompts', () => {
    const evidence = readText(
      `root@web-1:~# netstat -s\n${snapshot(5, 10)}root@web-2:~# netstat -s\n${snapshot(50, 100)}root@web-1:~# netstat -s\n${snapshot(6, 12)}`,
    )
    expect(evidence.hosts.map(({ name, deltas }) => [name, moved(deltas)])).toEqual([
      ['web-1', { 'TcpExt.ListenDrops': 1, 'Tcp.InSegs': 2 }],
      ['web-2', {}],
    ])
  })

  it('knows zeros of whole sections and of visible grep patterns only', () => {
    const whole = readCounterTexts([textSource(snapshot(4, 10), 'before'), textSource(snapshot(9, 20), 'after')])
    expect(whole.deltas.get('TcpExt.ListenOverflows')).toBe(0)
    expect(whole.deltas.has('Ip.OutNoRoutes')).toBe(false)
    const grep = (pattern: string): ReadonlyMap<string, number> =>
      readText(`$ netstat -s | ${pattern}\n    5 SYNs to LISTEN sockets dropped\n`).totals
    expect(grep('grep -i listen').get('TcpExt.ListenOverflows')).toBe(0)
    expect(grep('grep LISTEN').has('TcpExt.ListenOverflows')).toBe(false)
    expect(grep("grep -E 'overflow|drop'").get('TcpExt.ListenOverflows')).toBe(0)
    expect(grep("egrep 'overflowed$|dropped$'").get('TcpExt.ListenOverflows')).toBe(0)
    expect(grep("grep -E '(a+)+b|drop'").has('TcpExt.ListenOverflows')).toBe(false)
    expect(grep('grep -v listen').has('TcpExt.ListenOverflows')).toBe(false)
    expect(grep('grep -e overflow -e drop').get('TcpExt.ListenOverflows')).toBe(0)
    const nothing = readText('$ netstat -s | grep -i listen\n$ \n')
    expect(Object.fromEntries(nothing.totals)).toMatchObject({ 'TcpExt.ListenOverflows': 0, 'TcpExt.ListenDrops': 0 })
  })
})
