// Every other cause on a small hand-made table, each with a case that looks alike and is not it.
import { describe, expect, it } from 'vitest'
import type { Cause } from '../../../shared/analysis/findings.ts'
import { FEATURE } from '../../../shared/analysis/tables.ts'
import {
  completed,
  counterText,
  diagnoseStory,
  evidenceOf,
  facts,
  handshake,
  several,
  silent,
  verdicts,
} from '../../helpers/stories.ts'
import type { Ends } from '../../helpers/stories.ts'

const served = several(5, 0.2, (at) => completed(at))
const tenSilent = several(10, 1, (at) => silent(5 + at))
const mixed = [...served, ...tenSilent]
const window = (readings: Record<string, number[]>): string =>
  counterText([-1, 90], { 'Tcp.PassiveOpens': [10, 15], ...readings })

describe('causes that one counter names', () => {
  const cases: readonly [Cause, Record<string, number[]>][] = [
    ['syn-queue-full', { 'TcpExt.TCPReqQFullDrop': [0, 70], 'TcpExt.ListenDrops': [0, 70] }],
    [
      'reverse-path-filter',
      { 'TcpExt.IPReversePathFilter': [5, 75], 'Ip.InReceives': [0, 100], 'Ip.InDelivers': [0, 30] },
    ],
    ['md5-required', { 'TcpExt.TCPMD5NotFound': [0, 70] }],
    ['bad-checksum', { 'Tcp.InCsumErrors': [0, 70], 'Tcp.InErrs': [0, 70] }],
    ['dropped-before-listener', { 'Ip.InReceives': [0, 100], 'Ip.InDelivers': [0, 30] }],
  ]
  for (const [cause, readings] of cases) {
    it(`${cause} is certain when its counter grew by the unanswered SYN packets`, () => {
      const { findings } = diagnoseStory({ handshakes: mixed, endsAt: 85 }, evidenceOf(window(readings)))
      expect(findings[0]).toMatchObject({ cause, confidence: 'certain', listener: 0, synPackets: 70 })
      expect(findings.some((finding) => finding.cause === 'accept-queue-overflow')).toBe(false)
    })
  }

  it('two causes at two listeners are both found, each at its own', () => {
    const other: Ends = { serverPort: 8080 }
    const two = [...mixed, ...several(4, 1, (at) => silent(5 + at, [0, 1.02, 3.04], other))]
    const readings = {
      'TcpExt.ListenOverflows': [0, 70],
      'TcpExt.ListenDrops': [0, 70],
      'TcpExt.IPReversePathFilter': [0, 12],
    }
    const { findings } = diagnoseStory({ handshakes: two, endsAt: 85 }, evidenceOf(window(readings)))
    expect(findings.slice(0, 2)).toMatchObject([
      { cause: 'accept-queue-overflow', confidence: 'certain', listener: 0, synPackets: 70 },
      { cause: 'reverse-path-filter', confidence: 'certain', listener: 1, synPackets: 12 },
    ])
  })

  it('the last quarter of tcp_max_syn_backlog needs SYN cookies off', () => {
    const open = several(30, 0.05, (at) =>
      handshake(
        'half-open',
        [
          { kind: 'syn', at },
          { kind: 'syn-ack', at: at + 0.001 },
        ],
        { client: '192.0.2.9' },
      ),
    )
    const counters = window({ 'TcpExt.ListenDrops': [0, 70] })
    const sysctl = (cookies: number): string =>
      `net.ipv4.tcp_syncookies = ${cookies}\nnet.ipv4.tcp_max_syn_backlog = 32\n`
    const story = { handshakes: [...open, ...mixed], endsAt: 85 }
    const off = diagnoseStory(story, evidenceOf(counters, sysctl(0)))
    expect(off.findings[0]).toMatchObject({ cause: 'syn-queue-full', confidence: 'certain' })
    expect(facts(off.findings[0])).toContain('last-quarter')
    const on = diagnoseStory(story, evidenceOf(counters, sysctl(1)))
    expect(verdicts(on).join()).not.toContain('syn-queue-full')
    expect(on.findings[0]?.summary.key).toBe('findings.inconclusive.summary-other-drops')
  })

  it('damaged SYNs are known from the packets alone', () => {
    const damaged = several(5, 1, (at) =>
      handshake('established', [
        { kind: 'syn', at, unanswered: true, badChecksum: true },
        { kind: 'syn', at: at + 1.02 },
        { kind: 'syn-ack', at: at + 1.021 },
        { kind: 'final-ack', at: at + 1.022 },
      ]),
    )
    expect(verdicts(diagnoseStory({ handshakes: damaged, endsAt: 20 }))[0]).toBe('bad-checksum likely')
  })
})

