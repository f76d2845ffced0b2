// SYNs answered by an ICMP error that quotes them: a firewall that rejects, or a router without a way. Type and code say
// what the sender meant (RFC 792, RFC 1812 §5.2.7.1, RFC 4443 §3.1).
import type { Evidence } from '../../analysis/findings.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { captureBothSides, findPid, firewallRules, watchCounters } from './commands.ts'
import { alsoEstablished, silentPackets } from './common.ts'
import { counterLink, evidence, handshakesLink, remark, verdict, WEIGHT } from './finding.ts'
import type { Rule, Verdict } from './finding.ts'

export const icmpRejected: Rule = ({ view }) => {
  const hit = view.listeners.filter((listener) => listener.icmpErrors.length > 0)
  return hit.length === 0 ? countersOnly(view) : hit.map((listener) => make(view, listener, hit))
}

/**
 * True when ICMP errors answer about as many handshakes as got nothing: a firewall or router that rejects sends only a
 * limited number of errors, and the other SYNs of the same port get none.
 */
export function rateLimitedErrors(listener: ListenerFigures): boolean {
  return listener.icmpErrors.handshakes.length * 2 > listener.silent.handshakes.length
}

function make(view: EvidenceView, listener: ListenerFigures, all: readonly ListenerFigures[]): Verdict {
  const list = listener.icmpErrors
  const rows = list.handshakes
  return verdict({
    cause: 'icmp-rejected',
    confidence: 'certain',
    listener: listener.row,
    handshakes: rows.length,
    synPackets: list.length,
    weight: rows.length * WEIGHT.refused,
    summary: remark('icmp-rejected.summary', { listener: listener.name, handshakes: rows.length }),
    evidence: [
      ...meanings(view, listener),
      sender(view, all),
      listener.silent.length === 0 ? null : silentPackets(listener),
      alsoEstablished(listener),
    ],
    disproof: [remark('icmp-rejected.disproof')],
    next: [
      findPid,
      firewallRules,
      captureBothSides(listener.port),
      watchCounters(['Icmp.OutDestUnreachs', 'Icmp.InDestUnreachs']),
    ],
    explanation: [remark('icmp-rejected.explain'), remark('icmp-rejected.explain-rate')],
  })
}

/** One sentence for each type and code that came. */
function meanings(view: EvidenceView, listener: ListenerFigures): readonly Evidence[] {
  const { seq, handshake } = view.analysis.packets
  const family = view.analysis.addresses.family[view.analysis.listeners.address[listener.row] ?? 0] ?? 4
  const groups = new Map<number, { packets: number[]; handshakes: Set<number> }>()
  for (const row of listener.icmpErrors.packets) {
    const group = groups.get(seq[row] ?? 0) ?? { packets: [], handshakes: new Set<number>() }
    group.packets.push(row)
    group.handshakes.add(handshake[row] ?? 0)
    groups.set(seq[row] ?? 0, group)
  }
  return [...groups].map(([typeAndCode, group]) => {
    const type = typeAndCode >>> 8
    const code = typeAndCode & 0xff
    return evidence(
      `icmp.${meaningKey(family, type, code)}`,
      { errors: group.packets.length, handshakes: group.handshakes.size, type, code, listener: listener.name },
      {
        errors: { kind: 'packets', rows: group.packets },
        handshakes: handshakesLink([...group.handshakes].sort((a, b) => a - b)),
      },
    )
  })
}

/** Key of the sentence for a type and code; 'other' for those without one. */
function meaningKey(family: number, type: number, code: number): string {
  const table = family === 6 ? V6_MEANINGS : V4_MEANINGS
  return table[`${type}/${code}`] ?? 'other'
}

const V4_MEANINGS: Readonly<Record<string, string>> = {
  '3/0': 'no-route',
  '3/1': 'host-unreachable',
  '3/2': 'protocol-unreachable',
  '3/3': 'port-unreachable',
  '3/9': 'prohibited',
  '3/10': 'prohibited',
  '3/13': 'prohibited',
  '11/0': 'time-exceeded',
}

const V6_MEANINGS: Readonly<Record<string, string>> = {
  '1/0': 'no-route',
  '1/1': 'prohibited',
  '1/3': 'host-unreachable',
  '1/4': 'port-unreachable',
  '1/5': 'prohibited',
  '1/6': 'no-route',
  '3/0': 'time-exceeded',
}

/** Icmp.OutDestUnreachs of the listener's host tells whether that host itself sent the errors. */
function sender(view: EvidenceView, all: readonly ListenerFigures[]): Evidence | null {
  const window = view.server?.window
  if (window === undefined || window.growth('Icmp.OutDestUnreachs') === null) return null
  const growth = window.grown('Icmp.OutDestUnreachs', 'Icmp6.OutDestUnreachs')
  const errors = all.reduce((sum, listener) => sum + window.covered(listener.icmpErrors).count, 0)
  if (errors === 0) return null
  const key = growth === 0 ? 'icmp-foreign' : growth >= errors ? 'icmp-own' : 'icmp-some'
  return evidence(`evidence.${key}`, { growth, errors }, { growth: counterLink(window, 'Icmp.OutDestUnreachs') })
}

function countersOnly(view: EvidenceView): readonly Verdict[] {
  const window = view.server?.window
  const growth = window?.grown('Icmp.OutDestUnreachs', 'Icmp6.OutDestUnreachs') ?? 0
  if (view.handshakes > 0 || window === undefined || growth === 0) return []
  return [
    verdict({
      cause: 'icmp-rejected',
      confidence: 'possible',
      listener: null,
      handshakes: 0,
      synPackets: 0,
      weight: growth * WEIGHT.refused,
      summary: remark('icmp-rejected.summary-counters', { growth }),
      evidence: [
        evidence(
          'evidence.grew',
          { counter: 'OutDestUnreachs', growth },
          { growth: counterLink(window, 'Icmp.OutDestUnreachs') },
        ),
        evidence('evidence.no-capture'),
      ],
      disproof: [remark('icmp-rejected.disproof')],
      next: [findPid, firewallRules],
      explanation: [remark('icmp-rejected.explain')],
    }),
  ]
}
