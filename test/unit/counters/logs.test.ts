// Logs of many snapshots: every date form, before / behind / in front, watch, prompts, colours, kubectl noise, encodings.
import { describe, expect, it } from 'vitest'
import { cleanLine, detectEncoding, forEachLine } from '../../../shared/counters/clean-text.ts'
import { readDate, readDatePrefix, resolveDate } from '../../../shared/counters/date-line.ts'
import { describeText, looksLikeCounterText } from '../../../shared/counters/read-counter-texts.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import { moved, readText } from '../../helpers/counter-texts.ts'

const MOMENT = Date.UTC(2026, 10, 22, 10, 1, 41) / 1000

function moment(text: string, near = MOMENT): string | null {
  const date = readDate(text)
  const time = date ? resolveDate(date, { seconds: near, nanos: 0 }) : null
  return time ? `${time.seconds - MOMENT}.${String(time.nanos).padStart(9, '0')}` : null
}

describe('date lines', () => {
  it.each([
    ['Sun Nov 22 10:01:41 UTC 2026', 'C locale'],
    ['Sun Nov 22 10:01:41 AM UTC 2026', 'en_US'],
    ['Sun 22 Nov 2026 10:01:41 AM UTC', 'en_GB, glibc 2.29+'],
    ['Sun Nov 22 11:01:41 CET 2026', 'zone abbreviation'],
    ['So 22. Nov 11:01:41 CET 2026', 'German'],
    ['dim. 22 nov. 2026 10:01:41 UTC', 'French'],
    ['domingo, 22 de noviembre de 2026, 10:01:41 UTC', 'Spanish, long'],
    ['dom 22 nov 2026 10:01:41 UTC', 'Spanish, Italian'],
    ['вс 22 ноя 2026 13:01:41 MSK', 'Russian'],
    ['2026年 11月 22日 星期日 18:01:41 HKT', 'Chinese'],
    ['2026年11月22日 星期日 10時01分41秒 UTC', 'Chinese, Taiwan'],
    ['2026年 11月 22日 日曜日 19:01:41 JST', 'Japanese'],
    ['2026. 11. 22. (일) 19:01:41 KST', 'Korean'],
    ['Sun, 22 Nov 2026 10:01:41 +0000', 'date -R'],
    ['Sun, 22 Nov 2026 15:31:41 +0530', 'date -R, other zone'],
    ['2026-11-22T10:01:41+00:00', 'ISO'],
    ['2026-11-22T10:01:41Z', 'ISO, Z'],
    ['2026-11-22 10:01:41', 'ISO, local'],
    ['2026-11-22 05:01:41 -05', 'numeric abbreviation'],
    ['2026/11/22 10:01:41', 'slashes'],
    ['2026-11-22_10:01:41', 'underscore'],
    ['11/22/2026 10:01:41 AM', 'American'],
    ['22.11.2026 10:01:41', 'dots'],
    ['1795341701', 'epoch'],
    ['@1795341701', 'epoch with @'],
    ['10:01:41', 'time only'],
    ['Nov 22 10:01:41', 'syslog'],
    ['[Sun Nov 22 10:01:41 2026]', 'dmesg -T'],
  ])('%s (%s)', (text) => {
    expect(moment(text)).toBe('0.000000000')
  })

  it.each([
    ['1795341701.638751179', '0.638751179'],
    ['1795341701638', '0.638000000'],
    ['1795341701638751179', '0.638751179'],
    ['2026-11-22T10:01:41,638751179+00:00', '0.638751179'],
    ['2026-11-22 10:01:41.640658', '0.640658000'],
    ['10:01:41.123', '0.123000000'],
  ])('keeps the fraction of %s', (text, expected) => {
    expect(moment(text)).toBe(expected)
    expect(readDate(text)?.coarse).toBe(false)
  })

  it('completes the day by what is near, over midnight and New Year', () => {
    expect(moment('23:59:59', MOMENT - 10 * 3600)).toBe(`${-(10 * 3600 + 102)}.000000000`)
    const january = Date.UTC(2027, 0, 1, 0, 0, 5) / 1000
    const date = readDate('Dec 31 23:59:59')
    expect(date && resolveDate(date, { seconds: january, nanos: 0 })?.seconds).toBe(january - 6)
    expect(date && resolveDate(date, null)).toBeNull()
  })

  it('says which zones are ambiguous or missing', () => {
    expect(readDate('Sun Nov 22 10:01:41 CST 2026')).toMatchObject({ ambiguousZone: 'CST', offset: -360 })
    expect(readDate('2026-11-22 10:01:41')?.offset).toBeNull()
    const remarks = readText('2026-11-22 10:01:41\n    4 SYNs to LISTEN sockets dropped\n').remarks
    expect(remarks.map(({ key }) => key)).toContain('counters.remark.zoneUnknown')
  })

  it.each([
    '45 times the listen queue of a socket overflowed',
    'LISTEN 0 128 0.0.0.0:80 0.0.0.0:*',
    ' 10:01:41 up 12 days,  3 users',
    '12345',
    '0',
    'Tcp:',
    '25:61:00',
    'Sun Nov 32 10:01:41 UTC 2026',
    '1:2',
  ])('is not: %s', (text) => {
    expect(readDate(text)).toBeNull()
  })

  it('splits prefixes off', () => {
    for (const prefix of [
      '2026-11-22T10:01:41.5Z ',
      '2026-11-22 10:01:41.5 ',
      '[2026-11-22 10:01:41.5] ',
      'Nov 22 10:01:41.5 ',
      '1795341701.5 ',
      '10:01:41.5: ',
      'Sun Nov 22 10:01:41.5 UTC 2026: ',
    ]) {
      const found = readDatePrefix(`${prefix}    45 times the listen`)
      expect(found?.rest.trim(), prefix).toBe('45 times the listen')
      expect(found?.date.nanos, prefix).toBe(500_000_000)
    }
  })
})

