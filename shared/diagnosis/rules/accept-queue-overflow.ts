// The accept queue was full when SYNs came: tcp_conn_request drops them in silence and counts ListenOverflows and
// ListenDrops, one each per SYN packet (counters.md §3.E step 3, §6.4).
import { endpointText } from '../../net/address.ts'
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import type { Share } from '../explain/silence.ts'
import { OVERFLOW } from '../explain/explainers.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { isFull } from '../view/queue-story.ts'
import {
  findPid,
  hungMounts,
  listenQueue,
  queueSettings,
  secondSnapshot,
  stalledProcess,
  watchCounters,
} from './commands.ts'
import {
  alsoEstablished,
  assumption,
  coverage,
  otherNamespace,
  patienceEvidence,
  queueEvidence,
  shareEvidence,
  silentPackets,
} from './common.ts'
import { counterLink, evidence, handshakesLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Case, Rule, Verdict } from './finding.ts'
import { shareConfidence } from './share-confidence.ts'

export const acceptQueueOverflow: Rule = (the) => {
  const { view, silence } = the
  const shares = silence.shares.filter((share) => share.explainer.code === OVERFLOW)
  if (shares.length > 0) return shares.map((share) => fromGrowth(the, share))
  const window = view.server?.window ?? null
  if (window !== null && window.hasGrowth) return window.grown(OVERFLOWS) > 0 ? outsidePackets(the, window) : []
  return view.listeners
    .filter((listener) => listener.firmlySilent.length > 0)
    .flatMap((listener) => fromTotals(view, listener) ?? fromQueue(view, listener) ?? fromPackets(view, listener) ?? [])
}

const OVERFLOWS = 'TcpExt.ListenOverflows'
const DROPS = 'TcpExt.ListenDrops'

/** Two or more snapshots. */
function fromGrowth({ view }: Case, share: Share): Verdict {
  const { listener } = share
  const window = view.server?.window
  const confidence = growthConfidence(view, share)
  return make(view, listener, confidence, 'growth', share.packets, [
    silentPackets(listener),
    ...(window === undefined ? [] : [...shareEvidence(window, share), dropsBeside(window)]),
    ...queueEvidence(view, listener),
    coverage(view, listener),
    alsoEstablished(listener),
    unserved(view, listener),
    assumption(view),
  ])
}

/** A queue that `ss` showed full while the counter climbed settles what the amounts leave open. */
function growthConfidence(view: EvidenceView, share: Share): Confidence {
  const confidence = shareConfidence(view, share)
  const queue = view.queue(share.listener)
  if (confidence === 'certain' || share.displaced || queue === null || queue.fullReadings === 0) return confidence
  return view.server?.window.covers(share.listener.silent) === 'yes' ? 'certain' : confidence
}

/** One snapshot since boot: shows that the queue overflowed some time, not when. */
function fromTotals(view: EvidenceView, listener: ListenerFigures): Verdict | null {
  const window = view.server?.window ?? null
  const overflows = window?.total(OVERFLOWS) ?? null
  if (window === null || overflows === null || overflows === 0) return null
  const before = !Number.isNaN(window.end) && window.end < listener.silent.first
  if (before || overflows < listener.firmlySilent.length) return null
  const drops = window.total(DROPS)
  const confidence = explains(view, overflows, drops) ? 'likely' : 'possible'
  const other = drops === null ? null : drops - overflows
  return make(view, listener, confidence, 'totals', listener.silent.length, [
    silentPackets(listener),
    evidence(
      'evidence.totals',
      { overflows, drops: drops ?? overflows },
      { overflows: counterLink(window, OVERFLOWS) },
    ),
    other === null || other <= 0
      ? null
      : evidence(
          'evidence.drops-for-other-reasons',
          { other, drops: drops ?? 0, overflows },
          { drops: counterLink(window, DROPS) },
        ),
    evidence('evidence.one-snapshot'),
    ...queueEvidence(view, listener),
    alsoEstablished(listener),
    unserved(view, listener),
    assumption(view),
  ])
}

/** The overflows are the greater part of all drops, and no other counter that silences SYNs is as large. */
function explains(view: EvidenceView, overflows: number, drops: number | null): boolean {
  const window = view.server?.window
  const rivals = ['TcpExt.TCPReqQFullDrop', 'TcpExt.IPReversePathFilter', 'TcpExt.TCPMD5NotFound', 'Tcp.InCsumErrors']
  const rival = Math.max(0, ...rivals.map((name) => window?.total(name) ?? 0))
  return overflows > rival && (drops === null || overflows * 2 >= drops)
}

/** `ss` alone: a full queue and silence belong together. */
function fromQueue(view: EvidenceView, listener: ListenerFigures): Verdict | null {
  const story = view.queue(listener)
  if (story === null || story.fullReadings === 0) return null
  return make(view, listener, 'likely', 'queue', listener.silent.length, [
    silentPackets(listener),
    ...queueEvidence(view, listener),
    evidence('evidence.no-counters'),
    unserved(view, listener),
  ])
}

/**
 * Packets alone: connections that were accepted by the kernel and never served, and from then on silence — what a
 * listener looks like whose program stopped calling accept(). A firewall rule set at that moment looks alike.
 */
function fromPackets(view: EvidenceView, listener: ListenerFigures): Verdict | null {
  if (view.server !== null && view.server.place !== 'wrong') return null
  if (waiting(view, listener).length === 0 || listener.unserved.first > listener.silent.first) return null
  const { handshakes } = view.analysis
  const after = listener.clean.countBetween(listener.silent.first, Infinity)
  if (after > 0 || handshakes.length === 0) return null
  return make(view, listener, 'possible', 'packets', listener.silent.length, [
    silentPackets(listener),
    unserved(view, listener),
    alsoEstablished(listener),
    evidence('evidence.no-counters'),
  ])
}

