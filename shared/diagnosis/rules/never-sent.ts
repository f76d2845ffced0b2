// SYNs that the listener took and answered, while the answer never got out of the host: no route back, no neighbour,
// a firewall in OUTPUT. The capture lacks the SYN-ACK, yet the kernel's SYN-ACK timers fire (counters.md §5).
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

export interface NeverSent {
  /**
   * 'no-route': Ip.OutNoRoutes moved with ListenDrops. 'held-back': SYN-ACK timers fired for answers nobody saw.
   * 'neighbour': so they did, and the host itself reported the client unreachable (ARP or ND got no answer), which
   * killed half-open connections: ListenDrops and Icmp.OutDestUnreachs.
   */
  readonly kind: 'no-route' | 'held-back' | 'neighbour'
  readonly counter: string
  readonly growth: number
}

export function neverSent(view: EvidenceView, listener: ListenerFigures): NeverSent | null {
  const window = view.server?.window
  const silent = listener.firmlySilent.length
  if (window === undefined || !window.hasGrowth || silent === 0 || view.vantage === 'client') return null
  const noRoute = window.grown('Ip.OutNoRoutes', 'Ip6.OutNoRoutes')
  const otherDrops = window.grown('TcpExt.ListenDrops') - window.grown(...QUEUE_DROPS)
  if (noRoute >= silent * 0.8 && otherDrops >= silent * 0.8) {
    return {
      kind: 'no-route',
      counter: window.grown('Ip.OutNoRoutes') > 0 ? 'Ip.OutNoRoutes' : 'Ip6.OutNoRoutes',
      growth: noRoute,
    }
  }
  if (window.growth('TcpExt.ListenDrops') === null || window.grown(...QUEUE_DROPS) > 0) return null
  // Timers that SYN-ACKs of the capture explain, or data of established connections, are not of these SYNs.
  const seen = view.listeners.reduce((sum, each) => sum + repeatedAnswers(each), 0)
  const timers = window.grown('TcpExt.TCPTimeouts') - seen
  if (listener.synAcks.length > 0 || timers < listener.firmlySilent.handshakes.length) return null
  const unreachable = window.grown('Icmp.OutDestUnreachs', 'Icmp6.OutDestUnreachs')
  if (otherDrops > 0) {
    return unreachable >= otherDrops / 2
      ? { kind: 'neighbour', counter: 'Icmp.OutDestUnreachs', growth: unreachable }
      : null
  }
  return window.grown('Tcp.InSegs') >= silent
    ? { kind: 'held-back', counter: 'TcpExt.TCPTimeouts', growth: timers }
    : null
}

const QUEUE_DROPS = ['TcpExt.ListenOverflows', 'TcpExt.TCPReqQFullDrop'] as const

function repeatedAnswers(listener: ListenerFigures): number {
  return listener.synAcks.length - listener.synAcks.handshakes.length + listener.halfOpen.handshakes.length
}
