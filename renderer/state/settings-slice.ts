// What is remembered from one start to the next. The host stores it (renderer/app/remember-settings.ts connects them).
import type { StateCreator } from 'zustand'
import { DEFAULT_SETTINGS as HOST_DEFAULTS } from '../../shared/host/settings.ts'
import type { Settings as HostSettings } from '../../shared/host/settings.ts'
import type { WorkspaceState } from './workspace-store.ts'

export interface Settings extends Pick<HostSettings, 'theme' | 'language' | 'pageZoom' | 'rememberRecent'> {
  /** Projector: type and marks × 1.5. */
  readonly presenter: boolean
  /** Addresses on screen are replaced: client-1, server-A. */
  readonly maskAddresses: boolean
  /** Ids of the table's columns in order. */
  readonly tableColumns: readonly string[]
  /** Pixels by column id, where the user changed it. */
  readonly columnWidths: Readonly<Record<string, number>>
  /** Shares in per cent by panel group and panel. */
  readonly layouts: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Name of the open panel at the side; null when it is folded. Features may add panels of their own. */
  readonly sidePanel: string | null
}

export interface SettingsSlice {
  readonly settings: Settings
  changeSettings: (patch: Partial<Settings>) => void
}

export const DEFAULT_COLUMNS: readonly string[] = [
  'outcome',
  'start',
  'client',
  'server',
  'syns',
  'pattern',
  'gaps',
  'wait',
  'schedule',
]

export const DEFAULT_SETTINGS: Settings = {
  theme: HOST_DEFAULTS.theme,
  language: HOST_DEFAULTS.language,
  pageZoom: HOST_DEFAULTS.pageZoom,
  rememberRecent: HOST_DEFAULTS.rememberRecent,
  presenter: false,
  maskAddresses: false,
  tableColumns: DEFAULT_COLUMNS,
  columnWidths: {},
  layouts: {},
  sidePanel: 'verdict',
}

export const createSettingsSlice: StateCreator<WorkspaceState, [], [], SettingsSlice> = (set) => ({
  settings: DEFAULT_SETTINGS,
  changeSettings: (patch) => set((state) => ({ settings: { ...state.settings, ...patch } })),
})
