// What a figure is composed from: the analysis, the notes, the settings, and what is known about the files behind it.
import type { Note } from '../annotation/note.ts'
import type { Analysis } from '../analysis/analysis.ts'
import type { Translate } from '../i18n/translate.ts'
import type { FigureSettings } from './figure-settings.ts'

/** A file behind the figure, as its caption names it. */
export interface FigureSource {
  readonly kind: 'capture' | 'counters'
  /** File name without folder. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** SHA-256 in hex; null while it is not known. */
  readonly sha256: string | null
  /**
   * same: the file is what was analysed · changed: it is not any more · missing: it cannot be found · embedded: the
   * work was opened from a project that carries what is drawn.
   */
  readonly state: 'same' | 'changed' | 'missing' | 'embedded'
}

export interface FigureInput {
  /** Already masked when settings.isMasked. */
  readonly analysis: Analysis
  /** In order of their numbers. */
  readonly notes: readonly Note[]
  readonly settings: FigureSettings
  readonly sources: readonly FigureSource[]
  /** Seconds the user added to the clock of each capture, by row (missing = 0). */
  readonly clockAdjustments?: readonly number[] | undefined
  /** Rows of handshakes that pass the filter in force and its text; null: no filter. */
  readonly filter: { readonly text: string; readonly rows: Uint32Array } | null
  /** Version of SynScope. */
  readonly version: string
  readonly translate: Translate
}
