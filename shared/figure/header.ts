// Title and the sentence under it: what the figure is about and what the diagnosis says.
import type { Analysis } from '../analysis/analysis.ts'
import type { Translate } from '../i18n/translate.ts'
import type { FigureFrame } from './figure-frame.ts'
import { MARGIN } from './figure-layout.ts'
import type { FigureSettings } from './figure-settings.ts'
import { text } from './panels/panel.ts'
import type { SceneItem } from './scene/scene.ts'
import { wrapText } from './text/text-metrics.ts'

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

/** Draws title and subtitle and gives the y below them. */
export function drawHeader(
  frame: FigureFrame,
  title: string,
  subtitle: string,
  inner: number,
  items: SceneItem[],
): number {
  const { theme } = frame
  let y = MARGIN
  for (const line of wrapText(title, inner, 21, 600, 2)) {
    items.push(text(line, MARGIN, y + 16, 21, theme.ink, { weight: 600 }))
    y += 27
  }
  for (const line of subtitle === '' ? [] : wrapText(subtitle, inner, 12.5, 400, 3)) {
    items.push(text(line, MARGIN, y + 11, 12.5, theme.muted))
    y += 18
  }
  return y + 6
}
