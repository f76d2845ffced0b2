// gzip, zstd and lz4 around a capture: the same result as without, cut and damaged data keep what came before, bombs end
// in a clear remark. lz4 and zstd files come from the reference programs.
import { execFileSync, spawnSync } from 'node:child_process'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { gzipCodec } from '../../../shared/compress/gzip.ts'
import { lz4Codec } from '../../../shared/compress/lz4-frame.ts'
import { zstdCodec } from '../../../shared/compress/zstd.ts'
import { zlibGunzip } from '../../../electron/cli/zlib-gunzip.ts'
import { joined, pcapFile } from '../../helpers/capture-files.ts'
import { ethernetTcp } from '../../helpers/packet-bytes.ts'
import { type ReadOptions, readBytes } from '../../helpers/read-bytes.ts'

const CAPTURE = pcapFile(
  Array.from({ length: 3000 }, (_, i) => ({
    seconds: 1_700_000_000 + i,
    fraction: (i * 7919) % 1_000_000,
    bytes: ethernetTcp({ seq: (i * 2_654_435_761) >>> 0, sourcePort: 1024 + (i % 500) }),
  })),
)
const gzip = (bytes: Uint8Array): Uint8Array => new Uint8Array(gzipSync(bytes))

/** Output of a reference program, null when it is not installed. */
function compressedBy(program: string, args: readonly string[], input: Uint8Array): Uint8Array | null {
  if (spawnSync(program, ['--version']).error) {
    console.info(`skipped: ${program} is not installed, its files are not tried`)
    return null
  }
  return new Uint8Array(execFileSync(program, args, { input, maxBuffer: 1 << 26 }))
}

describe('the same as uncompressed', () => {
  const cases: [string, string, () => Uint8Array | null, ReadOptions][] = [
    ['gzip', 'gzip', () => gzip(CAPTURE), {}],
    ['gzip through zlib', 'gzip', () => gzip(CAPTURE), { gunzip: zlibGunzip }],
    ['gzip without help of the platform', 'gzip', () => gzip(CAPTURE), { gunzip: null }],
    ['gzip of several members', 'gzip', () => joined(gzip(CAPTURE.slice(0, 5000)), gzip(CAPTURE.slice(5000))), {}],
    ['zstd', 'zstd', () => compressedBy('zstd', ['-c', '-q'], CAPTURE), {}],
    ['zstd with checksum, level 19', 'zstd', () => compressedBy('zstd', ['-c', '-q', '-19', '--check'], CAPTURE), {}],
    ['zstd of several frames', 'zstd', () => frames('zstd', ['-c', '-q']), {}],
    ['lz4', 'lz4', () => compressedBy('lz4', ['-c', '-q'], CAPTURE), {}],
    [
      'lz4, linked blocks with checksums',
      'lz4',
      () => compressedBy('lz4', ['-c', '-q', '-BD', '-BX', '-B4', '-9'], CAPTURE),
      {},
    ],
    ['lz4, legacy frame', 'lz4', () => compressedBy('lz4', ['-c', '-q', '-l'], CAPTURE), {}],
    ['lz4 of several frames', 'lz4', () => frames('lz4', ['-c', '-q']), {}],
  ]
  test.each(cases)('%s', async (_, format, make, options) => {
    const file = make()
    if (!file) return
    const plain = await readBytes(CAPTURE)
    for (const chunkBytes of [1000, 1 << 20]) {
      const read = await readBytes(file, { ...options, sizes: { chunkBytes, depth: 2 } })
      expect(read.result).toEqual({ ...plain.result, compression: [format], bytes: file.length })
      expect(read.segments).toEqual(plain.segments)
    }
  })

  function frames(program: string, args: readonly string[]): Uint8Array | null {
    const first = compressedBy(program, args, CAPTURE.slice(0, 7000))
    const second = compressedBy(program, args, CAPTURE.slice(7000))
    // A skippable frame between the two.
    const skippable = Uint8Array.from([0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9])
    return first && second ? joined(first, skippable, second) : null
  }
})

describe('broken compression', () => {
  test.each<[string, ReadOptions]>([
    ['web', {}],
    ['zlib', { gunzip: zlibGunzip }],
    ['JavaScript', { gunzip: null }],
  ])('a cut gzip file keeps what came before (%s)', async (_, options) => {
    const file = gzip(CAPTURE)
    const { result, segments } = await readBytes(file.slice(0, Math.floor(file.length / 2)), options)
    expect(result?.warnings.map((one) => one.key)).toEqual(['capture.warning.compressedCut'])
    expect(result?.partial).toBe(true)
    expect(segments.length).toBeGreaterThan(1000)
    expect(segments.length).toBeLessThan(3000)
  })

  test('damage in the middle is told with its place', async () => {
    const file = gzip(CAPTURE)
    file.fill(0xff, file.length / 2, file.length / 2 + 40)
    const { result, segments } = await readBytes(file)
    expect(result?.partial).toBe(true)
    expect(result?.warnings.map((one) => one.key).join()).toMatch(/compressedDamaged/)
    expect(segments.length).toBeGreaterThan(1000)
  })

  test.each([
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd, 0x04]],
    ['lz4', [0x04, 0x22, 0x4d, 0x18, 0x64]],
    ['gzip', [0x1f, 0x8b, 8, 0]],
  ])('only the first bytes of %s: nothing can be read', async (format, head) => {
    const { fault } = await readBytes(Uint8Array.from(head))
    expect(fault?.key).toBe('capture.fault.compressedUseless')
    expect(fault?.params).toMatchObject({ format })
  })

  test('compressed twice is said', async () => {
    const { fault } = await readBytes(gzip(gzip(CAPTURE)))
    expect(fault).toEqual({ key: 'capture.fault.nestedCompression', params: { outer: 'gzip' } })
  })

  test.each<[string, ReadOptions]>([
    ['by ratio', { expansion: { bytes: 1e9, ratio: 50, ratioFrom: 1_000_000 } }],
    ['by size', { expansion: { bytes: 1_000_000, ratio: 5000, ratioFrom: 0 } }],
    ['by ratio in JavaScript', { gunzip: null, expansion: { bytes: 1e9, ratio: 50, ratioFrom: 1_000_000 } }],
  ])('a bomb is stopped %s', async (_, options) => {
    const bomb = gzip(joined(CAPTURE, new Uint8Array(40_000_000)))
    const { result } = await readBytes(bomb, options)
    expect(result?.warnings.map((one) => one.key)).toEqual(['capture.warning.compressedTooLarge'])
    expect(result?.packets).toBeGreaterThan(2000)
  })

  test('a zstd frame that asks for a window of 2 GB is refused before anything is allocated', async () => {
    const frame = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0xa8, 1, 0, 0])
    expect((await readBytes(frame)).fault?.key).toBe('capture.fault.compressedUseless')
    expect(() => zstdCodec().push(frame, () => undefined)).toThrow('compressedWindow')
  })
})

describe('codecs take any bytes', () => {
  test.each([
    ['gzip', gzipCodec, [0x1f, 0x8b]],
    ['zstd', zstdCodec, [0x28, 0xb5, 0x2f, 0xfd]],
    ['lz4', lz4Codec, [0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, 0]],
  ])('%s answers or faults', (_, make, head) => {
    let state = 12345
    for (let round = 0; round < 300; round++) {
      const bytes = Uint8Array.from({ length: 200 }, (_, i) => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
        return head[i] ?? state >>> 24
      })
      const codec = make()
      try {
        codec.push(bytes, () => undefined)
        codec.finish(() => undefined)
      } catch (error) {
        expect((error as Error).name).toBe('DecompressionFault')
      }
    }
  })
})
