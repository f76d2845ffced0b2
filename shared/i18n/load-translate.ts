// One language, fetched when it is known: nobody pays for the words of the other one. A file of its own in every build.
import { translateWith } from './translate-with.ts'
import type { Catalogue, Language, Translate } from './translate-with.ts'

export async function loadTranslate(language: Language): Promise<Translate> {
  const catalogue: Catalogue =
    language === 'en' ? (await import('./en/index.ts')).en : (await import('./zh-CN/index.ts')).zhCN
  return translateWith(language, { [language]: catalogue })
}
