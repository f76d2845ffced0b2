// What the packets say a counter must have done, as events in time, so that any interval can be asked.
import type { Remark } from '../../analysis/tables.ts'
import { remark } from '../rules/finding.ts'
import { EventList } from '../view/event-list.ts'
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

export interface Prediction {
  readonly counter: string
  readonly side: 'server' | 'client'
  readonly events: EventList
  /** 'equal': every step is in the capture. 'at-least': the counter also counts what the capture does not keep. */
  readonly bound: 'equal' | 'at-least'
  /** Reasons why the counter may have done more, and less, than predicted. */
  readonly more: readonly Remark[]
  readonly fewer: readonly Remark[]
}

/** Makes the predictions of one group of counters. */
export type Predictor = (view: EvidenceView) => readonly Prediction[]

/** Names of the lists of events that each listener has. */
export type EventKind = {
  [Name in keyof ListenerFigures]: ListenerFigures[Name] extends EventList ? Name : never
}[keyof ListenerFigures]

const merged = new WeakMap<EvidenceView, Map<string, EventList>>()

/** All events of the given kinds, of all listeners. Merged once for each view. */
export function eventsOf(view: EvidenceView, ...kinds: readonly EventKind[]): EventList {
  const known = merged.get(view) ?? new Map<string, EventList>()
  merged.set(view, known)
  const key = kinds.join(' ')
  let list = known.get(key)
  if (list === undefined) {
    list = EventList.merge(view.listeners.flatMap((listener) => kinds.map((kind) => listener[kind])))
    known.set(key, list)
  }
  return list
}

/** Those of `list` that `keep` wants, by rows of packet and handshake. */
export function eventsWhere(
  view: EvidenceView,
  list: EventList,
  keep: (packet: number, handshake: number) => boolean,
): EventList {
  return list.filter((packet) => keep(packet, view.analysis.packets.handshake[packet] ?? -1))
}

interface Terms {
  readonly bound: Prediction['bound']
  /** Keys of `findings.reason`; false for one that this evidence rules out. */
  readonly more: readonly (string | false)[]
  readonly fewer: readonly (string | false)[]
}

export function prediction(
  side: Prediction['side'],
  counter: string,
  events: EventList,
  { bound = 'equal', more = [], fewer = [] }: Partial<Terms> = {},
): Prediction {
  return { side, counter, events, bound, more: reasons(more), fewer: reasons(fewer) }
}

function reasons(keys: readonly (string | false)[]): Remark[] {
  return keys.filter((key) => key !== false).map(reason)
}

export function reason(key: string): Remark {
  return remark(`reason.${key}`)
}
