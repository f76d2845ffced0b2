// One catalogue for the window, the report and the command line. A namespace is one file a language; zh-CN is typed
// by en, so a missing sentence does not compile. Interpolation is i18next's {{name}}.
import { en } from './en/index.ts'
import { translateWith } from './translate-with.ts'
import type { Language, Translate } from './translate-with.ts'
import { zhCN } from './zh-CN/index.ts'

export { LANGUAGES, languageFor } from './translate-with.ts'
export type { Language, Translate } from './translate-with.ts'

export function createTranslate(language: Language): Translate {
  return translateWith(language, { en, 'zh-CN': zhCN })
}
