// Where SYNs disappeared that no listen counter knows: in the IP layer, before it, before TCP, or on the way. Counters
// that did not move tell as much as those that did (counters.md §3.A).
import type { Silence } from '../explain/silence.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow } from '../view/host-window.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'
import { rateLimitedErrors } from './icmp-rejected.ts'
import { lossPattern } from './loss-pattern.ts'
import { neverSent } from './never-sent.ts'
import { scannedListeners } from './scan.ts'
import { answeredUnseen } from './synack-lost.ts'

/** Where the packets disappeared, as far as the counters tell. */
export type Place = 'in-ip' | 'before-ip' | 'before-tcp' | 'path' | 'unknown'

/** Listeners with silence that no listen counter (nor rp_filter, checksum, signature) explains. */
export function candidates(
  view: EvidenceView,
  silence: Silence,
): readonly { listener: ListenerFigures; syns: number }[] {
  const scanned = scannedListeners(view)
  return view.listeners.flatMap((listener) => {
    if (scanned.has(listener)) return []
    if (rateLimitedErrors(listener)) return []
    if (
      listener.firmlySilent.length === 0 ||
      neverSent(view, listener) ||
      answeredUnseen(view, listener) ||
      lossPattern(view, listener) !== null
    )
      return []
    const inIp = silence.shares.filter((share) => share.listener === listener && share.explainer.code === 'before-tcp')
    const syns = (silence.unexplained.get(listener) ?? 0) + inIp.reduce((sum, share) => sum + share.packets, 0)
    const covered = silence.covered.get(listener) ?? 0
    // A remainder of another cause (borders of the snapshots, capture loss) is no cause of its own.
    return syns >= Math.max(1, covered * 0.1) && syns > 0 ? [{ listener, syns }] : []
  })
}

export function placeOf(view: EvidenceView, silence: Silence, listener: ListenerFigures, syns: number): Place | null {
  const { server } = view
  if (server === null || server.place === 'wrong') return null
  const { window } = server
  if (!window.hasGrowth) return fromZeroTotals(view, listener) ? 'unknown' : null
  if (window.covers(listener.silent) === 'no') return null
  const inIp = silence.shares.find((share) => share.listener === listener && share.explainer.code === 'before-tcp')
  if (inIp !== undefined && inIp.packets >= syns * 0.5) return 'in-ip'
  if (silence.shares.some((share) => share.listener === listener && share.explainer.code !== 'before-tcp')) return null
  if (window.growth('TcpExt.ListenDrops') === null) return null
  if (listener.onlyElsewhere.length > 0) return 'path'
  if (unseenByTcp(view, window) >= syns * 0.9 && window.growth('Ip.InReceives') === null) return 'before-tcp'
  if (view.vantage === 'client' || view.vantage === 'middle') return 'path'
  if (isIpv6(view, listener) && window.growth('Ip6.InReceives') === null) {
    return unseenByTcp(view, window) >= syns * 0.9 ? 'before-tcp' : 'unknown'
  }
  return unseenByIp(view, window) >= syns * 0.5 ? 'before-ip' : null
}

/** One snapshot, taken after the last SYN, in which nothing was ever dropped at any listener since boot. */
function fromZeroTotals(view: EvidenceView, listener: ListenerFigures): boolean {
  const window = view.server?.window
  if (window === undefined) return false
  const drops = window.total('TcpExt.ListenDrops')
  const taken = Number.isNaN(window.end) || window.end >= listener.silent.last
  return taken && drops !== null && drops < listener.firmlySilent.length * 0.5
}

/** TCP packets of the capture that the kernel's TCP neither received nor sent: 0 when the counters tell nothing. */
export function unseenByTcp(view: EvidenceView, window: HostWindow): number {
  const received = window.growth('Tcp.InSegs')
  if (received === null || window.growth('Tcp.OutSegs') === null || view.vantage === 'client') return 0
  const captured = Math.max(0, ...view.analysis.captures.map((capture) => capture.tcpPackets))
  return captured - received - sentByTcp(window)
}

/** TCP packets of the capture that the IP layer neither received nor sent. */
function unseenByIp(view: EvidenceView, window: HostWindow): number {
  const captured = Math.max(0, ...view.analysis.captures.map((capture) => capture.tcpPackets))
  return captured - window.grown('Ip.InReceives', 'Ip.OutRequests', 'Ip6.InReceives', 'Ip6.OutRequests')
}

/** OutSegs leaves repeated data out and counts repeated SYN-ACKs (tcp_rtx_synack), which are in TCPSynRetrans too. */
export function sentByTcp(window: HostWindow): number {
  return window.grown('Tcp.OutSegs', 'Tcp.RetransSegs') - window.grown('TcpExt.TCPSynRetrans')
}

function isIpv6(view: EvidenceView, listener: ListenerFigures): boolean {
  return view.analysis.addresses.family[view.analysis.listeners.address[listener.row] ?? 0] === 6
}
