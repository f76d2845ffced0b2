// The window of the user interface: made hidden, shown when it has something to show, its place remembered, its frame as
// the page says (title, unsaved dot, progress).
import { BrowserWindow, nativeTheme, screen } from 'electron'
import type { WindowState } from '../../shared/host/host.ts'
import { displayName } from '../../shared/host/display-name.ts'
import { PAGE_URL } from '../protocol/scheme.ts'
import type { JsonFile } from '../settings/json-file.ts'
import { windowPreferences } from './web-preferences.ts'
import { MIN_HEIGHT, MIN_WIDTH, placeOnDisplays, type WindowPlace } from './window-place.ts'

const PROGRAM = 'SynScope'

export interface MainWindowOptions {
  readonly preload: string
  readonly devTools: boolean
  readonly place: JsonFile<WindowPlace>
}

export function createMainWindow({ preload, devTools, place }: MainWindowOptions): BrowserWindow {
  const displays = screen.getAllDisplays().map((display) => display.workArea)
  const window = new BrowserWindow({
    ...placeOnDisplays(place.value.bounds, displays),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: PROGRAM,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#14171c' : '#ffffff',
    webPreferences: windowPreferences(preload, devTools),
  })
  if (place.value.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  // The title is ours to set; the page's <title> stays the program's name.
  window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', () => {
    const bounds = window.getNormalBounds()
    void place.set({ version: 1, bounds, maximized: window.isMaximized() }).catch(() => undefined)
  })
  void window.loadURL(PAGE_URL).catch(() => undefined)
  return window
}

/** Shows in the frame what the page says; `pathOf` gives the file behind an id (macOS's title icon). */
export function showWindowState(
  window: BrowserWindow,
  state: WindowState,
  pathOf: (id: string) => string | null,
): void {
  const dot = state.edited && process.platform !== 'darwin' ? '• ' : ''
  window.setTitle(state.title === null ? PROGRAM : `${dot}${displayName(state.title)} – ${PROGRAM}`)
  window.setProgressBar(state.progress ?? -1)
  if (process.platform === 'darwin') {
    window.setDocumentEdited(state.edited)
    window.setRepresentedFilename(state.represented === null ? '' : (pathOf(state.represented) ?? ''))
  }
}
