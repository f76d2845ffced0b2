// The report as Markdown with its pictures beside it, for wikis and repositories that show no data addresses: one zip.
import { zipSync } from 'fflate'
import type { Translate } from '../i18n/translate.ts'
import { renderReport } from './render-report.ts'
import type { ReportModel } from './render-report.ts'

/** The figure in both forms: pixels are shown everywhere, the SVG can be edited and searched. */
export interface BundledFigure {
  readonly png: Uint8Array
  readonly svg: string
}

/** A zip of `<name>.md`, `<name>.png` and `<name>.svg`. The same input gives the same bytes. `name`: without ending. */
export function markdownBundle(
  model: ReportModel,
  translate: Translate,
  name: string,
  { png, svg }: BundledFigure,
): Uint8Array {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const markdown = renderReport(model, 'md', translate, { file: `${name}.png` })
  // zip holds local time; a Date made of local parts gives the same bytes in every zone.
  const mtime = new Date(1980, 0, 1)
  return zipSync({
    [`${name}.md`]: [encode(markdown), { mtime }],
    [`${name}.png`]: [new Uint8Array(png), { mtime, level: 0 }],
    [`${name}.svg`]: [encode(svg), { mtime }],
  })
}
