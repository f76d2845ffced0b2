// The short way of everyday handshakes through the figures gives exactly what the long way does.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { EventList } from '../../../shared/diagnosis/view/event-list.ts'
import { EverydayHandshake } from '../../../shared/diagnosis/view/everyday-handshake.ts'
import { figuresByListener } from '../../../shared/diagnosis/view/figures-by-listener.ts'
import { HandshakeScan } from '../../../shared/diagnosis/view/handshake-scan.ts'
import { HandshakeSorter } from '../../../shared/diagnosis/view/handshake-sorter.ts'
import { emptyFigures } from '../../../shared/diagnosis/view/listener-figures.ts'
import type { ListenerFigures } from '../../../shared/diagnosis/view/listener-figures.ts'
import { Perspective } from '../../../shared/diagnosis/view/perspective.ts'
import { packetOffset, timeAxis } from '../../../shared/timeline/moment.ts'
import { buildCapture } from '../../helpers/capture-builder.ts'
import { trackBytes } from '../../helpers/track-file.ts'

const verbs = [
  'syn',
  'synAck',
  'ack',
  'serverAck',
  'data',
  'serverData',
  'fin',
  'serverFin',
  'rst',
  'refuse',
  'serverRst',
] as const

/** Half of the conversations begin as everyday ones, so that what may follow them is tried, too. */
const conversation = fc.record({
  client: fc.integer({ min: 1, max: 4 }),
  server: fc.integer({ min: 1, max: 2 }),
  start: fc.double({ min: 0, max: 5, noNaN: true }),
  everyday: fc.boolean(),
  steps: fc.array(
    fc.record({
      verb: fc.constantFrom(...verbs),
      after: fc.oneof(fc.double({ min: 0, max: 0.2, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })),
      data: fc.nat(20),
      damaged: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
    { maxLength: 7 },
  ),
})

function tracked(conversations: readonly (typeof conversation extends fc.Arbitrary<infer T> ? T : never)[]) {
  const capture = buildCapture()
  conversations.forEach(({ client, server, start, everyday, steps }, i) => {
    capture.from(`10.0.0.${client}:${40_000 + (i % 3)}`).to(`10.0.9.9:${80 + server}`)
    let at = start
    if (everyday)
      capture
        .syn({ at, iss: 1000 + i })
        .synAck({ at: at + 0.001 })
        .ack({ at: at + 0.002 })
    at += 0.003
    for (const { verb, after, data, damaged } of steps) {
      at += after
      capture[verb]({ at, damaged, ...(verb === 'data' || verb === 'serverData' ? { data: data + 1 } : {}) })
    }
  })
  return trackBytes([capture.bytes()])
}

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
    fc.asyncProperty(fc.array(conversation, { minLength: 1, maxLength: 6 }), async (conversations) => {
      const { analysis } = await tracked(conversations)
      const axis = timeAxis(analysis, null)
      const everyday = new EverydayHandshake(analysis, axis)
      for (let h = 0; h < analysis.handshakes.length; h++) if (everyday.read(h)) short++
      expect(plain(figuresByListener(analysis, axis))).toEqual(plain(reference(analysis)))
    }),
    { numRuns: 400 },
  )
  expect(short).toBeGreaterThan(100)
})
