// The figure of what is open: state of the window in, scene out. Masked as the figure says, whatever the screen shows.
import type { Analysis } from '../../../shared/analysis/analysis.ts'
import { notesInOrder } from '../../../shared/annotation/note-order.ts'
import type { Note } from '../../../shared/annotation/note.ts'
import { composeFigure } from '../../../shared/figure/compose-figure.ts'
import type { ComposedFigure } from '../../../shared/figure/compose-figure.ts'
import type { FigureSource } from '../../../shared/figure/figure-input.ts'
import { DEFAULT_FIGURE } from '../../../shared/figure/figure-settings.ts'
import type { FigureSettings } from '../../../shared/figure/figure-settings.ts'
import { createTranslate } from '../../../shared/i18n/translate.ts'
import { maskedFigure } from '../../../shared/mask/masked-figure.ts'
import type { Maskable } from '../../../shared/mask/masked-figure.ts'
import type { WorkCounterText } from '../../../shared/project/work.ts'
import type { CommandContext } from '../../commands/command.ts'
import { settledLanguage } from '../../i18n/language.ts'
import type { WorkspaceState } from '../../state/workspace-store.ts'

/** What a figure is drawn from, masked when its settings say so. */
export interface FigureMaterial extends Maskable {
  readonly settings: FigureSettings
  readonly filter: { readonly text: string; readonly rows: Uint32Array } | null
  readonly version: string
  /** As set by hand on the timeline. */
  readonly clockAdjustments: readonly number[]
  /** Addresses were replaced, now or when the work was saved. */
  readonly isMasked: boolean
}

let masked: { readonly plain: Analysis; readonly notes: readonly Note[]; readonly result: Maskable } | null = null

/** Null while nothing is loaded. `counters` only for what is saved inside a picture. */
export function figureMaterial(
  state: WorkspaceState,
  sources: readonly FigureSource[],
  version: string,
  counters: readonly WorkCounterText[] = [],
): FigureMaterial | null {
  const { loaded, noteHistory, figure, filterText, filterFault, visible, isMaskedWork, clockAdjustments } = state
  // The one switch of the window masks pictures too.
  const wantsMask = (figure.isMasked || state.settings.maskAddresses) && !isMaskedWork
  if (loaded === null) return null
  const filter = filterText.trim() === '' || filterFault !== null ? null : { text: filterText.trim(), rows: visible }
  const plain: Maskable = { analysis: loaded.analysis, notes: notesInOrder(noteHistory.notes), sources, counters }
  const isMasked = wantsMask || isMaskedWork
  const rest = { settings: { ...figure, isMasked }, filter, version, clockAdjustments, isMasked }
  if (!wantsMask) return { ...plain, ...rest }
  return { ...maskedOnce(plain), ...rest, filter: filter === null ? null : { ...filter, text: '…' } }
}

/** Masking a large analysis takes a moment and the preview asks again with every keystroke. */
function maskedOnce(plain: Maskable): Maskable {
  if (plain.counters.length === 0 && masked?.plain === plain.analysis && sameNotes(masked.notes, plain.notes)) {
    return masked.result
  }
  const result = maskedFigure(plain)
  if (plain.counters.length === 0) masked = { plain: plain.analysis, notes: plain.notes, result }
  return result
}

function sameNotes(a: readonly Note[], b: readonly Note[]): boolean {
  return a.length === b.length && a.every((note, i) => note === b[i])
}

export function composeMaterial(material: FigureMaterial): ComposedFigure {
  const { analysis, notes, sources, settings, filter, version, clockAdjustments } = material
  const translate = createTranslate(settings.language)
  return composeFigure({ analysis, notes, sources, settings, filter, version, clockAdjustments, translate })
}

/** The first figure of a window speaks its language. */
export function settleFigure({ store, host }: CommandContext): void {
  const { figure, settings, changeFigure } = store.getState()
  if (figure === DEFAULT_FIGURE) changeFigure({ language: settledLanguage(settings.language, host.start.locale) })
}
