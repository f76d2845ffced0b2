// Where a capture was taken: what the link layer, the TTL and the timing say, and the user's word over all.
import { expect, test } from 'vitest'
import type { TrackerOptions } from '../../../shared/tcp/handshake-tracker.ts'
import { buildCapture, type CaptureBuilder, type PacketWish } from '../../helpers/capture-builder.ts'
import { trackBytes } from '../../helpers/track-file.ts'

interface Look {
  readonly link?: 'ethernet' | 'linux-sll2'
  readonly client?: PacketWish
  readonly server?: PacketWish
  /** Seconds to the SYN-ACK and from there to the ACK. */
  readonly serverDelay?: number
  readonly clientDelay?: number
}

function handshakes({
  link = 'ethernet',
  client = {},
  server = {},
  serverDelay = 0.02,
  clientDelay = 0.02,
}: Look): CaptureBuilder {
  const capture = buildCapture({ linkType: link })
  for (let n = 0; n < 5; n++) {
    capture.from(`10.0.0.${n + 5}:5000`).syn({ at: n, iss: n * 10 + 1, ...client })
    capture.synAck({ at: n + serverDelay, ...server }).ack({ at: n + serverDelay + clientDelay, ...client })
  }
  return capture
}

async function vantageOf(capture: CaptureBuilder, options: TrackerOptions = {}): Promise<string> {
  const { analysis } = await trackBytes([capture.bytes()], options)
  const [only] = analysis.captures
  return `${only?.vantage} ${only?.vantageReason.key.replace('tcp.vantage.', '')}`
}

test.each<[string, Look, string]>([
  [
    'SYNs come in',
    { link: 'linux-sll2', client: { packetType: 0 }, server: { packetType: 4 } },
    'server directionServer',
  ],
  [
    'SYNs go out',
    { link: 'linux-sll2', client: { packetType: 4 }, server: { packetType: 0 } },
    'client directionClient',
  ],
  ['SYNs have passed routers', { client: { ttl: 60 }, server: { ttl: 64 } }, 'server hopsServer'],
  ['answers have passed routers', { client: { ttl: 128 }, server: { ttl: 50 } }, 'client hopsClient'],
  ['both have', { client: { ttl: 120 }, server: { ttl: 250 } }, 'middle hopsMiddle'],
  ['the server answers at once', { serverDelay: 0.0001, clientDelay: 0.03 }, 'server timeServer'],
  ['the client answers at once', { serverDelay: 0.03, clientDelay: 0.0001 }, 'client timeClient'],
  ['both take their time', { serverDelay: 0.03, clientDelay: 0.02 }, 'middle timeMiddle'],
  ['both at once', { serverDelay: 0.0001, clientDelay: 0.00005 }, 'unknown tooClose'],
])('%s', async (_, look, expected) => {
  expect(await vantageOf(handshakes(look))).toBe(expected)
})

test('a router forwards: each packet comes in and goes out', async () => {
  const capture = buildCapture({ linkType: 'linux-sll2' })
  for (let n = 0; n < 5; n++) {
    const syn = { iss: n + 1, ipId: n + 1, timestamps: [n + 1, 0] as const }
    capture.from(`10.0.0.${n + 5}:5000`).syn({ at: n, packetType: 0, interface: 2, ...syn })
    capture.syn({ at: n + 0.00001, packetType: 4, interface: 3, ttl: 63, ...syn })
  }
  expect(await vantageOf(capture)).toBe('middle directionMiddle')
})

test('without an answer and without directions nothing is claimed', async () => {
  expect(await vantageOf(buildCapture().syn())).toBe('unknown noHandshake')
  expect(await vantageOf(buildCapture())).toBe('unknown nothing')
})

test('the user’s word counts', async () => {
  expect(await vantageOf(handshakes({ client: { ttl: 60 } }), { vantages: ['client'] })).toBe('client told')
  expect(await vantageOf(handshakes({ client: { ttl: 60 } }), { vantages: [null] })).toBe('server hopsServer')
})
