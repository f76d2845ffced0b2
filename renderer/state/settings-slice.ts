// What is remembered from one start to the next. The host stores it; restore-settings.ts checks what comes back.
import type { StateCreator } from 'zustand'
import type { Language } from '../../shared/i18n/translate.ts'
import type { WorkspaceState } from './workspace-store.ts'

export const THEMES = ['system', 'light', 'dark', 'high-contrast'] as const
export type Theme = (typeof THEMES)[number]

export interface Settings {
  readonly language: Language
  readonly theme: Theme
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
  readonly sidePanel: string | null
}

export interface SettingsSlice {
  readonly settings: Settings
  changeSettings: (patch: Partial<Settings>) => void
}

export const DEFAULT_COLUMNS = ['outcome', 'start', 'client', 'server', 'syns', 'gaps', 'wait', 'schedule'] as const

export const DEFAULT_SETTINGS: Settings = {
  language: 'en',
  theme: 'system',
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
