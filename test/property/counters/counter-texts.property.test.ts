// Random counter values rendered in every format must come back; random bytes must never throw; line ends, encodings and
// cuts must not matter.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alignmentOf } from '../../../shared/counters/align-series.ts'
import { readDate, resolveDate } from '../../../shared/counters/date-line.ts'
import { NETSTAT_TEXTS, ALWAYS_PRINTED } from '../../../shared/counters/netstat-texts.ts'
import { TCP_EXT_NAMES } from '../../../shared/counters/mib-names.ts'
import { describeText, looksLikeCounterText, readCounterTexts } from '../../../shared/counters/read-counter-texts.ts'
import { readText, textSource } from '../../helpers/counter-texts.ts'

const count = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })

/** Values of TcpExt and Tcp by MIB name. */
const counters = fc.record({
  Tcp: fc.dictionary(fc.constantFrom(...(ALWAYS_PRINTED.Tcp ?? [])), count),
  TcpExt: fc.dictionary(fc.constantFrom(...TCP_EXT_NAMES), count),
})

type Counters = Readonly<Record<'Tcp' | 'TcpExt', Readonly<Record<string, number>>>>

function flat(values: Counters): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([section, own]) =>
      Object.entries(own).map(([mib, value]) => [`${section}.${mib}`, value]),
    ),
  )
}

const render = {
  'netstat -s': (values: Counters): string =>
    Object.entries(values)
      .map(([section, own]) => {
        const lines = Object.entries(own).map(([mib, value]) => {
          const text = NETSTAT_TEXTS[section]?.find(([name]) => name === mib)?.at(-1)
          return text === undefined ? `    ${mib}: ${value}` : `    ${text.replace('N', String(value))}`
        })
        return `${section}:\n${lines.join('\n')}\n`
      })
      .join(''),
  nstat: (values: Counters): string =>
    `#kernel\n${Object.entries(values)
      .flatMap(([section, own]) =>
        Object.entries(own).map(([mib, value]) => `${(section + mib).padEnd(32)}${String(value).padEnd(16)}   0.0\n`),
      )
      .join('')}`,
  'nstat --json': (values: Counters): string =>
    `${JSON.stringify({
      kernel: Object.fromEntries(
        Object.entries(values).flatMap(([section, own]) =>
          Object.entries(own).map(([mib, value]) => [section + mib, value]),
        ),
      ),
    })}\n`,
  '/proc/net': (values: Counters): string =>
    Object.entries(values)
      .filter(([, own]) => Object.keys(own).length > 0)
      .map(
        ([section, own]) => `${section}: ${Object.keys(own).join(' ')}\n${section}: ${Object.values(own).join(' ')}\n`,
      )
      .join(''),
  Prometheus: (values: Counters): string =>
    Object.entries(values)
      .flatMap(([section, own]) =>
        Object.entries(own).map(
          ([mib, value]) => `# TYPE node_netstat_${section}_${mib} untyped\nnode_netstat_${section}_${mib} ${value}\n`,
        ),
      )
      .join(''),
} as const

