// Archives made by the real tar of this machine, whole, cut and hostile.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll, describe, expect, it } from 'vitest'
import { gzipSync } from 'fflate'
import { expandBundle, isBundle } from '../../../shared/bundle/expand-bundle.ts'
import { memorySource, type ByteSource } from '../../../shared/capture/byte-source.ts'

const folder = mkdtempSync(`${tmpdir()}/bundle-test-`)
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const longName = `${'long-'.repeat(30)}name.txt`
mkdirSync(`${folder}/synscope-web`)
writeFileSync(`${folder}/synscope-web/netstat-series.txt`, 'TcpExt:\n')
writeFileSync(`${folder}/synscope-web/${longName}`, 'x'.repeat(1500))
writeFileSync(`${folder}/synscope-web/empty.txt`, '')

function archive(format: string): Uint8Array {
  const file = `${folder}/${format}.tar`
  execFileSync('tar', ['--format', format, '-cf', file, '-C', folder, 'synscope-web'])
  return new Uint8Array(readFileSync(file))
}

async function contents(source: ByteSource): Promise<Map<string, string>> {
  const members = await expandBundle(source)
  const texts = await Promise.all(members.map((member) => member.read(0, 10_000)))
  return new Map(members.map((member, i) => [member.name, new TextDecoder().decode(texts[i])]))
}

describe('expandBundle', () => {
  it.each(['gnu', 'pax', 'ustar', 'v7'])('opens a %s archive', async (format) => {
    // v7 has no room for the long name.
    const bytes =
      format === 'v7' || format === 'ustar'
        ? (execFileSync('tar', [
            '--format',
            format,
            '-cf',
            `${folder}/a.tar`,
            '-C',
            folder,
            'synscope-web/netstat-series.txt',
          ]),
          new Uint8Array(readFileSync(`${folder}/a.tar`)))
        : archive(format)
    expect(isBundle(bytes.subarray(0, 4096))).toBe(true)
    const files = await contents(memorySource('b.tar', bytes))
    expect(files.get('netstat-series.txt')).toBe('TcpExt:\n')
    if (format === 'gnu' || format === 'pax') expect(files.get(longName)).toBe('x'.repeat(1500))
    expect(files.has('empty.txt')).toBe(false)
  })

  it('opens a gzipped archive and keeps times', async () => {
    const bytes = gzipSync(archive('gnu'))
    expect(isBundle(bytes.subarray(0, 4096))).toBe(true)
    const members = await expandBundle(memorySource('b.tar.gz', bytes))
    expect(members.map(({ name }) => name).sort()).toEqual([longName, 'netstat-series.txt'].sort())
    expect(Math.abs((members[0]?.modified?.seconds ?? 0) - Date.now() / 1000)).toBeLessThan(3600)
    expect(await members[0]?.read(100_000, 10)).toHaveLength(0)
  })

  it('gives what is before the break of a cut archive', async () => {
    const whole = archive('gnu')
    const files = await contents(memorySource('b.tar', whole.subarray(0, 4_000)))
    expect(files.size).toBeGreaterThan(0)
    const gz = gzipSync(whole)
    expect((await contents(memorySource('b.tgz', gz.subarray(0, gz.length - 20)))).size).toBeGreaterThan(0)
  })

  it('refuses what is no archive, and an empty one, with a sentence of the catalogue', async () => {
    await expect(expandBundle(memorySource('x', new Uint8Array(2048).fill(65)))).rejects.toMatchObject({
      key: 'counters.bundle.damaged',
    })
    await expect(expandBundle(memorySource('x', new Uint8Array(2048)))).rejects.toMatchObject({
      key: 'counters.bundle.empty',
    })
    expect(isBundle(gzipSync(new Uint8Array(5000).fill(1)))).toBe(false)
    expect(isBundle(new Uint8Array(0))).toBe(false)
  })

  it('survives lengths that lie', async () => {
    const bytes = archive('gnu').slice()
    // Base-256 size of 2^40 in the first header, checksum mended.
    bytes.set([0x80, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0], 124)
    let sum = 0
    for (let i = 0; i < 512; i++) sum += i >= 148 && i < 156 ? 32 : (bytes[i] ?? 0)
    bytes.set(new TextEncoder().encode(sum.toString(8).padStart(6, '0') + '\0 '), 148)
    await expect(expandBundle(memorySource('x', bytes))).rejects.toMatchObject({ key: 'counters.bundle.empty' })
  })
})
