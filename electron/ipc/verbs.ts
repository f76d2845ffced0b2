// What each verb does, in terms of the rooms of main. No path is received from the page except through the preload script,
// and none is answered.
import type { BrowserWindow } from 'electron'
import type { HostStart, SaveRequest, WindowState } from '../../shared/host/host.ts'
import type { CommandState } from '../../shared/host/menu-commands.ts'
import type { Translate } from '../../shared/i18n/translate.ts'
import { chooseFilesToOpen, chooseFileToSave } from '../files/dialogs.ts'
import type { LaunchQueue } from '../files/launch-queue.ts'
import type { OpenedFiles } from '../files/opened-files.ts'
import type { RecentFiles } from '../files/recent-files.ts'
import type { RecoverySlot } from '../files/recovery-slot.ts'
import { saveRequest } from '../files/save-request.ts'
import { writeClipboard } from '../host/electron-versions.ts'
import { handOverFiles } from '../windows/hand-over-files.ts'
import type { CaptureShelf } from '../protocol/capture-shelf.ts'
import type { SettingsStore } from '../settings/settings-store.ts'
import { htmlToPdf, printHtml } from '../windows/document-window.ts'
import type { Handlers } from './handle.ts'

export interface VerbContext {
  readonly window: () => BrowserWindow
  readonly translate: () => Translate
  readonly start: () => HostStart
  readonly shelf: CaptureShelf
  readonly files: OpenedFiles
  readonly recent: RecentFiles
  readonly launch: LaunchQueue
  readonly settings: SettingsStore
  readonly recovery: RecoverySlot
  readonly onWindowState: (state: WindowState) => void
  readonly onCommands: (states: readonly CommandState[]) => void
  readonly onRecentChanged: () => void
  /** The user does not want to be reminded of a file: the system's own list goes, too. */
  readonly onRecentForgotten: () => void
  readonly showInFolder: (path: string) => void
}

export function verbHandlers(context: VerbContext): Handlers {
  const { files, recent, shelf, settings, recovery } = context
  const saveContext = {
    shelf,
    files,
    choosePath: (request: SaveRequest) =>
      chooseFileToSave(context.window(), request.kind, request.suggestedName, context.translate()),
  }
  return {
    'window:start': () => context.start(),
    'window:state': (state) => {
      context.onWindowState(state)
      return null
    },
    'menu:announce': (states) => {
      context.onCommands(states)
      return null
    },
    'file:openDialog': async (kind) => {
      const paths = await chooseFilesToOpen(context.window(), kind, context.translate())
      const outcomes = await Promise.all(paths.map((path) => files.openChosen(path)))
      context.onRecentChanged()
      return outcomes
    },
    'file:dropped': async (paths) => {
      const outcomes = await Promise.all(paths.map((path) => files.noteDropped(path)))
      context.onRecentChanged()
      return outcomes
    },
    'file:handOver': async (ids) => {
      const paths = ids.map((id) => files.pathOf(id))
      return paths.every((path) => path !== null) && handOverFiles(context.window().webContents, paths)
    },
    'file:takeLaunch': () => context.launch.take(),
    'file:openBeside': (id, wanted) => files.openBeside(id, wanted),
    'file:stillSame': (id) => files.isStillSame(id),
    'file:release': async (id) => {
      await files.release(id)
      return null
    },
    'file:reveal': (id) => {
      const path = files.pathOf(id)
      if (path !== null) context.showInFolder(path)
      return null
    },
    'recent:list': () => recent.list(),
    'recent:open': async (id) => {
      const path = recent.pathOf(id)
      if (path === null) return { kind: 'refused', name: '', reason: { key: 'host.refused.gone', params: {} } }
      const outcome = await files.openNamed(path)
      context.onRecentChanged()
      return outcome
    },
    'recent:forget': async (id) => {
      await recent.forget(id)
      // The system's list cannot lose one entry alone.
      context.onRecentForgotten()
      context.onRecentChanged()
      return null
    },
    'save:file': (request) => saveRequest(request, saveContext),
    'save:pdf': async (html, suggestedName) => {
      let content: Uint8Array
      try {
        content = await htmlToPdf(html)
      } catch {
        return { kind: 'failed', reason: { key: 'host.refused.pdf', params: {} } }
      }
      return saveRequest({ kind: 'pdf', suggestedName, content }, saveContext)
    },
    'print:html': async (html) => {
      await printHtml(html)
      return null
    },
    'clipboard:text': async (text) => {
      await writeClipboard({ text })
      return null
    },
    'clipboard:html': async (html, text) => {
      await writeClipboard({ html, text })
      return null
    },
    'clipboard:png': async (png) => {
      await writeClipboard({ png })
      return null
    },
    'settings:change': (change) => settings.change(change),
    'recovery:write': async (text) => {
      await recovery.write(text)
      return null
    },
    'recovery:take': () => recovery.take(),
    'recovery:clear': async () => {
      await recovery.clear()
      return null
    },
  }
}
