// Reading with a second thread gives exactly what reading with one gives: for every kind of file, also damaged ones, for
// every size of the pieces, and when the second thread fails. The thread is played by the scanner itself here, in
// the memory that threads share.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { type ByteSource, memorySource } from '../../../shared/capture/byte-source.ts'
import { CaptureFault } from '../../../shared/capture/capture-fault.ts'
import { type CaptureReadResult, readCapture } from '../../../shared/capture/read-capture.ts'
import { RecordScanner, type ScannerPort, type ScanReply } from '../../../shared/capture/scan-messages.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { HandshakeTracker } from '../../../shared/tcp/handshake-tracker.ts'
import { buildCapture } from '../../helpers/capture-builder.ts'
import { PcapngFile, pcapFile } from '../../helpers/capture-files.ts'
import { mutate, seededRandom } from './mutate.ts'
import { PACKETS, SAMPLES } from './sample-captures.ts'

interface Reading {
  readonly result: CaptureReadResult | string
  readonly segments: readonly string[]
}

/** A scanner behind a port in the same thread, a slot behind what it was lent; fails after `messages` replies. */
function portFor(bytes: Uint8Array, messages: number): ScannerPort {
  const replies: ScanReply[] = []
  const lent: (() => void)[] = []
  let scanner: RecordScanner | undefined
  let left = messages
  const readInto = (offset: number, target: Uint8Array): number => {
    const piece = bytes.subarray(offset, offset + target.length)
    target.set(piece)
    return piece.length
  }
  let asked = 0
  return {
    // Comes up a little late, as threads do.
    isReady: () => asked++ > 0,
    start(start) {
      scanner = new RecordScanner(start, readInto, (reply) => replies.push(reply))
    },
    lend(slot, runs) {
      lent.push(() => scanner?.take(slot, runs))
    },
    next() {
      while (replies.length === 0) {
        const work = lent.shift()
        if (!work) throw new Error('the scanner waits for ever')
        work()
      }
      return left-- > 0 ? (replies.shift() ?? null) : null
    },
    close: () => undefined,
  }
}

async function read(
  bytes: Uint8Array,
  interest: Uint32Array,
  pieceBytes: number | null,
  messages = Infinity,
): Promise<Reading> {
  const plain = memorySource('x', bytes)
  const source: ByteSource = pieceBytes === null ? plain : { ...plain, openScanner: () => portFor(bytes, messages) }
  const segments: string[] = []
  const keep = (one: object): void => {
    // Where the options lie in memory depends on the pieces; what they are does not.
    segments.push(
      JSON.stringify(one, (key, value: unknown) => (key === 'bytes' || key === 'optionsAt' ? undefined : value)),
    )
  }
  const sink = { interest, segment: keep, icmp: keep }
  const scan = { fromBytes: 0, sampleBytes: 1, pieceBytes: pieceBytes ?? 1 }
  const context = { capture: 0, paths: new PathInterner(), scan, sizes: { chunkBytes: 150, depth: 1 } }
  try {
    return { result: await readCapture(source, sink, context), segments }
  } catch (error) {
    if (!(error instanceof CaptureFault)) throw error
    return { result: error.message, segments }
  }
}

async function track(source: ByteSource, pieceBytes: number): Promise<PacketAnalysis> {
  const tracker = new HandshakeTracker()
  const paths = new PathInterner()
  const scan = { fromBytes: 0, sampleBytes: 1, pieceBytes }
  const result = await readCapture(source, tracker, {
    capture: 0,
    paths,
    scan,
    sizes: { chunkBytes: 150, depth: 1 },
  })
  return tracker.finish([result], paths.paths)
}

const long = Array.from({ length: 12 }, () => PACKETS).flat()
const EVERYDAY: Readonly<Record<string, Uint8Array>> = {
  ...SAMPLES,
  'long pcap': pcapFile(long.map((bytes, i) => ({ seconds: 1_700_000_000 - (i % 5), fraction: i, bytes }))),
  'long pcapng': long
    .reduce(
      (file, bytes, i) => file.packet(bytes, [395_812, 4_000_000_000 - i * 7]),
      new PcapngFile().section().interface(),
    )
    .done(),
}
const names = Object.keys(EVERYDAY)
const NOBODY = new Uint32Array(8)
const ALL = new Uint32Array(8).fill(0xffffffff)

