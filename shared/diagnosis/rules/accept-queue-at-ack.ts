// The accept queue filled up between the SYN and the client's ACK: tcp_v4_syn_recv_sock ignores every ACK and data
// segment (ListenOverflows and ListenDrops + 1 for each), the SYN-ACK keeps being repeated, and the client believes
// that it is connected (counters.md §3.D9, §3.G).
import type { Confidence, Evidence } from '../../analysis/findings.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import {
  findPid,
  hungMounts,
  listenQueue,
  queueSettings,
  secondSnapshot,
  stalledProcess,
  watchCounters,
} from './commands.ts'
import { assumption, otherNamespace, queueEvidence } from './common.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'
import { carriesData, onlyBareAcks } from './unheeded-acks.ts'

const OVERFLOWS = 'TcpExt.ListenOverflows'

export const acceptQueueAtAck: Rule = ({ view, silence }) => {
  const window = view.server?.window ?? null
  const growth = window?.growth(OVERFLOWS) ?? null
  const total = growth === null ? (window?.total(OVERFLOWS) ?? null) : null
  const silentShare = silence.shares
    .filter((share) => share.explainer.code === 'accept-queue')
    .reduce((sum, share) => sum + share.packets, 0)
  const forAcks = growth === null ? null : growth - silentShare
  return view.listeners
    .filter((listener) => listener.ackUnheeded.length > 0)
    .flatMap((listener) => {
      const confidence = judge(view, listener, forAcks, total)
      return confidence === null ? [] : [make(view, listener, confidence, forAcks)]
    })
}

/** Null when the counters speak against it, or nothing speaks for it rather than for a lost ACK. */
function judge(
  view: EvidenceView,
  listener: ListenerFigures,
  forAcks: number | null,
  total: number | null,
): Confidence | null {
  const ignored = listener.ackUnheeded.length
  if (forAcks !== null) {
    if (forAcks <= 0) return null
    const all = view.listeners.reduce((sum, each) => sum + each.ackUnheeded.length + each.aborted.length, 0)
    const perhaps = view.listeners.reduce((sum, each) => sum + each.ackPerhapsUnheeded.length, 0)
    const near = forAcks >= all - Math.max(2, all * 0.05) && forAcks <= all + perhaps + Math.max(2, all * 0.05)
    const covered = view.server?.window.covers(listener.ackUnheeded)
    return near && view.vantage !== 'client' && (covered === 'yes' || covered === 'unknown') && ignored >= 3
      ? 'certain'
      : 'likely'
  }
  if (total === 0 || onlyBareAcks(view, listener)) return null
  if (total !== null) return 'likely'
  if (clientFingerprint(view) > 0) return 'possible'
  return view.vantage === 'server' && carriesData(view, listener) ? 'likely' : 'possible'
}

/** On the connecting host every SYN-ACK repeated to a finished connection counts TCPSYNChallenge and InErrs. */
function clientFingerprint(view: EvidenceView): number {
  const window = view.client?.window
  if (window === undefined) return 0
  return Math.min(window.grown('TcpExt.TCPSYNChallenge'), window.grown('Tcp.InErrs'))
}

function make(view: EvidenceView, listener: ListenerFigures, confidence: Confidence, forAcks: number | null): Verdict {
  const rows = listener.ackUnheeded.handshakes
  const server = view.server?.window
  const client = view.client?.window
  const fingerprint = clientFingerprint(view)
  const facts: (Evidence | null)[] = [
    evidence(
      'evidence.acks-unheeded',
      {
        acks: listener.ackUnheeded.length,
        handshakes: rows.length,
        listener: listener.name,
        repeats: listener.synAckAfterAck.length,
      },
      {
        acks: packetsLink(listener.ackUnheeded),
        handshakes: handshakesLink(rows),
        repeats: packetsLink(listener.synAckAfterAck),
      },
    ),
    forAcks === null || server === undefined
      ? null
      : evidence(
          'evidence.overflows-at-ack',
          { growth: forAcks, acks: listener.ackUnheeded.length },
          { growth: counterLink(server, OVERFLOWS) },
        ),
    server !== undefined && forAcks === null && (server.total(OVERFLOWS) ?? 0) > 0
      ? evidence('evidence.one-snapshot')
      : null,
    client === undefined || fingerprint === 0
      ? null
      : evidence(
          'evidence.client-challenges',
          { growth: fingerprint },
          { growth: counterLink(client, 'TcpExt.TCPSYNChallenge') },
        ),
    ...queueEvidence(view, listener),
    assumption(view),
  ]
  return verdict({
    cause: 'accept-queue-overflow-at-ack',
    confidence,
    listener: listener.row,
    handshakes: rows.length,
    synPackets: 0,
    weight: rows.length * WEIGHT.stalled,
    summary: remark('accept-queue-overflow-at-ack.summary', {
      listener: listener.name,
      acks: listener.ackUnheeded.length,
      handshakes: rows.length,
    }),
    evidence: facts,
    disproof: [
      remark('accept-queue-overflow-at-ack.disproof-counter'),
      remark('accept-queue-overflow-at-ack.disproof-defer'),
      otherNamespace,
    ],
    next: [
      findPid,
      forAcks === null
        ? secondSnapshot(server?.total(OVERFLOWS) ?? null)
        : watchCounters([OVERFLOWS, 'TcpExt.ListenDrops']),
      listenQueue(listener.port),
      stalledProcess(listener.port),
      hungMounts,
      queueSettings,
    ],
    explanation: [
      remark('accept-queue-overflow.explain-queue'),
      remark('accept-queue-overflow-at-ack.explain'),
      remark('accept-queue-overflow-at-ack.explain-client'),
      remark('accept-queue-overflow.explain-application'),
    ],
  })
}
