// SYN cookies were in use: the queue of half-open connections was full (or tcp_syncookies=2) and the kernel answered
// without keeping state. No SYN is lost by that; it tells of a flood or of a backlog that is too small (counters.md
// §2.2, §3.E).
import type { Confidence } from '../../analysis/findings.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { findPid, halfOpen, kernelLog, queueSettings, watchCounters } from './commands.ts'
import { alsoEstablished, otherNamespace } from './common.ts'
import { counterLink, evidence, handshakesLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'

const SENT = 'TcpExt.SyncookiesSent'
const RECEIVED = 'TcpExt.SyncookiesRecv'
const FAILED = 'TcpExt.SyncookiesFailed'

export const syncookies: Rule = ({ view }) => {
  const window = view.server?.window
  const growth = window?.growth(SENT) ?? null
  const sent = growth ?? window?.total(SENT) ?? 0
  if (window === undefined || sent === 0) return []
  const flooded = mostHalfOpen(view)
  const confidence: Confidence =
    growth === null ? 'possible' : view.handshakes > 0 && flooded !== null ? 'certain' : 'likely'
  return [make(view, flooded, sent, growth, confidence)]
}

/** The listener with most handshakes that were answered and never finished. */
function mostHalfOpen(view: EvidenceView): ListenerFigures | null {
  return view.listeners.reduce<ListenerFigures | null>((best, listener) => {
    const open = listener.halfOpen.handshakes.length
    return open > (best?.halfOpen.handshakes.length ?? 0) ? listener : best
  }, null)
}

function make(
  view: EvidenceView,
  listener: ListenerFigures | null,
  sent: number,
  growth: number | null,
  confidence: Confidence,
): Verdict {
  const window = view.server?.window
  const open = listener?.halfOpen.handshakes ?? []
  const failed = window?.growth(FAILED) ?? 0
  const received = window?.growth(RECEIVED) ?? 0
  const always = view.setting('net.ipv4.tcp_syncookies') === 2
  const message = view.counters.kernelMessages.find((each) => each.kind === 'syn-flood-cookies')
  return verdict({
    cause: 'syncookies',
    confidence,
    listener: listener?.row ?? null,
    handshakes: open.length,
    synPackets: 0,
    weight:
      growth === null || always
        ? WEIGHT.noted
        : Math.max(open.length, view.handshakes === 0 ? sent : 0) * WEIGHT.refused,
    summary: remark(
      growth === null ? 'syncookies.summary-total' : always ? 'syncookies.summary-always' : 'syncookies.summary',
      { sent },
    ),
    evidence: [
      window === undefined || growth === null
        ? null
        : evidence(
            'evidence.cookies',
            { sent, received, failed },
            {
              sent: counterLink(window, SENT),
              received: counterLink(window, RECEIVED),
              failed: counterLink(window, FAILED),
            },
          ),
      growth === null ? evidence('evidence.one-snapshot') : null,
      listener === null
        ? null
        : evidence(
            'evidence.half-open',
            { open: open.length, listener: listener.name },
            { open: handshakesLink(open) },
          ),
      view.handshakes > 0 && view.listeners.every((each) => each.silent.length === 0)
        ? evidence('evidence.none-silent')
        : null,
      listener === null ? null : alsoEstablished(listener),
      message === undefined ? null : evidence('evidence.kernel-log-cookies', { line: message.line }),
    ],
    disproof: [remark('syncookies.disproof'), otherNamespace],
    next: [
      findPid,
      halfOpen(listener?.port ?? null),
      watchCounters([SENT, RECEIVED, FAILED, 'TcpExt.TCPReqQFullDoCookies']),
      queueSettings,
      kernelLog,
    ],
    explanation: [remark('syncookies.explain'), remark('syncookies.explain-limits')],
  })
}
