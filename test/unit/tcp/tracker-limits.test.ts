// What keeps the tracker small: interest that ends, handshakes that are folded away, packets that are not kept.
import { describe, expect, test } from 'vitest'
import { PACKET_KINDS } from '../../../shared/analysis/tables.ts'
import { buildCapture } from '../../helpers/capture-builder.ts'
import { figuresOf, trackBytes } from '../../helpers/track-file.ts'

const host = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

describe('interest', () => {
  test('ends with ACK, data and an answer of the server; with both FINs; with a reset', async () => {
    const capture = buildCapture().syn().synAck().ack().data().serverData()
    capture.from('10.0.0.6:1').syn().synAck().ack().fin().serverFin().ack()
    capture.from('10.0.0.7:1').syn().synAck().ack().rst()
    capture.from('10.0.0.8:1').syn().refuse()
    const { tracker } = await trackBytes([capture.bytes()])
    expect(tracker.open).toBe(0)
  })

  test('lasts while a question is open', async () => {
    const capture = buildCapture().syn().from('10.0.0.6:1').syn().synAck().from('10.0.0.7:1').syn().synAck().ack()
    const { tracker } = await trackBytes([capture.bytes()])
    expect(tracker.open).toBe(3)
  })

  test('does not last for ever when the server’s half is missing', async () => {
    const capture = buildCapture().syn().synAck().ack()
    for (let n = 0; n < 200; n++) capture.data()
    const { tracker, analysis } = await trackBytes([capture.bytes()])
    expect(tracker.open).toBe(0)
    expect(analysis.packets.length).toBe(4)
  })

  test('a repeated SYN-ACK opens the question again', async () => {
    const capture = buildCapture().syn({ at: 0 }).synAck().ack().data().serverData().synAck({ at: 1 })
    const { tracker } = await trackBytes([capture.bytes()])
    expect(tracker.open).toBe(1)
  })
})

describe('the limit of handshakes', () => {
  test('a flood is folded, oldest first, and all of it is counted', async () => {
    const capture = buildCapture().to('10.9.9.9:80')
    for (let n = 0; n < 500; n++) capture.from(`${host(n + 256)}:1024`).syn({ at: n * 0.001, iss: n })
    const { analysis, tracker } = await trackBytes([capture.bytes()], { handshakeLimit: 100 })
    expect(analysis.handshakes.length).toBe(100)
    expect(analysis.folded).toEqual({ handshakes: 400, synPackets: 400, limit: 100 })
    expect(Array.from(analysis.handshakes.isn)).toEqual(Array.from({ length: 100 }, (_, n) => 400 + n))
    expect(figuresOf(analysis)).toMatchObject({ unanswered: 500, unansweredSynPackets: 500 })
    expect(Array.from(analysis.listeners.handshakes)).toEqual([500])
    expect(tracker.open).toBe(100)
  })

  test('clients among the flood are kept', async () => {
    const capture = buildCapture().to('10.9.9.9:80')
    for (let n = 0; n < 400; n++) {
      capture.from(`${host(n + 256)}:1024`).syn({ at: n * 0.01, iss: n })
      if (n % 40 === 0)
        capture
          .from(`192.168.0.1:${2000 + n}`)
          .syn()
          .synAck()
          .ack()
          .data()
          .serverData()
    }
    const { analysis } = await trackBytes([capture.bytes()], { handshakeLimit: 50 })
    expect(figuresOf(analysis)).toMatchObject({ completed: 10, unanswered: 400 })
    expect(analysis.handshakes.length).toBe(50)
  })

  test('a flood that is answered is folded, too, and not counted as unanswered', async () => {
    const capture = buildCapture().to('10.9.9.9:80')
    for (let n = 0; n < 300; n++)
      capture
        .from(`${host(n + 256)}:1024`)
        .syn({ at: n * 0.01, iss: n })
        .synAck({ at: n * 0.01 + 0.001 })
    const { analysis } = await trackBytes([capture.bytes()], { handshakeLimit: 100 })
    expect(analysis.handshakes.length).toBe(100)
    expect(figuresOf(analysis)).toMatchObject({ unanswered: 0, unansweredSynPackets: 0 })
    expect(analysis.folded).toEqual({ handshakes: 200, synPackets: 200, halfOpen: 200, limit: 100 })
    expect(Array.from(analysis.listeners.handshakes)).toEqual([300])
  })

  test('SYNs seen on two interfaces, and SYN-ACKs that come again, are folded all the same', async () => {
    const capture = buildCapture({ linkType: 'linux-sll2' }).to('10.9.9.9:80')
    for (let n = 0; n < 200; n++) {
      const syn = { iss: n, ipId: n + 1, timestamps: [n, 0] as const }
      capture
        .from(`${host(n + 256)}:1024`)
        .syn({ at: n, ...syn })
        .syn({ at: n + 0.0001, interface: 3, ...syn })
      capture.synAck({ at: n + 0.001 }).synAck({ at: n + 0.4 })
    }
    const { analysis } = await trackBytes([capture.bytes()], { handshakeLimit: 50 })
    expect(analysis.folded).toEqual({ handshakes: 150, synPackets: 150, halfOpen: 150, limit: 50 })
    expect(figuresOf(analysis)).toMatchObject({ synPackets: 50, unanswered: 0 })
  })

  test('a client that repeats its SYN is never folded', async () => {
    const capture = buildCapture().to('10.9.9.9:80')
    for (let n = 0; n < 20; n++)
      capture
        .from(`${host(n + 256)}:1024`)
        .syn({ at: n * 2, iss: n })
        .syn({ at: n * 2 + 1.02 })
    const { analysis } = await trackBytes([capture.bytes()], { handshakeLimit: 5 })
    expect([analysis.handshakes.length, analysis.folded.handshakes]).toEqual([20, 0])
  })

  test('one 4-tuple with ever new ISNs', async () => {
    const capture = buildCapture()
    for (let n = 0; n < 300; n++) capture.syn({ at: n * 0.01, iss: 1000 + n })
    const { analysis } = await trackBytes([capture.bytes()], { handshakeLimit: 10 })
    expect(analysis.handshakes.length).toBe(10)
    expect(analysis.folded.handshakes).toBe(290)
  })

  test('one SYN again and again', async () => {
    const capture = buildCapture()
    for (let n = 0; n < 400; n++) capture.syn({ at: n * 0.5 })
    const { analysis } = await trackBytes([capture.bytes()])
    expect(analysis.packets.length).toBe(255)
    expect(analysis.folded).toMatchObject({ handshakes: 0, synPackets: 145 })
    expect(figuresOf(analysis)).toMatchObject({ handshakes: 1, unansweredSynPackets: 400 })
  })
})

test('one SYN-ACK again and again', async () => {
  const capture = buildCapture().syn({ at: 0 })
  for (let n = 0; n < 400; n++) capture.synAck({ at: 1 + n * 0.5 })
  const { analysis } = await trackBytes([capture.bytes()])
  expect(analysis.packets.length).toBe(255)
  expect(analysis.captures[0]?.warnings).toContainEqual({ key: 'tcp.warning.notKept', params: { count: 146 } })
})

test('data of a busy connection is not kept', async () => {
  const capture = buildCapture().syn().synAck().ack().data()
  for (let n = 0; n < 50; n++) capture.serverData().ack().data()
  const { analysis } = await trackBytes([capture.fin().serverFin().bytes()])
  const kinds = Array.from(analysis.packets.kind, (kind) => PACKET_KINDS[kind])
  expect(kinds).toEqual(['syn', 'syn-ack', 'final-ack', 'client-data', 'server-data', 'fin'])
})
