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
  instance.services.formatter?.add('number', (value: unknown, locale) => grouped(value, locale))
  return (key, params) => instance.t(key, params ?? {})
}

/**
 * A number as `{{n, number}}` shows it: digits in groups of three, which both languages separate by a comma. What Intl
 * says, but without waking it for whole numbers: its first formatter takes longer than a small analysis.
 */
function grouped(value: unknown, locale: string | undefined): string {
  if (!Number.isSafeInteger(value)) return new Intl.NumberFormat(locale).format(Number(value))
  return String(value).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',')
}
