// Whatever the tables and counters hold, the diagnosis answers, ranks, and never calls two rival causes of the same
// silence certain without counters.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { OUTCOMES, PACKET_KINDS } from '../../../shared/analysis/tables.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import { counterText, diagnoseStory, evidenceOf, handshake } from '../../helpers/stories.ts'

const packet = fc.record({
  kind: fc.constantFrom(...PACKET_KINDS),
  at: fc.double({ min: 0, max: 200, noNaN: true }),
  fromClient: fc.boolean(),
  unanswered: fc.boolean(),
  badChecksum: fc.boolean(),
  payload: fc.nat(2000),
  flags: fc.nat(511),
  tsVal: fc.option(fc.nat(0xffff), { nil: undefined }),
  tsEcr: fc.nat(0xffff),
  seq: fc.nat(0xffff),
  ack: fc.nat(0xffff),
})

const story = fc.array(
  fc
    .record({
      outcome: fc.constantFrom(...OUTCOMES),
      packets: fc.array(packet, { minLength: 1, maxLength: 8 }),
      serverPort: fc.integer({ min: 1, max: 6 }),
      features: fc.nat(0xfffff),
    })
    .map(({ outcome, packets, serverPort, features }) =>
      handshake(
        outcome,
        [...packets].sort((a, b) => a.at - b.at),
        { serverPort, features },
      ),
    ),
  { maxLength: 12 },
)

const NAMES = [
  'TcpExt.ListenOverflows',
  'TcpExt.ListenDrops',
  'TcpExt.TCPReqQFullDrop',
  'TcpExt.SyncookiesSent',
  'TcpExt.IPReversePathFilter',
  'TcpExt.TCPMD5NotFound',
  'TcpExt.TCPTimeouts',
  'TcpExt.TCPDeferAcceptDrop',
  'Tcp.PassiveOpens',
  'Tcp.ActiveOpens',
  'Tcp.OutRsts',
  'Tcp.InSegs',
  'Ip.InReceives',
  'Ip.InDelivers',
  'Ip.OutNoRoutes',
]

const counters = fc
  .record({
    moments: fc.array(fc.option(fc.integer({ min: -50, max: 300 }), { nil: null }), { maxLength: 4 }),
    readings: fc.dictionary(fc.constantFrom(...NAMES), fc.array(fc.nat(500), { minLength: 1, maxLength: 4 })),
  })
  .map(({ moments, readings }) => evidenceOf(counterText(moments, readings)))

it('any evidence gives ranked findings with complete sentences', () => {
  const translate = createTranslate('zh-CN')
  fc.assert(
    fc.property(story, counters, (handshakes, evidence) => {
      const { findings, reconciliations } = diagnoseStory({ handshakes, endsAt: 200 }, evidence)
      expect(findings.length).toBeGreaterThan(0)
      for (const finding of findings) {
        expect(finding.handshakes).toBeGreaterThanOrEqual(0)
        expect(Number.isFinite(finding.synPackets)).toBe(true)
        for (const { key, params } of [
          finding.summary,
          ...finding.evidence,
          ...finding.disproof,
          ...finding.explanation,
        ]) {
          expect(translate(key, params)).not.toMatch(/\{\{|\$t\(|NaN|Infinity|undefined/)
          expect(translate(key, params)).not.toBe(key)
        }
      }
      for (const row of reconciliations) expect(Math.min(row.predicted, row.observed)).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 150 },
  )
})

it('silence alone is never explained with certainty', () => {
  const onlySilence = story.map((handshakes) =>
    handshakes.map((each) => ({
      ...each,
      outcome: 'unanswered' as const,
      features: 0,
      packets: each.packets.map(({ at }) => ({ kind: 'syn' as const, at, unanswered: true })),
    })),
  )
  fc.assert(
    fc.property(onlySilence, (handshakes) => {
      const { findings } = diagnoseStory({ handshakes, endsAt: 300 })
      expect(findings.every(({ confidence }) => confidence !== 'certain')).toBe(true)
    }),
    { numRuns: 100 },
  )
})
