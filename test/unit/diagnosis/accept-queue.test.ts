// A full accept queue, on every amount of evidence from a capture alone to counters, ss and sysctl together.
import { describe, expect, it } from 'vitest'
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

/** Five connections, then ten clients that never hear anything: 70 SYN packets in 80 s. */
const overflow = [...several(5, 0.2, (at) => completed(at)), ...several(10, 1, (at) => silent(5 + at))]
const before = { 'Tcp.PassiveOpens': [10, 15], 'TcpExt.ListenOverflows': [3, 73], 'TcpExt.ListenDrops': [3, 73] }
const framing = counterText([-1, 90], before)

describe('accept queue overflow', () => {
  it('is certain when the counter grew by exactly the unanswered SYN packets between snapshots that frame them', () => {
    const { findings } = diagnoseStory({ handshakes: overflow, endsAt: 85 }, evidenceOf(framing))
    const [first] = findings
    expect(first).toMatchObject({
      cause: 'accept-queue-overflow',
      confidence: 'certain',
      listener: 0,
      handshakes: 10,
      synPackets: 70,
    })
    expect(facts(first)).toContain('share-equal')
    expect(facts(first)).toContain('drops-equal')
    const fact = first?.evidence.find(({ key }) => key.endsWith('share-equal'))
    expect(fact?.params).toMatchObject({
      counter: 'ListenOverflows',
      growth: 70,
      packets: 70,
      listener: '10.0.0.80:80',
    })
    expect(fact?.links.growth).toEqual({ kind: 'counter', name: 'TcpExt.ListenOverflows', from: 0, to: 1 })
    expect(fact?.links.packets).toMatchObject({ kind: 'packets' })
  })

  it('is only likely when the snapshots cover half of the packets', () => {
    const half = counterText([-1, 20], { ...before, 'TcpExt.ListenOverflows': [3, 73], 'TcpExt.ListenDrops': [3, 73] })
    expect(verdicts(diagnoseStory({ handshakes: overflow, endsAt: 85 }, evidenceOf(half)))[0]).toBe(
      'accept-queue-overflow likely',
    )
  })

  it('finds the listener among several by the amounts', () => {
    const two = [...overflow, ...several(4, 1, (at) => silent(5 + at, [0, 1.02, 3.04], { serverPort: 8080 }))]
    const { findings } = diagnoseStory({ handshakes: two, endsAt: 85 }, evidenceOf(framing))
    expect(findings[0]).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'certain', listener: 0 })
    expect(findings.filter(({ cause }) => cause === 'accept-queue-overflow')).toHaveLength(1)
    expect(findings.find(({ listener, cause }) => listener === 1 && cause !== 'healthy')?.cause).not.toBe(
      'accept-queue-overflow',
    )
  })

  it('is likely from one snapshot since boot, with the drops for other reasons and the snapshot that would settle it', () => {
    const grep =
      '    12178939 times the listen queue of a socket overflowed\n    12247395 SYNs to LISTEN sockets dropped\n'
    const { findings } = diagnoseStory({ handshakes: [silent(0)] }, evidenceOf(grep))
    const [first] = findings
    expect(first).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'likely', handshakes: 1, synPackets: 7 })
    expect(first?.evidence.find(({ key }) => key.endsWith('drops-for-other-reasons'))?.params.other).toBe(68_456)
    expect(facts(first)).toContain('one-snapshot')
    expect(first?.next.find(({ key }) => key === 'findings.next.second-snapshot')?.params.overflows).toBe(12_178_939)
  })

  it('is not said when a snapshot taken after the SYNs has fewer overflows than SYN packets', () => {
    const small = counterText([90], { 'TcpExt.ListenOverflows': [4], 'TcpExt.ListenDrops': [4] })
    expect(verdicts(diagnoseStory({ handshakes: overflow, endsAt: 85 }, evidenceOf(small))).join()).not.toContain(
      'accept-queue',
    )
  })

  it('says nothing from a snapshot taken before the SYNs', () => {
    const early = counterText([-20], { 'TcpExt.ListenOverflows': [900], 'TcpExt.ListenDrops': [900] })
    expect(verdicts(diagnoseStory({ handshakes: overflow, endsAt: 85 }, evidenceOf(early)))[0]).toBe(
      'inconclusive possible',
    )
  })

  it('reckons the effective queue: backlog plus one, and whether somaxconn cut it', () => {
    const ss =
      'State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 33     32     10.0.0.80:80       0.0.0.0:*\n'
    const [first] = diagnoseStory(
      { handshakes: overflow, endsAt: 85 },
      evidenceOf(framing, ss, 'net.core.somaxconn = 32\nnet.ipv4.tcp_syncookies = 1\n'),
    ).findings
    expect(first?.evidence.find(({ key }) => key.endsWith('queue-full'))?.params).toMatchObject({
      queue: 33,
      backlog: 32,
      places: 33,
    })
    expect(facts(first)).toContain('backlog-cut')
    expect(first?.explanation.map(({ key }) => key)).toContain('findings.accept-queue-overflow.explain-syncookies')
  })

  it('tells a full queue seen by ss from the program limit when somaxconn is larger', () => {
    const ss =
      'State  Recv-Q Send-Q Local Address:Port Peer Address:Port\nLISTEN 6      5      *:80               *:*\n'
    const [first] = diagnoseStory({ handshakes: overflow }, evidenceOf(ss, 'net.core.somaxconn = 4096\n')).findings
    expect(first).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'likely' })
    expect(facts(first)).toContain('backlog-program')
  })

  it('stays an open question on a capture alone, with the unserved connections as a hint', () => {
    const waiting = several(6, 0.2, (at) =>
      handshake('established', [
        { kind: 'syn', at },
        { kind: 'syn-ack', at: at + 0.001 },
        { kind: 'final-ack', at: at + 0.002 },
        { kind: 'client-data', at: at + 0.003, payload: 100 },
      ]),
    )
    const found = diagnoseStory({ handshakes: [...waiting, ...several(10, 1, (at) => silent(5 + at))], endsAt: 85 })
    expect(verdicts(found)).toEqual(['inconclusive possible', 'accept-queue-overflow possible'])
    expect(facts(found.findings[1])).toContain('unserved')
  })

  it('counts overflows that the capture does not show', () => {
    const found = diagnoseStory({ handshakes: several(5, 1, (at) => completed(at)) }, evidenceOf(framing))
    expect(found.findings[0]).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'likely', listener: null })
    expect(facts(found.findings[0])).toContain('not-in-capture')
  })

  it('sees different clocks where the amounts agree and the dates do not', () => {
    const shifted = counterText([3600, 3690], before)
    const [first] = diagnoseStory({ handshakes: overflow, endsAt: 85 }, evidenceOf(shifted)).findings
    expect(first).toMatchObject({ cause: 'accept-queue-overflow', confidence: 'likely' })
    expect(facts(first)).toContain('share-displaced')
  })
})

