// Listeners that answered every SYN, and listeners that do so again after trouble. Said last when there is trouble, first
// when there is none.
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import { droppedInIp } from '../explain/explainers.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { listenersQuiet } from './counted-drops.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { scannedListeners } from './scan.ts'

export const healthy: Rule = ({ view }) => {
  if (view.handshakes === 0) return quietCounters(view)
  const well = view.listeners.filter(isWell)
  const recovered = view.listeners
    .filter((listener) => !isWell(listener))
    .flatMap((listener) => recovery(listener) ?? [])
  return [...(well.length === 0 ? [] : [make(view, well)]), ...recovered]
}

/** Every handshake completed without a repetition that means loss. */
function isWell(listener: ListenerFigures): boolean {
  const { outcomes } = listener
  const served = outcomes.established.length
  if (served === 0) return false
  const troubled = [
    listener.firmlySilent,
    listener.synAckUnheard,
    listener.ackUnheard,
    listener.ackUnheeded,
    listener.aborted,
    listener.challenged,
    listener.badChecksum,
    listener.icmpErrors,
    listener.answeredLate,
  ].some((list) => list.length > 0)
  return !troubled && outcomes.refused.length === 0 && listener.halfOpen.handshakes.length <= served * 0.05
}

function make(view: EvidenceView, well: readonly ListenerFigures[]): Verdict {
  const rows = well.flatMap((listener) => listener.outcomes.established).sort((a, b) => a - b)
  const window = view.server?.window
  const quiet = listenersQuiet(view)
  const incomplete = view.listeners.flatMap((listener) => listener.incomplete.handshakes)
  const all = well.length + scannedListeners(view).size === view.listeners.length
  const still = quiet !== null && window !== undefined && window.grown(...TROUBLE) === 0
  const confidence: Confidence = still && view.server?.place === 'fits' && all ? 'certain' : 'likely'
  const passive = window?.growth('Tcp.PassiveOpens') ?? null
  const established = view.listeners.reduce((sum, listener) => sum + listener.outcomes.established.length, 0)
  const facts: (Evidence | null)[] = [
    evidence(
      'evidence.all-established',
      { handshakes: rows.length, listeners: well.length },
      { handshakes: handshakesLink(rows) },
    ),
    window === undefined || passive === null
      ? null
      : evidence(
          passive > established ? 'evidence.more-passive-opens' : 'evidence.passive-opens',
          { passive, handshakes: established },
          { passive: counterLink(window, 'Tcp.PassiveOpens') },
        ),
    quiet,
    incomplete.length === 0
      ? null
      : evidence(
          'evidence.capture-incomplete',
          { handshakes: incomplete.length },
          { handshakes: handshakesLink(incomplete) },
        ),
  ]
  return verdict({
    cause: 'healthy',
    confidence,
    listener: well.length === 1 ? (well[0]?.row ?? null) : null,
    handshakes: rows.length,
    synPackets: 0,
    weight: all ? 1 : WEIGHT.noted / 2,
    summary: remark(all ? 'healthy.summary' : 'healthy.summary-others', {
      handshakes: rows.length,
      listeners: well.length,
    }),
    evidence: facts,
    disproof: [remark('healthy.disproof-window'), ...(quiet === null ? [remark('healthy.disproof-counters')] : [])],
    next: [],
    explanation: [remark('healthy.explain')],
  })
}

/** A listener whose last trouble is followed by nothing but completed handshakes. */
function recovery(listener: ListenerFigures): Verdict | null {
  const trouble = [listener.silent, listener.refusals, listener.icmpErrors, listener.ackUnheeded]
    .filter((list) => list.length > 0)
    .map((list) => list.last)
  if (trouble.length === 0) return null
  const since = Math.max(...trouble)
  const after = listener.clean.countBetween(since, Infinity)
  if (after < RECOVERED) return null
  return verdict({
    cause: 'healthy',
    confidence: 'likely',
    listener: listener.row,
    handshakes: after,
    synPackets: 0,
    weight: WEIGHT.noted / 2,
    summary: remark('healthy.summary-again', { listener: listener.name, handshakes: after }),
    evidence: [
      evidence(
        'evidence.recovered',
        { handshakes: after, listener: listener.name },
        { handshakes: packetsLink(listener.clean) },
      ),
    ],
    disproof: [remark('healthy.disproof-window')],
    next: [],
    explanation: [remark('healthy.explain-again')],
  })
}

/** Clean handshakes in a row that count as recovery. */
const RECOVERED = 3

/** Counters alone: nothing that refuses or drops a SYN moved. */
function quietCounters(view: EvidenceView): readonly Verdict[] {
  const window = view.server?.window
  const quiet = listenersQuiet(view)
  const passive = window?.growth('Tcp.PassiveOpens') ?? 0
  if (window === undefined || quiet === null || passive === 0) return []
  if (window.grown('TcpExt.TCPSynRetrans', ...TROUBLE) > 0 || droppedInIp((name) => window.grown(name)) > 0) return []
  return [
    verdict({
      cause: 'healthy',
      confidence: 'possible',
      listener: null,
      handshakes: 0,
      synPackets: 0,
      weight: 1,
      summary: remark('healthy.summary-counters', { passive }),
      evidence: [
        evidence(
          'evidence.grew',
          { counter: 'PassiveOpens', growth: passive },
          { growth: counterLink(window, 'Tcp.PassiveOpens') },
        ),
        quiet,
        evidence('evidence.no-capture'),
      ],
      disproof: [remark('healthy.disproof-capture')],
      next: [],
      explanation: [remark('healthy.explain')],
    }),
  ]
}

/** Counters that move when something at connection set-up is refused, dropped or odd. */
const TROUBLE = [
  'TcpExt.IPReversePathFilter',
  'TcpExt.TCPMD5NotFound',
  'TcpExt.TCPMD5Unexpected',
  'Tcp.InCsumErrors',
  'TcpExt.EmbryonicRsts',
  'TcpExt.SyncookiesSent',
  'TcpExt.TCPDeferAcceptDrop',
  'TcpExt.TCPSYNChallenge',
  'Icmp.OutDestUnreachs',
] as const
