// The same 4-tuple again and again with new sequence numbers: new connections, not retransmissions. Only worth a place
// in the ranking when it is much of the traffic; then merging them would show a backoff that never was.
import { FEATURE } from '../../analysis/tables.ts'
import { clientPorts } from './commands.ts'
import { evidence, handshakesLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule } from './finding.ts'

/** Share of reused 4-tuples that ordinary clients with tens of thousands of ports never reach. */
const STRIKING = 0.2

export const portReuse: Rule = ({ view }) => {
  const reusing = view.listeners.filter((listener) => listener.reusedPorts.length > 0)
  const rows = reusing.flatMap((listener) => listener.reusedPorts.handshakes).sort((a, b) => a - b)
  if (rows.length === 0) return []
  const { handshakes } = view.analysis
  const timeWait = rows.filter((h) => ((handshakes.features[h] ?? 0) & FEATURE.timeWaitReused) !== 0)
  const tuples = new Set(
    rows.map((h) => `${handshakes.clientAddress[h]} ${handshakes.clientPort[h]} ${handshakes.listener[h]}`),
  ).size
  const silent = rows.filter((h) => (handshakes.unansweredSyns[h] ?? 0) > 0)
  const striking = rows.length >= Math.max(3, view.handshakes * STRIKING)
  return [
    verdict({
      cause: 'port-reuse',
      confidence: 'certain',
      listener: reusing.length === 1 ? (reusing[0]?.row ?? null) : null,
      handshakes: rows.length,
      synPackets: silent.reduce((sum, h) => sum + (handshakes.unansweredSyns[h] ?? 0), 0),
      weight: striking ? rows.length * WEIGHT.refused : WEIGHT.noted,
      summary: remark('port-reuse.summary', { handshakes: rows.length, tuples, all: view.handshakes }),
      evidence: [
        evidence('evidence.reused', { handshakes: rows.length, tuples }, { handshakes: handshakesLink(rows) }),
        timeWait.length === 0
          ? null
          : evidence(
              'evidence.reused-time-wait',
              { handshakes: timeWait.length },
              { handshakes: handshakesLink(timeWait) },
            ),
        silent.length === 0
          ? null
          : evidence('evidence.reused-silent', { handshakes: silent.length }, { handshakes: handshakesLink(silent) }),
      ],
      disproof: [remark('port-reuse.disproof')],
      next: [clientPorts],
      explanation: [remark('port-reuse.explain'), remark('port-reuse.explain-fix')],
    }),
  ]
}