describe('before the listener', () => {
  it('frames that no IP counter knows are not for this host', () => {
    const ss =
      'State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 0      64     10.0.0.80:80       0.0.0.0:*\n'
    const found = diagnoseStory({ handshakes: tenSilent, endsAt: 85 }, evidenceOf(counterText([-1, 90], {}), ss))
    expect(found.findings[0]).toMatchObject({ cause: 'wrong-mac-address', confidence: 'likely' })
  })

  it('a rule by client address shows as one', () => {
    const blocked = several(10, 1, (at) => silent(5 + at, undefined, { client: '10.0.0.66' }))
    const counters = window({ 'Ip.InReceives': [0, 100], 'Ip.InDelivers': [0, 30] })
    const [first] = diagnoseStory({ handshakes: [...served, ...blocked], endsAt: 85 }, evidenceOf(counters)).findings
    expect(first?.cause).toBe('dropped-before-listener')
    expect(facts(first)).toContain('by-client')
  })

  it('a capture on the client with quiet counters of the server points to the way', () => {
    const found = diagnoseStory(
      { handshakes: mixed, endsAt: 85, vantage: 'client' },
      evidenceOf(window({ 'Tcp.InSegs': [0, 20] })),
    )
    expect(found.findings[0]).toMatchObject({ cause: 'dropped-before-listener', confidence: 'likely' })
    expect(found.findings[0]?.summary.key).toBe('findings.dropped-before-listener.summary-path')
  })
})

