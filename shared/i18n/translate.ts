// One catalogue for the window, the report and the command line. A namespace is one file a language; zh-CN is typed
// by en, so a missing sentence does not compile. Interpolation is i18next's {{name}}.
import i18next from 'i18next'
import { en } from './en/index.ts'
import { zhCN } from './zh-CN/index.ts'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** The sentence behind a key (`namespace.key.sub`) with its values filled in; the key itself when unknown. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** The language of SynScope for a system locale such as `zh_CN.UTF-8` or `zh-Hans-CN`; English for all others. */
export function languageFor(locale: string | undefined): Language {
  return locale !== undefined && /^zh/i.test(locale) ? 'zh-CN' : 'en'
}

export function createTranslate(language: Language): Translate {
  const instance = i18next.createInstance({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en }, 'zh-CN': { translation: zhCN } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  void instance.init()
  return (key, params) => instance.t(key, params ?? {})
}
