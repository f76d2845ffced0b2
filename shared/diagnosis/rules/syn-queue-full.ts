// The queue of half-open connections was full and SYN cookies were off: TCPReqQFullDrop, or — only with
// tcp_syncookies=0 — the last quarter of tcp_max_syn_backlog kept for known peers (counters.md §3.E steps 2 and 6).
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import type { Share } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { findPid, halfOpen, kernelLog, queueSettings, watchCounters } from './commands.ts'
import {
  alsoEstablished,
  assumption,
  coverage,
  otherNamespace,
  patienceEvidence,
  shareEvidence,
  silentPackets,
} from './common.ts'
import { counterLink, evidence, handshakesLink, remark, shortName, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { neverSent } from './never-sent.ts'
import { shareConfidence } from './share-confidence.ts'

const FULL_DROP = 'TcpExt.TCPReqQFullDrop'

export const synQueueFull: Rule = ({ view, silence }) => {
  const full = silence.shares.filter((share) => share.explainer.code === 'request-queue')
  const rest = silence.shares.filter((share) => share.explainer.code === 'other-listen-drop')
  const found = [
    ...full.map((share) => make(view, share.listener, shareConfidence(view, share), 'full', share)),
    ...rest.flatMap((share) => {
      const confidence = lastQuarter(view, share)
      return confidence === null ? [] : [make(view, share.listener, confidence, 'quarter', share)]
    }),
  ]
  return found.length > 0 ? found : fromTotals(view)
}

/** ListenDrops alone moved: the last-quarter rule needs tcp_syncookies=0 and many half-open connections. */
function lastQuarter(view: EvidenceView, share: Share): Confidence | null {
  const window = view.server?.window
  if (window === undefined || window.grown('Ip.OutNoRoutes', 'Ip6.OutNoRoutes') > 0) return null
  if (neverSent(view, share.listener) !== null) return null
  const cookies = view.setting('net.ipv4.tcp_syncookies')
  if (cookies !== null && cookies !== 0) return null
  const limit = view.setting('net.ipv4.tcp_max_syn_backlog')
  const open = mostHalfOpen(view, share.listener)
  if (cookies === 0 && limit !== null) return open >= limit * 0.7 ? shareConfidence(view, share) : 'possible'
  return open >= 8 ? 'likely' : null
}

/** Half-open connections seen at once by `ss`, else handshakes that the capture shows answered and never finished. */
function mostHalfOpen(view: EvidenceView, listener: ListenerFigures): number {
  const readings = view.counters.synQueues.filter((queue) => queue.port === listener.port)
  return Math.max(listener.halfOpen.handshakes.length, ...readings.map((reading) => reading.halfOpen))
}

function fromTotals(view: EvidenceView): readonly Verdict[] {
  const window = view.server?.window
  if (window === undefined) return []
  if (window.hasGrowth) return view.handshakes === 0 ? countersOnly(view) : []
  const drops = window.total(FULL_DROP) ?? 0
  const rest = (window.total('TcpExt.ListenDrops') ?? 0) - (window.total('TcpExt.ListenOverflows') ?? 0) - drops
  const cookiesOff = view.setting('net.ipv4.tcp_syncookies') === 0
  return view.listeners
    .filter((listener) => listener.firmlySilent.length > 0)
    .flatMap((listener) => {
      const silent = listener.firmlySilent.length
      if (drops >= silent) return [make(view, listener, 'likely', 'full', null)]
      return cookiesOff && rest >= silent && mostHalfOpen(view, listener) >= 8
        ? [make(view, listener, 'likely', 'quarter', null)]
        : []
    })
}

/** Without packets: TCPReqQFullDrop names the cause; ListenDrops alone only together with tcp_syncookies=0. */
function countersOnly(view: EvidenceView): readonly Verdict[] {
  const window = view.server?.window
  if (window === undefined) return []
  const full = window.grown(FULL_DROP)
  const rest = window.grown('TcpExt.ListenDrops') - window.grown('TcpExt.ListenOverflows') - full
  const quarter = view.setting('net.ipv4.tcp_syncookies') === 0 && rest > 0
  if (full === 0 && !quarter) return []
  const [counter, drops] = full > 0 ? [FULL_DROP, full] : ['TcpExt.ListenDrops', rest]
  return [
    verdict({
      cause: 'syn-queue-full',
      confidence: full > 0 ? 'likely' : 'possible',
      listener: null,
      handshakes: 0,
      synPackets: drops,
      weight: drops * WEIGHT.silent,
      summary: remark('syn-queue-full.summary-counters', { drops }),
      evidence: [
        evidence(
          'evidence.grew',
          { counter: shortName(counter), growth: drops },
          { growth: counterLink(window, counter) },
        ),
        full > 0 ? null : evidence('evidence.only-listen-drops'),
        ...messages(view, null),
        evidence('evidence.no-capture'),
      ],
      disproof: [otherNamespace],
      next: [findPid, halfOpen(null), queueSettings, kernelLog],
      explanation: explanation(view),
    }),
  ]
}

function make(
  view: EvidenceView,
  listener: ListenerFigures,
  confidence: Confidence,
  kind: 'full' | 'quarter',
  share: Share | null,
): Verdict {
  const handshakes = listener.silent.handshakes.length
  const window = view.server?.window
  const open = mostHalfOpen(view, listener)
  const limit = view.setting('net.ipv4.tcp_max_syn_backlog')
  return verdict({
    cause: 'syn-queue-full',
    confidence,
    listener: listener.row,
    handshakes,
    synPackets: share?.packets ?? listener.silent.length,
    weight: handshakes * WEIGHT.silent,
    summary: remark(`syn-queue-full.summary-${kind}`, {
      listener: listener.name,
      syns: share?.packets ?? listener.silent.length,
      handshakes,
    }),
    evidence: [
      silentPackets(listener),
      ...(share === null || window === undefined ? [] : shareEvidence(window, share)),
      share === null ? evidence('evidence.one-snapshot') : null,
      kind === 'full' || window === undefined ? null : evidence('evidence.only-listen-drops'),
      open === 0
        ? null
        : evidence(
            'evidence.half-open',
            { open, listener: listener.name },
            { open: handshakesLink(listener.halfOpen.handshakes) },
          ),
      kind === 'quarter' && limit !== null
        ? evidence(
            'evidence.last-quarter',
            { limit, threshold: Math.ceil(limit * 0.75) },
            { limit: { kind: 'setting', row: view.settingRow('net.ipv4.tcp_max_syn_backlog') } },
          )
        : null,
      ...messages(view, listener.port),
      coverage(view, listener),
      alsoEstablished(listener),
      assumption(view),
      ...patienceEvidence(view, listener),
    ],
    disproof: [
      remark(kind === 'full' ? 'syn-queue-full.disproof-counter' : 'syn-queue-full.disproof-quarter'),
      remark('syn-queue-full.disproof-half-open', { port: listener.port }),
      otherNamespace,
    ],
    next: [
      findPid,
      halfOpen(listener.port),
      queueSettings,
      watchCounters([FULL_DROP, 'TcpExt.ListenDrops', 'TcpExt.TCPReqQFullDoCookies']),
      kernelLog,
    ],
    explanation: explanation(view),
  })
}

function messages(view: EvidenceView, port: number | null): readonly Evidence[] {
  const found = view.counters.kernelMessages.find(
    (message) => message.kind === 'syn-flood-drop' && (port === null || message.port === null || message.port === port),
  )
  return found === undefined ? [] : [evidence('evidence.kernel-log-drop', { line: found.line })]
}

function explanation(view: EvidenceView): ReturnType<typeof remark>[] {
  const cookies = view.setting('net.ipv4.tcp_syncookies')
  return [
    remark('syn-queue-full.explain'),
    remark('syn-queue-full.explain-limits'),
    ...(cookies === 0 ? [remark('syn-queue-full.explain-cookies')] : []),
  ]
}