describe.each(Object.entries(render))('%s', (_format, text) => {
  it('gives rendered values back', () => {
    fc.assert(
      fc.property(counters, (values) => {
        const evidence = readText(text(values), { kind: 'absolute' })
        expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual(flat(values))
        expect(evidence.unread).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  it('adds growth up over a dated series: last minus first', () => {
    const steps = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(steps, fc.boolean(), (growth, behind) => {
        let drops = 5
        const blocks = [drops, ...growth.map((step) => (drops += step))].map((value, i) => {
          const date = `${1_795_341_701 + i}.5\n`
          const block = text({ Tcp: {}, TcpExt: { ListenDrops: value, ListenOverflows: value } })
          return behind ? block + date : date + block
        })
        const evidence = readText(blocks.join(''), { kind: 'absolute' })
        expect(evidence.snapshots).toHaveLength(growth.length + 1)
        expect(evidence.deltas.get('TcpExt.ListenDrops')).toBe(growth.reduce((sum, step) => sum + step, 0))
        expect(evidence.intervals.map(({ deltas }) => deltas.get('TcpExt.ListenDrops'))).toEqual(growth)
        expect(
          evidence.snapshots.every(({ time }, i) => time?.seconds === 1_795_341_701 + i && time.nanos === 5e8),
        ).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it('does not care about line ends and encodings', () => {
    fc.assert(
      fc.property(counters, fc.constantFrom('\r\n', '\r', '\r\r\n'), fc.boolean(), (values, end, wide) => {
        const plain = text(values)
        const expected = readText(plain, { kind: 'absolute' })
        const changed = plain.replaceAll('\n', end)
        const bytes = wide
          ? Uint8Array.from([0xff, 0xfe, ...[...changed].flatMap((char) => [char.charCodeAt(0), 0])])
          : new TextEncoder().encode(changed)
        const evidence = readText('', { bytes, kind: 'absolute' })
        expect(Object.fromEntries(evidence.totals)).toEqual(Object.fromEntries(expected.totals))
      }),
      { numRuns: 60 },
    )
  })
})

describe('dates', () => {
  it('round trip through the forms of date(1)', () => {
    const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
    const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
    const two = (value: number): string => String(value).padStart(2, '0')
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000_000_000, max: 3_900_000_000 }),
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: -12 * 2, max: 14 * 2 }),
        (seconds, nanos, halfHours) => {
          const local = new Date((seconds + halfHours * 1800) * 1000)
          const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()]
          const clock = `${two(local.getUTCHours())}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())}`
          const hour = local.getUTCHours()
          const clock12 = `${two(hour % 12 === 0 ? 12 : hour % 12)}:${two(local.getUTCMinutes())}:${two(local.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`
          const minutes = Math.abs(halfHours * 30)
          const zone = `${halfHours < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`
          const fraction = String(nanos).padStart(9, '0')
          const name = days[local.getUTCDay()] ?? ''
          const iso = `${year}-${two(month + 1)}-${two(day)}`
          const whole = [
            `${name} ${months[month] ?? ''} ${String(day).padStart(2)} ${clock} ${zone} ${year}`,
            `${name} ${day} ${months[month] ?? ''} ${year} ${clock12} ${zone}`,
            `${name}, ${two(day)} ${months[month] ?? ''} ${year} ${clock} ${zone}`,
            `${iso}T${clock}${zone.slice(0, 3)}:${zone.slice(3)}`,
            `${year}年 ${two(month + 1)}月 ${two(day)}日 星期日 ${clock} ${zone}`,
            String(seconds),
          ]
          for (const text of whole) {
            const date = readDate(text)
            expect(date && resolveDate(date, null), text).toEqual({ seconds, nanos: 0 })
          }
          for (const text of [
            `${iso}T${clock},${fraction}${zone.slice(0, 3)}:${zone.slice(3)}`,
            `${seconds}.${fraction}`,
            `${iso} ${clock}.${fraction} ${zone}`,
          ]) {
            const date = readDate(text)
            expect(date && resolveDate(date, null), text).toEqual({ seconds, nanos })
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('anything', () => {
  const pieces = fc.constantFrom(
    'Tcp:',
    'TcpExt: a b',
    'TcpExt: 1',
    '    5 SYNs to LISTEN sockets dropped',
    '#kernel',
    '{"kernel":{',
    '{',
    '}',
    'LISTEN 0 1',
    '\u001b[31m',
    'Sun Nov 22 10:01:41 UTC 2026',
    '$ netstat -s | grep x',
    '\r',
    '\n',
    '\n',
    '\n',
    '\u0000',
    '__proto__: 5',
    'constructor: 7',
    '= 5',
    'TCP IPv4',
    'tcp:',
    '\t1 x',
    'node_netstat_TcpExt_ListenDrops 1e400',
    'cpu=0 a=1',
    '00000000 '.repeat(12),
    '> ',
    ': ',
    'net.core.somaxconn = ',
    '99999999999999999999',
    '-5',
  )

  it('never throws on random bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4_000 }), (bytes) => {
        readCounterTexts([{ name: 'x', bytes, modified: null }])
        looksLikeCounterText(bytes)
        describeText(bytes, 'x')
      }),
      { numRuns: 300 },
    )
  })

  it('never throws on shreds of real texts, and every value is a counter', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 20 })), { maxLength: 60 }), (shreds) => {
        const { snapshots, deltas, totals } = readText(shreds.join(''))
        for (const { values } of snapshots)
          for (const value of values.values()) expect(Number.isFinite(value)).toBe(true)
        for (const value of deltas.values()) expect(value).toBeGreaterThanOrEqual(0)
        for (const name of totals.keys()) expect(name).toMatch(/^\w+\.[\w.]+$/)
      }),
      { numRuns: 400 },
    )
  })

  it('a text cut anywhere gives no value that the whole does not have, but for the number that was cut', () => {
    const text =
      '1795341701\nTcp:\n    123456 segments received\nTcpExt:\n    777 SYNs to LISTEN sockets dropped\n    TCPReqQFullDrop: 13\n'
    const whole = readText(text).totals
    fc.assert(
      fc.property(fc.integer({ min: 0, max: text.length }), (length) => {
        for (const [name, value] of readText(text.slice(0, length)).totals) {
          expect(String(whole.get(name)).startsWith(String(value)), name).toBe(true)
        }
      }),
    )
  })
})

