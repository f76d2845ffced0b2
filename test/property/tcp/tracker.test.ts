// What must hold for any traffic: how a capture is cut into files and how neighbours are swapped changes nothing, every SYN
// is counted once, and interest comes back to nothing.
import fc from 'fast-check'
import { isAwaited } from '../../../shared/net/segment.ts'
import { expect, test } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { MARK } from '../../../shared/analysis/tables.ts'
import type { Segment } from '../../../shared/net/segment.ts'
import { FlowTable } from '../../../shared/tcp/flow-table.ts'
import { HandshakeTracker } from '../../../shared/tcp/handshake-tracker.ts'
import { Interest } from '../../../shared/tcp/interest.ts'
import { buildCapture, type CaptureBuilder } from '../../helpers/capture-builder.ts'
import { VERBS } from '../../helpers/conversations.ts'
import { trackBytes } from '../../helpers/track-file.ts'

const STEPS = [...VERBS, 'icmp'] as const
const step = fc.record({
  verb: fc.constantFrom(...STEPS),
  client: fc.integer({ min: 1, max: 4 }),
  iss: fc.integer({ min: 1, max: 3 }),
  /** Milliseconds after the step before; far enough apart that nothing is taken for a copy. */
  pause: fc.integer({ min: 60, max: 900 }),
})
type Step = {
  readonly verb: (typeof STEPS)[number]
  readonly client: number
  readonly iss: number
  readonly pause: number
}

/** One packet a step, each in a file of its own order: the builder keeps sides apart per client and ISN. */
function write(steps: readonly Step[], order?: readonly number[]): Uint8Array {
  let now = 0
  const times = steps.map(({ pause }) => (now += pause / 1000))
  const capture: CaptureBuilder = buildCapture()
  const places = order ?? steps.map((_, i) => i)
  for (const place of places) {
    const { verb, client, iss } = steps[place]!
    capture.from(`10.0.0.${client}:1000`).to('10.9.9.9:80')
    const at = times[place]!
    const stamps = { timestamps: [place + 1, 0] as const, ipId: place + 1 }
    const isn = iss * 1_000_000
    if (verb === 'syn') capture.syn({ at, iss: isn, ...stamps })
    else if (verb === 'synAck') capture.synAck({ at, iss: isn + 7, ack: isn + 1, ...stamps })
    else if (verb === 'refuse') capture.refuse({ at, ack: isn + 1 })
    else if (verb === 'icmp') capture.icmp({ at, seq: isn })
    else if (verb.startsWith('server')) capture[verb]({ at, seq: isn + 8, ack: isn + 1, ...stamps })
    else capture[verb]({ at, seq: isn + 1, ack: isn + 8, ...stamps })
  }
  return capture.bytes()
}

/** Everything that must not depend on how the packets were handed over. */
function picture({ handshakes, packets }: PacketAnalysis): unknown {
  return Array.from({ length: handshakes.length }, (_, h) => ({
    isn: handshakes.isn[h],
    outcome: handshakes.outcome[h],
    unanswered: handshakes.unansweredSyns[h],
    syns: Array.from(
      { length: handshakes.packetStart[h + 1]! - handshakes.packetStart[h]! },
      (_, i) => handshakes.packetStart[h]! + i,
    )
      .filter((p) => packets.kind[p] === 0)
      .map((p) => [packets.seconds[p], packets.nanos[p], packets.marks[p]! & (MARK.unanswered | MARK.duplicate)]),
  }))
}

/** Offsets of the records of a file. */
function recordStarts(file: Uint8Array): number[] {
  const view = new DataView(file.buffer)
  const starts: number[] = []
  for (let at = 24; at < file.length; at += 16 + view.getUint32(at + 8, true)) starts.push(at)
  return starts
}

test('a capture cut into files says what the whole says', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 2, maxLength: 40 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      async (steps, where) => {
        const whole = write(steps)
        const starts = recordStarts(whole)
        const cut = starts[Math.floor(where * starts.length)]!
        const second = new Uint8Array(24 + whole.length - cut)
        second.set(whole.subarray(0, 24))
        second.set(whole.subarray(cut), 24)
        const one = (await trackBytes([whole])).analysis
        const two = (await trackBytes([whole.slice(0, cut), second])).analysis
        expect(picture(two)).toEqual(picture(one))
      },
    ),
    { numRuns: 150 },
  )
})

test('SYNs are counted once, whatever else there is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const { analysis, tracker } = await trackBytes([write(steps)])
      const { handshakes, packets, listeners } = analysis
      const syns = steps.filter(({ verb }) => verb === 'syn')
      expect(Array.from(packets.kind).filter((kind) => kind === 0).length).toBe(syns.length)
      expect(handshakes.length).toBe(new Set(syns.map(({ client, iss }) => `${client} ${iss}`)).size)
      const marked = Array.from(packets.marks).filter((marks) => (marks & MARK.unanswered) !== 0).length
      expect(handshakes.unansweredSyns.reduce((a, b) => a + b, 0)).toBe(marked)
      expect(listeners.unansweredSynPackets.reduce((a, b) => a + b, 0)).toBe(marked)
      expect(handshakes.packetStart[handshakes.length]).toBe(packets.length)
      expect(tracker.open).toBeLessThanOrEqual(12)
    }),
    { numRuns: 200 },
  )
})

