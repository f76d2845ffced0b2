// Counters of a listener's queues: what each unanswered SYN and each unheeded ACK would add (counters.md §2.1, §6.4).
import { eventsOf, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'

export const listenQueue: Predictor = (view) => {
  const dropped = eventsOf(
    view,
    (l) => l.silent,
    (l) => l.ackUnheeded,
    (l) => l.aborted,
  )
  const silent = eventsOf(view, (l) => l.silent)
  return [
    prediction('server', 'TcpExt.ListenOverflows', dropped, {
      more: ['other-ports', 'acks-of-others'],
      fewer: ['before-listener', 'other-queue', 'deferred', 'never-sent'],
    }),
    prediction('server', 'TcpExt.ListenDrops', dropped, {
      more: ['other-ports', 'icmp-killed'],
      fewer: ['before-listener', 'deferred', 'never-sent'],
    }),
    prediction('server', 'TcpExt.TCPReqQFullDrop', silent, {
      more: ['other-ports'],
      fewer: ['not-this-queue'],
    }),
    prediction(
      'server',
      'TcpExt.TCPDeferAcceptDrop',
      eventsOf(view, (l) => l.ackUnheeded),
      {
        more: ['bare-acks-not-kept'],
        fewer: ['accept-queue-instead'],
      },
    ),
    prediction(
      'server',
      'TcpExt.EmbryonicRsts',
      eventsOf(view, (l) => l.aborted),
      { more: ['client-resets'] },
    ),
  ]
}
