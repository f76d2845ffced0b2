// Where Electron is looked for, and what a failed download looks like: an answer, not an exception.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { findElectron } from '../../../electron/start/find-electron.ts'
import { hasDisplay } from '../../../electron/start/open-browser.ts'

let root = ''
let packageFolder = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'synscope-root-'))
  packageFolder = join(root, 'node_modules', 'electron')
  mkdirSync(join(packageFolder, 'dist'), { recursive: true })
})

describe('findElectron', () => {
  it('takes the program that is named, and says when that is not there', async () => {
    writeFileSync(join(root, 'electron'), '')
    const named = { ELECTRON_EXECUTABLE: join(root, 'electron') }
    expect(await findElectron(root, named, vi.fn())).toEqual({
      kind: 'found',
      executable: join(root, 'electron'),
      isNamed: true,
    })
    expect(await findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, vi.fn())).toEqual({ kind: 'missing' })
  })

  it('takes the one that was downloaded before', async () => {
    writeFileSync(join(packageFolder, 'path.txt'), 'electron')
    writeFileSync(join(packageFolder, 'dist', 'electron'), '')
    const executable = join(packageFolder, 'dist', 'electron')
    expect(await findElectron(root, {}, vi.fn())).toEqual({ kind: 'found', executable, isNamed: false })
  })

  it('fetches it once, quietly, and answers when that fails', async () => {
    const onFetch = vi.fn()
    writeFileSync(join(packageFolder, 'install.js'), 'console.error("a stack trace"); process.exit(1)')
    expect(await findElectron(root, {}, onFetch)).toEqual({ kind: 'missing' })
    expect(onFetch).toHaveBeenCalledOnce()
  })

  it('finds what the download left', async () => {
    const script = `const fs = require('fs'); fs.writeFileSync(__dirname + '/path.txt', 'electron'); fs.writeFileSync(__dirname + '/dist/electron', '')`
    writeFileSync(join(packageFolder, 'install.js'), script)
    expect(await findElectron(root, {}, vi.fn())).toMatchObject({ kind: 'found', isNamed: false })
  })

  it('fetches nothing where that is switched off', async () => {
    const onFetch = vi.fn()
    writeFileSync(join(packageFolder, 'install.js'), '')
    expect(await findElectron(root, { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }, onFetch)).toEqual({ kind: 'missing' })
    expect(onFetch).not.toHaveBeenCalled()
  })
})

it('only Linux and the BSDs can be without a display', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
  expect(hasDisplay({}, 'win32')).toBe(true)
})
