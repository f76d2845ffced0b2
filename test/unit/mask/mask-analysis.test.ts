import { describe, expect, it } from 'vitest'
import { AddressMask, canonicalText } from '../../../shared/mask/address-mask.ts'
import { labelledAnalysis, maskAnalysis, maskingOf } from '../../../shared/mask/mask-analysis.ts'
import { maskedFigure } from '../../../shared/mask/masked-figure.ts'
import { labelled, TextMask } from '../../../shared/mask/text-mask.ts'
import { addressText } from '../../../shared/net/address.ts'
import { suggestNotes } from '../../../shared/annotation/suggest-notes.ts'
import { overflowSample, SAMPLE_SOURCES } from '../../helpers/figure-sample.ts'
import { buildAnalysis, buildPackets } from '../../helpers/handshake-analysis.ts'

const syn = (at: number) => [{ kind: 'syn' as const, at, unanswered: true }]

describe('AddressMask', () => {
  const packets = buildPackets({
    handshakes: [
      {
        client: '10.0.0.5',
        clientPort: 1,
        server: '10.9.0.1',
        serverPort: 80,
        isn: 1,
        outcome: 'unanswered',
        packets: syn(1),
      },
      {
        client: '10.0.0.6',
        clientPort: 2,
        server: '10.9.0.2',
        serverPort: 80,
        isn: 2,
        outcome: 'unanswered',
        packets: syn(2),
      },
      {
        client: '10.7.0.5',
        clientPort: 3,
        server: '10.9.0.1',
        serverPort: 80,
        isn: 3,
        outcome: 'unanswered',
        packets: syn(3),
      },
      {
        client: '2001:4860::1',
        clientPort: 4,
        server: 'fd00::1',
        serverPort: 80,
        isn: 4,
        outcome: 'unanswered',
        packets: syn(4),
      },
    ],
  })

  it('gives servers letters and clients numbers and keeps subnets apart', () => {
    const mask = new AddressMask(packets)
    expect(mask.labelFor('10.9.0.1')).toBe('server-1.A')
    expect(mask.labelFor('10.9.0.2')).toBe('server-1.B')
    const clients = ['10.0.0.5', '10.0.0.6', '10.7.0.5'].map((text) => mask.textFor(text) ?? '')
    expect(new Set(clients).size).toBe(3)
    const net = (text: string): string => text.replace(/\.\d+$/, '')
    expect(net(clients[0] ?? '')).toBe(net(clients[1] ?? ''))
    expect(net(clients[0] ?? '')).not.toBe(net(clients[2] ?? ''))
    for (const text of clients) expect(text).toMatch(/^198\.1[89]\./)
    expect(mask.textFor('fd00::1')).toMatch(/^2001:db8:/)
  })

  it('is the same twice, and leaves what names nobody', () => {
    const a = new AddressMask(packets)
    const b = new AddressMask(packets)
    expect(a.textFor('10.7.0.5')).toBe(b.textFor('10.7.0.5'))
    for (const text of ['0.0.0.0', '127.0.0.1', '255.255.255.255', '224.0.0.1', '::', '::1', 'ff02::1'])
      expect(a.textFor(text)).toBe(text)
    expect(a.textFor('no address')).toBeNull()
  })

  it('goes on beyond the benchmark range without giving two addresses one name', () => {
    const mask = new AddressMask(packets)
    const seen = new Set(Array.from({ length: 1500 }, (_, i) => mask.textFor(`11.${i >> 8}.${i & 255}.1`)))
    expect(seen.size).toBe(1500)
  })

  it('has room for every host of a subnet', () => {
    const mask = new AddressMask(packets)
    expect(new Set(Array.from({ length: 256 }, (_, i) => mask.textFor(`11.0.0.${i}`))).size).toBe(256)
  })

  it('writes canonical texts', () => {
    expect(canonicalText({ family: 4, words: [0, 0, 0, 0x0a000001] })).toBe('10.0.0.1')
  })
})

