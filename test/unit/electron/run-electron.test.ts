// How an Electron that does not come up is told from one that was used and closed, with stand-ins for the program.
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runElectron } from '../../../electron/start/run-electron.ts'

function program(script: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'synscope-program-')), 'electron')
  writeFileSync(path, `#!/bin/sh\n${script}\n`)
  chmodSync(path, 0o755)
  return path
}

describe('runElectron', () => {
  it.each([
    ['exit 0', { kind: 'ended', status: 0 }],
    [
      'echo "The SUID sandbox helper binary was found, but is not configured correctly" >&2; kill -TRAP $$',
      { kind: 'not-started', reason: 'sandbox' },
    ],
    [
      'echo "electron: error while loading shared libraries: libnss3.so" >&2; exit 127',
      { kind: 'not-started', reason: 'libraries' },
    ],
    ['echo "Missing X server or $DISPLAY" >&2; exit 1', { kind: 'not-started', reason: 'display' }],
    ['exit 7', { kind: 'not-started', reason: 'other' }],
  ])('%s', async (script, end) => {
    expect(await runElectron(program(script), [], {})).toEqual(end)
  })

  it('a program that is not there did not start', async () => {
    expect(await runElectron('/nowhere/electron', [], {})).toEqual({ kind: 'not-started', reason: 'other' })
  })

  it('is given its arguments as they are', async () => {
    const script = '[ "$1" = /app ] && [ "$2" = "/a b.pcap" ] && [ $# = 2 ]'
    expect(await runElectron(program(script), ['/app', '/a b.pcap'], {})).toEqual({ kind: 'ended', status: 0 })
  })
})
