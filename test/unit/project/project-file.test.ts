import { zipSync } from 'fflate'
import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { analyse } from '../../../shared/analysis/analyse.ts'
import { analysisJson } from '../../../shared/analysis/analysis-json.ts'
import { composeFigure } from '../../../shared/figure/compose-figure.ts'
import { sceneToSvg } from '../../../shared/figure/scene/svg.ts'
import { ENTRY_LIMIT, readArchive, writeArchive } from '../../../shared/project/archive.ts'
import { bytesHash, contentHash } from '../../../shared/project/content-hash.ts'
import { handshakeBytes, readHandshakeBytes } from '../../../shared/project/handshake-bytes.ts'
import { parsePlainJson } from '../../../shared/project/plain-json.ts'
import { ProjectFault } from '../../../shared/project/project-fault.ts'
import { CAPTURE_LIMIT, readProject, writeProject } from '../../../shared/project/project-file.ts'
import { upgraded, type Upgrader } from '../../../shared/project/upgrades.ts'
import { memorySource, type ByteSource } from '../../../shared/capture/byte-source.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import { overflowSample, sampleInput } from '../../helpers/figure-sample.ts'
import { sampleWork, wholeWork } from '../../helpers/work-sample.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)

/** What reading gave: the problem of the refusal, or 'read'. */
function problemOf(bytes: Uint8Array): string {
  try {
    readProject(bytes)
    return 'read'
  } catch (error) {
    if (error instanceof ProjectFault) return error.problem
    throw error
  }
}

/** The document of the sample, changed, as a file. */
function tampered(change: (document: Record<string, unknown>) => void): Uint8Array {
  const entries = new Map(readArchive(writeProject({ ...sampleWork(), counters: [], packets: null })))
  const document = JSON.parse(new TextDecoder().decode(entries.get('project.json'))) as Record<string, unknown>
  change(document)
  return writeArchive(new Map([...entries, ['project.json', encode(JSON.stringify(document))]]))
}

