// Theme, language, size, time, arrangement.
import {
  ArrowLeft,
  ArrowRight,
  Contrast,
  EyeOff,
  Languages,
  Moon,
  Presentation,
  Sun,
  SunMoon,
  Undo2,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Theme } from '../../shared/host/settings.ts'
import type { TimeFormat } from '../../shared/timeline/time-text.ts'
import { settledLanguage } from '../i18n/language.ts'
import type { Settings } from '../state/settings-slice.ts'
import { GROUPINGS } from '../state/view-slice.ts'
import type { Command } from './command.ts'

const THEME_ICONS: Readonly<Record<Theme, LucideIcon>> = { system: SunMoon, light: Sun, dark: Moon, contrast: Contrast }

const themes = (['system', 'light', 'dark', 'contrast'] as const).map((theme): Command => ({
  id: `view.theme-${theme}`,
  area: 'view',
  title: `app.theme.${theme}`,
  icon: THEME_ICONS[theme],
  checked: (state) => state.settings.theme === theme,
  run: ({ store }) => store.getState().changeSettings({ theme }),
}))

const languages = (['system', 'en', 'zh-CN'] as const).map((language: Settings['language']): Command => ({
  id: `view.language-${language}`,
  area: 'view',
  title: `app.language.${language}`,
  icon: Languages,
  checked: (state) => state.settings.language === language,
  run: ({ store }) => store.getState().changeSettings({ language }),
}))

const TIME_TITLES: Readonly<Record<TimeFormat, string>> = {
  utc: 'menu.view.timeAbsolute',
  local: 'menu.view.timeLocal',
  'since-start': 'menu.view.timeSinceStart',
  'since-previous': 'menu.view.timeSincePrevious',
}
const TIME_IDS: Readonly<Record<TimeFormat, string>> = {
  utc: 'view.timeAbsolute',
  local: 'view.timeLocal',
  'since-start': 'view.timeSinceStart',
  'since-previous': 'view.timeSincePrevious',
}
const timeFormats = (['utc', 'local', 'since-start', 'since-previous'] as const).map((format): Command => ({
  id: TIME_IDS[format],
  area: 'view',
  title: TIME_TITLES[format],
  enabled: (state) => state.loaded !== null,
  checked: (state) => state.timeFormat === format,
  run: ({ store }) => store.getState().setTimeFormat(format),
}))

const groupings = GROUPINGS.map((grouping): Command => ({
  id: `table.group-${grouping}`,
  area: 'table',
  title: `app.grouping.command.${grouping}`,
  enabled: (state) => state.loaded !== null,
  checked: (state) => state.grouping === grouping,
  run: ({ store }) => store.getState().setGrouping(grouping),
}))

export const VIEW_COMMANDS: readonly Command[] = [
  ...themes,
  ...languages,
  {
    id: 'view.otherLanguage',
    area: 'view',
    title: 'app.command.otherLanguage',
    icon: Languages,
    run: ({ store, host }) => {
      const now = settledLanguage(store.getState().settings.language, host.start.locale)
      store.getState().changeSettings({ language: now === 'en' ? 'zh-CN' : 'en' })
    },
  },
  {
    id: 'view.presenter',
    area: 'view',
    title: 'menu.view.presenter',
    icon: Presentation,
    shortcuts: ['P'],
    checked: (state) => state.settings.presenter,
    run: ({ store }) => store.getState().changeSettings({ presenter: !store.getState().settings.presenter }),
  },
  {
    id: 'view.maskAddresses',
    area: 'view',
    title: 'menu.view.maskAddresses',
    icon: EyeOff,
    shortcuts: ['Mod+Shift+M'],
    checked: (state) => state.settings.maskAddresses,
    run: ({ store }) => store.getState().changeSettings({ maskAddresses: !store.getState().settings.maskAddresses }),
  },
  ...timeFormats,
  {
    id: 'view.wholeCapture',
    area: 'view',
    title: 'menu.view.wholeCapture',
    icon: Undo2,
    shortcuts: ['0'],
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => store.getState().leaveRange(1),
  },
  {
    id: 'view.back',
    area: 'view',
    title: 'menu.view.back',
    icon: ArrowLeft,
    shortcuts: ['Alt+ArrowLeft'],
    enabled: (state) => state.past.length > 0,
    run: ({ store }) => store.getState().back(),
  },
  {
    id: 'view.forward',
    area: 'view',
    title: 'menu.view.forward',
    icon: ArrowRight,
    shortcuts: ['Alt+ArrowRight'],
    enabled: (state) => state.future.length > 0,
    run: ({ store }) => store.getState().forward(),
  },
  ...groupings,
]
