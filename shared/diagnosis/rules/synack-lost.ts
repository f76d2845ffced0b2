// The listener answered, the client never heard it: SYN-ACKs lost on the way back, or held back before they left the
// host. The server's capture shows SYN-ACKs and, after them, the client's SYN again (counters.md §5, §7.2).
import type { Confidence } from '../../analysis/findings.ts'
import { addressText } from '../../net/address.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { captureBothSides, conntrack, findPid, firewallRules, routeBack, watchCounters } from './commands.ts'
import { alsoEstablished, assumption, coverage, otherNamespace, patienceEvidence, silentPackets } from './common.ts'
import { listenersQuiet } from './counted-drops.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, shortName, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { lossPattern } from './loss-pattern.ts'
import { neverSent } from './never-sent.ts'
import type { NeverSent } from './never-sent.ts'

const SYN_RETRANS = 'TcpExt.TCPSynRetrans'

export const synackLost: Rule = ({ view }) =>
  view.listeners.flatMap((listener) => {
    const held = neverSent(view, listener)
    if (held !== null) return [heldBack(view, listener, held)]
    if (lossPattern(view, listener) !== null) return []
    if (listener.synAckUnheard.length > 0) return [onTheWay(view, listener)]
    return answeredUnseen(view, listener) ? [unseen(view, listener)] : []
  })

/** SYN-ACKs are in the capture and the client repeated its SYN nevertheless. */
function onTheWay(view: EvidenceView, listener: ListenerFigures): Verdict {
  const list = listener.synAckUnheard
  const rows = list.handshakes
  const window = view.server?.window
  const retransmitted = window?.growth(SYN_RETRANS) ?? null
  const confidence: Confidence = rows.length >= 2 && view.vantage !== 'client' ? 'certain' : 'likely'
  return verdict({
    ...base(view, listener, rows.length, list.length),
    confidence,
    summary: remark('synack-lost.summary', { listener: listener.name, syns: list.length, handshakes: rows.length }),
    evidence: [
      evidence(
        'evidence.syns-after-answer',
        { syns: list.length, handshakes: rows.length, answers: listener.synAcks.length, listener: listener.name },
        { syns: packetsLink(list), handshakes: handshakesLink(rows), answers: packetsLink(listener.synAcks) },
      ),
      window === undefined || retransmitted === null
        ? null
        : evidence(
            'evidence.grew',
            { counter: 'TCPSynRetrans', growth: retransmitted },
            { growth: counterLink(window, SYN_RETRANS) },
          ),
      listener.answersNeverReturned.length === 0
        ? null
        : evidence(
            'evidence.never-returned',
            { answers: listener.answersNeverReturned.length },
            { answers: packetsLink(listener.answersNeverReturned) },
          ),
      listenersQuiet(view),
      alsoEstablished(listener),
    ],
  })
}

/** Silence in the capture, while the server's counters prove SYN-ACKs repeated that the capture does not have. */
export function answeredUnseen(view: EvidenceView, listener: ListenerFigures): boolean {
  const window = view.server?.window
  if (window === undefined || !window.hasGrowth || view.vantage === 'server') return false
  if (listener.firmlySilent.length === 0 || listenersQuiet(view) === null) return false
  const seen = view.listeners.reduce((sum, each) => sum + each.synAcks.length - each.synAcks.handshakes.length, 0)
  return window.grown(SYN_RETRANS) - seen >= listener.firmlySilent.handshakes.length
}

function unseen(view: EvidenceView, listener: ListenerFigures): Verdict {
  const { silent } = listener
  const window = view.server?.window
  return verdict({
    ...base(view, listener, silent.handshakes.length, silent.length),
    confidence: 'likely',
    summary: remark('synack-lost.summary', {
      listener: listener.name,
      syns: silent.length,
      handshakes: silent.handshakes.length,
    }),
    evidence: [
      silentPackets(listener),
      window === undefined
        ? null
        : evidence(
            'evidence.server-repeated',
            { growth: window.grown(SYN_RETRANS) },
            { growth: counterLink(window, SYN_RETRANS) },
          ),
      listenersQuiet(view),
      coverage(view, listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
  })
}

function heldBack(view: EvidenceView, listener: ListenerFigures, held: NeverSent): Verdict {
  const { silent } = listener
  const window = view.server?.window
  return verdict({
    ...base(view, listener, silent.handshakes.length, silent.length),
    confidence: 'likely',
    summary: remark(`synack-lost.summary-${held.kind}`, {
      listener: listener.name,
      syns: silent.length,
      handshakes: silent.handshakes.length,
    }),
    evidence: [
      silentPackets(listener),
      window === undefined
        ? null
        : evidence(
            `evidence.${held.kind}`,
            { counter: shortName(held.counter), growth: held.growth },
            { growth: counterLink(window, held.counter) },
          ),
      coverage(view, listener),
      alsoEstablished(listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
  })
}

function base(view: EvidenceView, listener: ListenerFigures, handshakes: number, syns: number) {
  const { analysis } = view
  const first = listener.synAckUnheard.handshakes[0] ?? listener.silent.handshakes[0] ?? -1
  const client = addressText(analysis.addresses, analysis.handshakes.clientAddress[first] ?? 0)
  return {
    cause: 'synack-lost',
    listener: listener.row,
    handshakes,
    synPackets: syns,
    weight: handshakes * WEIGHT.silent,
    disproof: [remark('synack-lost.disproof'), otherNamespace],
    next: [
      findPid,
      captureBothSides(listener.port),
      routeBack(client),
      firewallRules,
      conntrack,
      watchCounters([SYN_RETRANS, 'TcpExt.TCPTimeouts', 'Ip.OutNoRoutes']),
    ],
    explanation: [remark('synack-lost.explain'), remark('synack-lost.explain-where')],
  } as const
}
