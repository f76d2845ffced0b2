// The fonts that go into a document which may load nothing: pages for print and PDF, pictures inside reports. Always as
// few as the text needs: the whole Han fonts are two megabytes, those for the words of the catalogue a tenth.
import { base64 } from './figure-markup.ts'
import { FONT_FILES, HAN_FAMILY } from './scene/font-families.ts'
import type { FontFile } from './scene/font-families.ts'
import { HAN_WORDS } from './scene/han-words.ts'

const HAN = /[\u2e80-\u9fff\uff00-\uffef]/g

/** The same letters as the whole Han fonts, for the characters of HAN_WORDS only. */
export const HAN_WORD_FILES: readonly FontFile[] = [
  { family: HAN_FAMILY, weight: 400, file: 'figure-han-words-regular.woff2' },
  { family: HAN_FAMILY, weight: 600, file: 'figure-han-words-semibold.woff2' },
]

/** The smallest set of files that has the letters of `text`. */
export function fontsFor(text: string): readonly FontFile[] {
  const latin = FONT_FILES.filter((font) => font.family !== HAN_FAMILY)
  const han = text.match(HAN) ?? []
  if (han.length === 0) return latin
  return han.every((character) => HAN_WORDS.has(character)) ? [...latin, ...HAN_WORD_FILES] : FONT_FILES
}

/** An `@font-face` rule with the font inside. */
export function fontFaceRule(font: FontFile, woff2: Uint8Array): string {
  return (
    `@font-face{font-family:'${font.family}';font-weight:${font.weight};` +
    `src:url(data:font/woff2;base64,${base64(woff2)}) format('woff2')}`
  )
}