const block = (drops: number): string =>
  `    ${drops - 1} times the listen queue of a socket overflowed\n    ${drops} SYNs to LISTEN sockets dropped\n`
const date = (second: number): string => `Sun Nov 22 10:01:${String(second).padStart(2, '0')} UTC 2026`

function series(text: string): (readonly [number | undefined, number | undefined])[] {
  const evidence = readText(text)
  expect(evidence.unread).toEqual([])
  return evidence.snapshots.map(
    ({ time, values }) => [time ? time.seconds - MOMENT : undefined, values.get('TcpExt.ListenDrops')] as const,
  )
}

const EXPECTED = [
  [0, 5],
  [1, 9],
  [2, 9],
]

describe('series', () => {
  it('dates before the blocks', () => {
    expect(series([5, 9, 9].map((drops, i) => `${date(41 + i)}\n${block(drops)}`).join(''))).toEqual(EXPECTED)
  })

  it('dates behind the blocks', () => {
    expect(series([5, 9, 9].map((drops, i) => `${block(drops)}${date(41 + i)}\n`).join(''))).toEqual(EXPECTED)
  })

  it('a date in front of every line, also from syslog, the journal and kubectl logs', () => {
    for (const prefix of [
      (second: number): string => `${date(second)} `,
      (second: number): string => `2026-11-22T10:01:${second}.25Z `,
      (second: number): string => `Nov 22 10:01:${second} web-1 collector[77]: `,
      (second: number): string => `[2026-11-22 10:01:${second}] `,
    ]) {
      const text = [5, 9, 9]
        .map((drops, i) =>
          block(drops)
            .replace(/^/gm, prefix(41 + i))
            .trimEnd(),
        )
        .join('\n')
      const lines = text.split('\n').filter((line) => line.includes('times') || line.includes('SYNs'))
      const evidence = readText(lines.join('\n'), { modified: { seconds: MOMENT, nanos: 0 } })
      expect(evidence.unread).toEqual([])
      expect(
        evidence.snapshots.map(({ time, values }) => [(time?.seconds ?? 0) - MOMENT, values.get('TcpExt.ListenDrops')]),
      ).toEqual(EXPECTED)
    }
  })

  it('watch headers', () => {
    const text = [5, 9, 9]
      .map(
        (drops, i) =>
          `Every 1.0s: netstat -s | grep -i listen      web-1: Sun Nov 22 10:01:${41 + i} 2026\n\n${block(drops)}`,
      )
      .join('')
    expect(series(text)).toEqual(EXPECTED)
    expect(readText(text).snapshots[0]?.host).toBe('web-1')
    expect(readText(text).remarks.map(({ key }) => key)).toContain('counters.remark.zoneUnknown')
  })

  it('separators and repeated headers without any date keep the order', () => {
    const sections = [5, 9, 9].map((drops) => `Tcp:\n    ${drops} segments received\nTcpExt:\n${block(drops)}`)
    for (const text of [sections.join(''), sections.join('--------\n'), sections.join('==> snap <==\n')]) {
      expect(series(text)).toEqual([
        [undefined, 5],
        [undefined, 9],
        [undefined, 9],
      ])
    }
  })

  it('only a time of day: the day comes from the file, the capture, or is said to be unknown', () => {
    const text = [5, 9, 9].map((drops, i) => `10:01:${41 + i}\n${block(drops)}`).join('')
    const placed = readText(text, { modified: { seconds: MOMENT + 3600, nanos: 0 } })
    expect(placed.snapshots.map(({ time }) => (time?.seconds ?? 0) - MOMENT)).toEqual([0, 1, 2])
    expect(readText(text).remarks.map(({ key }) => key)).toContain('counters.remark.dayUnknown')
  })

  it('what the user sets wins: first time, distance, offset', () => {
    const text = [5, 9, 9].map((drops) => `Tcp:\n    ${drops} segments received\n`).join('')
    const evidence = readText(text, { time: { seconds: 100, nanos: 5 }, secondsApart: 2 })
    expect(evidence.snapshots.map(({ time, timeFrom }) => [time, timeFrom])).toEqual([
      [{ seconds: 100, nanos: 5 }, 'user'],
      [{ seconds: 102, nanos: 5 }, 'user'],
      [{ seconds: 104, nanos: 5 }, 'user'],
    ])
    const dated = [5, 9, 9].map((drops, i) => `${date(41 + i)}\n${block(drops)}`).join('')
    expect(readText(dated, { offsetNanos: -3600e9 }).snapshots[0]?.time).toEqual({ seconds: MOMENT - 3600, nanos: 0 })
    expect(readText(dated, { time: { seconds: 50, nanos: 0 } }).snapshots.map(({ time }) => time?.seconds)).toEqual([
      50, 51, 52,
    ])
  })

  it('formats mixed under one date share its time', () => {
    const text = [1, 2]
      .map(
        (n) =>
          `${date(40 + n)}\nTcpExt:\n${block(n * 10)}#kernel\nTcpInSegs  ${n * 7}  0.0\nLISTEN 0 128 10.0.0.1:80 0.0.0.0:*\nnet.core.somaxconn = 128\n`,
      )
      .join('')
    const evidence = readText(text)
    expect(evidence.snapshots.map(({ format, time }) => [format, (time?.seconds ?? 0) - MOMENT])).toEqual([
      ['netstat-s', 0],
      ['nstat', 0],
      ['netstat-s', 1],
      ['nstat', 1],
    ])
    expect(evidence.listenerQueues.map(({ time }) => (time?.seconds ?? 0) - MOMENT)).toEqual([0, 1])
  })
})