/**
 * The counter moved and nothing in the capture shows it: no capture, or one that ends too early or holds other ports.
 */
function outsidePackets({ view }: Case, window: HostWindow): readonly Verdict[] {
  if (view.listeners.some((listener) => listener.ackUnheeded.length > 0 || listener.aborted.length > 0)) return []
  const overflows = window.grown(OVERFLOWS)
  const seen = view.handshakes > 0
  const resets = window.grown('TcpExt.EmbryonicRsts')
  const { listenerQueues } = view.counters
  const row = listenerQueues.findIndex((queue) => isFull(queue))
  const full = listenerQueues[row]
  return [
    verdict({
      cause:
        resets > 0 && view.setting('net.ipv4.tcp_abort_on_overflow') === 1
          ? 'accept-queue-overflow-abort'
          : 'accept-queue-overflow',
      confidence: 'likely',
      listener: null,
      handshakes: 0,
      synPackets: overflows,
      weight: overflows,
      summary: remark(`accept-queue-overflow.summary-${seen ? 'not-captured' : 'counters'}`, { overflows }),
      evidence: [
        evidence(
          'evidence.grew',
          { counter: 'ListenOverflows', growth: overflows },
          { growth: counterLink(window, OVERFLOWS) },
        ),
        dropsBeside(window),
        full === undefined
          ? null
          : evidence(
              'evidence.queue-full',
              {
                queue: full.receiveQueue,
                backlog: full.backlog ?? 0,
                places: (full.backlog ?? 0) + 1,
                listener: endpointText(full.address, full.port),
              },
              { queue: { kind: 'listener-queue', row } },
            ),
        evidence(seen ? 'evidence.not-in-capture' : 'evidence.no-capture'),
      ],
      disproof: [remark('accept-queue-overflow.disproof-at-ack'), otherNamespace],
      next: [findPid, listenQueue(full?.port ?? null), stalledProcess(full?.port ?? null), hungMounts, queueSettings],
      explanation: explanation(view),
    }),
  ]
}

function dropsBeside(window: HostWindow): Evidence | null {
  const drops = window.growth(DROPS)
  const overflows = window.growth(OVERFLOWS)
  if (drops === null || overflows === null) return null
  if (drops === overflows) return evidence('evidence.drops-equal', { drops }, { drops: counterLink(window, DROPS) })
  const other = drops - overflows
  return evidence(
    'evidence.drops-for-other-reasons',
    { other, drops, overflows },
    { drops: counterLink(window, DROPS) },
  )
}

/** Connections that seem to wait in the queue: complete for the kernel, with data from the client, without an answer. */
function unserved(view: EvidenceView, listener: ListenerFigures): Evidence | null {
  const rows = waiting(view, listener)
  if (rows.length === 0) return null
  return evidence(
    'evidence.unserved',
    { handshakes: rows.length, listener: listener.name },
    { handshakes: handshakesLink(rows) },
  )
}

/**
 * The unserved connections when they can be the content of the queue: no more than it holds (where `ss` says how many),
 * and none served between them — a program that hangs serves nobody.
 */
function waiting(view: EvidenceView, listener: ListenerFigures): readonly number[] {
  const list = listener.unserved
  const backlog = view.queue(listener)?.backlog ?? null
  if (list.length === 0 || (backlog !== null && list.length > backlog + 1)) return []
  return listener.served.countBetween(list.first, list.last) > 0 ? [] : list.handshakes
}

function make(
  view: EvidenceView,
  listener: ListenerFigures,
  confidence: Confidence,
  basis: 'growth' | 'totals' | 'queue' | 'packets',
  synPackets: number,
  facts: readonly (Evidence | null)[],
): Verdict {
  const handshakes = listener.silent.handshakes.length
  const params = { listener: listener.name, syns: synPackets, handshakes }
  return verdict({
    cause: 'accept-queue-overflow',
    confidence,
    listener: listener.row,
    handshakes,
    synPackets,
    weight: handshakes * WEIGHT.silent,
    summary: remark(`accept-queue-overflow.summary-${basis}`, params),
    evidence: [...facts, ...patienceEvidence(view, listener)],
    disproof: [
      remark('accept-queue-overflow.disproof-queue', { port: listener.port }),
      basis === 'growth'
        ? remark('accept-queue-overflow.disproof-other-listener')
        : remark('accept-queue-overflow.disproof-growth'),
      otherNamespace,
    ],
    next: [
      findPid,
      basis === 'growth'
        ? null
        : secondSnapshot(basis === 'totals' ? (view.server?.window.total(OVERFLOWS) ?? null) : null),
      basis === 'growth' ? watchCounters([OVERFLOWS, DROPS]) : null,
      listenQueue(listener.port),
      stalledProcess(listener.port),
      hungMounts,
      queueSettings,
    ],
    explanation: explanation(view),
  })
}

function explanation(view: EvidenceView): ReturnType<typeof remark>[] {
  const cookies = view.setting('net.ipv4.tcp_syncookies')
  return [
    remark('accept-queue-overflow.explain-queue'),
    remark('accept-queue-overflow.explain-drop'),
    remark('accept-queue-overflow.explain-size'),
    remark('accept-queue-overflow.explain-application'),
    ...(cookies === null || cookies === 0 ? [] : [remark('accept-queue-overflow.explain-syncookies', { cookies })]),
  ]
}
