// Captures seen together: rotated files, two points on the way, address translation, clocks that differ.
import { describe, expect, test } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { MARK, OUTCOMES } from '../../../shared/analysis/tables.ts'
import { handshakeView } from '../../../shared/analysis/handshake-view.ts'
import { addressText } from '../../../shared/net/address.ts'
import { countFates, synJourneys } from '../../../shared/tcp/packet-journey.ts'
import { buildCapture, type CaptureBuilder } from '../../helpers/capture-builder.ts'
import { figuresOf, trackBytes } from '../../helpers/track-file.ts'

async function track(...captures: readonly CaptureBuilder[]): Promise<PacketAnalysis> {
  return (await trackBytes(captures.map((capture) => capture.bytes()))).analysis
}

/** Ten healthy handshakes as a point sees them: `shift` seconds of its clock, `way` seconds from the client. */
function healthy(capture: CaptureBuilder, shift: number, way: number, roundTrip: number, begin = 0): CaptureBuilder {
  for (let n = 0; n < 10; n++) {
    const at = begin + n * 0.1 + shift
    const stamp = 1000 + n
    capture.from(`10.0.0.5:${50_000 + n}`).syn({ at: at + way, iss: 100 * n + 1, timestamps: [stamp, 0] })
    capture.synAck({ at: at + roundTrip - way, iss: 900 + n, timestamps: [stamp + 7, stamp] })
    capture.ack({ at: at + roundTrip + way, timestamps: [stamp + 1, stamp + 7] })
    capture.data({ at: at + roundTrip + way + 0.001, timestamps: [stamp + 2, stamp + 7] })
    capture.serverData({ at: at + 2 * roundTrip - way + 0.001, timestamps: [stamp + 9, stamp + 2] })
  }
  return capture
}

describe('rotated files', () => {
  test('a handshake that began in one file and ends in the next is one', async () => {
    const first = buildCapture().syn({ at: 0, iss: 5 }).syn({ at: 1.02 }).from('10.0.0.6:1').syn({ at: 1.5, iss: 9 })
    const second = buildCapture().syn({ at: 3.04, iss: 5 }).synAck({ at: 3.1 }).ack().data().serverData()
    const analysis = await track(first, second)
    expect(figuresOf(analysis)).toEqual({
      handshakes: 2,
      completed: 1,
      unanswered: 1,
      unansweredSynPackets: 3,
      synPackets: 4,
    })
    expect(handshakeView(analysis, 0).gaps).toEqual([1.02, 2.02])
    expect(analysis.captures.map((capture) => capture.clockOffset)).toEqual([0, 0])
    // The lone SYN had the second file's time to be repeated.
    expect(OUTCOMES[analysis.handshakes.outcome[1] ?? 0]).toBe('unanswered')
  })

  test('the ACK may stand in the next file', async () => {
    const analysis = await track(buildCapture().syn().synAck(), buildCapture().ack({ at: 0.01 }).data().serverData())
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 1, completed: 1 })
  })

  test('cut anywhere, the figures are those of the whole', async () => {
    const whole = healthy(buildCapture(), 0, 0, 0.01).bytes()
    const expected = figuresOf((await trackBytes([whole])).analysis)
    // Record lengths are known: split the file at every packet.
    const cuts: number[] = []
    const view = new DataView(whole.buffer)
    for (let at = 24; at < whole.length; at += 16 + view.getUint32(at + 8, true)) cuts.push(at)
    for (const cut of cuts.slice(1)) {
      const second = new Uint8Array(24 + whole.length - cut)
      second.set(whole.subarray(0, 24))
      second.set(whole.subarray(cut), 24)
      const { analysis } = await trackBytes([whole.slice(0, cut), second])
      expect(figuresOf(analysis), `cut at ${cut}`).toEqual(expected)
    }
  })
})