describe('wrapping of every kind', () => {
  const plain = `$ netstat -s\nTcpExt:\n${block(9)}`
  const values = { 'TcpExt.ListenOverflows': 8, 'TcpExt.ListenDrops': 9 }
  const encode = (text: string, encoding: 'utf-16le' | 'utf-16be', bom: boolean): Uint8Array => {
    const bytes: number[] = bom ? (encoding === 'utf-16le' ? [0xff, 0xfe] : [0xfe, 0xff]) : []
    for (const char of text) {
      const code = char.charCodeAt(0)
      bytes.push(...(encoding === 'utf-16le' ? [code & 255, code >> 8] : [code >> 8, code & 255]))
    }
    return Uint8Array.from(bytes)
  }

  it.each([
    ['as it is', plain],
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['CRCRLF of a script file', plain.replaceAll('\n', '\r\r\n')],
    ['old Mac line ends', plain.replaceAll('\n', '\r')],
    ['UTF-8 with BOM', `\ufeff${plain}`],
    ['mail quoting', plain.replace(/^/gm, '> ')],
    ['twice quoted', plain.replace(/^/gm, '>> > ')],
    ['a table cell', plain.replace(/^(.*)$/gm, '| $1 |')],
    ['grep colours', plain.replace('LISTEN', '\u001b[01;31m\u001b[KLISTEN\u001b[m\u001b[K')],
    [
      'a coloured prompt',
      plain.replace('$ ', '\u001b]0;root@web: ~\u0007\u001b[01;32mroot@web\u001b[00m:\u001b[01;34m~\u001b[00m# '),
    ],
    ['overstrike', plain.replace('TcpExt:', 'T\bTcpExt:')],
    ['pdsh', plain.replace(/^/gm, 'web-1: ')],
    ['kubectl logs --prefix', plain.replace(/^(?=[T ])/gm, '[pod/web-1/nginx] ')],
    ['tabs instead of blanks', plain.replaceAll('    ', '\t')],
    ['trailing blanks', plain.replace(/$/gm, '   ')],
    ['no-break blanks of a web page', plain.replaceAll('    ', '\u00a0\u00a0\u00a0\u00a0')],
    [
      'kubectl exec',
      `Defaulted container "nginx" out of: nginx, istio-proxy (init)\nUnable to use a TTY - input is not a terminal or the right kind of file\n${plain}command terminated with exit code 1\n`,
    ],
    [
      'a script file',
      `Script started on 2026-11-22 10:01:41+00:00 [TERM="xterm"]\n${plain}# exit\nScript done on 2026-11-22 10:01:50+00:00 [COMMAND_EXIT_CODE="0"]\n`,
    ],
    ['a fenced block', `\`\`\`\n${plain}\`\`\`\n`],
  ])('%s', (_name, text) => {
    const evidence = readText(text)
    expect(moved(evidence.totals)).toEqual(values)
    expect(evidence.unread).toEqual([])
  })

  it.each([
    ['utf-16le', true],
    ['utf-16be', true],
    ['utf-16le', false],
    ['utf-16be', false],
  ] as const)('%s, BOM %s', (encoding, bom) => {
    const bytes = encode(plain, encoding, bom)
    expect(moved(readText('', { bytes }).totals)).toEqual(values)
    expect(looksLikeCounterText(bytes)).toBe(true)
    expect(detectEncoding(bytes).encoding).toBe(encoding)
  })

  it('an OEM code page is read as Latin-1 and its ASCII survives', () => {
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode('TCP-Statistik f'),
      0x81,
      ...new TextEncoder().encode('r IPv4\r\n  Aktiv ge'),
      0x94,
      ...new TextEncoder().encode('ffnet = 3\r\n'),
    ])
    expect(readText('', { bytes }).unread).toMatchObject([{ line: 2, reason: 'damaged' }])
  })

  it('says that watch recorded by script has lost positions', () => {
    expect(
      readText('\u001b[1;1HTcpExt:\u001b[2;5H9 SYNs to LISTEN sockets dropped').remarks.map(({ key }) => key),
    ).toContain('counters.remark.cursorMoves')
  })

  it('numbers lines as an editor does, whatever the line ends', () => {
    const numbers: number[] = []
    forEachLine(new TextEncoder().encode('a\r\nb\r\r\n\rc\n\nd'), (number, text) => {
      numbers.push(number)
      return text !== null
    })
    expect(numbers).toEqual([1, 2, 4, 6])
    expect(cleanLine('a\u001b[31mb\u001b[0m\u0007 ')).toBe('ab')
  })
})

