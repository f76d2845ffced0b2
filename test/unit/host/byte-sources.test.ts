// Files and addresses as byte sources: the bytes that were asked for, from one stream where reads follow each other.
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { byteSource } from '../../../renderer/host/byte-source.ts'
import { fileSource } from '../../../renderer/host/file-source.ts'
import { SourceGoneError, urlSource } from '../../../renderer/host/url-source.ts'

const BYTES = Uint8Array.from({ length: 5000 }, (_, index) => (index * 31) & 255)
const file = (): File => new File([BYTES], 'a.pcap', { lastModified: 1_700_000_000_250 })

afterEach(() => vi.unstubAllGlobals())

describe('fileSource', () => {
  it('has name, size and time of the file', () => {
    expect(fileSource(file())).toMatchObject({
      name: 'a.pcap',
      size: 5000,
      modified: { seconds: 1_700_000_000, nanos: 250_000_000 },
    })
  })

  it('gives what was asked for, in any order, overlapping or one after the other', async () => {
    const reads = fc.array(
      fc.record({ offset: fc.nat(5200), length: fc.nat(900), follows: fc.boolean(), waits: fc.boolean() }),
      { maxLength: 12 },
    )
    await fc.assert(
      fc.asyncProperty(reads, async (wanted) => {
        const source = fileSource(file())
        let end = 0
        const all: Promise<void>[] = []
        for (const { offset, length, follows, waits } of wanted) {
          const at = follows ? end : offset
          end = at + length
          const read = source.read(at, length).then((bytes) => {
            expect(bytes).toEqual(BYTES.slice(at, at + length))
          })
          all.push(read)
          if (waits) await read
        }
        await Promise.all(all)
      }),
    )
  })

  it('opens one stream for reads that follow each other and none for a single one', async () => {
    const whole = file()
    const streams = vi.fn((start?: number, end?: number) => {
      const part = File.prototype.slice.call(whole, start, end)
      return { arrayBuffer: () => part.arrayBuffer(), stream: opened }
    })
    const opened = vi.fn(() => whole.slice(100).stream())
    const source = fileSource({ name: 'a', size: 5000, lastModified: 0, slice: streams })
    await source.read(0, 100)
    expect(opened).not.toHaveBeenCalled()
    for (let at = 100; at < 5000; at += 700) await source.read(at, 700)
    expect(opened).toHaveBeenCalledOnce()
  })

  it('reads into memory that is used again', async () => {
    const source = fileSource(file())
    const target = new Uint8Array(64)
    expect(await source.readInto?.(4990, target)).toBe(10)
    expect(target.subarray(0, 10)).toEqual(BYTES.slice(4990))
    expect(await source.readInto?.(5000, target)).toBe(0)
  })
})

function serve(status = 206): ReturnType<typeof vi.fn> {
  const fetched = vi.fn((_url: string, { headers }: { headers: { range: string } }) => {
    const [, from = '0', to = '0'] = /^bytes=(\d+)-(\d+)$/.exec(headers.range) ?? []
    return Promise.resolve(new Response(BYTES.slice(Number(from), Number(to) + 1), { status }))
  })
  vi.stubGlobal('fetch', fetched)
  return fetched
}
const descriptor = { kind: 'url', url: 'app://capture/t', name: 'a.pcap', size: 5000, modified: null } as const

describe('urlSource', () => {
  it('asks for ranges inside the file', async () => {
    const fetched = serve()
    const source = urlSource(descriptor)
    expect(await source.read(4990, 100)).toEqual(BYTES.slice(4990))
    expect(await source.read(5000, 1)).toEqual(new Uint8Array(0))
    expect(fetched).toHaveBeenCalledOnce()
    const target = new Uint8Array(10)
    expect(await source.readInto?.(20, target)).toBe(10)
    expect(target).toEqual(BYTES.slice(20, 30))
  })

  it.each([200, 404, 410, 500])('says at which offset the file is no longer readable (status %i)', async (status) => {
    serve(status)
    const read = urlSource(descriptor).read(77, 10)
    await expect(read).rejects.toBeInstanceOf(SourceGoneError)
    await expect(read).rejects.toMatchObject({ offset: 77 })
  })
})

describe('byteSource', () => {
  it('reads the File that came with an address, and the address once the File fails', async () => {
    const fetched = serve()
    const slice = vi.fn((start?: number, end?: number) => file().slice(start, end))
    const source = byteSource({ ...descriptor, file: { name: 'a.pcap', size: 5000, lastModified: 0, slice } })
    expect(await source.read(10, 5)).toEqual(BYTES.slice(10, 15))
    expect(fetched).not.toHaveBeenCalled()
    slice.mockImplementation(() => {
      throw new DOMException('changed', 'NotReadableError')
    })
    expect(await source.read(100, 5)).toEqual(BYTES.slice(100, 105))
    expect(await source.read(105, 5)).toEqual(BYTES.slice(105, 110))
    expect(slice).toHaveBeenCalledTimes(2)
    expect(fetched).toHaveBeenCalledTimes(2)
  })
})
