// The catalogue: complete, in both languages, and found by every name a user may type.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allCounters, counterEntry, searchCounters } from '../../../shared/counters/counter-catalog.ts'
import { SETUP_COUNTERS } from '../../../shared/counters/counter-value.ts'
import { TCP_EXT_NAMES } from '../../../shared/counters/mib-names.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import { readText } from '../../helpers/counter-texts.ts'

const english = createTranslate('en')
const chinese = createTranslate('zh-CN')

describe('counter catalogue', () => {
  it('has every TcpExt counter of Linux 6.18 and before, and all that matter for set-up', () => {
    for (const name of TCP_EXT_NAMES) expect(counterEntry(`TcpExt.${name}`)?.name).toBe(`TcpExt.${name}`)
    for (const name of SETUP_COUNTERS) expect(counterEntry(name)?.setup, name).toBe(true)
    expect(allCounters().filter(({ step }) => step !== null).length).toBeGreaterThan(70)
  })

  it.skipIf(!existsSync('/proc/net/netstat'))(
    'has every counter of the kernel it runs on, in TcpExt, IpExt, Tcp, Ip and Icmp',
    () => {
      const text = readFileSync('/proc/net/netstat', 'utf8') + readFileSync('/proc/net/snmp', 'utf8')
      const names = [...(readText(text).snapshots[0]?.values.keys() ?? [])].filter((name) =>
        /^(?:TcpExt|IpExt|Tcp|Ip|Icmp)\./.test(name),
      )
      expect(names.length).toBeGreaterThan(100)
      expect(names.filter((name) => counterEntry(name) === null)).toEqual([])
    },
  )

  it('says what each counts in a sentence of either language', () => {
    for (const { name, meaning, step } of allCounters()) {
      for (const key of step === null ? [meaning] : [meaning, step]) {
        const [en, zh] = [english(key), chinese(key)]
        expect(en, name).not.toBe(key)
        expect(zh, name).toMatch(/[\u4e00-\u9fff]/)
        expect(en, name).toMatch(/[.]$/)
        expect(zh, name).toMatch(/。$/)
        expect(en.length, name).toBeLessThan(240)
      }
    }
  })

  it('gives both texts of ListenDrops, newest first, and the raw one where a version prints it', () => {
    expect(counterEntry('TcpExt.ListenDrops')?.texts).toEqual([
      'N SYNs to LISTEN sockets dropped',
      'N SYNs to LISTEN sockets ignored',
    ])
    expect(counterEntry('TcpExt.TCPTimeouts')?.texts).toEqual(['N other TCP timeouts', 'TCPTimeouts: N'])
    expect(counterEntry('TcpExt.TCPReqQFullDrop')?.texts).toEqual(['TCPReqQFullDrop: N'])
  })

  it.each([
    'TcpExt.ListenOverflows',
    'TcpExtListenOverflows',
    'tcpextlistenoverflows',
    'ListenOverflows',
    'node_netstat_TcpExt_ListenOverflows',
  ])('finds %s', (name) => {
    expect(counterEntry(name)?.name).toBe('TcpExt.ListenOverflows')
  })

  it('knows nothing of invented names', () => {
    for (const name of ['', 'x', '__proto__', 'constructor', 'Tcp.Nothing']) expect(counterEntry(name)).toBeNull()
  })

  it('searches by line, by word, by sentence', () => {
    expect(searchCounters('  45 times the listen queue of a socket overflowed')[0]?.name).toBe('TcpExt.ListenOverflows')
    expect(searchCounters('listen queue overflows').map(({ name }) => name)).toContain('TcpExt.ListenOverflows')
    expect(searchCounters('cookies').map(({ name }) => name)).toContain('TcpExt.TCPReqQFullDoCookies')
    expect(searchCounters('accept queue', english)[0]?.name).toMatch(/Listen/)
    expect(searchCounters('全连接队列', chinese).map(({ name }) => name)).toContain('TcpExt.ListenOverflows')
    expect(searchCounters('42')).toEqual([])
    expect(searchCounters('no such thing anywhere')).toEqual([])
  })
})
