// Puts theme, size and language of the settings on the root element, before the first frame and whenever they change.
import type { Host } from '../../shared/host/host.ts'
import { settledLanguage } from '../i18n/language.ts'
import type { Settings } from '../state/settings-slice.ts'
import type { WorkspaceStore } from '../state/workspace-store.ts'

export type DrawnTheme = 'light' | 'dark' | 'contrast'

/** What 'system' means now. */
export function drawnTheme(
  theme: Settings['theme'],
  prefers: { readonly dark: boolean; readonly contrast: boolean },
): DrawnTheme {
  if (theme !== 'system') return theme
  if (prefers.contrast) return 'contrast'
  return prefers.dark ? 'dark' : 'light'
}

export function applyAppearance(store: WorkspaceStore, host: Host): void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)')
  const contrast = window.matchMedia('(prefers-contrast: more)')
  const apply = (): void => {
    const { settings } = store.getState()
    const root = document.documentElement
    root.dataset['theme'] = drawnTheme(settings.theme, { dark: dark.matches, contrast: contrast.matches })
    root.toggleAttribute('data-presenter', settings.presenter)
    root.lang = settledLanguage(settings.language, host.start.locale)
  }
  apply()
  store.subscribe((state) => state.settings, apply)
  dark.addEventListener('change', apply)
  contrast.addEventListener('change', apply)
}
