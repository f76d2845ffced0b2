// The short way of everyday handshakes through the figures gives exactly what the long way does.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { EventList } from '../../../shared/diagnosis/view/event-list.ts'
import { EverydayHandshakes } from '../../../shared/diagnosis/view/everyday-handshakes.ts'
import { figuresByListener } from '../../../shared/diagnosis/view/figures-by-listener.ts'
import { HandshakeScan } from '../../../shared/diagnosis/view/handshake-scan.ts'
import { HandshakeSorter } from '../../../shared/diagnosis/view/handshake-sorter.ts'
import { emptyFigures } from '../../../shared/diagnosis/view/listener-figures.ts'
import type { ListenerFigures } from '../../../shared/diagnosis/view/listener-figures.ts'
import { Perspective } from '../../../shared/diagnosis/view/perspective.ts'
import { packetOffset, timeAxis } from '../../../shared/timeline/moment.ts'
import { anyConversations } from '../../helpers/conversations.ts'
import { trackBytes } from '../../helpers/track-file.ts'

/** All handshakes the long way. */
function reference(analysis: PacketAnalysis): ListenerFigures[] {
  const axis = timeAxis(analysis, null)
  const figures = Array.from({ length: analysis.listeners.length }, (_, row) =>
    emptyFigures(analysis, (packet) => packetOffset(analysis, axis, packet), row),
  )
  const scan = new HandshakeScan(analysis, axis, new Perspective(analysis))
  for (let h = 0; h < analysis.handshakes.length; h++) {
    const listener = figures[analysis.handshakes.listener[h]!]!
    listener.handshakes.push(h)
    listener.clients.add(analysis.handshakes.clientAddress[h]!)
    listener.roundTrips.add(scan.read(h), analysis.packets)
  }
  for (const listener of figures) {
    const sorter = new HandshakeSorter(analysis, axis, scan, listener)
    for (const h of listener.handshakes) sorter.add(h)
  }
  return figures
}

function plain(figures: readonly ListenerFigures[]): unknown {
  return figures.map((listener) =>
    Object.fromEntries(
      Object.entries(listener).map(([name, value]: [string, unknown]) => [
        name,
        value instanceof EventList ? { packets: value.packets, handshakes: value.handshakes } : value,
      ]),
    ),
  )
}

it('both ways agree whatever follows the handshake', async () => {
  let short = 0
  await fc.assert(
    fc.asyncProperty(anyConversations, async (bytes) => {
      const { analysis } = await trackBytes([bytes])
      const axis = timeAxis(analysis, null)
      const everyday = new EverydayHandshakes(analysis, axis)
      for (let h = 0; h < analysis.handshakes.length; h++) if (everyday.read(h)) short++
      expect(plain(figuresByListener(analysis, axis))).toEqual(plain(reference(analysis)))
    }),
    { numRuns: 400 },
  )
  expect(short).toBeGreaterThan(100)
})
