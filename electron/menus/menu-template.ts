// The native menu as data: which commands, where, with which keys. Words come from the catalogue (namespace `menu`), what
// is possible now from the page. Keys are those of anchors/features.md §5.
import type { MenuItemConstructorOptions } from 'electron'
import type { RecentFile } from '../../shared/host/host.ts'
import type { CommandState, MenuCommand } from '../../shared/host/menu-commands.ts'
import { THEMES, type Settings } from '../../shared/host/settings.ts'
import { LANGUAGES, type Translate } from '../../shared/i18n/translate.ts'
import type { SettingsChange } from '../../shared/ipc/contract.ts'

export interface MenuContext {
  readonly translate: Translate
  readonly isMac: boolean
  readonly devTools: boolean
  readonly settings: Settings
  readonly recent: readonly RecentFile[]
  readonly commands: ReadonlyMap<MenuCommand, CommandState>
  readonly run: (command: MenuCommand) => void
  readonly openRecent: (id: string) => void
  readonly clearRecent: () => void
  readonly changeSettings: (change: SettingsChange) => void
}

/** Keys of the commands; those without a modifier belong to the page and are shown, not registered. */
const KEYS: Partial<Record<MenuCommand, string>> = {
  'file.open': 'CmdOrCtrl+O',
  'file.addCapture': 'CmdOrCtrl+Shift+O',
  'file.close': 'CmdOrCtrl+W',
  'project.save': 'CmdOrCtrl+S',
  'project.saveAs': 'CmdOrCtrl+Shift+S',
  'figure.export': 'CmdOrCtrl+E',
  'report.save': 'CmdOrCtrl+Shift+R',
  'report.print': 'CmdOrCtrl+P',
  'edit.undo': 'CmdOrCtrl+Z',
  'edit.redo': 'CmdOrCtrl+Shift+Z',
  'edit.copyPicture': 'CmdOrCtrl+Shift+C',
  'edit.find': 'CmdOrCtrl+F',
  'edit.deleteNote': 'Delete',
  'view.back': 'Alt+Left',
  'view.forward': 'Alt+Right',
  'view.wholeCapture': '0',
  'go.nextFailed': 'N',
  'go.previousFailed': 'Shift+N',
  'go.frame': 'G',
  'go.time': 'Shift+G',
  'tools.settings': 'CmdOrCtrl+,',
  'tools.palette': 'CmdOrCtrl+K',
  'help.shortcuts': 'Shift+?',
}

const CHECKED: ReadonlySet<MenuCommand> = new Set([
  'tools.alignClocks',
  'view.maskAddresses',
  'view.presenter',
  'view.timeAbsolute',
  'view.timeLocal',
  'view.timeSinceStart',
  'view.timeSincePrevious',
])

type Item = MenuItemConstructorOptions
const LINE: Item = { type: 'separator' }

/** The whole menu bar for the present state. */
export function menuTemplate(context: MenuContext): Item[] {
  const { translate, isMac } = context
  // macOS has no mnemonics and would show the ampersand or the letter in parentheses.
  const words = (key: string) => {
    const text = translate(`menu.${key}`)
    return isMac ? text.replace(/\(&\w\)/, '').replace('&', '') : text
  }
  const command = (id: MenuCommand): Item => {
    const state = context.commands.get(id)
    const accelerator = KEYS[id]
    return {
      id,
      label: words(id),
      accelerator,
      registerAccelerator: accelerator === undefined || isRegistered(accelerator),
      enabled: state?.enabled ?? false,
      ...(CHECKED.has(id) ? { type: 'checkbox' as const, checked: state?.checked ?? false } : {}),
      click: () => context.run(id),
    }
  }
  const role = (key: string, name: Item['role'], extra: Item = {}): Item => ({
    label: words(key),
    role: name,
    ...extra,
  })
  const parts = { context, words, command, role }
  return [
    ...(isMac ? [macMenu(parts)] : []),
    fileMenu(parts),
    editMenu(parts),
    viewMenu(parts),
    goMenu(parts),
    toolsMenu(parts),
    windowMenu(parts),
    helpMenu(parts),
  ]
}

/** Keys without Ctrl, Cmd or Alt would be taken from text fields if the menu registered them. */
export function isRegistered(accelerator: string): boolean {
  return /^(?:CmdOrCtrl|Ctrl|Cmd|Alt)\+/.test(accelerator)
}

interface Parts {
  readonly context: MenuContext
  readonly words: (key: string) => string
  readonly command: (id: MenuCommand) => Item
  readonly role: (key: string, name: Item['role'], extra?: Item) => Item
}

function macMenu({ command, role }: Parts): Item {
  return {
    label: 'SynScope',
    submenu: [
      command('help.about'),
      LINE,
      command('tools.settings'),
      LINE,
      role('mac.services', 'services'),
      LINE,
      role('mac.hide', 'hide'),
      role('mac.hideOthers', 'hideOthers'),
      role('mac.showAll', 'unhide'),
      LINE,
      role('file.quit', 'quit'),
    ],
  }
}

