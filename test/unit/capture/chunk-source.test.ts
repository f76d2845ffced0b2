// Reading ahead, at once and overlapping: all bytes in order whatever the source does; cancelling; progress.
import { describe, expect, test } from 'vitest'
import { type ByteSource, memorySource } from '../../../shared/capture/byte-source.ts'
import { ReadCancelled } from '../../../shared/capture/capture-fault.ts'
import { type ChunkSource, peek, readAhead } from '../../../shared/capture/chunk-source.ts'
import { readCapture, type ReadProgress } from '../../../shared/capture/read-capture.ts'
import { PathInterner } from '../../../shared/net/layer-path.ts'
import { pcapFile } from '../../helpers/capture-files.ts'
import { ethernetTcp } from '../../helpers/packet-bytes.ts'

const BYTES = Uint8Array.from({ length: 1000 }, (_, i) => i & 255)
const SIZES = { chunkBytes: 64, depth: 3 }

async function all(source: ChunkSource): Promise<number[]> {
  const bytes: number[] = []
  for (let chunk = await source.next(); chunk; chunk = await source.next()) bytes.push(...chunk)
  return bytes
}

const into = (offset: number, target: Uint8Array, most = target.length): number => {
  const part = BYTES.subarray(offset, offset + Math.min(most, target.length))
  target.set(part)
  return part.length
}

const SOURCES: [string, Partial<ByteSource>][] = [
  ['read', {}],
  ['read, size unknown', { size: null }],
  ['short reads', { size: null, read: async (offset, length) => BYTES.slice(offset, offset + Math.min(length, 17)) }],
  ['readInto', { readInto: async (offset, target) => into(offset, target) }],
  ['short readInto', { readInto: async (offset, target) => into(offset, target, 5 + (offset % 60)) }],
  ['readIntoSync', { readIntoSync: (offset, target) => into(offset, target) }],
  ['short readIntoSync', { readIntoSync: (offset, target) => into(offset, target, 13) }],
]

describe('all bytes come in order', () => {
  test.each(SOURCES)('%s', async (_, part) => {
    const source: ByteSource = { ...memorySource('x', BYTES), ...part }
    expect(await all(readAhead(source, undefined, SIZES))).toEqual([...BYTES])
    expect(await all(readAhead(source, undefined, SIZES, 990))).toEqual([...BYTES.slice(990)])
  })

  test('several reads are under way at once', async () => {
    let open = 0
    let most = 0
    const source: ByteSource = {
      ...memorySource('x', BYTES),
      async read(offset, length) {
        most = Math.max(most, ++open)
        await Promise.resolve()
        open--
        return BYTES.slice(offset, offset + length)
      },
    }
    await all(readAhead(source, undefined, SIZES))
    expect(most).toBe(3)
  })

  test('a look at the head gives nothing away', async () => {
    const { head, all: rest } = await peek(readAhead(memorySource('x', BYTES), undefined, SIZES), 100)
    expect(head.length).toBe(128)
    expect(await all(rest)).toEqual([...BYTES])
  })

  test('a failing read is passed on when its turn comes', async () => {
    const source: ByteSource = {
      ...memorySource('x', BYTES),
      read: (offset, length) =>
        offset >= 128 ? Promise.reject(new Error('disk gone')) : Promise.resolve(BYTES.slice(offset, offset + length)),
    }
    const chunks = readAhead(source, undefined, SIZES)
    await chunks.next()
    await chunks.next()
    await expect(chunks.next()).rejects.toThrow('disk gone')
  })
})

describe('a capture being read', () => {
  const file = pcapFile(Array.from({ length: 200 }, () => ({ bytes: ethernetTcp() })))
  const sink = { interest: new Uint32Array(1), segment: () => undefined, icmp: () => undefined }

  test.each(['read', 'readIntoSync'])('stops when the signal is raised (%s)', async (kind) => {
    const signal = { aborted: false }
    const base = memorySource('x', file)
    let reads = 0
    const count = (): void => {
      if (++reads === 3) signal.aborted = true
    }
    const source: ByteSource = {
      ...base,
      read: (offset, length) => {
        if (kind === 'read') count()
        return base.read(offset, length)
      },
      ...(kind === 'readIntoSync' && {
        readIntoSync: (offset: number, target: Uint8Array) => {
          count()
          const part = file.subarray(offset, offset + target.length)
          target.set(part)
          return part.length
        },
      }),
    }
    const reading = readCapture(source, sink, {
      capture: 0,
      paths: new PathInterner(),
      signal,
      sizes: { chunkBytes: 600, depth: 1 },
    })
    await expect(reading).rejects.toBeInstanceOf(ReadCancelled)
  })

  test('says at the end how far it came', async () => {
    const seen: ReadProgress[] = []
    await readCapture(memorySource('x', file), sink, {
      capture: 0,
      paths: new PathInterner(),
      onProgress: (progress) => void seen.push(progress),
    })
    expect(seen.at(-1)).toEqual({ bytesRead: file.length, bytesTotal: file.length, packets: 200 })
  })
})
