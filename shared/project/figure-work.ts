// The work that goes into a picture: what a dropped PNG opens again is exactly what was drawn, masked like it.
import type { FigureSettings } from '../figure/figure-settings.ts'
import type { Maskable } from '../mask/masked-figure.ts'
import { isEmbeddable } from './handshake-bytes.ts'
import type { Work } from './work.ts'

export interface DrawnFigure extends Maskable {
  readonly settings: FigureSettings
  /** Seconds added by hand to the clock of each capture, by row. */
  readonly clockAdjustments: readonly number[]
  /** Everything here was masked before it was drawn. */
  readonly isMasked: boolean
  /** Version of SynScope. */
  readonly version: string
}

/** `filter`: as it was typed; left out of masked works, as it may name addresses. */
export function figureWork(drawn: DrawnFigure, filter: string): Work {
  const { analysis, notes, sources, counters, settings, clockAdjustments, isMasked, version } = drawn
  return {
    program: version,
    sources: sources.map(({ kind, name, size, sha256 }) => ({ kind, name, size, sha256 })),
    counters,
    clockAdjustments,
    view: { range: settings.range, filter: isMasked ? '' : filter, isMasked },
    notes,
    figure: settings,
    isMasked,
    captures: [],
    packets: isEmbeddable(analysis.packets) ? analysis.packets : null,
  }
}