describe('hostile texts', () => {
  it('one line of 40 MB, and a text longer than the bound', () => {
    const line = new Uint8Array(40 * 1024 * 1024).fill(65)
    const evidence = readText('', { bytes: line })
    expect(evidence.unread).toMatchObject([{ line: 1, reason: 'too-long' }])
    const long = new Uint8Array(65 * 1024 * 1024).fill(10)
    expect(readText('', { bytes: long }).remarks.map(({ key }) => key)).toContain('counters.remark.textTooLong')
  })

  it('millions of lines without meaning', () => {
    const lines = new Uint8Array(60 * 1024 * 1024).map((_, i) => (i % 3 === 2 ? 10 : 97))
    const evidence = readText('', { bytes: lines })
    expect(evidence.unreadCount).toBe(200_000)
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.mostlyUnread')
  })

  it('deep and wide JSON', () => {
    expect(readText('['.repeat(2_000_000)).remarks.map(({ key }) => key)).toContain('counters.remark.jsonTooLarge')
    expect(readText('{"a":'.repeat(100_000)).snapshots).toEqual([])
    const wide = `{"kernel":{${Array.from({ length: 50_000 }, (_, i) => `"TcpExtName${i}":${i}`).join(',')}}}`
    expect(readText(wide).snapshots[0]?.values.size).toBeLessThanOrEqual(4096)
  })

  it('names of Object.prototype are names like any other', () => {
    const evidence = readText('{"kernel":{"__proto__":1,"TcpExt__proto__":2,"constructor":3,"TcpExtConstructor":4}}')
    expect(Object.fromEntries(evidence.snapshots[0]?.values ?? [])).toEqual({ 'TcpExt.Constructor': 4 })
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(
      readText('TcpExt:\n    __proto__: 5\n    constructor: 7\n    TCPLoss: 1\n').snapshots[0]?.values.get(
        'TcpExt.TCPLoss',
      ),
    ).toBe(1)
  })

  it('hundreds of thousands of snapshots are bounded and said so', () => {
    const text = '#kernel\nTcpInSegs 5 0.0\n'.repeat(200_000)
    const evidence = readText(text)
    expect(evidence.snapshots.length).toBeLessThanOrEqual(20_000)
    expect(evidence.remarks.map(({ key }) => key)).toContain('counters.remark.tooManySnapshots')
  })

  it('grep patterns of a stranger are not run', () => {
    const evidence = readText(
      `$ netstat -s | grep -E '(a+)+$|${'x*'.repeat(500)}'\n    5 SYNs to LISTEN sockets dropped\n`,
    )
    expect(evidence.totals.get('TcpExt.ListenDrops')).toBe(5)
    expect(evidence.totals.size).toBe(1)
  })

  it('many texts of the same host in any order of names give the same growth', () => {
    const texts = [3, 8, 8, 15].map((drops, i) =>
      textSource(`${1_795_341_701 + i}\nTcpExt:\n    ${drops} SYNs to LISTEN sockets dropped\n`, `t${i}`),
    )
    fc.assert(
      fc.property(fc.shuffledSubarray(texts, { minLength: 4, maxLength: 4 }), (shuffled) => {
        expect(readCounterTexts(shuffled).deltas.get('TcpExt.ListenDrops')).toBe(12)
      }),
      { numRuns: 24 },
    )
  })
})

describe('alignment', () => {
  it('finds a shift of whole half-hours plus seconds back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -26, max: 28 }),
        fc.integer({ min: -20, max: 20 }),
        fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 30, maxLength: 60 }),
        (halfHours, seconds, perSecond) => {
          fc.pre(new Set(perSecond).size > 3)
          const shift = halfHours * 1800 + seconds
          const syns: number[] = []
          perSecond.forEach((n, second) => {
            for (let i = 0; i < n; i++) syns.push(1_000_000 + second + (i + 0.5) / (n + 1))
          })
          const intervals = perSecond.map((growth, second) => ({
            from: 1_000_000 + second - shift,
            to: 1_000_001 + second - shift,
            growth,
          }))
          const found = alignmentOf(Float64Array.from(syns), intervals)
          expect(found?.offset).toBeCloseTo(shift, 0)
          expect(found?.agreement).toBeGreaterThan(0.95)
        },
      ),
      { numRuns: 40 },
    )
  })
})