/** SYN answered, ACK and data in the capture, SYN-ACK sent again and again. */
function ignoredAtAck(at: number, payload: number) {
  return handshake('final-ack-ignored', [
    { kind: 'syn', at },
    { kind: 'syn-ack', at: at + 0.001 },
    { kind: 'final-ack', at: at + 0.05 },
    { kind: 'client-data', at: at + 0.3, payload },
    { kind: 'syn-ack', at: at + 1.02 },
    { kind: 'repeated-ack', at: at + 1.07 },
    { kind: 'syn-ack', at: at + 3.05 },
    { kind: 'repeated-ack', at: at + 3.1 },
    { kind: 'syn-ack', at: at + 7.2 },
  ])
}

describe('accept queue full at the final ACK', () => {
  const story = several(4, 0.1, (at) => ignoredAtAck(at, 100))

  it('is certain when ListenOverflows grew by the ignored segments', () => {
    const counters = counterText([-1, 20], { 'TcpExt.ListenOverflows': [0, 16], 'TcpExt.ListenDrops': [0, 16] })
    const [first] = diagnoseStory({ handshakes: story, endsAt: 15 }, evidenceOf(counters)).findings
    expect(first).toMatchObject({ cause: 'accept-queue-overflow-at-ack', confidence: 'certain', handshakes: 4 })
    expect(first?.evidence[0]?.params).toMatchObject({ acks: 16, repeats: 12 })
  })

  it('is not said when ListenOverflows stood still', () => {
    const counters = counterText([-1, 20], { 'Tcp.PassiveOpens': [0, 4] })
    expect(verdicts(diagnoseStory({ handshakes: story, endsAt: 15 }, evidenceOf(counters))).join()).not.toContain(
      'at-ack',
    )
  })

  it('is possible from the client’s own fingerprint, TCPSYNChallenge with InErrs', () => {
    const client = counterText([-1, 20], {
      'Tcp.ActiveOpens': [0, 4],
      'Tcp.InErrs': [0, 12],
      'TcpExt.TCPSYNChallenge': [0, 12],
    })
    const found = diagnoseStory({ handshakes: story, endsAt: 15, vantage: 'client' }, evidenceOf(client))
    expect(verdicts(found)).toContain('accept-queue-overflow-at-ack possible')
    const finding = found.findings.find(({ cause }) => cause === 'accept-queue-overflow-at-ack')
    expect(finding?.evidence.find(({ key }) => key.endsWith('client-challenges'))?.params.growth).toBe(12)
  })
})

describe('tcp_abort_on_overflow', () => {
  const story = several(3, 0.1, (at) =>
    handshake('reset-after-handshake', [
      { kind: 'syn', at },
      { kind: 'syn-ack', at: at + 0.001 },
      { kind: 'final-ack', at: at + 0.05, ack: 777 },
      { kind: 'reset', at: at + 0.051, fromClient: false, flags: 4, seq: 777 },
    ]),
  )

  it('is certain with EmbryonicRsts and ListenOverflows', () => {
    const counters = counterText([-1, 20], {
      'TcpExt.ListenOverflows': [0, 3],
      'TcpExt.ListenDrops': [0, 3],
      'TcpExt.EmbryonicRsts': [0, 3],
      'Tcp.OutRsts': [0, 3],
    })
    const [first] = diagnoseStory({ handshakes: story, endsAt: 15 }, evidenceOf(counters)).findings
    expect(first).toMatchObject({ cause: 'accept-queue-overflow-abort', confidence: 'certain', handshakes: 3 })
  })

  it('is ruled out by the setting', () => {
    const found = diagnoseStory({ handshakes: story, endsAt: 15 }, evidenceOf('net.ipv4.tcp_abort_on_overflow = 0\n'))
    expect(verdicts(found).join()).not.toContain('abort')
  })
})
