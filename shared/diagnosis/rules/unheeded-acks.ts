// What kind of client segments a server did not heed: TCP_DEFER_ACCEPT ignores bare ACKs only, a full accept queue
// ignores data as well (counters.md §3.D7, §3.D9).
import type { EvidenceView } from '../view/evidence-view.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

/** True when at least one of the ignored segments had data. */
export function carriesData(view: EvidenceView, listener: ListenerFigures): boolean {
  const { payloadLength } = view.analysis.packets
  return listener.ackUnheeded.packets.some((row) => (payloadLength[row] ?? 0) > 0)
}

/** True when bare ACKs were ignored and every handshake went on as soon as data came. */
export function onlyBareAcks(view: EvidenceView, listener: ListenerFigures): boolean {
  return listener.ackUnheeded.length > 0 && !carriesData(view, listener)
}
