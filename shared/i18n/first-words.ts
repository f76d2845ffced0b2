// The words of the window's first page in every language, small enough to be part of the program: the page is drawn
// before the language itself is fetched (load-translate.ts).
import { appFirst as english } from './en/app-first.ts'
import { appFirst as chinese } from './zh-CN/app-first.ts'
import { translateWith } from './translate-with.ts'
import type { Language, Translate } from './translate-with.ts'

/** Knows `app.start`, `app.sample`, `app.drop`, `app.reading`, `app.theme` and `app.language`. */
export function firstTranslate(language: Language): Translate {
  return translateWith(language, { [language]: { app: language === 'en' ? english : chinese } })
}
