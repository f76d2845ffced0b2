// Sentences out of catalogues that are handed in: the window loads one language at a time, everything else has both
// (translate.ts).
import i18next from 'i18next'

export const LANGUAGES = ['en', 'zh-CN'] as const
export type Language = (typeof LANGUAGES)[number]

/** The sentence behind a key (`namespace.key.sub`) with its values filled in; the key itself when unknown. */
export type Translate = (key: string, params?: Readonly<Record<string, string | number>>) => string

/** The language of SynScope for a system locale such as `zh_CN.UTF-8` or `zh-Hans-CN`; English for all others. */
export function languageFor(locale: string | undefined): Language {
  return locale !== undefined && /^zh/i.test(locale) ? 'zh-CN' : 'en'
}

/** Namespaces by name; i18next's {{name}} and $t(key) inside the sentences. */
export type Catalogue = Readonly<Record<string, unknown>>

export function translateWith(
  language: Language,
  catalogues: Readonly<Partial<Record<Language, Catalogue>>>,
): Translate {
  const instance = i18next.createInstance({
    lng: language,
    fallbackLng: 'en',
    resources: Object.fromEntries(
      Object.entries(catalogues).map(([name, catalogue]) => [name, { translation: catalogue }]),
    ),
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  void instance.init()
  return (key, params) => instance.t(key, params ?? {})
}