describe('a saved work', () => {
  it('comes back as it was, and equal works are equal bytes', () => {
    const bytes = writeProject(sampleWork())
    expect(readProject(bytes)).toEqual(sampleWork())
    expect(writeProject(readProject(bytes))).toEqual(bytes)
  })

  it('gives the same figure again', () => {
    const work = readProject(writeProject(sampleWork()))
    const analysis = overflowSample()
    const again = { ...analysis, packets: work.packets ?? analysis.packets }
    const before = sceneToSvg(composeFigure(sampleInput(work.figure, { analysis })).scene)
    expect(
      sceneToSvg(composeFigure(sampleInput(work.figure, { analysis: again, notes: sampleInput().notes })).scene),
    ).toBe(before)
  })

  it('of version 1 can be opened for ever', () => {
    const work = readProject(readFileSync(new URL('../../fixtures/project/version-1.synscope', import.meta.url)))
    expect(work.notes.map((note) => note.id)).toContain('suggested-first')
    expect(work.packets?.handshakes.length).toBe(13)
    expect(work.figure.title).toBe('Mine')
    expect(work.captures).toEqual([])
  })

  it('of version 2 can be opened for ever', () => {
    const file = new URL('../../fixtures/project/version-2.synscope', import.meta.url)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, writeProject(wholeWork()))
    const work = readProject(readFileSync(file))
    expect(work.captures.map(({ source, bytes }) => [source, bytes.length])).toEqual([[0, work.sources[0]?.size]])
    expect(work.clockAdjustments).toEqual([0.25])
  })

  it('keeps no folder of a path', () => {
    const analysis = overflowSample()
    const packets = {
      ...analysis.packets,
      captures: analysis.packets.captures.map((c) => ({ ...c, path: '/home/someone/secret/server.pcap' })),
    }
    expect(readHandshakeBytes(handshakeBytes(packets)).captures[0]?.path).toBe('server.pcap')
  })

  it('is refused with its reason when it is not ours, damaged, newer or hostile', () => {
    const good = writeProject(sampleWork())
    expect(problemOf(encode('hello'))).toBe('not-project')
    expect(problemOf(good.subarray(0, good.length - 5))).toBe('damaged')
    expect(problemOf(zipSync({ 'other.json': encode('{}') }))).toBe('hostile')
    expect(problemOf(zipSync({ '../../evil.sh': encode('x') }))).toBe('hostile')
    expect(problemOf(zipSync({ 'project.json': encode('{}') }))).toBe('not-project')
    expect(problemOf(tampered((d) => (d['version'] = 3)))).toBe('newer')
    expect(problemOf(tampered((d) => (d['version'] = 'x')))).toBe('damaged')
    expect(problemOf(tampered((d) => (d['extra'] = 1)))).toBe('damaged')
    expect(problemOf(tampered((d) => (d['hasPackets'] = true)))).toBe('damaged')
    expect(problemOf(tampered((d) => (d['figure'] = { ...(d['figure'] as object), theme: 'neon' })))).toBe('damaged')
    expect(
      problemOf(tampered((d) => (d['notes'] = [...(d['notes'] as unknown[]), (d['notes'] as unknown[])[0]]))),
    ).toBe('damaged')
  })

  it('is refused when an entry lies about its size, is there twice, or there are too many', () => {
    const bomb = zipSync({ 'project.json': new Uint8Array(3_000_000) })
    const view = new DataView(bomb.buffer)
    // The declared size in the directory (offset 24 of its record) becomes a tenth.
    const directory = view.getUint32(bomb.length - 22 + 16, true)
    view.setUint32(directory + 24, 300_000, true)
    expect(problemOf(bomb)).toBe('hostile')
    const many = Object.fromEntries(
      Array.from({ length: ENTRY_LIMIT + 1 }, (_, i) => [`counters/${i}.txt`, encode('x')]),
    )
    expect(problemOf(zipSync(many))).toBe('hostile')
    const twice = zipSync({ 'counters/1.txt': encode('a'), 'counters/2.txt': encode('b') })
    const second = new DataView(twice.buffer).getUint32(twice.length - 6, true) + 46 + 14
    twice[second + 46 + 9] = '1'.charCodeAt(0)
    expect(problemOf(twice)).toBe('hostile')
  })

  it('refuses links and encryption', () => {
    const make = (): { bytes: Uint8Array; directory: number } => {
      const bytes = zipSync({ 'project.json': encode('{}') })
      return { bytes, directory: new DataView(bytes.buffer).getUint32(bytes.length - 6, true) }
    }
    const link = make()
    new DataView(link.bytes.buffer).setUint32(link.directory + 38, 0xa1ff0000, true)
    expect(problemOf(link.bytes)).toBe('hostile')
    const secret = make()
    new DataView(secret.bytes.buffer).setUint16(secret.directory + 8, 1, true)
    expect(problemOf(secret.bytes)).toBe('hostile')
  })
})

describe('a work that carries its captures', () => {
  const analysisOf = async (source: ByteSource): Promise<unknown> => {
    const { analysis } = await analyse([{ source, role: 'capture' }])
    return [...analysisJson(analysis, createTranslate('en'))].join('')
  }

  it('gives them back byte by byte, and the analysis made of them is that of the file', async () => {
    const work = wholeWork()
    const bytes = writeProject(work)
    expect(bytes.length).toBeGreaterThan(work.captures[0]?.bytes.length ?? 0)
    const again = readProject(bytes)
    expect(again).toEqual(work)
    const [carried] = again.captures
    expect(await analysisOf(memorySource('client.pcap', carried?.bytes ?? new Uint8Array()))).toEqual(
      await analysisOf(memorySource('client.pcap', work.captures[0]?.bytes ?? new Uint8Array())),
    )
  })

  it('is refused when a capture is not what the list says', () => {
    const entries = readArchive(writeProject(wholeWork()))
    const document = JSON.parse(new TextDecoder().decode(entries.get('project.json'))) as {
      sources: Record<string, unknown>[]
      captures: number[]
    }
    const changed = (change: (all: Map<string, Uint8Array>, of: typeof document) => void): string => {
      const all = new Map(entries)
      const copy = structuredClone(document)
      change(all, copy)
      return problemOf(writeArchive(new Map([...all, ['project.json', encode(JSON.stringify(copy))]])))
    }
    expect(changed(() => undefined)).toBe('read')
    const bytes = Uint8Array.from(entries.get('captures/0.bin') ?? [])
    bytes[100] = (bytes[100] ?? 0) ^ 1
    expect(changed((all) => all.set('captures/0.bin', bytes))).toBe('damaged')
    expect(changed((all) => all.set('captures/0.bin', bytes.subarray(1)))).toBe('damaged')
    expect(changed((all) => all.delete('captures/0.bin'))).toBe('damaged')
    expect(changed((all) => all.set('captures/1.bin', bytes))).toBe('damaged')
    expect(changed((_, of) => (of.captures = [0, 0]))).toBe('damaged')
    expect(changed((_, of) => (of.captures = [7]))).toBe('damaged')
    expect(changed((_, of) => Object.assign(of.sources[0] ?? {}, { kind: 'counters' }))).toBe('damaged')
    expect(changed((_, of) => Object.assign(of.sources[0] ?? {}, { sha256: null }))).toBe('damaged')
    expect(problemOf(zipSync({ 'captures/../x.bin': encode('x') }))).toBe('hostile')
  })

  it('is not written when they are too large to be read again', () => {
    const large = { source: 0, bytes: new Uint8Array(CAPTURE_LIMIT + 1) }
    expect(() => writeProject({ ...wholeWork(), captures: [large] })).toThrow(/too-large/)
    const many = Array.from({ length: 21 }, (_, source) => ({ source, bytes: new Uint8Array(1) }))
    expect(() => writeProject({ ...wholeWork(), captures: many })).toThrow(/too-large/)
  })
})

