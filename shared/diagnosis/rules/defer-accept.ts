// TCP_DEFER_ACCEPT: the listener ignores the bare final ACK on purpose and makes the connection when data come.
// Repeated SYN-ACKs are then no loss (counters.md §3.D7).
import type { Confidence } from '../../analysis/findings.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { findPid, watchCounters } from './commands.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule } from './finding.ts'
import { onlyBareAcks } from './unheeded-acks.ts'

const DROPS = 'TcpExt.TCPDeferAcceptDrop'

export const deferAccept: Rule = ({ view }) => {
  const window = view.server?.window
  const growth = window?.growth(DROPS) ?? null
  const found = view.listeners.flatMap((listener) => {
    const confidence = judge(view, listener, growth)
    if (confidence === null) return []
    const rows = listener.ackUnheeded.handshakes
    return [
      verdict({
        cause: 'defer-accept',
        confidence,
        listener: listener.row,
        handshakes: rows.length,
        synPackets: 0,
        weight: Math.max(1, rows.length) * WEIGHT.stalled,
        summary: remark('defer-accept.summary', { listener: listener.name, handshakes: rows.length }),
        evidence: [
          evidence(
            'evidence.bare-acks-unheeded',
            { acks: listener.ackUnheeded.length, handshakes: rows.length, answers: listener.synAckAfterAck.length },
            {
              acks: packetsLink(listener.ackUnheeded),
              handshakes: handshakesLink(rows),
              answers: packetsLink(listener.synAckAfterAck),
            },
          ),
          window === undefined || growth === null
            ? null
            : evidence(
                'evidence.grew',
                { counter: 'TCPDeferAcceptDrop', growth },
                { growth: counterLink(window, DROPS) },
              ),
        ],
        disproof: [remark('defer-accept.disproof')],
        next: [findPid, watchCounters([DROPS, 'TcpExt.ListenOverflows'])],
        explanation: [remark('defer-accept.explain'), remark('defer-accept.explain-fix')],
      }),
    ]
  })
  return found.length > 0 || view.handshakes > 0 || growth === null || growth === 0 || window === undefined
    ? found
    : [
        verdict({
          cause: 'defer-accept',
          confidence: 'likely',
          listener: null,
          handshakes: 0,
          synPackets: 0,
          weight: growth * WEIGHT.stalled,
          summary: remark('defer-accept.summary-counters', { growth }),
          evidence: [
            evidence(
              'evidence.grew',
              { counter: 'TCPDeferAcceptDrop', growth },
              { growth: counterLink(window, DROPS) },
            ),
            evidence('evidence.no-capture'),
          ],
          disproof: [remark('defer-accept.disproof')],
          next: [],
          explanation: [remark('defer-accept.explain'), remark('defer-accept.explain-fix')],
        }),
      ]
}

function judge(view: EvidenceView, listener: ListenerFigures, growth: number | null): Confidence | null {
  if (!onlyBareAcks(view, listener)) return null
  if (growth !== null)
    return growth === 0 ? null : growth >= listener.ackUnheeded.handshakes.length ? 'certain' : 'likely'
  return view.vantage === 'client' ? null : 'possible'
}
