// The shipped fonts in the page: loaded once, before the first figure is drawn, under names of their own.
import hanRegular from '../../../assets/fonts/figure-han-regular.woff2?url'
import hanSemibold from '../../../assets/fonts/figure-han-semibold.woff2?url'
import latinRegular from '../../../assets/fonts/figure-latin-regular.woff2?url'
import latinSemibold from '../../../assets/fonts/figure-latin-semibold.woff2?url'
import { base64 } from '../../../shared/figure/figure-markup.ts'
import { FONT_FILES, HAN_FAMILY } from '../../../shared/figure/scene/font-families.ts'
import type { FontFile } from '../../../shared/figure/scene/font-families.ts'

const ADDRESSES: Readonly<Record<string, string>> = {
  'figure-latin-regular.woff2': latinRegular,
  'figure-latin-semibold.woff2': latinSemibold,
  'figure-han-regular.woff2': hanRegular,
  'figure-han-semibold.woff2': hanSemibold,
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

/** `@font-face` rules with the fonts inside, for a page that may load nothing. Han fonts only when `withHan`. */
export async function fontRules(withHan: boolean): Promise<string> {
  const wanted = FONT_FILES.filter((font) => withHan || font.family !== HAN_FAMILY)
  return (await Promise.all(wanted.map(fontRule))).join('')
}

function fontRule(font: FontFile): Promise<string> {
  const known = embedded.get(font.file)
  if (known !== undefined) return known
  const rule = fetch(ADDRESSES[font.file] ?? '')
    .then((response) => response.arrayBuffer())
    .then(
      (buffer) =>
        `@font-face{font-family:'${font.family}';font-weight:${font.weight};` +
        `src:url(data:font/woff2;base64,${base64(new Uint8Array(buffer))}) format('woff2')}`,
    )
  embedded.set(font.file, rule)
  return rule
}
