// A write that fails: one sentence, the old file whole, nothing left beside it.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type * as Promises from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { OpenedFiles } from '../../../electron/files/opened-files.ts'
import { saveRequest } from '../../../electron/files/save-request.ts'
import type { CaptureShelf } from '../../../electron/protocol/capture-shelf.ts'
import type { SaveOutcome } from '../../../shared/host/host.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'

/** What the disk answers; null: it works. */
let fault: { readonly at: 'open' | 'write' | 'sync'; readonly code: string } | null = null
const failure = (code: string): Error => Object.assign(new Error(`${code}: played by the test`), { code })

vi.mock('node:fs/promises', async (load) => {
  const real = await load<typeof Promises>()
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => {
      if (fault?.at === 'open') throw failure(fault.code)
      const handle = await real.open(...args)
      if (fault?.at === 'write')
        handle.writeFile = async (content) => {
          await handle.write((content as Uint8Array).subarray(0, 3))
          throw failure(fault?.code ?? '')
        }
      if (fault?.at === 'sync') handle.sync = () => Promise.reject(failure(fault?.code ?? ''))
      return handle
    },
  }
})

let folder = ''
beforeEach(() => {
  fault = null
  folder = mkdtempSync(join(tmpdir(), 'synscope-fail-'))
  writeFileSync(join(folder, 'work.synscope'), 'the old work')
  return () => rmSync(folder, { recursive: true, force: true })
})

function save(path: string): Promise<SaveOutcome> {
  return saveRequest(
    { kind: 'project', suggestedName: 'work.synscope', content: new TextEncoder().encode('the new work') },
    {
      shelf: { get: () => undefined, holds: () => false } as unknown as CaptureShelf,
      files: { noteWritten: () => Promise.resolve('id') } as unknown as OpenedFiles,
      choosePath: () => Promise.resolve(path),
    },
  )
}

describe('a write that fails', () => {
  it.each([
    ['the disk is full', 'write', 'ENOSPC', /disk is full/],
    ['the disk is full when it is synchronised', 'sync', 'ENOSPC', /disk is full/],
    ['the quota is used up', 'write', 'EDQUOT', /disk is full/],
    ['there is no permission', 'open', 'EACCES', /not permitted to write/],
    ['the disk is read-only', 'open', 'EROFS', /read-only/],
    ['the disk is broken', 'write', 'EIO', /reports an error/],
  ] as const)('because %s leaves the old file whole', async (_, at, code, sentence) => {
    fault = { at, code }
    const outcome = await save(join(folder, 'work.synscope'))
    if (outcome.kind !== 'failed') throw new Error('it was written')
    for (const language of ['en', 'zh-CN'] as const) {
      const said = createTranslate(language)(outcome.reason.key, outcome.reason.params)
      expect(said).toContain('work.synscope')
      expect(said).not.toContain(folder)
    }
    expect(createTranslate('en')(outcome.reason.key, outcome.reason.params)).toMatch(sentence)
    expect(readFileSync(join(folder, 'work.synscope'), 'utf8')).toBe('the old work')
    expect(readdirSync(folder)).toEqual(['work.synscope'])
  })

  it('because the folder is gone says so', async () => {
    expect(await save(join(folder, 'gone', 'work.synscope'))).toEqual({
      kind: 'failed',
      reason: { key: 'host.refused.folderGone', params: { name: 'work.synscope' } },
    })
  })

  it('does not fail when nothing is wrong', async () => {
    expect(await save(join(folder, 'work.synscope'))).toMatchObject({ kind: 'saved' })
    expect(readFileSync(join(folder, 'work.synscope'), 'utf8')).toBe('the new work')
  })
})