describe('JSON of strangers', () => {
  it('has no key that reaches a prototype and is not deeper than 32', () => {
    expect(() => parsePlainJson(encode('{"a":{"__proto__":{"x":1}}}'))).toThrow(ProjectFault)
    expect(() => parsePlainJson(encode('{"constructor":1}'))).toThrow(ProjectFault)
    expect(() => parsePlainJson(encode('['.repeat(33) + ']'.repeat(33)))).toThrow(ProjectFault)
    expect(parsePlainJson(encode('['.repeat(32) + ']'.repeat(32)))).toBeDefined()
    expect(parsePlainJson(encode('{"a":"[[[[{{{\\"["}'))).toEqual({ a: '[[[[{{{"[' })
    expect(() => parsePlainJson(Uint8Array.of(0x22, 0xff, 0x22))).toThrow(ProjectFault)
  })
})

describe('the tables inside', () => {
  it('are refused when a row points outside of its table', () => {
    const analysis = overflowSample().packets
    const wrong = {
      ...analysis,
      handshakes: { ...analysis.handshakes, clientAddress: new Uint32Array(analysis.handshakes.length).fill(99) },
    }
    expect(() => readHandshakeBytes(handshakeBytes(wrong))).toThrow(/clientAddress/)
    const starts = {
      ...analysis,
      handshakes: { ...analysis.handshakes, packetStart: new Uint32Array(analysis.handshakes.length + 1).fill(7) },
    }
    expect(() => readHandshakeBytes(handshakeBytes(starts))).toThrow(/packetStart/)
  })

  it('are refused when they are cut or longer than they say', () => {
    const bytes = handshakeBytes(overflowSample().packets)
    expect(() => readHandshakeBytes(bytes.subarray(0, bytes.length - 1))).toThrow(/cut off/)
    expect(() => readHandshakeBytes(Uint8Array.from([...bytes, 0]))).toThrow(/longer/)
  })
})

describe('upgraders', () => {
  it('run one after the other up to the present version', () => {
    const steps = new Map<number, Upgrader>([
      [1, (old) => ({ ...old, b: 1 })],
      [2, (old) => ({ ...old, c: old['b'] })],
    ])
    expect(upgraded({ format: 'synscope-project', version: 1 }, steps, 3)).toEqual({
      format: 'synscope-project',
      version: 3,
      b: 1,
      c: 1,
    })
    expect(() => upgraded({ format: 'synscope-project', version: 1 }, new Map(), 3)).toThrow(ProjectFault)
  })
})

describe('contentHash', () => {
  it('is SHA-256 of all slices', async () => {
    const bytes = new Uint8Array(9_000_001).map((_, i) => i & 255)
    expect(await contentHash(memorySource('x', bytes))).toBe(bytesHash(bytes))
    expect(bytesHash(encode('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await contentHash(memorySource('x', bytes), () => true)).toBeNull()
  })
})
