// The shipped fonts in the page: loaded once, before the first figure is drawn, under names of their own.
import hanRegular from '../../../assets/fonts/figure-han-regular.woff2?url'
import hanSemibold from '../../../assets/fonts/figure-han-semibold.woff2?url'
import hanWordsRegular from '../../../assets/fonts/figure-han-words-regular.woff2?url'
import hanWordsSemibold from '../../../assets/fonts/figure-han-words-semibold.woff2?url'
import latinRegular from '../../../assets/fonts/figure-latin-regular.woff2?url'
import latinSemibold from '../../../assets/fonts/figure-latin-semibold.woff2?url'
import { fontFaceRule, fontsFor } from '../../../shared/figure/document-fonts.ts'
import { FONT_FILES } from '../../../shared/figure/scene/font-families.ts'
import type { FontFile } from '../../../shared/figure/scene/font-families.ts'

const ADDRESSES: Readonly<Record<string, string>> = {
  'figure-latin-regular.woff2': latinRegular,
  'figure-latin-semibold.woff2': latinSemibold,
  'figure-han-regular.woff2': hanRegular,
  'figure-han-semibold.woff2': hanSemibold,
  'figure-han-words-regular.woff2': hanWordsRegular,
  'figure-han-words-semibold.woff2': hanWordsSemibold,
}

let ready: Promise<void> | null = null

/** Fulfilled when all four are there. A font that cannot be loaded leaves its letters to the system's fonts. */
export function figureFonts(): Promise<void> {
  ready ??= Promise.allSettled(
    FONT_FILES.map(async ({ family, weight, file }) => {
      const face = new FontFace(family, `url(${ADDRESSES[file] ?? ''})`, { weight: String(weight) })
      document.fonts.add(await face.load())
    }),
  ).then(() => undefined)
  return ready
}

const embedded = new Map<string, Promise<string>>()

/** `@font-face` rules with the fonts that `text` needs inside, for a document that may load nothing. */
export async function fontRules(text: string): Promise<string> {
  return (await Promise.all(fontsFor(text).map(fontRule))).join('')
}

function fontRule(font: FontFile): Promise<string> {
  const known = embedded.get(font.file)
  if (known !== undefined) return known
  const rule = fetch(ADDRESSES[font.file] ?? '')
    .then((response) => response.arrayBuffer())
    .then((buffer) => fontFaceRule(font, new Uint8Array(buffer)))
  embedded.set(font.file, rule)
  return rule
}
