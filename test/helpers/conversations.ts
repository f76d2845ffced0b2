// Captures of a few conversations that go any way, for property tests of what becomes of handshakes.
import fc from 'fast-check'
import { buildCapture } from './capture-builder.ts'

/** What a packet of a conversation may be: methods of CaptureBuilder. */
export const VERBS = [
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
] as const

type Conversation = typeof conversation extends fc.Arbitrary<infer T> ? T : never

/** Half of the conversations begin as everyday ones, so that what may follow them is tried, too. */
const conversation = fc.record({
  client: fc.integer({ min: 1, max: 4 }),
  server: fc.integer({ min: 1, max: 2 }),
  start: fc.double({ min: 0, max: 5, noNaN: true }),
  everyday: fc.boolean(),
  steps: fc.array(
    fc.record({
      verb: fc.constantFrom(...VERBS, 'serverRst' as const),
      after: fc.oneof(fc.double({ min: 0, max: 0.2, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })),
      data: fc.nat(20),
      damaged: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
    }),
    { maxLength: 7 },
  ),
})

function captureOf(conversations: readonly Conversation[]): Uint8Array {
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
  return capture.bytes()
}

/** The bytes of a capture. */
export const anyConversations = fc.array(conversation, { minLength: 1, maxLength: 6 }).map(captureOf)
