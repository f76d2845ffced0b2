// What must not raise an alarm: health, early ends of captures, lossy captures, scans, counters of another place.
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

const quiet = (established: number): string =>
  counterText([-1, 90], { 'Tcp.PassiveOpens': [0, established], 'Tcp.InSegs': [0, established * 5] })

describe('health', () => {
  it('is certain when every handshake was completed and no listen counter moved', () => {
    const story = { handshakes: several(50, 0.1, (at) => completed(at)), endsAt: 10 }
    expect(verdicts(diagnoseStory(story, evidenceOf(quiet(50))))).toEqual(['healthy certain'])
    expect(verdicts(diagnoseStory(story))).toEqual(['healthy likely'])
  })

  it('is not disturbed by a SYN that the capture cut off', () => {
    const story = [...several(50, 0.1, (at) => completed(at)), silent(9.99, [0])]
    expect(verdicts(diagnoseStory({ handshakes: story, endsAt: 10 }, evidenceOf(quiet(50))))).toEqual([
      'healthy certain',
    ])
  })

  it('is said of a listener that recovered, after the cause', () => {
    const story = [...several(10, 1, (at) => silent(at, [0, 1.02])), ...several(5, 1, (at) => completed(30 + at))]
    const counters = counterText([-1, 90], {
      'Tcp.PassiveOpens': [0, 5],
      'TcpExt.ListenOverflows': [0, 20],
      'TcpExt.ListenDrops': [0, 20],
    })
    expect(verdicts(diagnoseStory({ handshakes: story, endsAt: 40 }, evidenceOf(counters)))).toEqual([
      'accept-queue-overflow certain',
      'healthy likely',
    ])
  })
})

describe('thin evidence', () => {
  it('a capture without counters leaves silence open and says what is missing', () => {
    const found = diagnoseStory({ handshakes: [silent(0)], endsAt: 85 })
    expect(verdicts(found)).toEqual(['inconclusive possible'])
    expect(found.findings[0]?.summary.key).toBe('findings.inconclusive.summary-no-counters')
    expect(found.findings[0]?.next.map(({ key }) => key)).toContain('findings.next.two-snapshots')
  })

  it('counters of the node do not clear the pod', () => {
    const story = [...several(8, 0.2, (at) => completed(at)), ...several(5, 1, (at) => silent(5 + at))]
    const node = counterText([-1, 90], { 'Tcp.PassiveOpens': [100, 101], 'Tcp.InSegs': [5000, 5004] })
    const found = diagnoseStory({ handshakes: story, endsAt: 85 }, evidenceOf(node))
    expect(found.findings[0]?.summary.key).toBe('findings.inconclusive.summary-misplaced')
    expect(found.findings[0]?.evidence.find(({ key }) => key.endsWith('misplaced'))?.params).toMatchObject({
      established: 8,
      passive: 1,
      segments: 4,
    })
    expect(verdicts(found).join()).not.toContain('dropped-before-listener')
  })

  it('counters of the connecting host confirm the silence and no more', () => {
    const client = counterText([-1, 90], {
      'Tcp.ActiveOpens': [0, 5],
      'TcpExt.TCPTimeouts': [0, 35],
      'TcpExt.TCPSynRetrans': [0, 30],
    })
    const found = diagnoseStory(
      { handshakes: several(5, 1, (at) => silent(at)), endsAt: 85, vantage: 'client' },
      evidenceOf(client),
    )
    expect(found.findings[0]?.summary.key).toBe('findings.inconclusive.summary-client-counters')
    expect(
      found.reconciliations.find(({ counter, interval }) => counter === 'TcpExt.TCPSynRetrans' && interval === null),
    ).toMatchObject({
      side: 'client',
      predicted: 30,
      observed: 30,
      reasons: [],
    })
  })

  it('snapshots of another time say so', () => {
    const found = diagnoseStory(
      { handshakes: [silent(0)], endsAt: 85 },
      evidenceOf(counterText([500, 600], { 'Tcp.PassiveOpens': [0, 3] })),
    )
    expect(found.findings[0]?.cause).toBe('inconclusive')
    expect(found.findings[0]?.summary.key).toBe('findings.inconclusive.summary-outside')
  })

  it('nothing at all is one sentence', () => {
    const found = diagnoseStory({ handshakes: [] })
    expect(found).toMatchObject({ reconciliations: [], identities: [] })
    expect(found.findings.map(({ summary }) => summary.key)).toEqual(['findings.inconclusive.summary-nothing'])
  })

  it('the user may say whose counters these are', () => {
    const story = { handshakes: several(5, 1, (at) => silent(at)), endsAt: 85, vantage: 'client' as const }
    const counters = evidenceOf(counterText([-1, 90], { 'Tcp.ActiveOpens': [0, 5], 'TcpExt.TCPTimeouts': [0, 35] }))
    expect(diagnoseStory(story, counters, { counterSide: 'server' }).findings[0]?.cause).toBe('dropped-before-listener')
  })
})

describe('captures with holes and scans', () => {
  it('connections in use without their SYN-ACK mean a lossy capture, not silence', () => {
    const holes = several(5, 1, (at) =>
      handshake('undecided', [
        { kind: 'syn', at, unanswered: true },
        { kind: 'final-ack', at: at + 0.002 },
        { kind: 'server-data', at: at + 0.004, payload: 100 },
      ]),
    )
    const story = [...several(20, 0.2, (at) => completed(at)), ...holes]
    const found = diagnoseStory({ handshakes: story, endsAt: 20 }, evidenceOf(quiet(60)))
    expect(found.findings[0]?.cause).toBe('healthy')
    expect(facts(found.findings[0])).toContain('capture-incomplete')
    expect(facts(found.findings[0])).toContain('more-passive-opens')
  })

  it('a port scan stands behind the health of the services', () => {
    const scan = several(40, 0.01, (at, i) =>
      handshake(
        'refused',
        [
          { kind: 'syn', at },
          { kind: 'reset', at: at + 0.001, fromClient: false },
        ],
        {
          client: '203.0.113.7',
          serverPort: 1000 + i,
        },
      ),
    )
    const found = diagnoseStory({ handshakes: [...several(30, 0.1, (at) => completed(at)), ...scan], endsAt: 20 })
    expect(found.findings[0]?.cause).toBe('healthy')
    expect(found.findings[1]?.summary).toMatchObject({ key: 'findings.refused.summary-scan', params: { ports: 40 } })
  })

  it('a scan that a firewall swallows is one finding, not one for each port', () => {
    const scan = several(40, 0.01, (at, i) => silent(at, [0, 1.02], { client: '203.0.113.7', serverPort: 1000 + i }))
    const found = diagnoseStory({ handshakes: [...several(30, 0.1, (at) => completed(at)), ...scan], endsAt: 20 })
    expect(found.findings.map(({ summary }) => summary.key)).toEqual([
      'findings.healthy.summary',
      'findings.inconclusive.summary-scan',
    ])
  })
})
