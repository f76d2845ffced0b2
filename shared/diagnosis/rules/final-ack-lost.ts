// The client's final ACK did not reach the listener: the server repeats its SYN-ACK to a client that has stopped
// sending SYNs. In a capture on the client's side the ACK is there; then the server's counters tell this from an
// accept queue that was full (counters.md §5).
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import type { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { captureBothSides, conntrack, findPid, firewallRules, watchCounters } from './commands.ts'
import { otherNamespace } from './common.ts'
import { listenersQuiet } from './counted-drops.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { lossPattern } from './loss-pattern.ts'
import { onlyBareAcks } from './unheeded-acks.ts'

export const finalAckLost: Rule = ({ view }) =>
  view.listeners.flatMap((listener) => {
    if (lossPattern(view, listener) !== null) return []
    if (listener.ackUnheard.length > 0)
      return [make(view, listener, listener.ackUnheard, onServerSide(view, listener), 'unheard')]
    const confidence = fromClientSide(view, listener)
    return confidence === null ? [] : [make(view, listener, listener.synAckAfterAck, confidence, 'client')]
  })

function onServerSide(view: EvidenceView, listener: ListenerFigures): Confidence {
  const several = listener.ackUnheard.handshakes.length >= 2
  return several && view.vantage !== 'client' && listenersQuiet(view) !== null ? 'certain' : 'likely'
}

/** The ACKs are in the capture; only counters of the listener's host (or their absence) let this be a loss. */
function fromClientSide(view: EvidenceView, listener: ListenerFigures): Confidence | null {
  if (listener.synAckAfterAck.length === 0 || view.vantage === 'server') return null
  const window = view.server?.window
  if (window?.hasGrowth === true) {
    const ignoredOnPurpose = window.grown('TcpExt.ListenOverflows', 'TcpExt.TCPDeferAcceptDrop', 'TcpExt.TSEcrRejected')
    return ignoredOnPurpose === 0 && listenersQuiet(view) !== null ? 'likely' : null
  }
  return 'possible'
}

function make(
  view: EvidenceView,
  listener: ListenerFigures,
  list: EventList,
  confidence: Confidence,
  side: 'unheard' | 'client',
): Verdict {
  const rows = list.handshakes
  const window = view.server?.window
  const client = view.client?.window
  const challenges = client?.grown('TcpExt.TCPSYNChallenge') ?? 0
  const facts: (Evidence | null)[] = [
    evidence(
      side === 'unheard' ? 'evidence.answers-repeated' : 'evidence.answers-after-ack',
      { answers: list.length, handshakes: rows.length, listener: listener.name },
      { answers: packetsLink(list), handshakes: handshakesLink(rows) },
    ),
    window?.hasGrowth === true
      ? evidence(
          'evidence.grew',
          { counter: 'TCPSynRetrans', growth: window.grown('TcpExt.TCPSynRetrans') },
          { growth: counterLink(window, 'TcpExt.TCPSynRetrans') },
        )
      : null,
    client === undefined || challenges === 0
      ? null
      : evidence(
          'evidence.client-challenges',
          { growth: challenges },
          { growth: counterLink(client, 'TcpExt.TCPSYNChallenge') },
        ),
    listener.acksNeverArrived.length === 0
      ? null
      : evidence(
          'evidence.never-arrived',
          { acks: listener.acksNeverArrived.length },
          { acks: packetsLink(listener.acksNeverArrived) },
        ),
    listenersQuiet(view),
  ]
  return verdict({
    cause: 'final-ack-lost',
    confidence,
    listener: listener.row,
    handshakes: rows.length,
    synPackets: 0,
    // Bare ACKs alone that go unheeded are rather TCP_DEFER_ACCEPT.
    weight: rows.length * WEIGHT.stalled * (side === 'client' && onlyBareAcks(view, listener) ? 0.5 : 1),
    summary: remark('final-ack-lost.summary', {
      listener: listener.name,
      answers: list.length,
      handshakes: rows.length,
    }),
    evidence: facts,
    disproof: [remark('final-ack-lost.disproof-counter'), remark('final-ack-lost.disproof-capture'), otherNamespace],
    next: [
      findPid,
      captureBothSides(listener.port),
      watchCounters(['TcpExt.ListenOverflows', 'TcpExt.TCPDeferAcceptDrop', 'TcpExt.TCPSynRetrans']),
      firewallRules,
      conntrack,
    ],
    explanation: [remark('final-ack-lost.explain'), remark('final-ack-lost.explain-client')],
  })
}
