// SYNs that TCP itself refuses before any queue of the listener, each with a counter of its own.
import type { Share } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import { captureBothSides, findPid, watchCounters } from './commands.ts'
import {
  alsoEstablished,
  assumption,
  coverage,
  otherNamespace,
  patienceEvidence,
  shareEvidence,
  silentPackets,
} from './common.ts'
import { remark, verdict, WEIGHT } from './finding.ts'
import type { Verdict } from './finding.ts'
import { shareConfidence } from './share-confidence.ts'

/** TCP itself refused the SYN before any queue: IP_MINTTL (GTSM), or tcp_tw_recycle with an older time stamp. */
export function droppedByTcp(view: EvidenceView, share: Share): Verdict {
  const { listener, packets, explainer } = share
  const window = view.server?.window
  const handshakes = listener.silent.handshakes.length
  return verdict({
    cause: 'dropped-before-listener',
    confidence: shareConfidence(view, share),
    listener: listener.row,
    handshakes,
    synPackets: packets,
    weight: handshakes * WEIGHT.silent,
    summary: remark(`dropped-before-listener.summary-${explainer.code}`, {
      listener: listener.name,
      syns: packets,
      handshakes,
    }),
    evidence: [
      silentPackets(listener),
      ...(window === undefined ? [] : shareEvidence(window, share)),
      coverage(view, listener),
      alsoEstablished(listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
    disproof: [remark('dropped-before-listener.disproof-counted', { counter: explainer.label }), otherNamespace],
    next: [findPid, watchCounters(explainer.counters), captureBothSides(listener.port)],
    explanation: [remark(`dropped-before-listener.explain-${explainer.code}`)],
  })
}
