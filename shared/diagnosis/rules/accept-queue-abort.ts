// tcp_abort_on_overflow=1: a finished handshake that meets a full accept queue is answered with a reset
// (counters.md §3.D10). SYNs that meet the full queue are still dropped in silence.
import type { Confidence } from '../../analysis/findings.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { findPid, hungMounts, listenQueue, queueSettings, stalledProcess, watchCounters } from './commands.ts'
import { assumption, otherNamespace, queueEvidence } from './common.ts'
import { counterLink, evidence, handshakesLink, packetsLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'

const OVERFLOWS = 'TcpExt.ListenOverflows'
const EMBRYONIC = 'TcpExt.EmbryonicRsts'

export const acceptQueueAbort: Rule = ({ view }) =>
  view.listeners
    .filter((listener) => listener.aborted.length > 0)
    .flatMap((listener) => {
      const confidence = judge(view, listener)
      return confidence === null ? [] : [make(view, listener, confidence)]
    })

function judge(view: EvidenceView, listener: ListenerFigures): Confidence | null {
  const window = view.server?.window ?? null
  const overflows = window?.growth(OVERFLOWS) ?? null
  const setting = view.setting('net.ipv4.tcp_abort_on_overflow')
  if (overflows === 0 || setting === 0) return null
  const resets = listener.aborted.length
  if (window !== null && overflows !== null && overflows >= resets) {
    const embryonic = window.growth(EMBRYONIC)
    if (setting === 1) return 'certain'
    return embryonic !== null && embryonic >= resets ? 'certain' : 'likely'
  }
  if (setting === 1) return 'likely'
  return resets >= 2 ? 'likely' : 'possible'
}

function make(view: EvidenceView, listener: ListenerFigures, confidence: Confidence): Verdict {
  const { aborted } = listener
  const rows = aborted.handshakes
  const window = view.server?.window
  const overflows = window?.growth(OVERFLOWS) ?? null
  const embryonic = window?.growth(EMBRYONIC) ?? null
  const setting = view.setting('net.ipv4.tcp_abort_on_overflow')
  return verdict({
    cause: 'accept-queue-overflow-abort',
    confidence,
    listener: listener.row,
    handshakes: rows.length,
    synPackets: 0,
    // The SYNs that the same full queue dropped belong to this story.
    weight: (rows.length + listener.silent.handshakes.length) * WEIGHT.silent + 1,
    summary: remark('accept-queue-overflow-abort.summary', { listener: listener.name, handshakes: rows.length }),
    evidence: [
      evidence(
        'evidence.aborted',
        { handshakes: rows.length, listener: listener.name },
        { handshakes: handshakesLink(rows), resets: packetsLink(aborted) },
      ),
      window === undefined || overflows === null || embryonic === null
        ? null
        : evidence(
            'evidence.abort-counters',
            { overflows, embryonic, resets: aborted.length, syns: listener.silent.length },
            { overflows: counterLink(window, OVERFLOWS), embryonic: counterLink(window, EMBRYONIC) },
          ),
      setting === null
        ? null
        : evidence(
            'evidence.setting',
            { name: 'net.ipv4.tcp_abort_on_overflow', value: setting },
            { value: { kind: 'setting', row: view.settingRow('net.ipv4.tcp_abort_on_overflow') } },
          ),
      ...queueEvidence(view, listener),
      assumption(view),
    ],
    disproof: [
      remark('accept-queue-overflow-abort.disproof-setting'),
      remark('accept-queue-overflow-abort.disproof-closed'),
      otherNamespace,
    ],
    next: [
      findPid,
      queueSettings,
      listenQueue(listener.port),
      watchCounters([OVERFLOWS, EMBRYONIC]),
      stalledProcess(listener.port),
      hungMounts,
    ],
    explanation: [
      remark('accept-queue-overflow.explain-queue'),
      remark('accept-queue-overflow-abort.explain'),
      remark('accept-queue-overflow.explain-application'),
    ],
  })
}