function fileMenu({ context, words, command, role }: Parts): Item {
  const recent: Item[] = context.recent.map(({ id, name, folder, present }) => ({
    label: (folder === null ? name : `${name} — ${folder}`).replaceAll('&', '&&'),
    enabled: present !== false,
    click: () => context.openRecent(id),
  }))
  return {
    label: words('title.file'),
    submenu: [
      command('file.open'),
      command('file.openCounters'),
      command('file.openProject'),
      {
        label: words('title.openRecent'),
        submenu:
          recent.length === 0
            ? [{ label: words('file.noRecent'), enabled: false }]
            : [...recent, LINE, { label: words('file.clearRecent'), click: () => context.clearRecent() }],
      },
      command('file.openSample'),
      LINE,
      command('file.addCapture'),
      command('file.paste'),
      LINE,
      command('project.save'),
      command('project.saveAs'),
      LINE,
      command('figure.export'),
      command('data.export'),
      command('packets.save'),
      { label: words('title.report'), submenu: [command('report.save'), command('report.pdf')] },
      command('report.print'),
      LINE,
      command('file.close'),
      ...(context.isMac ? [] : [LINE, role('file.quit', 'quit', { accelerator: 'CmdOrCtrl+Q' })]),
    ],
  }
}

function editMenu({ words, command, role }: Parts): Item {
  return {
    label: words('title.edit'),
    submenu: [
      command('edit.undo'),
      command('edit.redo'),
      LINE,
      role('edit.cut', 'cut'),
      role('edit.copy', 'copy'),
      role('edit.paste', 'paste'),
      role('edit.selectAll', 'selectAll'),
      LINE,
      command('edit.copyRows'),
      command('edit.copyPicture'),
      LINE,
      command('edit.find'),
      LINE,
      command('notes.suggest'),
      command('edit.deleteNote'),
    ],
  }
}

function viewMenu({ context, words, command, role }: Parts): Item {
  const { settings, changeSettings } = context
  const zoom = (key: string, accelerator: string, factor: number | null): Item => ({
    label: words(key),
    accelerator,
    click: () => changeSettings({ pageZoom: factor === null ? 1 : clampZoom(settings.pageZoom * factor) }),
  })
  return {
    label: words('title.view'),
    submenu: [
      command('view.wholeCapture'),
      command('view.back'),
      command('view.forward'),
      LINE,
      {
        label: words('title.timeFormat'),
        submenu: (
          ['view.timeAbsolute', 'view.timeLocal', 'view.timeSinceStart', 'view.timeSincePrevious'] as const
        ).map((id) => ({ ...command(id), type: 'radio' as const })),
      },
      command('view.maskAddresses'),
      command('view.presenter'),
      LINE,
      {
        label: words('title.theme'),
        submenu: THEMES.map((theme) => ({
          label: words(`theme.${theme}`),
          type: 'radio' as const,
          checked: settings.theme === theme,
          click: () => changeSettings({ theme }),
        })),
      },
      {
        label: words('title.language'),
        submenu: (['system', ...LANGUAGES] as const).map((language) => ({
          label: words(`language.${language}`),
          type: 'radio' as const,
          checked: settings.language === language,
          click: () => changeSettings({ language }),
        })),
      },
      LINE,
      zoom('view.zoomIn', 'CmdOrCtrl+Plus', 1.1),
      zoom('view.zoomOut', 'CmdOrCtrl+-', 1 / 1.1),
      zoom('view.zoomReset', 'CmdOrCtrl+0', null),
      role('view.fullScreen', 'togglefullscreen'),
      ...(context.devTools ? [LINE, role('view.reload', 'reload'), role('view.developerTools', 'toggleDevTools')] : []),
    ],
  }
}

/** Page zoom between 50 % and 300 %, whole per cent. */
export function clampZoom(zoom: number): number {
  return Math.min(3, Math.max(0.5, Math.round(zoom * 100) / 100))
}

function goMenu({ words, command }: Parts): Item {
  return {
    label: words('title.go'),
    submenu: [command('go.nextFailed'), command('go.previousFailed'), LINE, command('go.frame'), command('go.time')],
  }
}

function toolsMenu({ context, words, command }: Parts): Item {
  return {
    label: words('title.tools'),
    submenu: [
      command('tools.palette'),
      LINE,
      command('tools.alignClocks'),
      command('tools.crosscheck'),
      command('tools.collect'),
      ...(context.isMac ? [] : [LINE, command('tools.settings')]),
    ],
  }
}

function windowMenu({ context, words, role }: Parts): Item {
  return {
    label: words('title.window'),
    role: 'window',
    submenu: [
      role('window.minimize', 'minimize'),
      ...(context.isMac ? [role('window.front', 'front')] : [role('window.close', 'close', { accelerator: 'Alt+F4' })]),
    ],
  }
}

function helpMenu({ context, words, command }: Parts): Item {
  return {
    label: words('title.help'),
    role: 'help',
    submenu: [
      command('help.shortcuts'),
      command('help.counters'),
      ...(context.isMac ? [] : [LINE, command('help.about')]),
    ],
  }
}