describe('answers and ACKs that get lost', () => {
  const unheard = (at: number) =>
    handshake('established', [
      { kind: 'syn', at, tsVal: 1, tsEcr: 0 },
      { kind: 'syn-ack', at: at + 0.001, tsVal: 100, tsEcr: 1 },
      { kind: 'syn', at: at + 1.02, tsVal: 1021, tsEcr: 0 },
      { kind: 'syn-ack', at: at + 1.021, tsVal: 1120, tsEcr: 1 },
      { kind: 'syn', at: at + 3.05, tsVal: 3051, tsEcr: 0 },
      { kind: 'syn-ack', at: at + 3.051, tsVal: 3150, tsEcr: 1 },
      { kind: 'final-ack', at: at + 3.052, tsVal: 3053, tsEcr: 3150 },
    ])

  it('SYNs repeated after a SYN-ACK mean that it was not heard', () => {
    const counters = counterText([-1, 30], { 'Tcp.PassiveOpens': [0, 6], 'TcpExt.TCPSynRetrans': [0, 12] })
    const [first] = diagnoseStory({ handshakes: several(6, 0.2, unheard), endsAt: 20 }, evidenceOf(counters)).findings
    expect(first).toMatchObject({ cause: 'synack-lost', confidence: 'certain', handshakes: 6, synPackets: 12 })
  })

  it('a SYN-ACK repeated to a client that stopped sending SYNs means that its ACK was lost', () => {
    const lost = several(6, 0.2, (at) =>
      handshake('established', [
        { kind: 'syn', at },
        { kind: 'syn-ack', at: at + 0.001 },
        { kind: 'syn-ack', at: at + 1.02 },
        { kind: 'syn-ack', at: at + 3.05 },
        { kind: 'final-ack', at: at + 3.051 },
      ]),
    )
    const counters = counterText([-1, 30], { 'Tcp.PassiveOpens': [0, 6], 'TcpExt.TCPSynRetrans': [0, 12] })
    const [first] = diagnoseStory({ handshakes: lost, endsAt: 20 }, evidenceOf(counters)).findings
    expect(first).toMatchObject({ cause: 'final-ack-lost', confidence: 'certain', handshakes: 6 })
  })

  it('loss between handshakes that pass is chance', () => {
    const scattered = [...several(6, 4, unheard), ...several(60, 0.4, (at) => completed(at))].sort(
      (a, b) => (a.packets[0]?.at ?? 0) - (b.packets[0]?.at ?? 0),
    )
    const counters = counterText([-1, 60], { 'Tcp.PassiveOpens': [0, 66], 'TcpExt.TCPSynRetrans': [0, 12] })
    const [first] = diagnoseStory({ handshakes: scattered, endsAt: 40 }, evidenceOf(counters)).findings
    expect(first).toMatchObject({ cause: 'random-loss', confidence: 'likely', handshakes: 6 })
  })

  it('answers that never left the host show as timers without packets', () => {
    const counters = counterText([-1, 90], {
      'Tcp.InSegs': [0, 70],
      'TcpExt.TCPTimeouts': [0, 60],
      'Tcp.OutSegs': [0, 60],
    })
    const [first] = diagnoseStory({ handshakes: tenSilent, endsAt: 85 }, evidenceOf(counters)).findings
    expect(first).toMatchObject({ cause: 'synack-lost', confidence: 'likely' })
    expect(facts(first)).toContain('held-back')
  })

  it('a missing route back shows in OutNoRoutes with ListenDrops', () => {
    const counters = window({ 'Ip.OutNoRoutes': [0, 70], 'TcpExt.ListenDrops': [0, 70] })
    const found = diagnoseStory({ handshakes: mixed, endsAt: 85 }, evidenceOf(counters))
    expect(found.findings[0]?.cause).toBe('synack-lost')
    expect(facts(found.findings[0])).toContain('no-route')
    expect(found.identities.map(({ key }) => key)).toContain('findings.identity.drops-rest-route')
  })
})

describe('no loss at all', () => {
  it('a long way: every SYN repeated, every answer one round trip later', () => {
    const far = several(6, 0.5, (at) =>
      handshake('established', [
        { kind: 'syn', at, tsVal: 1, tsEcr: 0 },
        { kind: 'syn-ack', at: at + 0.001, tsVal: 100, tsEcr: 1 },
        { kind: 'syn', at: at + 1.02, tsVal: 1021, tsEcr: 0 },
        { kind: 'syn-ack', at: at + 1.021, tsVal: 1120, tsEcr: 1 },
        { kind: 'final-ack', at: at + 1.501, tsVal: 1500, tsEcr: 100 },
      ]),
    )
    const [first] = diagnoseStory({ handshakes: far, endsAt: 20 }).findings
    expect(first).toMatchObject({ cause: 'long-round-trip', confidence: 'certain', handshakes: 6 })
    expect(first?.summary.params.seconds).toBe('1.5')
  })

  it('TCP_DEFER_ACCEPT ignores bare ACKs on purpose', () => {
    const deferred = several(4, 0.2, (at) =>
      handshake('final-ack-ignored', [
        { kind: 'syn', at },
        { kind: 'syn-ack', at: at + 0.001 },
        { kind: 'final-ack', at: at + 0.002 },
        { kind: 'syn-ack', at: at + 7.1 },
        { kind: 'client-data', at: at + 8, payload: 100 },
        { kind: 'server-data', at: at + 8.01, payload: 100 },
      ]),
    )
    const counters = counterText([-1, 30], { 'Tcp.PassiveOpens': [0, 4], 'TcpExt.TCPDeferAcceptDrop': [0, 4] })
    expect(verdicts(diagnoseStory({ handshakes: deferred, endsAt: 20 }, evidenceOf(counters)))[0]).toBe(
      'defer-accept certain',
    )
    expect(verdicts(diagnoseStory({ handshakes: deferred, endsAt: 20 })).join()).not.toContain('at-ack')
  })

  it('SYN cookies lose nothing', () => {
    const flood = several(40, 0.05, (at, i) =>
      handshake(
        'half-open',
        [
          { kind: 'syn', at },
          { kind: 'syn-ack', at: at + 0.001 },
        ],
        { client: `192.0.2.${i + 1}` },
      ),
    )
    const counters = window({ 'TcpExt.SyncookiesSent': [0, 30], 'TcpExt.TCPReqQFullDoCookies': [0, 30] })
    const found = diagnoseStory({ handshakes: [...served, ...flood], endsAt: 30 }, evidenceOf(counters))
    expect(found.findings[0]).toMatchObject({ cause: 'syncookies', confidence: 'certain', handshakes: 40 })
    expect(found.findings[0]?.next.map(({ key }) => key)).toContain('findings.next.kernel-log')
  })
})