describe('two points', () => {
  test('each handshake is one row with both sightings; nothing counts twice', async () => {
    const client = healthy(buildCapture(), 0, 0, 0.05)
    const server = healthy(buildCapture(), 0, 0.024, 0.05)
    const analysis = await track(client, server)
    expect(figuresOf(analysis)).toEqual({
      handshakes: 10,
      completed: 10,
      unanswered: 0,
      unansweredSynPackets: 0,
      synPackets: 10,
    })
    const duplicates = Array.from(analysis.packets.marks).filter((marks) => (marks & MARK.duplicate) !== 0)
    expect([analysis.packets.length, duplicates.length]).toEqual([100, 50])
    expect(analysis.captures.map(({ vantage }) => vantage)).toEqual(['client', 'server'])
  })

  test('the clocks’ difference is estimated, whatever the order', async () => {
    const client = healthy(buildCapture(), 0, 0, 0.05)
    const server = healthy(buildCapture(), 3600.25, 0.025, 0.05)
    const forward = await track(client, server)
    expect(forward.captures[1]?.clockOffset).toBeCloseTo(-3600.25, 4)
    expect(figuresOf(forward)).toMatchObject({ handshakes: 10, completed: 10, synPackets: 10 })
    const backward = await track(server, client)
    expect(backward.captures[1]?.clockOffset).toBeCloseTo(3600.25, 4)
    expect(backward.captures.map(({ vantage }) => vantage)).toEqual(['server', 'client'])
  })

  test('gaps are those of one clock: the client’s, which saw every SYN', async () => {
    const client = healthy(buildCapture(), 0, 0, 0.05, 20)
      .from('10.0.0.7:1')
      .syn({ at: 0, iss: 7 })
      .syn({ at: 1.02 })
      .syn({ at: 3.04 })
    const server = healthy(buildCapture(), 50, 0.02, 0.05, 20)
      .from('10.0.0.7:1')
      .syn({ at: 51.04, iss: 7, timestamps: [11_020, 0] })
    const analysis = await track(server, client)
    const row = analysis.handshakes.isn.indexOf(7)
    expect(handshakeView(analysis, row).gaps).toEqual([1.02, 2.02])
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 11, unansweredSynPackets: 3, synPackets: 13 })
  })

  test('what became of each SYN', async () => {
    const lost = { iss: 7, ipId: 1 }
    const client = healthy(buildCapture(), 0, 0, 0.05).from('10.0.0.7:1')
    client
      .syn({ at: 2, ...lost })
      .syn({ at: 3.02 })
      .syn({ at: 5.04 })
      .syn({ at: 9.2 })
      .synAck({ at: 9.25, timestamps: [77, 19_200] })
      .ack()
      .data()
    const server = healthy(buildCapture(), 0, 0.02, 0.05).from('10.0.0.7:1')
    server.syn({ at: 3.04, ...lost, timestamps: [13_020, 0] })
    server.syn({ at: 5.06, timestamps: [15_040, 0] }).synAck({ at: 5.061, timestamps: [70, 15_040] })
    server.syn({ at: 9.22, timestamps: [19_200, 0] }).synAck({ at: 9.23, timestamps: [77, 19_200] })
    const analysis = await track(client, healthy(server, 0, 0.02, 0.05, 20))
    const row = analysis.handshakes.isn.indexOf(7)
    expect(synJourneys(analysis, row).map(({ fate }) => fate)).toEqual([
      'lost-before-server',
      'unanswered-by-server',
      'answer-lost',
      'answered',
    ])
    expect(countFates(analysis, [row])).toMatchObject({ answered: 1, unanswered: 0, 'answer-lost': 1 })
  })

  test('one point alone knows answered and unanswered only', async () => {
    const analysis = await track(buildCapture().syn({ at: 0 }).syn({ at: 1.02 }).synAck().ack())
    expect(synJourneys(analysis, 0).map(({ fate, answers }) => [fate, answers])).toEqual([
      ['unanswered', []],
      ['answered', [2]],
    ])
  })
})

describe('address translation', () => {
  const view = (to: string, way: number): CaptureBuilder => healthy(buildCapture().to(to), 0, way, 0.004)

  test('before and after NAT in two captures: one row, with the listener’s address', async () => {
    const analysis = await track(view('10.96.0.50:80', 0), view('10.244.9.23:8080', 0.001))
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 10, completed: 10, synPackets: 10 })
    expect(addressText(analysis.addresses, analysis.listeners.address[0] ?? 0)).toBe('10.244.9.23')
    expect(analysis.listeners.length).toBe(1)
  })

  test('both in one capture: two rows, as it shows them', async () => {
    const capture = buildCapture()
    capture.to('10.96.0.50:80').syn({ at: 0, iss: 7, timestamps: [5, 0] })
    capture.to('10.244.9.23:8080').syn({ at: 0.00002, iss: 7, timestamps: [5, 0] })
    const analysis = await track(capture.from('10.0.0.9:1').syn({ at: 5, iss: 7, timestamps: [99, 0] }))
    expect(analysis.handshakes.length).toBe(3)
  })

  test('a flood with one ISN at two points is grouped by its time stamps, in bounded time', async () => {
    const flood = (to: string): CaptureBuilder => {
      const capture = buildCapture().to(to)
      for (let n = 0; n < 20_000; n++) {
        capture.from(`10.1.${n >> 8}.${n & 255}:4000`).syn({ at: n * 1e-4, iss: 7, timestamps: [n, 0] })
      }
      return capture
    }
    const analysis = await track(flood('10.96.0.50:80'), flood('10.244.9.23:8080'))
    expect(analysis.handshakes.length).toBe(20_000)
  })
})

describe('clocks within a capture', () => {
  const clients = (step: number, from: number): CaptureBuilder => {
    const capture = buildCapture()
    const sends: [number, number][] = []
    for (let n = 0; n < 6; n++) for (const offset of [0, 1.02, 3.04, 7.2, 15.4]) sends.push([n, n * 0.2 + offset])
    sends.sort((a, b) => a[1] - b[1])
    for (const [n, at] of sends) capture.from(`10.0.0.${n + 5}:1`).syn({ at: at + (at >= from ? step : 0), iss: n })
    return capture
  }

  test.each([
    ['set back', -5, 'clockSetBack'],
    ['set forward', 3600, 'clockSetForward'],
  ])('%s: schedules and order survive, and it is said', async (_, step, key) => {
    const analysis = await track(clients(step, 5))
    expect(analysis.captures[0]?.warnings.map((warning) => warning.key)).toEqual([`tcp.warning.${key}`])
    expect(new Set(analysis.handshakes.schedule)).toEqual(new Set([1]))
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 6, unansweredSynPackets: 30 })
    const frames = Array.from(analysis.packets.frame.subarray(0, 5))
    expect(frames).toEqual([...frames].sort((a, b) => a - b))
  })

  test('one late packet is no clock step', async () => {
    const capture = buildCapture().syn({ at: 0, iss: 1 }).from('10.0.0.6:1').syn({ at: 2, iss: 2 })
    capture.from('10.0.0.7:1').syn({ at: 0.9, iss: 3 }).from('10.0.0.8:1').syn({ at: 2.1, iss: 4 })
    const analysis = await track(capture)
    expect(analysis.captures[0]?.warnings).toEqual([])
    expect(Array.from(analysis.handshakes.isn)).toEqual([1, 3, 2, 4])
  })
})
