// Opening what somebody named: regular files only, no waiting on pipes, a sentence for every refusal.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fileFailure } from '../../../electron/files/file-failure.ts'
import { hasKnownEnding, isRemotePath } from '../../../electron/files/named-path.ts'
import { openPath } from '../../../electron/files/open-path.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'

const folder = mkdtempSync(join(tmpdir(), 'synscope-open-'))

describe('openPath', () => {
  it('opens a regular file, through a link too, with size and time', async () => {
    const path = join(folder, 'a.pcap')
    writeFileSync(path, 'abc')
    utimesSync(path, 1_700_000_000.25, 1_700_000_000.25)
    symlinkSync(path, join(folder, 'link.pcap'))
    for (const name of ['a.pcap', 'link.pcap']) {
      const opened = await openPath(join(folder, name))
      expect(opened).toMatchObject({
        kind: 'opened',
        file: { name, size: 3, modified: { seconds: 1_700_000_000, nanos: 250_000_000 } },
      })
      if (opened.kind === 'opened') await opened.file.handle.close()
    }
  })

  it('refuses a folder, a missing file and a pipe without waiting for a writer', async () => {
    mkdirSync(join(folder, 'sub'))
    execFileSync('mkfifo', [join(folder, 'pipe')])
    for (const [name, key] of [
      ['sub', 'host.refused.folder'],
      ['nothing.pcap', 'host.refused.missing'],
      ['pipe', 'host.refused.notRegular'],
    ] as const) {
      expect(await openPath(join(folder, name))).toEqual({ kind: 'refused', name, reason: { key, params: { name } } })
    }
    expect(await openPath('/dev/null')).toMatchObject({ reason: { key: 'host.refused.notRegular' } })
  })

  it('shows what a hostile name hides', async () => {
    const opened = await openPath(join(folder, 'x\u202egpj.pcap'))
    expect(opened).toMatchObject({ kind: 'refused', name: 'x<U+202E>gpj.pcap' })
  })
})

it('every refusal is a sentence in both languages', () => {
  const codes = ['ENOENT', 'EACCES', 'EISDIR', 'EBUSY', 'EMFILE', 'ENOSPC', 'EROFS', 'ENAMETOOLONG', 'EIO', 'EWEIRD']
  for (const code of codes) {
    const { key, params } = fileFailure(Object.assign(new Error('x'), { code }), 'a.pcap')
    for (const language of ['en', 'zh-CN'] as const) {
      const sentence = createTranslate(language)(key, params)
      expect(sentence).toContain('a.pcap')
      expect(sentence).not.toContain('{{')
    }
  }
})

describe('paths that the system names', () => {
  it.each([
    'a.pcap',
    'a.PCAPNG',
    'a.pcap.gz',
    'x/netstat',
    'netstat.1',
    'a.pcap12',
    'n.20261122',
    '.hidden',
    'w.synscope',
  ])('%s has an ending of ours', (path) => expect(hasKnownEnding(path)).toBe(true))
  it.each(['a.exe', 'a.pcap.lnk', 'C:\\x\\a.scf', 'a.desktop', 'a.html'])('%s has not', (path) => {
    expect(hasKnownEnding(path)).toBe(false)
  })
  it('only Windows takes two slashes for another machine', () => {
    for (const path of ['\\\\host\\share\\a.pcap', '//host/a.pcap', '\\\\.\\pipe\\x', '\\\\?\\UNC\\h\\s']) {
      expect(isRemotePath(path, 'win32')).toBe(true)
      expect(isRemotePath(path, 'linux')).toBe(false)
    }
    expect(isRemotePath('C:\\a.pcap', 'win32')).toBe(false)
  })
})
