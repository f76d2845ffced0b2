// What the user has opened and written in a session: tokens out, paths kept.
import { mkdirSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { OpenedFiles } from '../../../electron/files/opened-files.ts'
import { RecentFiles } from '../../../electron/files/recent-files.ts'
import { saveRequest } from '../../../electron/files/save-request.ts'
import { CaptureShelf } from '../../../electron/protocol/capture-shelf.ts'
import type { OpenOutcome, SaveRequest } from '../../../shared/host/host.ts'

let folder = ''
let shelf: CaptureShelf
let recent: RecentFiles
let files: OpenedFiles
let isRecentKept = true

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synscope-files-'))
  shelf = new CaptureShelf()
  recent = new RecentFiles(join(folder, 'recent.json'))
  isRecentKept = true
  files = new OpenedFiles({
    shelf,
    recent,
    urlOf: (token) => `app://capture/${token}`,
    mayTouch: () => Promise.resolve(false),
    isRecentKept: () => isRecentKept,
  })
  for (const name of ['a.pcap', 'b.pcap', 'netstat.1', 'x.exe']) writeFileSync(join(folder, name), name)
})

const idOf = (outcome: OpenOutcome): string => (outcome.kind === 'opened' ? outcome.file.id : '')

describe('opening', () => {
  it('answers with token, name, folder and size, never with a path, and remembers the file', async () => {
    const outcome = await files.openChosen(join(folder, 'a.pcap'))
    expect(outcome).toMatchObject({
      kind: 'opened',
      file: { name: 'a.pcap', size: 6, source: { kind: 'url', size: 6 } },
    })
    expect(JSON.stringify(outcome)).not.toContain(folder)
    expect((await recent.list()).map(({ name }) => name)).toEqual(['a.pcap'])
    await shelf.clear()
  })

  it('does not remember when the user does not want it', async () => {
    isRecentKept = false
    await files.openChosen(join(folder, 'a.pcap'))
    expect(await recent.list()).toEqual([])
    await shelf.clear()
  })

  it('a path named from outside needs an ending of ours, one chosen in the dialog does not', async () => {
    expect(await files.openNamed(join(folder, 'x.exe'))).toMatchObject({
      reason: { key: 'host.refused.unknownEnding' },
    })
    expect((await files.openChosen(join(folder, 'x.exe'))).kind).toBe('opened')
    await shelf.clear()
  })

  it('a dropped file is known without being held open', async () => {
    const outcome = await files.noteDropped(join(folder, 'a.pcap'))
    expect(outcome).toMatchObject({ kind: 'opened', name: 'a.pcap' })
    expect(shelf.get(outcome.kind === 'opened' ? outcome.id : '')?.handle).toBeNull()
    expect(await files.noteDropped(folder)).toMatchObject({ kind: 'refused', reason: { key: 'host.refused.folder' } })
    // Pasted, not from a disk.
    expect(await files.noteDropped('')).toMatchObject({ kind: 'opened', folder: null })
  })

  it('sees that a file has changed since', async () => {
    const id = idOf(await files.openChosen(join(folder, 'a.pcap')))
    expect(await files.isStillSame(id)).toBe(true)
    utimesSync(join(folder, 'a.pcap'), 1, 1)
    expect(await files.isStillSame(id)).toBe(false)
    expect(await files.isStillSame('unknown')).toBe(false)
    await shelf.clear()
  })

  it('finds the sources of saved work beside it, by name or by size, and nothing else', async () => {
    writeFileSync(join(folder, 'work.synscope'), '{}')
    writeFileSync(join(folder, 'moved.pcap'), 'twelve bytes')
    mkdirSync(join(folder, 'dir.pcap'))
    const id = idOf(await files.openChosen(join(folder, 'work.synscope')))
    const found = await files.openBeside(id, [
      { name: 'a.pcap', size: 999 },
      { name: 'renamed.pcap', size: 12 },
      { name: '../../etc/passwd', size: 1 },
    ])
    expect(found.map((each) => (each.kind === 'opened' ? each.file.name : '')).sort()).toEqual(['a.pcap', 'moved.pcap'])
    expect(await files.openBeside('unknown', [{ name: 'a.pcap', size: 6 }])).toEqual([])
    await shelf.clear()
  })
})

describe('saving', () => {
  const save = (request: Partial<SaveRequest>, path: string | null = join(folder, 'out.svg')) =>
    saveRequest(
      { kind: 'svg', suggestedName: 'out.svg', content: 'picture', ...request },
      { shelf, files, choosePath: () => Promise.resolve(path) },
    )

  it('writes where the user says, and again without asking', async () => {
    const first = await save({})
    expect(first).toMatchObject({ kind: 'saved', name: 'out.svg' })
    const again = await save({ content: 'newer', again: first.kind === 'saved' ? first.id : '' }, null)
    expect(again).toMatchObject({ kind: 'saved', name: 'out.svg' })
    expect(readFileSync(join(folder, 'out.svg'), 'utf8')).toBe('newer')
  })

  it('says when it was cancelled, and when the file to write again is not known any more', async () => {
    expect(await save({}, null)).toEqual({ kind: 'cancelled' })
    expect(await save({ again: 'unknown' })).toMatchObject({ kind: 'failed', reason: { key: 'host.refused.gone' } })
  })

  it('never writes over an open source, dropped or chosen', async () => {
    await files.openChosen(join(folder, 'a.pcap'))
    await files.noteDropped(join(folder, 'b.pcap'))
    for (const name of ['a.pcap', 'b.pcap']) {
      expect(await save({}, join(folder, name))).toMatchObject({ reason: { key: 'host.refused.openCapture' } })
      expect(readFileSync(join(folder, name), 'utf8')).toBe(name)
    }
    await shelf.clear()
  })

  it('writes opened saved work over itself', async () => {
    writeFileSync(join(folder, 'w.synscope'), 'old')
    const id = idOf(await files.openChosen(join(folder, 'w.synscope')))
    expect(await save({ kind: 'project', content: 'new', again: id })).toMatchObject({ kind: 'saved' })
    expect(readFileSync(join(folder, 'w.synscope'), 'utf8')).toBe('new')
    await shelf.clear()
  })

  it('says in a sentence why a write failed', async () => {
    expect(await save({}, join(folder, 'gone', 'x.svg'))).toEqual({
      kind: 'failed',
      reason: { key: 'host.refused.folderGone', params: { name: 'x.svg' } },
    })
  })
})
