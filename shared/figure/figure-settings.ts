// What a figure shows and how: everything the dialog offers, nothing of the screen. Saved with the work; the schema that
// reads it back is in shared/project.
import type { HandshakeIdentity } from '../annotation/note.ts'
import type { Language } from '../i18n/translate.ts'
import type { ExactTime } from '../units/exact-time.ts'

export const FIGURE_PANELS = ['overview', 'lanes', 'counters', 'backoff', 'queue'] as const
export type FigurePanel = (typeof FIGURE_PANELS)[number]

export const FIGURE_THEMES = ['light', 'dark', 'print'] as const
export type FigureThemeName = (typeof FIGURE_THEMES)[number]

export const FIGURE_SIZES = ['slide', 'document', 'wide'] as const
export type FigureSizeName = (typeof FIGURE_SIZES)[number]

/** CSS pixels; the PNG has `scale` times as many. Height null: as high as the panels want to be. */
export interface FigureSize {
  readonly width: number
  readonly height: number | null
}

/** slide: 16:9 · document: the column of a post-mortem page · wide: a banner for a dashboard or a wiki. */
export const SIZE_PRESETS: Readonly<Record<FigureSizeName, FigureSize>> = {
  slide: { width: 1280, height: 720 },
  document: { width: 760, height: null },
  wide: { width: 1600, height: 640 },
}

export const LEAST_SIZE = 320
export const LARGEST_SIZE = 4000

export const FIGURE_TIME_FORMATS = ['utc', 'zone', 'since-start'] as const
/** 'zone' prints the clock that stands `zoneMinutes` east of UTC, so that the picture is the same on every machine. */
export type FigureTimeFormat = (typeof FIGURE_TIME_FORMATS)[number]

export type HandshakeChoice =
  /** The program chooses: the failing ones, spread over the range, and one that worked for contrast. */
  { readonly kind: 'auto' } | { readonly kind: 'chosen'; readonly handshakes: readonly HandshakeIdentity[] }

export interface FigureSettings {
  /** In any order; drawn in the order of FIGURE_PANELS. */
  readonly panels: readonly FigurePanel[]
  /** Null: everything. */
  readonly range: { readonly start: ExactTime; readonly end: ExactTime } | null
  readonly handshakes: HandshakeChoice
  /** MIB names; null: the ones that tell most. */
  readonly counters: readonly string[] | null
  readonly size: FigureSizeName | FigureSize
  readonly theme: FigureThemeName
  readonly language: Language
  readonly timeFormat: FigureTimeFormat
  readonly zoneMinutes: number
  /** Replace addresses, names and interfaces before anything is drawn. */
  readonly isMasked: boolean
  readonly showsNotes: boolean
  readonly showsLegend: boolean
  /** Null: the program's title in the figure's language. */
  readonly title: string | null
  /** A sentence of the author's, under the figure; null: none. What must be said is said in any case. */
  readonly caption: string | null
}

export const DEFAULT_FIGURE: FigureSettings = {
  panels: FIGURE_PANELS,
  range: null,
  handshakes: { kind: 'auto' },
  counters: null,
  size: 'slide',
  theme: 'light',
  language: 'en',
  timeFormat: 'utc',
  zoneMinutes: 0,
  isMasked: false,
  showsNotes: true,
  showsLegend: true,
  title: null,
  caption: null,
}

/** Width and height asked for, brought into the limits. */
export function figureSize(settings: FigureSettings): FigureSize {
  const size = typeof settings.size === 'string' ? SIZE_PRESETS[settings.size] : settings.size
  const within = (value: number): number => Math.round(Math.min(LARGEST_SIZE, Math.max(LEAST_SIZE, value)))
  return { width: within(size.width), height: size.height === null ? null : within(size.height) }
}
