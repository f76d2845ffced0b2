// Composition root of the desktop program: nothing but calls, in order. What each room does is said there; the rules they
// keep are anchors/security.md part A (SECURITY.md).
import { join, resolve } from 'node:path'
import { app, nativeTheme, session, shell, type BrowserWindow } from 'electron'
import { createTranslate, languageFor, type Translate } from '../shared/i18n/translate.ts'
import { desktopStart } from './host/desktop-start.ts'
import { askForRemotePath } from './files/dialogs.ts'
import { readLaunchArguments } from './files/launch-arguments.ts'
import { LaunchQueue, type LaunchWish } from './files/launch-queue.ts'
import { OpenedFiles } from './files/opened-files.ts'
import { RecentFiles } from './files/recent-files.ts'
import { RecoverySlot } from './files/recovery-slot.ts'
import { handleVerbs, tellPage } from './ipc/handle.ts'
import { verbHandlers } from './ipc/verbs.ts'
import { AppMenu } from './menus/app-menu.ts'
import { CaptureShelf } from './protocol/capture-shelf.ts'
import { CAPTURE_ORIGIN, registerScheme, serveScheme } from './protocol/scheme.ts'
import { log } from './security/log.ts'
import { guardPermissions } from './security/permissions.ts'
import { filterRequests } from './security/request-filter.ts'
import { guardWebContents } from './security/web-contents-guards.ts'
import { SettingsStore } from './settings/settings-store.ts'
import { guardClosing, type CloseGuard } from './windows/close-guard.ts'
import { guardAgainstCrash } from './windows/crash-guard.ts'
import { createMainWindow, showWindowState } from './windows/main-window.ts'
import { WINDOW_PARTITION } from './windows/web-preferences.ts'
import { openPlaceFile } from './windows/window-place.ts'

registerScheme()
// Where somebody started Chromium with --no-sandbox (some containers, Wine) forcing it would end the program at once; the
// windows keep `sandbox: true` even then.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
guardWebContents(app, log)
process.on('uncaughtException', (error) => log(`unexpected: ${error.name}`))
process.on('unhandledRejection', (reason) => log(`unexpected: ${reason instanceof Error ? reason.name : 'rejection'}`))

/** The arguments behind the program's name and, when it is started from its folder, behind that folder. */
function wishOf(argv: readonly string[], folder: string): LaunchWish {
  const { files, sample } = readLaunchArguments(argv.slice(1))
  const named = app.isPackaged ? files : files.slice(1)
  return { paths: named.map((path) => resolve(folder, path)), sample }
}

if (app.requestSingleInstanceLock()) {
  run()
} else {
  app.quit()
}

function run(): void {
  const data = app.getPath('userData')
  const settings = new SettingsStore(join(data, 'settings.json'))
  const recent = new RecentFiles(join(data, 'recent.json'))
  const recovery = new RecoverySlot(join(data, 'recovery.synscope'))
  const place = openPlaceFile(join(data, 'window.json'))
  const devTools = !app.isPackaged || process.argv.includes('--dev-tools')
  const shelf = new CaptureShelf()

  let window: BrowserWindow | null = null
  let closing: CloseGuard | null = null
  let translate: Translate = createTranslate('en')

  const files = new OpenedFiles({
    shelf,
    recent,
    urlOf: (token) => `${CAPTURE_ORIGIN}/${token}`,
    mayTouch: (path) => askForRemotePath(window, path, translate),
    isRecentKept: () => settings.value.rememberRecent,
    onNoted: (path) => app.addRecentDocument(path),
  })
  const launch = new LaunchQueue(
    async ({ paths, sample }) => {
      const request = { files: await Promise.all(paths.map((path) => files.openNamed(path))), sample }
      menu.refreshRecent()
      return request
    },
    (request) => {
      if (window !== null) tellPage(window.webContents, 'event:open', request)
    },
  )
  const menu = new AppMenu({
    recent,
    base: () => ({
      translate,
      isMac: process.platform === 'darwin',
      devTools,
      settings: settings.value,
      run: (command) => {
        if (window !== null) tellPage(window.webContents, 'event:command', command)
      },
      openRecent: (id) => {
        const path = recent.pathOf(id)
        if (path !== null) void launch.add({ paths: [path], sample: null })
      },
      clearRecent: () => {
        app.clearRecentDocuments()
        void recent.forget('all').then(() => menu.refreshRecent())
      },
      changeSettings: (change) => settings.change(change),
    }),
  })

  const applySettings = (): void => {
    const { theme, language, pageZoom } = settings.value
    nativeTheme.themeSource = theme === 'contrast' ? 'system' : theme
    translate = createTranslate(language === 'system' ? languageFor(systemLocale()) : language)
    window?.webContents.setZoomFactor(pageZoom)
    menu.refresh()
  }
  settings.onChange((value) => {
    applySettings()
    if (window !== null) tellPage(window.webContents, 'event:settings', value)
  })

  void launch.add(wishOf(process.argv, process.cwd()))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    void launch.add({ paths: [path], sample: null })
  })
  app.on('second-instance', (_event, argv, folder) => {
    if (window?.isMinimized() === true) window.restore()
    window?.focus()
    void launch.add(wishOf(argv, folder))
  })
  app.on('window-all-closed', () => app.quit())

  handleVerbs(
    verbHandlers({
      window: () => openWindow(),
      translate: () => translate,
      start: () => desktopStart(app.getVersion(), systemLocale(), settings.value),
      shelf,
      files,
      recent,
      launch,
      settings,
      recovery,
      onWindowState: (state) => {
        closing?.setEdited(state.edited)
        if (window !== null) showWindowState(window, state, (id) => files.pathOf(id))
      },
      onCommands: (states) => menu.announce(states),
      onRecentChanged: () => menu.refreshRecent(),
      onRecentForgotten: () => app.clearRecentDocuments(),
      showInFolder: (path) => shell.showItemInFolder(path),
    }),
    log,
  )

  function openWindow(): BrowserWindow {
    if (window !== null) return window
    const made = createMainWindow({ preload: join(__dirname, 'preload.cjs'), devTools, place })
    window = made
    closing = guardClosing({
      window: made,
      translate: () => translate,
      askPageToSave: () => tellPage(made.webContents, 'event:command', 'project.save'),
      onDiscard: () => recovery.clear(),
    })
    guardAgainstCrash({ app, window: made, translate: () => translate, log })
    made.webContents.on('did-navigate', () => {
      made.webContents.setZoomFactor(settings.value.pageZoom)
      launch.reset()
      // The page that begins says anew what it can do.
      menu.announce([])
      void shelf.clear()
    })
    made.on('closed', () => {
      window = null
      closing = null
    })
    return made
  }

  void app.whenReady().then(async () => {
    const own = session.fromPartition(WINDOW_PARTITION)
    for (const each of [own, session.defaultSession]) {
      guardPermissions(each)
      filterRequests(each, log)
    }
    await serveScheme(own, join(__dirname, '..', 'renderer'), shelf)
    applySettings()
    openWindow()
    app.on('activate', () => openWindow())
  })

  app.on('will-quit', () => void shelf.clear())
}

function systemLocale(): string {
  return app.getPreferredSystemLanguages()[0] ?? app.getLocale()
}
