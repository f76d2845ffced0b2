// SYN cookies: a SYN-ACK sent by cookie is never repeated, so of the handshakes never finished those without a repeat
// are by cookie; of the finished ones the packets cannot tell (counters.md §2.2, §7.2).
import type { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import { eventsOf, eventsWhere, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'

export const synQueue: Predictor = (view) => {
  const once = answeredOnce(view)
  const more = ['finished-by-cookie', 'other-ports']
  return [
    prediction('server', 'TcpExt.TCPReqQFullDoCookies', once, { bound: 'at-least', more, fewer: ['not-yet-repeated'] }),
    prediction('server', 'TcpExt.SyncookiesSent', once, { bound: 'at-least', more, fewer: ['not-yet-repeated'] }),
  ]
}

/** SYN-ACKs of half-open handshakes that were never repeated although there was time to. */
function answeredOnce(view: EvidenceView): EventList {
  const halfOpen = eventsOf(view, 'halfOpen')
  const perHandshake = new Map<number, number>()
  const { handshake, seconds } = view.analysis.packets
  for (const row of halfOpen.packets) {
    const h = handshake[row] ?? -1
    perHandshake.set(h, (perHandshake.get(h) ?? 0) + 1)
  }
  const ends = view.analysis.captures.map((capture) => capture.lastPacketTime?.seconds ?? 0)
  const lastSecond = Math.max(0, ...ends)
  return eventsWhere(
    view,
    halfOpen,
    (row, h) => perHandshake.get(h) === 1 && lastSecond - (seconds[row] ?? 0) > REPEAT_DUE,
  )
}

/** Seconds after which an ordinary SYN-ACK would surely have been repeated. */
const REPEAT_DUE = 3
