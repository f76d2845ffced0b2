// "Cannot tell, because …": silence that no evidence explains, and what exactly is missing to explain it.
import type { Evidence, NextStep } from '../../analysis/findings.ts'
import type { Remark } from '../../analysis/tables.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { captureBothSides, findPid, firewallRules, listenQueue, secondSnapshot } from './commands.ts'
import { alsoEstablished, assumption, coverage, patienceEvidence, queueEvidence, silentPackets } from './common.ts'
import { scannedListeners } from './scan.ts'
import { rateLimitedErrors } from './icmp-rejected.ts'
import { counterLink, evidence, handshakesLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Case, Verdict } from './finding.ts'

/** For every listener with silence that `found` leaves open; and one verdict when there is nothing at all to judge. */
export function inconclusive({ view }: Case, found: readonly Verdict[]): readonly Verdict[] {
  const explained = new Set(
    found
      .filter(({ finding }) => finding.confidence !== 'possible' && SILENCE_CAUSES.has(finding.cause))
      .map(({ finding }) => finding.listener),
  )
  // Errors of ICMP are limited in their rate, so some SYNs of a rejected port get none: that is no open question.
  const open = view.listeners.filter(
    (listener) => listener.firmlySilent.length > 0 && !rateLimitedErrors(listener) && !explained.has(listener.row),
  )
  const scanned = scannedListeners(view)
  const scan = open.filter((listener) => scanned.has(listener))
  const silent = open.filter((listener) => !scanned.has(listener)).map((listener) => ofSilence(view, listener))
  if (scan.length > 0) silent.push(ofScan(scan))
  const answered = view.listeners
    .filter(
      (listener) =>
        listener.silent.length === 0 && isStuck(listener) && !found.some(({ finding }) => concerns(finding, listener)),
    )
    .map((listener) => ofHalfOpen(view, listener))
  if (silent.length + answered.length > 0) return [...silent, ...answered]
  return found.length > 0 ? [] : [ofNothing(view)]
}

/** Causes that explain SYNs without any answer. */
const SILENCE_CAUSES: ReadonlySet<string> = new Set([
  'accept-queue-overflow',
  'accept-queue-overflow-abort',
  'syn-queue-full',
  'dropped-before-listener',
  'reverse-path-filter',
  'md5-required',
  'wrong-mac-address',
  'bad-checksum',
  'synack-lost',
  'random-loss',
  'challenge-ack',
  'long-round-trip',
])

function isStuck(listener: ListenerFigures): boolean {
  return listener.halfOpen.handshakes.length > Math.max(1, listener.outcomes.established.length * 0.05)
}

function concerns(finding: Verdict['finding'], listener: ListenerFigures): boolean {
  return finding.listener === listener.row || (finding.listener === null && finding.cause !== 'healthy')
}

