// `synscope picture`: a figure from an analysis, without a window. The command itself (arguments, files) is
// electron/cli/commands/picture.ts; this is everything behind it.
import type { Analysis } from '../../../shared/analysis/analysis.ts'
import { composeFigure } from '../../../shared/figure/compose-figure.ts'
import { DEFAULT_FIGURE } from '../../../shared/figure/figure-settings.ts'
import type { FigureSettings } from '../../../shared/figure/figure-settings.ts'
import type { FigureSource } from '../../../shared/figure/figure-input.ts'
import { sceneToSvg } from '../../../shared/figure/scene/svg.ts'
import { loadTranslate } from '../../../shared/i18n/load-translate.ts'
import { maskedFigure } from '../../../shared/mask/masked-figure.ts'
import { figureWork } from '../../../shared/project/figure-work.ts'
import { pngWithWork } from '../../../shared/project/png-work.ts'
import type { WorkCounterText } from '../../../shared/project/work.ts'
import { chosenNotes } from './chosen-notes.ts'
import type { NoteChoice } from './chosen-notes.ts'
import { scenePdf, scenePng } from './rasterise.ts'

export const PICTURE_FORMATS = ['png', 'svg', 'pdf'] as const
export type PictureFormat = (typeof PICTURE_FORMATS)[number]

export interface PictureOptions {
  readonly format: PictureFormat
  /** What differs from DEFAULT_FIGURE: theme, language, size, isMasked, title … */
  readonly settings?: Partial<FigureSettings>
  /** 'none' unless said. */
  readonly notes?: NoteChoice
  /** Seconds added by hand to the clock of each capture, by row. */
  readonly clockAdjustments?: readonly number[]
  /** Files behind the analysis, in the order of its captures, then the counter texts. */
  readonly sources: readonly FigureSource[]
  /** Pixels of a PNG per pixel of the figure, 1 … 4; 2 unless said. */
  readonly scale?: number
  /** Version of SynScope. */
  readonly version: string
  /** Counter texts to embed in a PNG, so that dropping it on SynScope opens the work again; false: embed nothing. */
  readonly embed?: readonly WorkCounterText[] | false
}

/**
 * The picture as bytes (SVG in UTF-8). The same arguments give the same bytes. Throws PictureFault when pixels are
 * wanted and the canvas package is missing.
 */
export async function renderPicture(analysis: Analysis, options: PictureOptions): Promise<Uint8Array> {
  const settings: FigureSettings = { ...DEFAULT_FIGURE, ...options.settings }
  const translate = await loadTranslate(settings.language)
  const plain = {
    analysis,
    notes: chosenNotes(analysis, options.notes ?? 'none', options.sources),
    sources: options.sources,
    counters: options.embed === false ? [] : (options.embed ?? []),
  }
  const shown = settings.isMasked ? maskedFigure(plain) : plain
  const { scene } = composeFigure({
    analysis: shown.analysis,
    notes: shown.notes,
    sources: shown.sources,
    settings,
    clockAdjustments: options.clockAdjustments,
    filter: null,
    version: options.version,
    translate,
  })
  switch (options.format) {
    case 'svg':
      return new TextEncoder().encode(sceneToSvg(scene))
    case 'pdf':
      return scenePdf(scene)
    case 'png': {
      const png = await scenePng(scene, Math.min(4, Math.max(1, options.scale ?? 2)))
      if (options.embed === undefined || options.embed === false) return png
      const { isMasked } = settings
      const { version, clockAdjustments = [] } = options
      return pngWithWork(png, figureWork({ ...shown, settings, clockAdjustments, isMasked, version }, ''))
    }
  }
}
