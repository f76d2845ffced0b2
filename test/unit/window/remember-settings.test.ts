// Settings between the store and the host: nothing that was changed on either side is lost, whichever came first.
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Host } from '../../../shared/host/host.ts'
import type { Settings } from '../../../shared/host/settings.ts'
import { rememberSettings } from '../../../renderer/app/remember-settings.ts'
import { createWorkspaceStore } from '../../../renderer/state/workspace-store.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const FIRST: Settings = {
  version: 1,
  theme: 'light',
  language: 'en',
  rememberRecent: true,
  pageZoom: 1,
  preferences: {},
}

function joined() {
  const store = createWorkspaceStore()
  const page = new EventTarget()
  const saved: Partial<Settings>[] = []
  let tell: (settings: Settings) => void = () => undefined
  const host = {
    start: { settings: FIRST },
    onSettings: (listener: (settings: Settings) => void) => {
      tell = listener
      return () => undefined
    },
    changeSettings: (change: Partial<Settings>) => {
      saved.push(change)
      return Promise.resolve({ ...FIRST, ...change })
    },
  } as unknown as Host
  rememberSettings(store, host, page)
  return { store, page, saved, tell: (settings: Partial<Settings>) => tell({ ...FIRST, ...settings }) }
}

it('saves a change a moment later, once', () => {
  const { store, saved } = joined()
  store.getState().changeSettings({ presenter: true })
  store.getState().changeSettings({ maskAddresses: true })
  vi.advanceTimersByTime(1000)
  expect(saved).toHaveLength(1)
  expect(saved[0]?.preferences).toMatchObject({ 'view.presenter': true, 'view.maskAddresses': true })
})

it('keeps a change that was not saved yet when the host brings another one, and saves both', () => {
  const { store, saved, tell } = joined()
  store.getState().changeSettings({ presenter: true })
  tell({ theme: 'dark' })
  expect(store.getState().settings).toMatchObject({ theme: 'dark', presenter: true })
  vi.advanceTimersByTime(1000)
  expect(saved).toHaveLength(1)
  expect(saved[0]).toMatchObject({ theme: 'dark', preferences: { 'view.presenter': true } })
})

it('takes everything from the host when nothing waits here', () => {
  const { store, saved, tell } = joined()
  store.getState().changeSettings({ presenter: true })
  vi.advanceTimersByTime(1000)
  tell({ theme: 'dark', preferences: { 'view.presenter': false } })
  expect(store.getState().settings).toMatchObject({ theme: 'dark', presenter: false })
  vi.advanceTimersByTime(1000)
  expect(saved).toHaveLength(1)
})

it('saves at once what waits when the page is left, and only then', () => {
  const { store, page, saved } = joined()
  page.dispatchEvent(new Event('pagehide'))
  expect(saved).toHaveLength(0)
  store.getState().changeSettings({ presenter: true })
  page.dispatchEvent(new Event('pagehide'))
  expect(saved).toHaveLength(1)
  vi.advanceTimersByTime(1000)
  expect(saved).toHaveLength(1)
})
