// The figures of all listeners, in two passes over the handshakes: first how long the way to each listener is, then, with
// that known, which repetitions mean loss.
import type { PacketAnalysis } from '../../analysis/tables.ts'
import { packetOffset } from '../../timeline/moment.ts'
import type { TimeAxis } from '../../timeline/moment.ts'
import type { Clock } from './event-list.ts'
import { EverydayHandshakes } from './everyday-handshakes.ts'
import { HandshakeScan } from './handshake-scan.ts'
import { HandshakeSorter } from './handshake-sorter.ts'
import { emptyFigures } from './listener-figures.ts'
import type { ListenerFigures } from './listener-figures.ts'
import { Perspective } from './perspective.ts'

/** Figures of every listener, by row of the ListenerTable. O(packets). */
export function figuresByListener(analysis: PacketAnalysis, axis: TimeAxis): ListenerFigures[] {
  const clock: Clock = (row) => packetOffset(analysis, axis, row)
  const figures = Array.from({ length: analysis.listeners.length }, (_, row) => emptyFigures(analysis, clock, row))
  const { handshakes } = analysis
  const perspective = new Perspective(analysis)
  const scan = new HandshakeScan(analysis, axis, perspective)
  // Where both sides were captured, a packet that only one of them has is a loss: no handshake is everyday then.
  const everyday = perspective.twoSided ? null : new EverydayHandshakes(analysis, axis)
  for (let h = 0; h < handshakes.length; h++) {
    const listener = figures[handshakes.listener[h] ?? -1]
    if (listener === undefined) continue
    listener.handshakes.push(h)
    listener.clients.add(handshakes.clientAddress[h] ?? 0)
    if (everyday?.read(h) === true) everyday.addRoundTrip(listener)
    else listener.roundTrips.add(scan.read(h), analysis.packets)
  }
  for (const listener of figures) {
    const sorter = new HandshakeSorter(analysis, axis, scan, listener)
    for (const h of listener.handshakes) {
      if (everyday?.has(h) === true) everyday.addTo(listener, h)
      else sorter.add(h)
    }
  }
  return figures
}
