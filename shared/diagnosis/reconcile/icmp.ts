// ICMP errors about SYNs, and counters that only a silent SYN can hint at (counters.md §2.6, §2.7, §2.9).
import { eventsOf, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import { EventList } from '../view/event-list.ts'

export const icmpErrors: Predictor = (view) => {
  const v4 = ofFamily(view, 4)
  const v6 = ofFamily(view, 6)
  return [
    prediction('server', 'Icmp.OutDestUnreachs', v4, { more: ['other-icmp'], fewer: ['router-icmp'] }),
    prediction('server', 'Icmp6.OutDestUnreachs', v6, { more: ['other-icmp'], fewer: ['router-icmp'] }),
    prediction('client', 'Icmp.InDestUnreachs', v4, { more: ['other-icmp'], fewer: ['filtered-icmp'] }),
    prediction('client', 'Icmp6.InDestUnreachs', v6, { more: ['other-icmp'], fewer: ['filtered-icmp'] }),
  ]
}

/** Counters of drops before the listener: each moves by the unanswered SYNs when it is the cause, else not at all. */
export const silentDrops: Predictor = (view) => {
  const silent = eventsOf(view, 'silent')
  return [
    'TcpExt.IPReversePathFilter',
    'TcpExt.TCPMD5NotFound',
    'TcpExt.TCPMD5Unexpected',
    'TcpExt.TCPMD5Failure',
    'TcpExt.TCPAORequired',
    'TcpExt.TCPMinTTLDrop',
    'TcpExt.PAWSPassive',
    'TcpExt.PAWSTimewait',
    'TcpExt.TCPACKSkippedSynRecv',
    'TcpExt.TCPACKSkippedChallenge',
    'TcpExt.TCPACKSkippedTimeWait',
    'Ip.OutNoRoutes',
  ].map((counter) => prediction('server', counter, silent, { more: ['other-ports'], fewer: ['not-this-cause'] }))
}

function ofFamily(view: EvidenceView, family: 4 | 6): EventList {
  const { addresses, listeners } = view.analysis
  const mine = view.listeners.filter((listener) => addresses.family[listeners.address[listener.row] ?? 0] === family)
  return EventList.merge(mine.map((listener) => listener.icmpErrors))
}