function ofSilence(view: EvidenceView, listener: ListenerFigures): Verdict {
  const { silent } = listener
  const missing = whatIsMissing(view)
  const params = { listener: listener.name, syns: silent.length, handshakes: silent.handshakes.length }
  return verdict({
    cause: 'inconclusive',
    confidence: 'possible',
    listener: listener.row,
    handshakes: silent.handshakes.length,
    synPackets: silent.length,
    weight: silent.handshakes.length * WEIGHT.silent,
    summary: remark(`inconclusive.summary-${missing.reason}`, params),
    evidence: [
      silentPackets(listener),
      ...missing.facts,
      ...queueEvidence(view, listener),
      coverage(view, listener),
      alsoEstablished(listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
    disproof: [remark('inconclusive.disproof')],
    next: [findPid, ...missing.next, listenQueue(listener.port), firewallRules, captureBothSides(listener.port)],
    explanation: [remark('inconclusive.explain'), remark(`inconclusive.explain-${missing.reason}`)],
  })
}

/** One client that knocked at many ports and heard nothing: no service's fault, and nothing to find out. */
function ofScan(scan: readonly ListenerFigures[]): Verdict {
  const rows = scan.flatMap((listener) => listener.silent.handshakes).sort((a, b) => a - b)
  const params = { ports: scan.length, handshakes: rows.length }
  return verdict({
    cause: 'inconclusive',
    confidence: 'possible',
    listener: null,
    handshakes: rows.length,
    synPackets: scan.reduce((sum, listener) => sum + listener.silent.length, 0),
    weight: WEIGHT.noted,
    summary: remark('inconclusive.summary-scan', params),
    evidence: [evidence('evidence.scan-silent', params, { handshakes: handshakesLink(rows) })],
    disproof: [remark('refused.disproof-scan')],
    next: [firewallRules],
    explanation: [remark('refused.explain-scan')],
  })
}

interface Missing {
  readonly reason:
    'no-counters' | 'misplaced' | 'client-counters' | 'one-snapshot' | 'other-drops' | 'unexplained' | 'outside'
  readonly facts: readonly Evidence[]
  readonly next: readonly NextStep[]
}

function whatIsMissing(view: EvidenceView): Missing {
  const { server, misplaced, client } = view
  if (server === null) {
    const elsewhere = misplaced[0]
    if (elsewhere !== undefined) {
      const fact = evidence(
        'evidence.misplaced',
        { established: elsewhere.established, passive: elsewhere.passiveOpens ?? 0, segments: elsewhere.inSegs ?? 0 },
        { passive: counterLink(elsewhere.window, 'Tcp.PassiveOpens') },
      )
      return { reason: 'misplaced', facts: [fact], next: [secondSnapshot()] }
    }
    if (client !== null) {
      const timeouts = client.window.grown('TcpExt.TCPTimeouts')
      const fact = evidence(
        'evidence.client-timeouts',
        { timeouts },
        { timeouts: counterLink(client.window, 'TcpExt.TCPTimeouts') },
      )
      return { reason: 'client-counters', facts: [fact], next: [secondSnapshot()] }
    }
    return { reason: 'no-counters', facts: [], next: [secondSnapshot()] }
  }
  const { window } = server
  if (!window.hasGrowth) {
    const overflows = window.total('TcpExt.ListenOverflows')
    return { reason: 'one-snapshot', facts: [evidence('evidence.one-snapshot')], next: [secondSnapshot(overflows)] }
  }
  if (view.listeners.every((listener) => listener.silent.length === 0 || window.covers(listener.silent) === 'no')) {
    return { reason: 'outside', facts: [], next: [secondSnapshot()] }
  }
  const other = window.grown('TcpExt.ListenDrops') - window.grown('TcpExt.ListenOverflows', 'TcpExt.TCPReqQFullDrop')
  if (other > 0) {
    const fact = evidence(
      'evidence.other-listen-drops',
      { other },
      { other: counterLink(window, 'TcpExt.ListenDrops') },
    )
    return { reason: 'other-drops', facts: [fact], next: [] }
  }
  return { reason: 'unexplained', facts: [], next: [] }
}

/** Answered and never finished: a flood, a scan, forged senders, or answers that got lost. */
function ofHalfOpen(view: EvidenceView, listener: ListenerFigures): Verdict {
  const rows = listener.halfOpen.handshakes
  return verdict({
    cause: 'inconclusive',
    confidence: 'possible',
    listener: listener.row,
    handshakes: rows.length,
    synPackets: 0,
    weight: rows.length * WEIGHT.refused,
    summary: remark('inconclusive.summary-half-open', { listener: listener.name, handshakes: rows.length }),
    evidence: [
      evidence('evidence.half-open', { open: rows.length, listener: listener.name }, { open: handshakesLink(rows) }),
      alsoEstablished(listener),
      view.server === null ? evidence('evidence.no-counters') : null,
    ],
    disproof: [remark('inconclusive.disproof')],
    next: [findPid, secondSnapshot(), captureBothSides(listener.port)],
    explanation: [remark('inconclusive.explain-half-open')],
  })
}

function ofNothing(view: EvidenceView): Verdict {
  const reason = view.handshakes > 0 ? 'undecided' : view.counters.snapshots.length > 0 ? 'nothing-moved' : 'nothing'
  const facts: Remark = remark(`inconclusive.summary-${reason}`, { handshakes: view.handshakes })
  return verdict({
    cause: 'inconclusive',
    confidence: 'possible',
    listener: null,
    handshakes: view.handshakes,
    synPackets: 0,
    weight: 0,
    summary: facts,
    evidence: [],
    disproof: [],
    next: [findPid, secondSnapshot(), captureBothSides(null)],
    explanation: [remark('inconclusive.explain')],
  })
}
