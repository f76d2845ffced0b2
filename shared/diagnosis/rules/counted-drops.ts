// Causes that one counter names outright: reverse path filter, missing or wrong signatures, bad checksums. The SYN is in
// the capture, the counter moves by the same amount, the listen counters stand still (counters.md §5).
import type { Cause, Confidence, Evidence, NextStep } from '../../analysis/findings.ts'
import { SIGNATURE_COUNTERS } from '../explain/explainers.ts'
import type { ExplainerCode } from '../explain/explainers.ts'
import type { Share } from '../explain/silence.ts'
import { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { findPid, offload, reversePath, routeBack, secondSnapshot, signatureKeys, watchCounters } from './commands.ts'
import {
  alsoEstablished,
  assumption,
  coverage,
  otherNamespace,
  patienceEvidence,
  shareEvidence,
  silentPackets,
} from './common.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, shortName, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { shareConfidence } from './share-confidence.ts'
import { addressText } from '../../net/address.ts'

interface CountedDrop {
  readonly cause: Cause
  readonly explainer: ExplainerCode
  readonly counters: readonly string[]
  steps(view: EvidenceView, listener: ListenerFigures | null): readonly NextStep[]
}

const REVERSE_PATH: CountedDrop = {
  cause: 'reverse-path-filter',
  explainer: 'reverse-path',
  counters: ['TcpExt.IPReversePathFilter'],
  steps: (view, listener) => [reversePath, ...(listener === null ? [] : clientRoutes(view, listener))],
}

const SIGNATURE: CountedDrop = {
  cause: 'md5-required',
  explainer: 'signature',
  counters: SIGNATURE_COUNTERS,
  steps: () => [signatureKeys],
}

const CHECKSUM: CountedDrop = {
  cause: 'bad-checksum',
  explainer: 'checksum',
  counters: ['Tcp.InCsumErrors'],
  steps: () => [offload],
}

export const reversePathFilter: Rule = ({ view, silence }) => judge(view, REVERSE_PATH, silence.shares)
export const md5Required: Rule = ({ view, silence }) => judge(view, SIGNATURE, silence.shares)

/** The capture itself can prove this one: the checksum of the SYN is wrong although the capturing host did not send it. */
export const badChecksum: Rule = ({ view, silence }) => {
  const damaged = view.listeners.filter((listener) => listener.badChecksum.length > 0)
  if (damaged.length === 0) return judge(view, CHECKSUM, silence.shares)
  const window = view.server?.window
  const growth = window?.growth('Tcp.InCsumErrors') ?? null
  const all = EventList.merge(damaged.map((listener) => listener.badChecksum))
  return damaged.map((listener) => {
    const { badChecksum: list } = listener
    const counted = growth !== null && growth >= all.length * 0.9
    const confidence: Confidence = counted ? 'certain' : growth === 0 ? 'possible' : 'likely'
    return make(view, CHECKSUM, listener, confidence, 'packets', list.length, list.handshakes.length, [
      evidence(
        'evidence.damaged-syns',
        { syns: list.length, listener: listener.name },
        { syns: packetsLink(list), handshakes: handshakesLink(list.handshakes) },
      ),
      growth === null || window === undefined
        ? null
        : evidence(
            growth === all.length ? 'evidence.checksum-equal' : 'evidence.grew',
            { counter: 'InCsumErrors', growth },
            { growth: counterLink(window, 'Tcp.InCsumErrors') },
          ),
      alsoEstablished(listener),
    ])
  })
}

function judge(view: EvidenceView, drop: CountedDrop, shares: readonly Share[]): readonly Verdict[] {
  const window = view.server?.window
  if (window === undefined) return []
  const mine = shares.filter((share) => share.explainer.code === drop.explainer)
  if (mine.length > 0) {
    return mine.map((share) =>
      make(
        view,
        drop,
        share.listener,
        shareConfidence(view, share),
        'growth',
        share.packets,
        share.listener.silent.handshakes.length,
        [
          silentPackets(share.listener),
          ...shareEvidence(window, share),
          listenersQuiet(view),
          coverage(view, share.listener),
          alsoEstablished(share.listener),
          assumption(view),
          ...patienceEvidence(view, share.listener),
        ],
      ),
    )
  }
  if (window.hasGrowth) return view.handshakes === 0 ? countersOnly(view, drop) : []
  return fromTotals(view, drop)
}

/** One snapshot: the counter is large enough, and the listen counters are too small to explain the silence. */
function fromTotals(view: EvidenceView, drop: CountedDrop): readonly Verdict[] {
  const window = view.server?.window
  if (window === undefined) return []
  const total = drop.counters.reduce((sum, name) => sum + (window.total(name) ?? 0), 0)
  return view.listeners
    .filter(({ firmlySilent }) => firmlySilent.length > 0 && total >= firmlySilent.length)
    .map((listener) => {
      const confidence =
        (window.total('TcpExt.ListenDrops') ?? 0) < listener.firmlySilent.length ? 'likely' : 'possible'
      const counter = drop.counters.find((name) => (window.total(name) ?? 0) > 0) ?? drop.counters[0] ?? ''
      return make(
        view,
        drop,
        listener,
        confidence,
        'growth',
        listener.silent.length,
        listener.silent.handshakes.length,
        [
          silentPackets(listener),
          evidence('evidence.total', { counter: shortName(counter), total }, { total: counterLink(window, counter) }),
          evidence('evidence.one-snapshot'),
          assumption(view),
        ],
      )
    })
}

function countersOnly(view: EvidenceView, drop: CountedDrop): readonly Verdict[] {
  const window = view.server?.window
  const growth = window?.grown(...drop.counters) ?? 0
  if (window === undefined || growth === 0) return []
  const counter = drop.counters.find((name) => window.grown(name) > 0) ?? drop.counters[0] ?? ''
  return [
    make(view, drop, null, 'likely', 'counters', growth, 0, [
      evidence('evidence.grew', { counter: shortName(counter), growth }, { growth: counterLink(window, counter) }),
      evidence('evidence.no-capture'),
    ]),
  ]
}

/** "ListenOverflows, ListenDrops and TCPReqQFullDrop stood still." Null when one of them moved or is not known. */
export function listenersQuiet(view: EvidenceView): Evidence | null {
  const window = view.server?.window
  if (window === undefined) return null
  const names = ['TcpExt.ListenOverflows', 'TcpExt.ListenDrops']
  if (names.some((name) => window.growth(name) !== 0)) return null
  return evidence('evidence.listeners-quiet', {}, { counters: counterLink(window, 'TcpExt.ListenDrops') })
}

function clientRoutes(view: EvidenceView, listener: ListenerFigures): readonly NextStep[] {
  const first = listener.silent.handshakes[0]
  if (first === undefined) return []
  return [routeBack(addressText(view.analysis.addresses, view.analysis.handshakes.clientAddress[first] ?? 0))]
}

function make(
  view: EvidenceView,
  drop: CountedDrop,
  listener: ListenerFigures | null,
  confidence: Confidence,
  basis: 'growth' | 'packets' | 'counters',
  syns: number,
  handshakes: number,
  facts: readonly (Evidence | null)[],
): Verdict {
  const params = { listener: listener?.name ?? '', syns, handshakes }
  return verdict({
    cause: drop.cause,
    confidence,
    listener: listener?.row ?? null,
    handshakes,
    synPackets: syns,
    weight: Math.max(handshakes, listener === null ? syns : 0) * WEIGHT.silent,
    summary: remark(listener === null ? `${drop.cause}.summary-counters` : `${drop.cause}.summary`, params),
    evidence: facts,
    disproof: [remark(`${drop.cause}.disproof`), otherNamespace],
    next: [
      findPid,
      basis === 'growth' && view.server?.window.hasGrowth !== true ? secondSnapshot() : watchCounters(drop.counters),
      ...drop.steps(view, listener),
    ],
    explanation: [remark(`${drop.cause}.explain`), remark(`${drop.cause}.explain-fix`)],
  })
}
