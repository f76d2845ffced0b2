// Two SYNs crossed: both ends connected to each other at the same moment (RFC 9293 §3.5). No listener is involved.
import { evidence, handshakesLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule } from './finding.ts'

export const simultaneousOpen: Rule = ({ view }) => {
  const rows = view.listeners.flatMap((listener) => listener.outcomes['simultaneous-open']).sort((a, b) => a - b)
  if (rows.length === 0) return []
  const pairs = Math.ceil(rows.length / 2)
  return [
    verdict({
      cause: 'simultaneous-open',
      confidence: 'certain',
      listener: null,
      handshakes: rows.length,
      synPackets: 0,
      weight: rows.length * WEIGHT.refused,
      summary: remark('simultaneous-open.summary', { pairs }),
      evidence: [
        evidence('evidence.crossed', { handshakes: rows.length, pairs }, { handshakes: handshakesLink(rows) }),
      ],
      disproof: [remark('simultaneous-open.disproof')],
      next: [],
      explanation: [remark('simultaneous-open.explain')],
    }),
  ]
}
