// Electron 28 and 45 speak differently of paths and of the clipboard.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type * as ElectronVersions from '../../../electron/host/electron-versions.ts'

const electron = vi.hoisted((): Record<string, unknown> => ({}))
vi.mock('electron', () => electron)

async function load(has: Record<string, unknown>): Promise<typeof ElectronVersions> {
  vi.resetModules()
  for (const key of Object.keys(electron)) delete electron[key]
  // A module mock must have every name that is asked for.
  Object.assign(
    electron,
    { webUtils: undefined, ClipboardItem: undefined, clipboard: undefined, nativeImage: undefined },
    has,
  )
  return import('../../../electron/host/electron-versions.ts')
}

beforeEach(() => vi.resetModules())

describe('the path of a dropped file', () => {
  it('comes from webUtils where there is one', async () => {
    const { pathOfFile } = await load({ webUtils: { getPathForFile: () => '/from/webUtils' } })
    expect(pathOfFile({ path: '/from/file' })).toBe('/from/webUtils')
  })
  it('is a member of the file in Electron 28; a made-up file has none', async () => {
    const { pathOfFile } = await load({})
    expect(pathOfFile({ path: '/from/file' })).toBe('/from/file')
    expect(pathOfFile({})).toBe('')
  })
})

describe('the clipboard', () => {
  it('takes everything at once in Electron 28', async () => {
    const write = vi.fn()
    const { writeClipboard } = await load({ clipboard: { write }, nativeImage: { createFromBuffer: () => 'image' } })
    await writeClipboard({ html: '<b>x</b>', text: 'x' })
    await writeClipboard({ png: new Uint8Array([1]) })
    expect(write.mock.calls).toEqual([
      [{ html: '<b>x</b>', text: 'x', image: undefined }],
      [{ html: undefined, text: undefined, image: 'image' }],
    ])
  })
  it('takes items in Electron 44 and later', async () => {
    const write = vi.fn(() => Promise.resolve())
    class ClipboardItem {
      constructor(readonly content: Record<string, unknown>) {}
    }
    const { writeClipboard } = await load({ clipboard: { write }, ClipboardItem })
    await writeClipboard({ text: 'x', png: new Uint8Array([1]) })
    const [[items]] = write.mock.calls as unknown as [[ClipboardItem[]]]
    expect(Object.keys(items[0]?.content ?? {})).toEqual(['text/plain', 'image/png'])
    expect(items[0]?.content['image/png']).toBeInstanceOf(Blob)
  })
})