test('neighbours that are swapped in the file are judged as if they were not', async () => {
  const story: Step[] = (['syn', 'synAck', 'ack', 'data', 'serverData'] as const).flatMap((verb) =>
    [1, 2, 3].map((client) => ({ verb, client, iss: 1, pause: 100 })),
  )
  const expected = picture((await trackBytes([write(story)])).analysis)
  await fc.assert(
    fc.asyncProperty(fc.subarray(story.map((_, i) => i).slice(1)), async (swaps) => {
      const order = story.map((_, i) => i)
      for (const i of swaps) [order[i - 1], order[i]] = [order[i]!, order[i - 1]!]
      // Further than half a second out of place is a clock step and no reordering.
      fc.pre(order.every((place, i) => Math.abs(place - i) <= 3))
      expect(picture((await trackBytes([write(story, order)])).analysis)).toEqual(expected)
    }),
    { numRuns: 100 },
  )
})

test('interest is 0 in a bucket exactly when nobody waits there', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2000 }),
      fc.integer({ min: 1, max: 400 }),
      (hashes, repeat) => {
        const interest = new Interest()
        const counts = new Map<number, number>()
        for (const hash of hashes) {
          for (let n = 0; n < repeat; n++) interest.add(hash)
          counts.set(hash, (counts.get(hash) ?? 0) + repeat)
        }
        for (const [hash, count] of counts) {
          for (let n = 0; n < count; n++) {
            expect(isAwaited(interest.bits, hash)).toBe(true)
            interest.remove(hash)
          }
          expect(isAwaited(interest.bits, hash)).toBe(false)
        }
        expect(interest.waiting).toBe(0)
      },
    ),
    { numRuns: 30 },
  )
})

function segmentOf(client: number, port: number, reverse: boolean): Segment {
  const [s3, d3] = reverse ? [0x0a0000ff, client] : [client, 0x0a0000ff]
  const [sourcePort, destinationPort] = reverse ? [80, port] : [port, 80]
  return {
    s0: 0,
    s1: 0,
    s2: 0,
    s3,
    d0: 0,
    d1: 0,
    d2: 0,
    d3,
    sourcePort,
    destinationPort,
    family: 4,
    capture: 0,
  } as Segment
}

test('the flow table finds what was put in, in both directions, after any removals', () => {
  const action = fc.record({
    client: fc.integer({ min: 1, max: 40 }),
    port: fc.integer({ min: 1, max: 3 }),
    remove: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(action, { maxLength: 300 }), fc.integer(), (actions, seed) => {
      const table = new FlowTable(seed)
      const model = new Map<string, number>()
      for (const { client, port, remove } of actions) {
        const key = `${client} ${port}`
        const segment = segmentOf(client, port, false)
        const known = model.get(key)
        expect(table.find(segment)).toBe(known ?? -1)
        if (known === undefined) model.set(key, table.add(segment, 1, false, -1, -1))
        else if (remove) {
          table.removeLoneHead(known)
          model.delete(key)
        }
      }
      for (const [key, h] of model) {
        const [client, port] = key.split(' ').map(Number) as [number, number]
        expect(table.find(segmentOf(client, port, true))).toBe(h)
        expect(table.sourceIsClient).toBe(false)
        expect(table.isAlone(h)).toBe(true)
      }
    }),
    { numRuns: 200 },
  )
})

test('any numbers in any order: no exception, and interest that the tracker took is given back or still open', () => {
  const word = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 0xffffffff }))
  const any = fc.record({
    seq: word,
    ack: word,
    flags: fc.integer({ min: 0, max: 511 }),
    port: fc.integer({ min: 1, max: 3 }),
    reverse: fc.boolean(),
    payload: fc.integer({ min: 0, max: 3 }),
    nanos: fc.integer({ min: 0, max: 999_999_999 }),
  })
  fc.assert(
    fc.property(fc.array(any, { maxLength: 200 }), fc.integer({ min: 1, max: 5 }), (segments, handshakeLimit) => {
      const tracker = new HandshakeTracker({ handshakeLimit })
      segments.forEach(({ seq, ack, flags, port, reverse, payload, nanos }, i) => {
        const fields = {
          seq,
          ack,
          flags,
          payloadLength: payload,
          nanos,
          seconds: i,
          frame: i + 1,
          checksum: -1,
          direction: 0,
        }
        const rest = {
          bytes: new Uint8Array(0),
          optionsAt: 0,
          optionsLength: 0,
          interfaceId: 0,
          window: 1,
          ttl: 64,
          ipId: 1,
          path: 0,
          cut: false,
          fileOffset: 0,
          capturedLength: 60,
        }
        tracker.segment({ ...segmentOf(0x0a000001, port, reverse), ...fields, ...rest })
      })
      const open = tracker.open
      const analysis = tracker.finish([])
      expect(open).toBeLessThanOrEqual(analysis.handshakes.length + segments.length)
      // Several that are open may share a bucket.
      const buckets = tracker.interest.reduce((sum, word) => sum + word.toString(2).replaceAll('0', '').length, 0)
      expect(buckets).toBeLessThanOrEqual(open)
      expect(buckets > 0).toBe(open > 0)
    }),
    { numRuns: 300 },
  )
})
