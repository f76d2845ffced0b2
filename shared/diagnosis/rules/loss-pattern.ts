// Whether what goes missing at a listener looks like loss by chance or like an outage: chance hits some handshakes
// between others that pass untouched, an outage hits every handshake of its time.
import { MARK, OUTCOMES } from '../../analysis/tables.ts'
import { EventList } from '../view/event-list.ts'
import { clockOf, noEvents } from '../view/evidence-view.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

export interface LossPattern {
  /** Packets that had to be sent again because they or their answers were lost. */
  readonly repeated: EventList
  /** Handshakes that passed without loss between the first and the last that did not. */
  readonly cleanBetween: number
  /** False when only silence speaks for it and no counter of the listener's host excludes a full queue. */
  readonly firm: boolean
}

const ESTABLISHED = OUTCOMES.indexOf('established')
const UNANSWERED = OUTCOMES.indexOf('unanswered')

/** Chance is what leaves at least this many clean handshakes for each that lost a packet, in the time between. */
const CLEAN_PER_LOSSY = 0.3
/** A single retransmission is worth a word only when it stands among many handshakes. */
const CROWD = 10

/** The pattern when it looks like chance, else null. */
export function lossPattern(view: EvidenceView, listener: ListenerFigures): LossPattern | null {
  const lists = [listener.synAckUnheard, listener.ackUnheard, recovered(view, listener), lateFirst(view, listener)]
  const lossy = EventList.merge(lists).handshakes
  if (lossy.length === 0 || neverRecovered(view, listener) > lossy.length * 0.2) return null
  const clock = clockOf(view)
  let from = Infinity
  let to = -Infinity
  for (const h of lossy) {
    const start = clock(view.analysis.handshakes.packetStart[h] ?? 0)
    from = Math.min(from, start)
    to = Math.max(to, start)
  }
  const cleanBetween = lossy.length === 1 ? listener.clean.length : listener.clean.countBetween(from, to)
  if (lossy.length === 1 && listener.clean.length < CROWD) return null
  if (cleanBetween < lossy.length * CLEAN_PER_LOSSY) return null
  const firm = view.server !== null || listener.synAckUnheard.length + listener.ackUnheard.length > 0
  return { repeated: EventList.merge(lists), cleanBetween, firm }
}

/** Unanswered SYNs of handshakes that a later SYN of the same handshake completed. Not when a listen counter may have moved. */
function recovered(view: EvidenceView, listener: ListenerFigures): EventList {
  const list = noEvents(view)
  const window = view.server?.window
  if (window !== undefined && window.growth('TcpExt.ListenDrops') !== 0) return list
  const { outcome } = view.analysis.handshakes
  const { handshake } = view.analysis.packets
  for (const row of listener.silent.packets) {
    const h = handshake[row] ?? -1
    if (outcome[h] === ESTABLISHED) list.add(row)
  }
  return list
}

/** On the server's side a lost SYN was never seen: its trace is a first SYN whose time stamps say it is a repeat. */
function lateFirst(view: EvidenceView, listener: ListenerFigures): EventList {
  const list = noEvents(view)
  const { handshakes, packets } = view.analysis
  for (const h of listener.outcomes.established) {
    if ((handshakes.missingSyns[h] ?? 0) === 0) continue
    const row = handshakes.packetStart[h] ?? 0
    if (((packets.marks[row] ?? 0) & MARK.duplicate) === 0) list.add(row)
  }
  return list
}

/** Handshakes that nothing ever answered: chance does not do that to many. */
function neverRecovered(view: EvidenceView, listener: ListenerFigures): number {
  const { outcome } = view.analysis.handshakes
  return listener.firmlySilent.handshakes.filter((h) => outcome[h] === UNANSWERED).length
}
