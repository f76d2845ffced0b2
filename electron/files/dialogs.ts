// The system's dialogs for opening and saving. They alone turn the user's choice into a path, and the path stays in main.
import { dialog, type BrowserWindow, type FileFilter } from 'electron'
import type { OpenKind, SaveKind } from '../../shared/host/host.ts'
import { displayName, writableName } from '../../shared/host/display-name.ts'
import type { Translate } from '../../shared/i18n/translate.ts'

const CAPTURES = ['pcap', 'pcapng', 'cap', 'dmp', 'snoop', 'gz', 'zst', 'lz4']
const COUNTERS = ['txt', 'text', 'log', 'out', 'json', 'prom', 'tar', 'tgz', 'gz']
const PROJECTS = ['synscope', 'png']

const SAVE_ENDINGS: Readonly<Record<SaveKind, string>> = {
  project: 'synscope',
  png: 'png',
  svg: 'svg',
  pdf: 'pdf',
  html: 'html',
  markdown: 'md',
  csv: 'csv',
  json: 'json',
  text: 'txt',
  pcapng: 'pcapng',
  zip: 'zip',
}

/** Filters of the open dialog; the wanted kind first, all files always at hand. */
export function openFilters(kind: OpenKind, translate: Translate): FileFilter[] {
  const captures = { name: translate('menu.dialog.captures'), extensions: CAPTURES }
  const counters = { name: translate('menu.dialog.counters'), extensions: COUNTERS }
  const projects = { name: translate('menu.dialog.projects'), extensions: PROJECTS }
  const everything = {
    name: translate('menu.dialog.everything'),
    extensions: [...new Set([...CAPTURES, ...COUNTERS, ...PROJECTS])],
  }
  const all = { name: translate('menu.dialog.allFiles'), extensions: ['*'] }
  switch (kind) {
    case 'all':
      return [everything, all]
    case 'captures':
      return [captures, everything, all]
    case 'counters':
      // Snapshots are often called just `netstat.1`.
      return [all, counters]
    case 'projects':
      return [projects, all]
  }
}

/** The paths the user chose, none when cancelled. */
export async function chooseFilesToOpen(
  window: BrowserWindow,
  kind: OpenKind,
  translate: Translate,
): Promise<readonly string[]> {
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: translate('menu.dialog.openTitle'),
    properties: ['openFile', 'multiSelections'],
    filters: openFilters(kind, translate),
  })
  return canceled ? [] : filePaths
}

/** The path to write to, null when cancelled. */
export async function chooseFileToSave(
  window: BrowserWindow,
  kind: SaveKind,
  suggestedName: string,
  translate: Translate,
): Promise<string | null> {
  const ending = SAVE_ENDINGS[kind]
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: translate('menu.dialog.saveTitle'),
    defaultPath: writableName(suggestedName),
    filters: [
      { name: ending, extensions: [ending] },
      { name: translate('menu.dialog.allFiles'), extensions: ['*'] },
    ],
    properties: ['showOverwriteConfirmation', 'createDirectory'],
  })
  return canceled || filePath === '' ? null : filePath
}

/** Whether a path on another machine or a device may be touched. */
export async function askForRemotePath(
  window: BrowserWindow | null,
  path: string,
  translate: Translate,
): Promise<boolean> {
  const shown = displayName(path)
  const options = {
    type: 'warning' as const,
    title: translate('menu.dialog.remoteTitle'),
    message: translate('menu.dialog.remote', { name: displayName(path.split(/[\\/]/).pop() ?? path) }),
    detail: translate('menu.dialog.remoteDetail', { path: shown }),
    buttons: [translate('menu.dialog.remoteOpen'), translate('menu.dialog.cancel')],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const { response } = await (window === null ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
  return response === 0
}
