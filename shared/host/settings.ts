// What SynScope remembers of its user, in both hosts. Nothing secret, nothing of any capture. The desktop keeps it in
// settings.json, the browser in localStorage; both read it through the schema of shared/ipc/schemas.ts.
import type { Language } from '../i18n/translate.ts'

export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]

export type PreferenceValue = string | number | boolean

export interface Settings {
  readonly version: 1
  readonly theme: Theme
  /** 'system' follows the locale of the system. */
  readonly language: 'system' | Language
  /** Whether opened files are remembered at all. */
  readonly rememberRecent: boolean
  /** Zoom of the whole page, 1 = 100 %. */
  readonly pageZoom: number
  /**
   * Small choices of the views (columns, time format, panel sizes …), by dotted name; at most 200 of them, names up to
   * 80 and texts up to 8000 characters.
   */
  readonly preferences: Readonly<Record<string, PreferenceValue>>
}

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  theme: 'system',
  language: 'system',
  rememberRecent: true,
  pageZoom: 1,
  preferences: {},
}
