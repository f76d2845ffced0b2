// The shipped fonts as files: for Skia, and for documents that carry their fonts.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fontFaceRule, fontsFor } from '../../../shared/figure/document-fonts.ts'
import { FONT_FILES } from '../../../shared/figure/scene/font-families.ts'
import type { FontFile } from '../../../shared/figure/scene/font-families.ts'

/** assets/fonts beside the program (this file runs as source and from out/cli alike); null when it is not there. */
function fontFolder(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const fonts = join(folder, 'assets', 'fonts')
    if (existsSync(join(fonts, FONT_FILES[0]?.file ?? ''))) return fonts
    if (dirname(folder) === folder) return null
  }
}

/** Bytes of a font; null when the fonts are not there. */
export function fontBytes(font: FontFile): Uint8Array | null {
  const folder = fontFolder()
  return folder === null ? null : readFileSync(join(folder, font.file))
}

/** `@font-face` rules with the fonts that `text` needs inside; fonts that are not there are left to the reader's system. */
export function fontRules(text: string): string {
  return fontsFor(text)
    .map((font) => {
      const bytes = fontBytes(font)
      return bytes === null ? '' : fontFaceRule(font, bytes)
    })
    .join('')
}
