// Counters of a listener's queues: what each unanswered SYN and each unheeded ACK would add (counters.md §2.1, §6.4).
import { neverSent } from '../rules/never-sent.ts'
import { eventsOf, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'

export const listenQueue: Predictor = (view) => {
  const silent = eventsOf(view, 'silent')
  const unheeded = eventsOf(view, 'ackUnheeded')
  const dropped = eventsOf(view, 'silent', 'ackUnheeded', 'aborted')
  const window = view.server?.window
  const drops = window?.growth('TcpExt.ListenDrops') ?? 0
  const overflows = window?.growth('TcpExt.ListenOverflows') ?? 0
  const held = view.listeners.some((listener) => neverSent(view, listener) !== null)
  const perhaps = view.listeners.some((listener) => listener.ackPerhapsUnheeded.length > 0)
  const deferred = unheeded.length > 0 && (window?.growth('TcpExt.TCPDeferAcceptDrop') ?? 0) > 0 && 'deferred'
  const beforeListener = drops < silent.length && !held && 'before-listener'
  const otherListeners = view.listeners.length > 0 && 'other-ports'
  return [
    prediction('server', 'TcpExt.ListenOverflows', dropped, {
      more: [perhaps && 'acks-after-answer', otherListeners],
      fewer: [drops > overflows && 'other-queue', beforeListener, deferred, held && 'never-sent'],
    }),
    prediction('server', 'TcpExt.ListenDrops', dropped, {
      more: [perhaps && 'acks-after-answer', otherListeners, 'icmp-killed'],
      fewer: [beforeListener, deferred, held && 'never-sent'],
    }),
    prediction('server', 'TcpExt.TCPReqQFullDrop', silent, { more: [otherListeners], fewer: ['not-this-queue'] }),
    prediction('server', 'TcpExt.TCPDeferAcceptDrop', unheeded, {
      more: ['bare-acks-not-kept'],
      fewer: ['accept-queue-instead'],
    }),
    prediction('server', 'TcpExt.EmbryonicRsts', eventsOf(view, 'aborted'), { more: ['client-resets'] }),
  ]
}
