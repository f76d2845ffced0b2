// Title and the sentence under it: what the figure is about and what the diagnosis says.
import type { Analysis } from '../analysis/analysis.ts'
import type { Translate } from '../i18n/translate.ts'
import type { FigureSettings } from './figure-settings.ts'

/** The author's title, else one made from the verdict. */
export function figureTitle(analysis: Analysis, settings: FigureSettings, translate: Translate): string {
  if (settings.title !== null && settings.title.trim() !== '') return settings.title.trim()
  const verdict = analysis.diagnosis.findings[0]
  if (verdict === undefined) return translate('figure.title.plain')
  return translate(
    `figure.title.${verdict.cause === 'healthy' ? 'healthy' : verdict.cause === 'inconclusive' ? 'plain' : verdict.confidence}`,
    {
      cause: translate(`figure.cause.${verdict.cause}`),
    },
  )
}

/** The verdict's own sentence; '' without one. */
export function figureSubtitle(analysis: Analysis, translate: Translate): string {
  const verdict = analysis.diagnosis.findings[0]
  return verdict === undefined ? '' : translate(verdict.summary.key, verdict.summary.params)
}
