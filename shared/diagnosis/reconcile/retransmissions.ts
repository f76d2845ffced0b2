// Everything sent again at connection set-up, and the timers behind it (counters.md §2.4, §6.5–6.7).
import type { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import { eventsOf, eventsWhere, prediction } from './prediction.ts'
import type { Predictor } from './prediction.ts'

export const retransmissions: Predictor = (view) => {
  const synAcks = repeats(view, eventsOf(view, 'synAcks'))
  const syns = repeats(view, eventsOf(view, 'syns'))
  return [
    prediction('server', 'TcpExt.TCPSynRetrans', synAcks, {
      more: ['other-ports', 'own-connects', 'capture-loss'],
      fewer: ['cookie-answers'],
    }),
    prediction('server', 'Tcp.RetransSegs', synAcks, {
      bound: 'at-least',
      more: ['repeated-data'],
      fewer: ['cookie-answers'],
    }),
    prediction('server', 'TcpExt.TCPTimeouts', timerDriven(view, synAcks), {
      bound: 'at-least',
      more: ['last-timer', 'repeated-data'],
      fewer: ['provoked-answers'],
    }),
    prediction('client', 'TcpExt.TCPSynRetrans', syns, { more: ['other-servers'], fewer: ['quick-repeat'] }),
    prediction('client', 'Tcp.RetransSegs', syns, { bound: 'at-least', more: ['repeated-data'] }),
    prediction('client', 'TcpExt.TCPTimeouts', syns, {
      bound: 'at-least',
      more: ['last-timer', 'repeated-data'],
      fewer: ['quick-repeat'],
    }),
  ]
}

/** All of `list` but the first of each handshake. */
function repeats(view: EvidenceView, list: EventList): EventList {
  const seen = new Set<number>()
  return eventsWhere(view, list, (_, h) => {
    if (seen.has(h)) return true
    seen.add(h)
    return false
  })
}

/** SYN-ACKs that no SYN of the same moment provoked. */
function timerDriven(view: EvidenceView, synAcks: EventList): EventList {
  if (synAcks.length === 0) return synAcks
  const syns = eventsOf(view, 'syns')
  const provoked = new Map<number, number[]>()
  const { handshake, seconds, nanos } = view.analysis.packets
  const moment = (row: number): number => (seconds[row] ?? 0) + (nanos[row] ?? 0) * 1e-9
  for (const row of syns.packets) {
    const h = handshake[row] ?? -1
    const moments = provoked.get(h)
    if (moments === undefined) provoked.set(h, [moment(row)])
    else moments.push(moment(row))
  }
  return eventsWhere(view, synAcks, (row, h) => {
    const at = moment(row)
    return !(provoked.get(h) ?? []).some((syn) => at >= syn && at - syn < PROVOKED)
  })
}

/** Seconds within which a SYN-ACK answers a repeated SYN rather than a timer. */
const PROVOKED = 0.05