describe('what is not understood', () => {
  it('is listed with its line, bounded, and counted', () => {
    const evidence = readText(
      `TcpExt:\n    3 SYNs to LISTEN sockets dropped\n    4 gremlins seen\n${'nonsense here\n'.repeat(5000)}`,
    )
    expect(evidence.unread[0]).toEqual({ source: 'paste 1', line: 3, text: '4 gremlins seen', reason: 'unknown' })
    expect(evidence.unread).toHaveLength(1000)
    expect(evidence.unreadCount).toBe(5001)
  })

  it.each([
    ['empty', ''],
    ['html', '<!DOCTYPE html><html><body>no</body></html>'],
    ['xml', '<?xml version="1.0"?>\n<a>\n</a>'],
    ['json', '{"a": 1}'],
    ['yaml', 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: x\n'],
    [
      'tcpdump',
      '09:57:54.673657 IP 10.77.0.2.35174 > 10.77.0.1.8080: Flags [S], seq 3873368287, win 64240, length 0\n',
    ],
    ['tshark', '    1   0.000000    10.77.0.2 → 10.77.0.1    TCP 74 35174 → 8080 [SYN] Seq=0 Win=64240\n'],
    ['script', '#!/bin/sh\necho hello\n'],
    ['ifconfig', '1: lo: <LOOPBACK,UP> mtu 65536\n    link/loopback 00:00\n    inet 127.0.0.1/8\n'],
    ['csv', 'time,name,value\n1,a,2\n3,b,4\n'],
    ['log', '2026-11-22 10:01:41 GET /index.html 200\n2026-11-22 10:01:42 GET /b 200\n'],
    ['usage', "netstat: unrecognized option 's'\nBusyBox v1.36 multi-call binary.\n"],
    ['text', 'Dear colleague,\nplease find attached nothing.\n'],
    ['binary', '\u0000\u0001\u0002\u0003PNG'],
  ])('%s is named', (kind, text) => {
    const bytes = new TextEncoder().encode(text)
    expect(looksLikeCounterText(bytes)).toBe(false)
    expect(describeText(bytes, 'x.txt')).toEqual({ key: `counters.notCounters.${kind}`, params: { source: 'x.txt' } })
    const evidence = readText(text, { name: 'x.txt' })
    expect(evidence.snapshots).toEqual([])
    const sentence = evidence.remarks.find(({ key }) => key.startsWith('counters.notCounters'))
    for (const language of ['en', 'zh-CN'] as const) {
      expect(createTranslate(language)(sentence?.key ?? '', sentence?.params)).toContain('x.txt')
    }
  })

  it('half a snapshot is used for what it has', () => {
    const evidence = readText(
      '    segments received\n    5 resets sent\nTcpExt:\n    3 SYNs to LISTEN sockets dropped\n    45 times the listen que',
    )
    expect(moved(evidence.totals)).toEqual({ 'Tcp.OutRsts': 5, 'TcpExt.ListenDrops': 3 })
    expect(evidence.totals.has('TcpExt.ListenOverflows')).toBe(false)
    expect(evidence.unread.map(({ line }) => line)).toEqual([1, 5])
  })
})