describe('TextMask', () => {
  const texts = new TextMask(new AddressMask(buildPackets({ handshakes: [] })))
  texts.addName('web01', 'host-1')
  texts.addName('eth0', 'if-1')

  it('replaces addresses, MAC addresses and names, and nothing else', () => {
    const masked = texts.masked(
      'web01 web011 eth0 10.1.2.3:80 [2001:4860::5]:443 aa:bb:cc:dd:ee:ff 10:21:30 1.2.3 6.1.0-18',
    )
    expect(masked).toBe(
      'host-1 web011 if-1 198.18.0.1:80 [2001:db8:0:2::1]:443 02:00:00:00:00:01 10:21:30 1.2.3 6.1.0-18'.replace(
        '2001:db8:0:2::1',
        '2001:db8:0:2::1',
      ),
    )
  })

  it('writes labels for people', () => {
    const labels = new Map([
      ['198.18.0.1', 'server-A'],
      ['2001:db8:0:2::1', 'server-B'],
    ])
    expect(labelled('198.18.0.1:80 and [2001:db8:0:2::1]:80', labels)).toBe('server-A:80 and server-B:80')
  })
})

describe('a masked analysis', () => {
  it('has the same handshakes under other addresses, and labels for all of them', () => {
    const analysis = overflowSample()
    const masked = maskAnalysis(analysis)
    expect(masked.packets.handshakes).toEqual(analysis.packets.handshakes)
    expect(masked.packets.addresses.words).not.toEqual(analysis.packets.addresses.words)
    for (let row = 0; row < masked.packets.addresses.length; row++) {
      expect(addressText(masked.packets.addresses, row)).toMatch(/^198\.18\./)
      expect(masked.packets.names.get(row)).toMatch(/^(client|server)-/)
    }
  })

  it('has no address in its words', () => {
    const analysis = overflowSample()
    const finding = analysis.diagnosis.findings[0]
    if (finding === undefined) throw new Error('no finding')
    const spoken = {
      ...analysis,
      diagnosis: {
        ...analysis.diagnosis,
        findings: [{ ...finding, summary: { key: 'x', params: { listener: '10.244.1.23:80', count: 5 } } }],
      },
    }
    const masked = maskAnalysis(spoken)
    expect(masked.diagnosis.findings[0]?.summary.params).toEqual({ listener: 'server-A:80', count: 5 })
    // Opened again from a work that was saved masked, the words are the same.
    const again = labelledAnalysis({
      ...masked,
      diagnosis: {
        ...masked.diagnosis,
        findings: [
          {
            ...finding,
            summary: {
              key: 'x',
              params: {
                listener: `${addressText(masked.packets.addresses, masked.packets.handshakes.serverAddress[0] ?? 0)}:80`,
                count: 5,
              },
            },
          },
        ],
      },
    })
    expect(again.diagnosis.findings[0]?.summary.params).toEqual({ listener: 'server-A:80', count: 5 })
  })

  it('keeps notes on their handshakes', () => {
    const analysis = overflowSample()
    const notes = suggestNotes(analysis, [])
    const masked = maskedFigure({ analysis, notes, sources: SAMPLE_SOURCES, counters: [] })
    expect(masked.sources.map((source) => source.name)).toEqual(['capture-1', 'counters-1'])
    expect(JSON.stringify(masked.notes)).not.toMatch(/10\.(244|20)\./)
    const again = suggestNotes(masked.analysis, [])
    expect(masked.notes.map((note) => note.anchor.time)).toEqual(again.map((note) => note.anchor.time))
  })

  it('empties lines of counter texts that nobody understood, and keeps line numbers', () => {
    const analysis = buildAnalysis({ handshakes: [] })
    const counters = {
      ...analysis.counters,
      unread: [{ source: 'a.txt', line: 2, text: 'root@web01:~# netstat -s', reason: 'unknown' }],
    } as typeof analysis.counters
    const text = new TextEncoder().encode(
      'Tcp:\nroot@web01:~# netstat -s\nNov 22 10:21:16 web01 kernel: TCP: request_sock_TCP: Possible SYN flooding on port 10.1.2.3:80.\n',
    )
    const masked = maskedFigure({
      analysis: { ...analysis, counters },
      notes: [],
      sources: [],
      counters: [{ name: 'a.txt', text, modified: null, time: null, secondsApart: null, offsetNanos: null, kind: null, host: null }],
    })
    const lines = new TextDecoder().decode(masked.counters[0]?.text).split('\n')
    expect(lines).toHaveLength(4)
    expect(lines[1]).toBe('')
    expect(lines[2]).toContain('host-1 kernel:')
    expect(lines[2]).not.toMatch(/web01|10\.1\.2\.3/)
  })

  it('learns names of hosts and interfaces', () => {
    const { texts } = maskingOf(overflowSample())
    expect(texts.masked('on eth0')).toBe('on if-1')
  })
})
