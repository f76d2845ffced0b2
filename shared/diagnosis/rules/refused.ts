// SYNs answered by a reset: nobody listens on the port, or a firewall rejects with tcp-reset. The packets prove it; the
// counters tell who sent the resets (OutRsts counts only the kernel's own, counters.md §3.A9, §6.12).
import type { Evidence } from '../../analysis/findings.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { findPid, firewallRules, listenQueue, watchCounters, whoListens } from './commands.ts'
import { alsoEstablished, patienceEvidence } from './common.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { scannedListeners } from './scan.ts'

const OUT_RSTS = 'Tcp.OutRsts'

export const refused: Rule = ({ view }) => {
  const hit = view.listeners.filter((listener) => listener.outcomes.refused.length > 0)
  if (hit.length === 0) return countersOnly(view)
  const scanned = scannedListeners(view)
  const scan = hit.filter((listener) => scanned.has(listener))
  return [
    ...hit.filter((listener) => !scanned.has(listener)).map((listener) => make(view, listener, hit)),
    ...(scan.length === 0 ? [] : [ofScan(scan)]),
  ]
}

function make(view: EvidenceView, listener: ListenerFigures, all: readonly ListenerFigures[]): Verdict {
  const rows = listener.outcomes.refused
  const waited = listener.silent.handshakes.filter((h) => rows.includes(h))
  return verdict({
    cause: 'refused',
    confidence: 'certain',
    listener: listener.row,
    handshakes: rows.length,
    synPackets: listener.refusals.length,
    weight: rows.length * WEIGHT.refused,
    summary: remark(listener.outcomes.established.length > 0 ? 'refused.summary-sometimes' : 'refused.summary', {
      listener: listener.name,
      handshakes: rows.length,
      established: listener.outcomes.established.length,
    }),
    evidence: [
      evidence(
        'evidence.resets',
        { resets: listener.refusals.length, handshakes: rows.length, listener: listener.name },
        { resets: packetsLink(listener.refusals), handshakes: handshakesLink(rows) },
      ),
      whoseResets(view, all),
      waited.length === 0
        ? null
        : evidence(
            'evidence.silent-then-refused',
            { handshakes: waited.length },
            { handshakes: handshakesLink(waited) },
          ),
      alsoEstablished(listener),
      ...(waited.length === 0 ? [] : patienceEvidence(view, listener)),
    ],
    disproof: [remark('refused.disproof-listening', { port: listener.port }), remark('refused.disproof-forged')],
    next: [findPid, whoListens(listener.port), watchCounters([OUT_RSTS]), firewallRules],
    explanation: [remark('refused.explain'), remark('refused.explain-who')],
  })
}

/** OutRsts moved by at least as much: the kernel refused. Not at all: something else wrote the resets. */
function whoseResets(view: EvidenceView, all: readonly ListenerFigures[]): Evidence | null {
  const window = view.server?.window
  const growth = window?.growth(OUT_RSTS) ?? null
  if (window === undefined || growth === null) return null
  const resets = all.reduce((sum, listener) => sum + window.covered(listener.refusals).count, 0)
  if (resets === 0) return null
  const key = growth >= resets ? 'resets-own' : growth === 0 ? 'resets-foreign' : 'resets-some'
  return evidence(`evidence.${key}`, { growth, resets }, { growth: counterLink(window, OUT_RSTS) })
}

function ofScan(scan: readonly ListenerFigures[]): Verdict {
  const rows = scan.flatMap((listener) => listener.outcomes.refused).sort((a, b) => a - b)
  return verdict({
    cause: 'refused',
    confidence: 'certain',
    listener: null,
    handshakes: rows.length,
    synPackets: rows.length,
    weight: WEIGHT.noted,
    summary: remark('refused.summary-scan', { handshakes: rows.length, ports: scan.length }),
    evidence: [
      evidence('evidence.scan', { ports: scan.length, handshakes: rows.length }, { handshakes: handshakesLink(rows) }),
    ],
    disproof: [remark('refused.disproof-scan')],
    next: [listenQueue(null)],
    explanation: [remark('refused.explain'), remark('refused.explain-scan')],
  })
}

function countersOnly(view: EvidenceView): readonly Verdict[] {
  const window = view.server?.window
  const growth = window?.growth(OUT_RSTS) ?? null
  if (view.handshakes > 0 || window === undefined || growth === null || growth < 5) return []
  // Resets also end aborted, expired and half-open handshakes; then another counter tells that story.
  if (
    window.grown('TcpExt.ListenOverflows', 'TcpExt.EmbryonicRsts', 'TcpExt.TCPSynRetrans', 'TcpExt.SyncookiesFailed') >
    0
  )
    return []
  return [
    verdict({
      cause: 'refused',
      confidence: 'possible',
      listener: null,
      handshakes: 0,
      synPackets: 0,
      weight: growth * WEIGHT.refused,
      summary: remark('refused.summary-counters', { growth }),
      evidence: [
        evidence('evidence.grew', { counter: 'OutRsts', growth }, { growth: counterLink(window, OUT_RSTS) }),
        evidence('evidence.no-capture'),
      ],
      disproof: [remark('refused.disproof-other-resets')],
      next: [findPid, listenQueue(null)],
      explanation: [remark('refused.explain'), remark('refused.explain-who')],
    }),
  ]
}
