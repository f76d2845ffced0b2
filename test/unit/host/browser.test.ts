// @vitest-environment jsdom
// The host of a plain browser: what it can do it does, the rest it says.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { connectBrowser } from '../../../renderer/host/browser.ts'
import { DEFAULT_SETTINGS } from '../../../shared/host/settings.ts'

const connect = () => connectBrowser({ window, storage: localStorage, version: '1.2.3' })

beforeEach(() => {
  localStorage.clear()
  location.hash = ''
})

describe('the browser host', () => {
  it('says what it is and what it cannot do', () => {
    const { start } = connect()
    expect(start).toMatchObject({ host: 'browser', version: '1.2.3', settings: DEFAULT_SETTINGS })
    expect(start.can).toMatchObject({ recent: false, pdf: false, recovery: true, nativeMenu: false })
  })

  it('opens dropped files and refuses folders with a sentence', async () => {
    const file = new File(['abc'], 'a\u202e.pcap')
    const folder = {
      name: 'dir',
      size: 0,
      lastModified: 0,
      slice: () => ({ arrayBuffer: () => Promise.reject(new Error('x')) }),
    }
    const [opened, refused] = await connect().openDropped([file, folder])
    expect(opened).toMatchObject({
      kind: 'opened',
      file: { name: 'a<U+202E>.pcap', size: 3, source: { kind: 'file', file } },
    })
    expect(refused).toEqual({
      kind: 'refused',
      name: 'dir',
      reason: { key: 'host.refused.folder', params: { name: 'dir' } },
    })
  })

  it('remembers settings, and starts with the defaults after damage', async () => {
    const host = connect()
    const seen = vi.fn()
    const stop = host.onSettings(seen)
    await host.changeSettings({ theme: 'dark', preferences: { a: 1 } })
    await host.changeSettings({ preferences: { b: true } })
    stop()
    await host.changeSettings({ language: 'zh-CN' })
    expect(seen).toHaveBeenCalledTimes(2)
    expect(connect().start.settings).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      language: 'zh-CN',
      preferences: { a: 1, b: true },
    })
    localStorage.setItem('synscope.settings', '{"version":1,"theme":"pink"}')
    expect(connect().start.settings).toEqual(DEFAULT_SETTINGS)
  })

  it('keeps unsaved work for one recovery', async () => {
    await connect().writeRecovery('{"notes":1}')
    expect(await connect().takeRecovery()).toBe('{"notes":1}')
    expect(await connect().takeRecovery()).toBeNull()
  })

  it('asks the server for the files of the command line with the key of the address, once', async () => {
    const answer = { files: [], sample: '' }
    const fetched = vi.fn(() => Promise.resolve(new Response(JSON.stringify(answer))))
    vi.stubGlobal('fetch', fetched)
    expect(await connect().takeLaunch()).toEqual({ files: [], sample: null })
    expect(fetched).not.toHaveBeenCalled()
    location.hash = `#${'k'.repeat(24)}`
    const host = connect()
    expect(await host.takeLaunch()).toEqual(answer)
    expect(await host.takeLaunch()).toEqual({ files: [], sample: null })
    expect(fetched).toHaveBeenCalledExactlyOnceWith(`/launch/${'k'.repeat(24)}`, { cache: 'no-store' })
    vi.unstubAllGlobals()
  })

  it('writes by download under a clean name', async () => {
    const links: string[] = []
    URL.createObjectURL = () => 'blob:x'
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      links.push(this.download)
    })
    expect(await connect().save({ kind: 'svg', suggestedName: 'a/b.svg', content: 'x' })).toMatchObject({
      kind: 'saved',
      name: 'a_b.svg',
    })
    expect(links).toEqual(['a_b.svg'])
    expect(document.querySelectorAll('a')).toHaveLength(0)
  })

  it('shows title and unsaved notes', () => {
    const host = connect()
    host.setWindow({ title: 'a.pcap', edited: true, represented: null, progress: null })
    expect(document.title).toBe('• a.pcap – SynScope')
    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(true)
    host.setWindow({ title: null, edited: false, represented: null, progress: null })
    expect(document.title).toBe('SynScope')
  })
})
