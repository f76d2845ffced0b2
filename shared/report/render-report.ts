// The door of this folder: a model in, one self-contained text out.
import type { Translate } from '../i18n/translate.ts'
import { labelsOf } from '../mask/mask-analysis.ts'
import { labelled } from '../mask/text-mask.ts'
import { toHtml } from './html.ts'
import { toMarkdown } from './markdown.ts'
import { reportDocument } from './report-document.ts'
import { toJson } from './report-json.ts'
import type { ReportFormat, ReportModel } from './report-model.ts'

export { REPORT_FORMATS } from './report-model.ts'
export type { ReportFormat, ReportModel } from './report-model.ts'

/** An SVG document that goes inside; a file beside the report (Markdown only); none. */
export type ReportPicture = string | { readonly file: string } | null

/**
 * The report as a text in `format`, in the language of `translate`. `picture`: the timeline as an SVG document, which is
 * put inside; without it the section is left out. Sentences of a masked analysis say server-A; its tables hold the masked
 * addresses, which are called the same here. Never throws.
 */
export function renderReport(
  model: ReportModel,
  format: ReportFormat,
  translate: Translate,
  picture: ReportPicture = null,
): string {
  const text = rendered(model, format, translate, picture)
  return model.isMasked ? labelled(text, labelsOf(model.analysis.packets)) : text
}

function rendered(model: ReportModel, format: ReportFormat, translate: Translate, picture: ReportPicture): string {
  const inside = typeof picture === 'string' ? picture : null
  switch (format) {
    case 'md':
      return toMarkdown(reportDocument(model, translate, picture !== null), picture)
    case 'html':
      return toHtml(reportDocument(model, translate, inside !== null), inside)
    case 'json':
      return toJson(model, translate, inside)
  }
}