describe('loud answers', () => {
  const refusals = several(6, 0.5, (at) =>
    handshake('refused', [
      { kind: 'syn', at },
      { kind: 'reset', at: at + 0.001, fromClient: false },
    ]),
  )

  it('resets are certain, and OutRsts tells who sent them', () => {
    const own = diagnoseStory(
      { handshakes: refusals, endsAt: 20 },
      evidenceOf(counterText([-1, 30], { 'Tcp.OutRsts': [0, 6] })),
    )
    expect(own.findings[0]).toMatchObject({ cause: 'refused', confidence: 'certain', handshakes: 6 })
    expect(facts(own.findings[0])).toContain('resets-own')
    const forged = diagnoseStory({ handshakes: [...served, ...refusals], endsAt: 20 }, evidenceOf(window({})))
    expect(facts(forged.findings.find(({ cause }) => cause === 'refused'))).toContain('resets-foreign')
  })

  it('ICMP errors say what they mean', () => {
    const rejected = several(4, 0.5, (at, i) =>
      handshake('icmp-rejected', [
        { kind: 'syn', at },
        { kind: 'icmp', at: at + 0.001, seq: i < 3 ? 0x030d : 0x0301 },
      ]),
    )
    const [first] = diagnoseStory({ handshakes: rejected, endsAt: 20 }).findings
    expect(first).toMatchObject({ cause: 'icmp-rejected', confidence: 'certain', handshakes: 4 })
    expect(first?.evidence.map(({ key, params }) => [key, params.errors])).toEqual([
      ['findings.icmp.prohibited', 3],
      ['findings.icmp.host-unreachable', 1],
    ])
  })

  it('a bare ACK is a challenge of a connection that is still there', () => {
    const challenged = several(3, 1, (at) =>
      handshake('established', [
        { kind: 'syn', at },
        { kind: 'bare-ack', at: at + 0.001, fromClient: false },
        { kind: 'reset', at: at + 0.002, fromClient: true, flags: 4 },
        { kind: 'syn', at: at + 0.01 },
        { kind: 'syn-ack', at: at + 0.011 },
        { kind: 'final-ack', at: at + 0.012 },
      ]),
    )
    expect(verdicts(diagnoseStory({ handshakes: challenged, endsAt: 20 }))[0]).toBe('challenge-ack certain')
  })

  it('crossing SYNs and reused ports are named', () => {
    const crossing = several(4, 1, (at) =>
      handshake('simultaneous-open', [
        { kind: 'syn', at },
        { kind: 'syn-ack', at: at + 0.1 },
      ]),
    )
    expect(verdicts(diagnoseStory({ handshakes: crossing, endsAt: 20 }))[0]).toBe('simultaneous-open certain')
    const reused = several(6, 1, (at, i) =>
      handshake('unanswered', [{ kind: 'syn', at, unanswered: true }], {
        clientPort: 40_000,
        features: i === 0 ? 0 : FEATURE.portReused,
      }),
    )
    const found = diagnoseStory({ handshakes: reused, endsAt: 20 })
    expect(verdicts(found)).toContain('port-reuse certain')
    expect(facts(found.findings.find(({ cause }) => cause === 'port-reuse'))).toContain('reused-silent')
  })
})
