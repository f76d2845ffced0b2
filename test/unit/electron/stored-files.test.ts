// Small files of the program itself: settings, recent files, the recovery slot.
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { RecentFiles } from '../../../electron/files/recent-files.ts'
import { RecoverySlot } from '../../../electron/files/recovery-slot.ts'
import { SettingsStore } from '../../../electron/settings/settings-store.ts'
import { DEFAULT_SETTINGS } from '../../../shared/host/settings.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'synscope-stored-'))
})

describe('settings.json', () => {
  const path = (): string => join(folder, 'settings.json')

  it('keeps what was changed and merges preferences', async () => {
    const store = new SettingsStore(path())
    expect(store.value).toEqual(DEFAULT_SETTINGS)
    store.change({ theme: 'dark', preferences: { 'table.columns': 'a,b' } })
    store.change({ language: 'zh-CN', preferences: { 'lanes.height': 18 } })
    await store.settled()
    expect(new SettingsStore(path()).value).toEqual({
      ...DEFAULT_SETTINGS,
      theme: 'dark',
      language: 'zh-CN',
      preferences: { 'table.columns': 'a,b', 'lanes.height': 18 },
    })
  })

  it('tells who listens', () => {
    const store = new SettingsStore(path())
    const themes: string[] = []
    store.onChange(({ theme }) => themes.push(theme))
    store.change({ theme: 'dark' })
    expect(themes).toEqual(['dark'])
  })

  it.each([
    '{',
    '[]',
    '{"version":2}',
    '{"version":1,"theme":"pink"}',
    '{"version":1,"preferences":{"__proto__x":[]}}',
  ])('sets %s aside and starts with the defaults', (text) => {
    writeFileSync(path(), text)
    expect(new SettingsStore(path()).value).toEqual(DEFAULT_SETTINGS)
    expect(readFileSync(`${path()}.damaged`, 'utf8')).toBe(text)
    expect(existsSync(path())).toBe(false)
  })

  it('drops keys that it does not know', () => {
    writeFileSync(path(), '{"version":1,"theme":"dark","shell":"rm"}')
    expect(new SettingsStore(path()).value).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
  })
})

describe('recent files', () => {
  it('lists the newest first, once each, at most twenty, and says which are gone', async () => {
    const recent = new RecentFiles(join(folder, 'recent.json'))
    writeFileSync(join(folder, 'there.pcap'), 'x')
    for (let n = 0; n < 25; n++) await recent.note(join(folder, `gone-${n}.pcap`), n)
    await recent.note(join(folder, 'there.pcap'), 1)
    await recent.note(join(folder, 'gone-24.pcap'), 99)
    const list = await new RecentFiles(join(folder, 'recent.json')).list()
    expect(list).toHaveLength(20)
    expect(list.slice(0, 2)).toMatchObject([
      { name: 'gone-24.pcap', size: 99, present: false },
      { name: 'there.pcap', size: 1, present: true },
    ])
    expect(JSON.stringify(list)).not.toContain(folder)
  })

  it('forgets one and all', async () => {
    const recent = new RecentFiles(join(folder, 'recent.json'))
    await recent.note('/a/1.pcap', 1)
    await recent.note('/a/2.pcap', 1)
    const [first] = await recent.list()
    await recent.forget(first?.id ?? '')
    expect((await recent.list()).map(({ name }) => name)).toEqual(['1.pcap'])
    await recent.forget('all')
    expect(await recent.list()).toEqual([])
  })
})

describe('the recovery slot', () => {
  it('offers once what a crash left, and nothing after an orderly end', async () => {
    const path = join(folder, 'recovery.synscope')
    await new RecoverySlot(path).write('{"notes":1}')
    const next = new RecoverySlot(path)
    expect(await next.take()).toBe('{"notes":1}')
    expect(await next.take()).toBeNull()
    await next.write('{"notes":2}')
    await next.clear()
    expect(await new RecoverySlot(path).take()).toBeNull()
  })

  it('keeps the order of writes and the clearing behind them', async () => {
    const path = join(folder, 'recovery.synscope')
    const slot = new RecoverySlot(path)
    const all = [slot.write('1'), slot.write('2'), slot.clear(), slot.write('3')]
    await Promise.all(all)
    expect(readFileSync(path, 'utf8')).toBe('3')
  })
})
