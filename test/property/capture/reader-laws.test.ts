// Laws of the reader that hold for every file: the cut of the chunks changes nothing; a prefix of a file gives a prefix of
// its result and at most one remark about its end; skipping unawaited segments leaves out exactly those.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TimeScale } from '../../../shared/capture/time-scale.ts'
import { isAwaited, flowHash, foldAddress, type Segment } from '../../../shared/net/segment.ts'
import { pcapFile } from '../../helpers/capture-files.ts'
import { ethernet, ethernetTcp, ipv6, tcp } from '../../helpers/packet-bytes.ts'
import { readBytes } from '../../helpers/read-bytes.ts'
import { SAMPLES } from './sample-captures.ts'

const names = Object.keys(SAMPLES)
const sampleOf = (name: string): Uint8Array => SAMPLES[name] ?? new Uint8Array(0)

describe('chunks', () => {
  test.each(names.flatMap((name) => [1, 2, 3, 7, 16, 4096].map((size): [string, number] => [name, size])))(
    '%s in pieces of %i bytes reads as at once',
    async (name, chunkBytes) => {
      const whole = await readBytes(sampleOf(name))
      expect(await readBytes(sampleOf(name), { sizes: { chunkBytes, depth: 3 } })).toEqual(whole)
    },
  )

  test('any size, any depth', async () => {
    const any = fc.record({
      name: fc.constantFrom(...names),
      chunkBytes: fc.integer({ min: 1, max: 3000 }),
      depth: fc.integer({ min: 1, max: 5 }),
    })
    await fc.assert(
      fc.asyncProperty(any, async ({ name, chunkBytes, depth }) => {
        const whole = await readBytes(sampleOf(name))
        expect(await readBytes(sampleOf(name), { sizes: { chunkBytes, depth } })).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})

describe('prefixes', () => {
  // Which record header a file under the plain magic has can only be known when its second record is there.
  const plain = names.filter((name) => name !== 'pcap in gzip' && name !== 'pcap modified under the plain magic')
  test.each(plain)('%s', async (name) => {
    const file = sampleOf(name)
    const whole = await readBytes(file)
    const usual = whole.result?.warnings.map((one) => one.key) ?? []
    for (let length = 0; length < file.length; length++) {
      const cut = await readBytes(file.slice(0, length))
      expect(cut.segments, `cut at ${length}`).toEqual(whole.segments.slice(0, cut.segments.length))
      expect(cut.quotes).toEqual(whole.quotes.slice(0, cut.quotes.length))
      if (!cut.result) {
        expect(cut.segments).toEqual([])
        expect(['empty', 'cutHeader', 'unknownFormat', 'text']).toContain(cut.fault?.key.replace('capture.fault.', ''))
        continue
      }
      const added = cut.result.warnings.map((one) => one.key).filter((key) => !usual.includes(key))
      // A cut at the end of a record is not to be told from a shorter file.
      expect(added.length, `${added.join()} cut at ${length}`).toBe(cut.result.partial ? 1 : 0)
      for (const key of added) expect(key).toMatch(/^capture\.warning\.cut(?:Packet|Block)$/)
    }
  })

  test('compressed: what could be decompressed is a prefix', async () => {
    const file = sampleOf('pcap in gzip')
    const whole = await readBytes(file)
    for (let length = 20; length < file.length; length += 7) {
      const cut = await readBytes(file.slice(0, length))
      expect(cut.segments).toEqual(whole.segments.slice(0, cut.segments.length))
      if (cut.result) expect(cut.result.warnings).toHaveLength(1)
    }
  })
})

describe('skipping', () => {
  const hashOf = (one: Omit<Segment, 'bytes'>): number => {
    const source = foldAddress(one.s0, one.s1, one.s2, one.s3)
    const destination = foldAddress(one.d0, one.d1, one.d2, one.d3)
    return flowHash(source, destination, one.sourcePort, one.destinationPort)
  }
  const packet = fc
    .record({
      six: fc.boolean(),
      flags: fc.integer({ min: 0, max: 0x1ff }),
      sourcePort: fc.integer({ min: 0, max: 65535 }),
      destinationPort: fc.integer({ min: 0, max: 65535 }),
      last: fc.integer({ min: 1, max: 250 }),
      payload: fc.integer({ min: 0, max: 20 }),
      cut: fc.integer({ min: 0, max: 40 }),
    })
    .map(({ six, last, cut, ...parts }) => {
      const bytes = six
        ? ethernet(0x86dd, ipv6(6, tcp(parts), last, 200))
        : ethernetTcp(parts, `10.0.0.${last}`, '172.16.0.1')
      return { bytes: bytes.slice(0, bytes.length - cut), wireLength: bytes.length }
    })

  test('exactly the segments without SYN, FIN, RST of empty buckets are left out, and counted all the same', async () => {
    const interests = fc.uint32Array({ minLength: 2, maxLength: 2 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(packet, { maxLength: 30 }),
        interests,
        fc.constantFrom(1, 101),
        async (list, interest, linkType) => {
          // As Ethernet through the quick way, as raw IP through the decoder.
          const packets =
            linkType === 1
              ? list
              : list.map(({ bytes, wireLength }) => ({ bytes: bytes.slice(14), wireLength: wireLength - 14 }))
          const file = pcapFile(packets, { linkType })
          const all = await readBytes(file)
          const some = await readBytes(file, { interest })
          const kept = all.segments.filter((one) => (one.flags & 7) !== 0 || isAwaited(interest, hashOf(one)))
          expect(some.segments).toEqual(kept)
          expect(some.result).toEqual(all.result)
        },
      ),
      { numRuns: 150 },
    )
  })
})

describe('time stamps of pcapng', () => {
  test('every unit agrees with exact arithmetic', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff })
    const resolution = fc.oneof(fc.integer({ min: 0, max: 19 }), fc.integer({ min: 0x80, max: 0x80 + 63 }))
    fc.assert(
      fc.property(word, word, resolution, fc.integer({ min: -1e9, max: 1e9 }), (high, low, code, offset) => {
        const scale = new TimeScale(code, offset)
        scale.convert(high, low)
        const units = (code & 0x80) !== 0 ? 1n << BigInt(code & 0x7f) : 10n ** BigInt(code)
        const total = (BigInt(high) << 32n) | BigInt(low)
        expect(scale.seconds).toBe(Number(total / units) + offset)
        expect(BigInt(scale.nanos)).toBe(((total % units) * 1_000_000_000n) / units)
      }),
      { numRuns: 3000 },
    )
  })
})
