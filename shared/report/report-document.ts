// From the model to the document: the order in which a ticket is read. Verdict first, evidence, picture, tables, then
// how it was measured and with what.
import type { Translate } from '../i18n/translate.ts'
import { counterBlocks } from './counter-blocks.ts'
import { findingBlocks, verdictBlocks } from './finding-blocks.ts'
import { handshakeBlocks, listenerBlocks } from './handshake-blocks.ts'
import { measurementBlocks } from './measurement-blocks.ts'
import type { Block, ReportDocument, ReportModel } from './report-model.ts'

/** The whole report in the words of `translate`. `hasPicture`: whether the renderer will get one. */
export function reportDocument(model: ReportModel, translate: Translate, hasPicture: boolean): ReportDocument {
  const { analysis } = model
  const masked: Block[] = model.isMasked
    ? [{ kind: 'paragraph', tone: 'note', text: translate('figure.caption.masked') }]
    : []
  const picture: Block[] = hasPicture
    ? [
        { kind: 'heading', level: 2, text: translate('report.timeline') },
        { kind: 'picture', caption: translate('report.timeline-caption') },
      ]
    : []
  return {
    title: model.title ?? translate('report.title'),
    language: translate('report.language'),
    subtitle: translate('report.subtitle', { version: model.versions[0]?.version ?? '', created: model.createdAt }),
    blocks: [
      ...masked,
      ...verdictBlocks(analysis, translate),
      ...picture,
      ...findingBlocks(analysis, translate),
      ...listenerBlocks(analysis, translate),
      ...handshakeBlocks(analysis, translate),
      ...counterBlocks(analysis, translate),
      ...measurementBlocks(model, translate),
    ],
  }
}
