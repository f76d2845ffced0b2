// The language of the window: a context over the catalogue of shared/i18n. Switching is drawing again.
import { createContext, useContext } from 'react'
import { firstTranslate } from '../../shared/i18n/first-words.ts'
import { loadTranslate } from '../../shared/i18n/load-translate.ts'
import { languageFor } from '../../shared/i18n/translate-with.ts'
import type { Language, Translate } from '../../shared/i18n/translate-with.ts'
import type { Settings } from '../state/settings-slice.ts'

export interface Tongue {
  readonly language: Language
  /** False while only the words of the first page are here. */
  readonly isWhole: boolean
  readonly t: Translate
  /** `24,812`; whole numbers and figures as the language writes them. */
  readonly number: (value: number) => string
  /** `1.9 GB`. */
  readonly bytes: (value: number) => string
  /** `34 %` of a share 0 … 1. */
  readonly percent: (share: number) => string
}

const made = new Map<Language, Tongue>()

/** Loads the words of a language once; a file of its own in the build. */
export async function loadTongue(language: Language): Promise<Tongue> {
  const tongue = made.get(language) ?? makeTongue(language, await loadTranslate(language))
  made.set(language, tongue)
  return tongue
}

/** What the first page needs of a language, at once. */
export function firstTongue(language: Language): Tongue {
  return made.get(language) ?? makeTongue(language, firstTranslate(language), false)
}

/** A language that is loaded already; null otherwise. */
export function loadedTongue(language: Language): Tongue | null {
  return made.get(language) ?? null
}

export function makeTongue(language: Language, t: Translate, isWhole = true): Tongue {
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 3 })
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return {
    language,
    isWhole,
    t,
    number: (value) => numbers.format(value),
    bytes: (value) => bytesText(language, value),
    percent: (share) => percents.format(share),
  }
}

/** What the settings ask for, with the system's locale behind 'system'. */
export function settledLanguage(wish: Settings['language'], locale: string): Language {
  return wish === 'system' ? languageFor(locale) : wish
}

export const TongueContext = createContext<Tongue | null>(null)

export function useTongue(): Tongue {
  const tongue = useContext(TongueContext)
  if (tongue === null) throw new Error('words were needed outside of TongueContext')
  return tongue
}

export function useTranslate(): Translate {
  return useTongue().t
}

/** Making one takes longer than a hundred uses of it, and progress is told many times a second. */
const byteFormats = new Map<string, Intl.NumberFormat>()
const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const

function bytesText(language: Language, value: number): string {
  let size = value
  let unit = 0
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000
    unit++
  }
  const digits = unit === 0 || size >= 99.95 ? 0 : 1
  const key = `${language} ${unit} ${digits}`
  const format =
    byteFormats.get(key) ??
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit: UNITS[unit] ?? 'byte',
      unitDisplay: unit === 0 ? 'long' : 'short',
      maximumFractionDigits: digits,
    })
  byteFormats.set(key, format)
  return format.format(size)
}
