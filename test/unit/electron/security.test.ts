// The application-wide guards, one by one (anchors/security.md A2), against what Electron would ask of them.
import { EventEmitter } from 'node:events'
import { describe, expect, it, vi } from 'vitest'

vi.mock('electron', () => ({ protocol: {} }))

import type { App, Session } from 'electron'
import { GRANTED_PERMISSIONS, guardPermissions } from '../../../electron/security/permissions.ts'
import { filterRequests, isAllowedRequest } from '../../../electron/security/request-filter.ts'
import { guardWebContents } from '../../../electron/security/web-contents-guards.ts'
import { documentPreferences, windowPreferences } from '../../../electron/windows/web-preferences.ts'

describe('permissions', () => {
  it('two are granted, everything else is refused', () => {
    const set: Record<string, unknown[]> = {}
    const session = new Proxy(
      {},
      {
        get: (_target, name: string) => (handler: unknown) => (set[name] ??= []).push(handler),
      },
    ) as unknown as Session
    guardPermissions(session)
    expect([...GRANTED_PERMISSIONS.keys()]).toEqual(['clipboard-sanitized-write', 'fullscreen'])
    // Old grants are asked again.
    expect(set['setPermissionRequestHandler']?.[0]).toBeNull()
    const check = set['setPermissionCheckHandler']?.[0] as (contents: null, permission: string) => boolean
    const asked = [
      'media',
      'geolocation',
      'notifications',
      'openExternal',
      'clipboard-read',
      'fileSystem',
      'something-new',
    ]
    expect(asked.map((permission) => check(null, permission))).toEqual(asked.map(() => false))
    expect(check(null, 'fullscreen')).toBe(true)
    const device = set['setDevicePermissionHandler']?.[0] as () => boolean
    expect(device()).toBe(false)
    expect(set['setDisplayMediaRequestHandler']).toHaveLength(1)
  })
})

describe('requests', () => {
  it.each([
    ['app://bundle/index.html', 'mainFrame', true],
    ['app://capture/token', 'xhr', true],
    ['blob:app://bundle/1234', 'image', true],
    ['data:image/png;base64,AA==', 'image', true],
    ['data:text/html,<script>', 'mainFrame', false],
    ['data:image/svg+xml,<svg/>', 'script', false],
    ['https://example.org/', 'xhr', false],
    ['http://127.0.0.1/', 'xhr', false],
    ['file:///etc/hostname', 'subFrame', false],
    ['ws://example.org/', 'webSocket', false],
    ['app://document/', 'subFrame', false],
    ['blob:https://example.org/1', 'image', false],
  ])('%s as %s', (url, type, allowed) => {
    expect(isAllowedRequest(url, type)).toBe(allowed)
  })

  it('cancels the others and logs the scheme only', () => {
    const lines: string[] = []
    let ask: ((details: object, answer: (response: { cancel: boolean }) => void) => void) | undefined
    const onBeforeRequest = (listener: typeof ask): void => {
      ask = listener
    }
    filterRequests({ webRequest: { onBeforeRequest } } as unknown as Session, (line) => lines.push(line))
    const answers: boolean[] = []
    for (const url of ['app://bundle/x.js', 'https://example.org/secret']) {
      ask?.({ url, resourceType: 'xhr' }, ({ cancel }) => answers.push(cancel))
    }
    expect(answers).toEqual([false, true])
    expect(lines).toEqual(['request refused: https: (xhr)'])
  })
})

describe('web contents', () => {
  function contentsAt(url: string): { contents: EventEmitter; open: () => unknown } {
    const app = new EventEmitter()
    guardWebContents(app as unknown as App, () => undefined)
    let open: () => unknown = () => null
    const contents = Object.assign(new EventEmitter(), {
      getURL: () => url,
      setWindowOpenHandler: (handler: () => unknown) => (open = handler),
    })
    app.emit('web-contents-created', {}, contents)
    return { contents, open: () => open() }
  }
  const navigation = (
    url: string,
    isMainFrame = true,
  ): { preventDefault: () => void; url: string; isMainFrame: boolean } => ({
    url,
    isMainFrame,
    preventDefault: vi.fn<() => void>(),
  })

  it('nobody navigates anywhere but a reload of our own page', () => {
    const { contents } = contentsAt('app://bundle/index.html')
    for (const name of ['will-navigate', 'will-frame-navigate']) {
      const away = navigation('https://example.org/')
      contents.emit(name, away)
      expect(away.preventDefault).toHaveBeenCalledOnce()
      const reload = navigation('app://bundle/index.html')
      contents.emit(name, reload)
      expect(reload.preventDefault).not.toHaveBeenCalled()
    }
    const frame = navigation('app://bundle/index.html', false)
    contents.emit('will-frame-navigate', frame)
    expect(frame.preventDefault).toHaveBeenCalledOnce()
    for (const name of ['will-redirect', 'will-attach-webview']) {
      const event = navigation('app://bundle/index.html')
      contents.emit(name, event)
      expect(event.preventDefault).toHaveBeenCalledOnce()
    }
  })

  it('nobody opens a window', () => {
    expect(contentsAt('app://bundle/index.html').open()).toEqual({ action: 'deny' })
  })
})

it('every page has the settings of the table in SECURITY.md', () => {
  const fences = {
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    plugins: false,
    disableBlinkFeatures: 'Auxclick',
    spellcheck: false,
    safeDialogs: true,
  }
  expect(windowPreferences('/preload.cjs', false)).toMatchObject({
    ...fences,
    devTools: false,
    preload: '/preload.cjs',
  })
  const document = documentPreferences('document-1')
  expect(document).toMatchObject({ ...fences, javascript: false, devTools: false })
  expect(document.preload).toBeUndefined()
})