describe('two threads read as one', () => {
  test.each(names.flatMap((name) => [500, 2000, 100_000].map((size): [string, number] => [name, size])))(
    '%s in pieces of %i bytes',
    async (name, pieceBytes) => {
      const bytes = EVERYDAY[name] ?? new Uint8Array(0)
      for (const interest of [NOBODY, ALL]) {
        expect(await read(bytes, interest, pieceBytes)).toEqual(await read(bytes, interest, null))
      }
    },
  )

  test('the scanner really does the work where it can', async () => {
    const bytes = EVERYDAY['long pcap'] ?? new Uint8Array(0)
    let asked = 0
    const counted = { ...memorySource('x', bytes), openScanner: () => (asked++, null) }
    const sink = { interest: NOBODY, segment: () => undefined, icmp: () => undefined }
    await readCapture(counted, sink, {
      capture: 0,
      paths: new PathInterner(),
      scan: { fromBytes: 0, sampleBytes: 1, pieceBytes: 500 },
    })
    expect(asked).toBe(1)
  })

  test('damaged files, any pieces, any interest', async () => {
    const any = fc.record({
      name: fc.constantFrom('long pcap', 'long pcapng'),
      seed: fc.nat(),
      pieceBytes: fc.integer({ min: 300, max: 5000 }),
      interest: fc.uint32Array({ minLength: 8, maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(any, async ({ name, seed, pieceBytes, interest }) => {
        const whole = EVERYDAY[name] ?? new Uint8Array(0)
        const bytes = mutate(whole, whole, seededRandom(seed))
        expect(await read(bytes, interest, pieceBytes)).toEqual(await read(bytes, interest, null))
      }),
      // The examples: a damaged length that passes over the place where the second thread would begin; damage right where
      // the parser goes on alone, in the last bytes of the file.
      {
        numRuns: 150,
        examples: [
          [{ name: 'long pcap', seed: 811301788, pieceBytes: 300, interest: NOBODY }],
          [{ name: 'long pcapng', seed: 1305315865, pieceBytes: 300, interest: NOBODY }],
        ],
      },
    )
  })

  test('the tracker waits for the same packets, though the scanner knows late what it waits for', async () => {
    const step = fc.record({
      client: fc.integer({ min: 1, max: 5 }),
      verb: fc.constantFrom('syn', 'synAck', 'ack', 'serverAck', 'data', 'serverData', 'fin', 'serverRst'),
      // A SYN inside a VLAN makes the tracker wait for packets outside of it.
      vlan: fc.constantFrom(undefined, undefined, undefined, 7),
    })
    let skipped = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.integer({ min: 300, max: 3000 }), async (steps, piece) => {
        const capture = buildCapture().from('10.0.0.9:40000').ack({ at: 0 }).ack()
        steps.forEach(({ client, verb, vlan }, i) => {
          capture.from(`10.0.0.${client}:40000`)[verb]({ ...(vlan === undefined ? {} : { vlan }), data: i % 3 })
        })
        const bytes = capture.bytes()
        const one = await track(memorySource('x', bytes), piece)
        const plain = memorySource('x', bytes)
        const two = await track({ ...plain, openScanner: () => portFor(bytes, Infinity) }, piece)
        expect(two).toEqual(one)
        skipped += one.captures[0]!.tcpPackets - one.packets.length
      }),
      { numRuns: 200 },
    )
    expect(skipped).toBeGreaterThan(0)
  })

  test.each([0, 1, 3])('a thread that fails after %i messages is done without', async (messages) => {
    const bytes = EVERYDAY['long pcap'] ?? new Uint8Array(0)
    expect(await read(bytes, ALL, 1000, messages)).toEqual(await read(bytes, ALL, null))
  })
})
