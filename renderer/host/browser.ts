// The host in any browser: files by <input type=file> and drop, writing by download, settings in localStorage. What a
// browser cannot do is said in `can` and answered plainly.
import type {
  Host,
  HostStart,
  LaunchRequest,
  OpenedFile,
  OpenKind,
  OpenOutcome,
  SaveOutcome,
} from '../../shared/host/host.ts'
import { displayName } from '../../shared/host/display-name.ts'
import type { FileLike } from '../../shared/host/source.ts'
import { chooseFiles } from './choose-files.ts'
import { download } from './download.ts'
import { Listeners } from './listeners.ts'
import { printDocument } from './print-document.ts'
import { openShippedSample, sampleNames } from './shipped-samples.ts'
import { storedSettings, type SettingsStorage } from './stored-settings.ts'
import type { Settings } from '../../shared/host/settings.ts'
import type { MenuCommand } from '../../shared/host/menu-commands.ts'

export interface BrowserSurroundings {
  readonly window: Window
  readonly storage: SettingsStorage
  readonly version: string
}

export function connectBrowser({ window, storage, version }: BrowserSurroundings): Host {
  const { document, navigator } = window
  const stored = storedSettings(storage)
  const settingsListeners = new Listeners<Settings>()
  const openListeners = new Listeners<LaunchRequest>()
  const commandListeners = new Listeners<MenuCommand>()
  const files = new Map<string, FileLike>()
  let edited = false
  let isLaunchTaken = false

  const start: HostStart = {
    host: 'browser',
    platform: platformOf(navigator.userAgent),
    version,
    locale: navigator.language,
    settings: stored.value,
    can: {
      recent: false,
      saveAgain: false,
      pdf: false,
      print: true,
      recovery: true,
      nativeMenu: false,
      reveal: false,
      openBeside: false,
    },
  }

  window.addEventListener('beforeunload', (event) => {
    if (edited) event.preventDefault()
  })

  function take(file: FileLike): OpenOutcome {
    const id = crypto.randomUUID()
    files.set(id, file)
    const opened: OpenedFile = {
      id,
      name: displayName(file.name),
      folder: null,
      size: file.size,
      source: { kind: 'file', file },
    }
    return { kind: 'opened', file: opened }
  }

  async function openDropped(dropped: readonly FileLike[]): Promise<readonly OpenOutcome[]> {
    return Promise.all(
      dropped.map(async (file) => {
        if (await isReadable(file)) return take(file)
        const name = displayName(file.name)
        return { kind: 'refused', name, reason: { key: 'host.refused.folder', params: { name } } } as const
      }),
    )
  }

  return {
    start,
    openDialog: async (kind: OpenKind) => openDropped(await chooseFiles(document, kind)),
    openDropped,
    takeLaunch: () => {
      const request = isLaunchTaken ? { files: [], sample: null } : takeLaunch(window.location)
      isLaunchTaken = true
      return Promise.resolve(request)
    },
    onOpen: (listener) => openListeners.add(listener),
    openSample: openShippedSample,
    samples: sampleNames,
    openBeside: () => Promise.resolve([]),
    async stillSame(id) {
      const file = files.get(id)
      return file === undefined || isReadable(file)
    },
    release: (id) => {
      files.delete(id)
      return Promise.resolve()
    },
    recent: () => Promise.resolve([]),
    openRecent: () => Promise.resolve({ kind: 'refused', name: '', reason: { key: 'host.refused.gone', params: {} } }),
    forgetRecent: () => Promise.resolve(),
    save: (request) => Promise.resolve(download(document, request.suggestedName, request.kind, request.content)),
    savePdf: () => Promise.resolve<SaveOutcome>({ kind: 'failed', reason: { key: 'host.refused.pdf', params: {} } }),
    print: (html) => printDocument(document, html),
    reveal: () => Promise.resolve(),
    copyText: (text) => navigator.clipboard.writeText(text),
    copyHtml: (html, text) =>
      navigator.clipboard.write([
        new ClipboardItem({
          'text/html': new Blob([html], { type: 'text/html' }),
          'text/plain': new Blob([text], { type: 'text/plain' }),
        }),
      ]),
    copyPng: (png) =>
      navigator.clipboard.write([
        new ClipboardItem({ 'image/png': new Blob([new Uint8Array(png)], { type: 'image/png' }) }),
      ]),
    changeSettings: (change) => {
      const next = stored.change(change)
      settingsListeners.tell(next)
      return Promise.resolve(next)
    },
    onSettings: (listener) => settingsListeners.add(listener),
    setWindow: (state) => {
      edited = state.edited
      document.title = state.title === null ? 'SynScope' : `${state.edited ? '• ' : ''}${state.title} – SynScope`
    },
    announceCommands: () => undefined,
    onCommand: (listener) => commandListeners.add(listener),
    writeRecovery: (text) => Promise.resolve(stored.writeRecovery(text)),
    takeRecovery: () => Promise.resolve(stored.takeRecovery()),
    clearRecovery: () => Promise.resolve(stored.clearRecovery()),
  }
}

/**
 * The files that the loopback server was started with; nothing when the page is served by something else. The key is in the
 * fragment of the printed address, which no server log and no other user of the machine sees.
 */
async function takeLaunch(location: Location): Promise<LaunchRequest> {
  const nothing = { files: [], sample: null }
  const key = /^#([A-Za-z0-9_-]{24})$/.exec(location.hash)?.[1]
  if (key === undefined) return nothing
  try {
    const response = await fetch(`/launch/${key}`, { cache: 'no-store' })
    return response.ok ? ((await response.json()) as LaunchRequest) : nothing
  } catch {
    return nothing
  }
}

/** A folder comes as a File, too, but nothing can be read of it. */
async function isReadable(file: FileLike): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer()
    return true
  } catch {
    return false
  }
}

function platformOf(userAgent: string): HostStart['platform'] {
  if (/Mac OS X|Macintosh/.test(userAgent)) return 'mac'
  if (/Windows/.test(userAgent)) return 'windows'
  return /Linux|X11/.test(userAgent) ? 'linux' : 'other'
}
