// Writing keeps the old file whole until the new one is, and never touches an open capture.
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { OpenCaptureError, writeFileAtomically } from '../../../electron/files/write-file.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synscope-write-'))
})

describe('writeFileAtomically', () => {
  it('writes new files and replaces old ones, keeping their mode, and leaves nothing else behind', async () => {
    const path = join(folder, 'a.svg')
    await writeFileAtomically(path, 'one')
    chmodSync(path, 0o640)
    await writeFileAtomically(path, new Uint8Array([116, 119, 111]))
    expect(readFileSync(path, 'utf8')).toBe('two')
    expect(statSync(path).mode & 0o777).toBe(0o640)
    expect(readdirSync(folder)).toEqual(['a.svg'])
  })

  it('leaves the old file whole when writing fails', async () => {
    const path = join(folder, 'a.svg')
    writeFileSync(path, 'old')
    const tooMuch = {
      get length(): number {
        throw new Error('broken content')
      },
    } as unknown as Uint8Array
    await expect(writeFileAtomically(path, tooMuch)).rejects.toThrow()
    expect(readFileSync(path, 'utf8')).toBe('old')
    expect(readdirSync(folder)).toEqual(['a.svg'])
  })

  it('says when the folder is gone', async () => {
    const path = join(folder, 'gone', 'a.svg')
    await expect(writeFileAtomically(path, 'x')).rejects.toMatchObject({ code: 'ENOENT' })
    expect(existsSync(path)).toBe(false)
  })

  it('does not write over an open capture under any of its names', async () => {
    const path = join(folder, 'a.pcap')
    writeFileSync(path, 'packets')
    const { ino } = statSync(path, { bigint: true })
    await expect(writeFileAtomically(path, 'x', ({ inode }) => inode === ino)).rejects.toBeInstanceOf(OpenCaptureError)
    expect(readFileSync(path, 'utf8')).toBe('packets')
  })
})
