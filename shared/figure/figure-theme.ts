// Colours of figures. Lightness alone tells what matters: unanswered is the darkest on light ground and the brightest on
// dark ground, so a grayscale print keeps the message; shapes say the same again.
import { DARK_NOTES, LIGHT_NOTES } from '../annotation/note-palette.ts'
import type { NotePalette } from '../annotation/note-palette.ts'
import type { FigureThemeName } from './figure-settings.ts'

export interface FigureTheme {
  readonly background: string
  /** Ground of plots. */
  readonly plot: string
  readonly ink: string
  readonly muted: string
  readonly grid: string
  readonly rule: string
  /** SYN that was answered; its bars are `answeredFill`. */
  readonly answered: string
  readonly answeredFill: string
  /** SYN without an answer. */
  readonly unanswered: string
  readonly synAck: string
  readonly reset: string
  readonly icmp: string
  readonly minor: string
  /** Growth of counters. */
  readonly counter: string
  readonly counterFill: string
  /** Where the schedule expects a SYN. */
  readonly expected: string
  readonly deviation: string
  readonly notes: NotePalette
}

const LIGHT: FigureTheme = {
  background: '#ffffff',
  plot: '#f7f9fb',
  ink: '#18212c',
  muted: '#566372',
  grid: '#e2e7ed',
  rule: '#b9c3ce',
  answered: '#3f7fbf',
  answeredFill: '#a8cae9',
  unanswered: '#c02a18',
  synAck: '#14835d',
  reset: '#7b1d63',
  icmp: '#6a45b8',
  minor: '#8a96a3',
  counter: '#9a5d00',
  counterFill: '#efb54d',
  expected: '#dfe9f5',
  deviation: '#b06a00',
  notes: LIGHT_NOTES,
}

const DARK: FigureTheme = {
  background: '#10151c',
  plot: '#161d26',
  ink: '#eef2f7',
  muted: '#a3b0be',
  grid: '#27313d',
  rule: '#455364',
  answered: '#5f9edb',
  answeredFill: '#2f5f90',
  unanswered: '#ff8a73',
  synAck: '#4fc498',
  reset: '#e58fd0',
  icmp: '#b59cf5',
  minor: '#77869a',
  counter: '#f0bf5c',
  counterFill: '#9b7222',
  expected: '#22344a',
  deviation: '#f0bf5c',
  notes: DARK_NOTES,
}

/** Black on white, few tints: for laser printers and journals. */
const PRINT: FigureTheme = {
  ...LIGHT,
  plot: '#ffffff',
  ink: '#000000',
  muted: '#3c3c3c',
  grid: '#e0e0e0',
  rule: '#8c8c8c',
  answered: '#6e6e6e',
  answeredFill: '#cfcfcf',
  unanswered: '#000000',
  synAck: '#4a4a4a',
  reset: '#000000',
  icmp: '#3a3a3a',
  minor: '#8c8c8c',
  counter: '#2a2a2a',
  counterFill: '#9d9d9d',
  expected: '#ececec',
  deviation: '#000000',
  notes: {
    ink: { line: '#000000', onLine: '#ffffff', ground: '#ffffff' },
    violet: { line: '#262626', onLine: '#ffffff', ground: '#ffffff' },
    red: { line: '#000000', onLine: '#ffffff', ground: '#ffffff' },
    blue: { line: '#404040', onLine: '#ffffff', ground: '#ffffff' },
    green: { line: '#555555', onLine: '#ffffff', ground: '#ffffff' },
    amber: { line: '#6a6a6a', onLine: '#ffffff', ground: '#ffffff' },
  },
}

export const FIGURE_PALETTES: Readonly<Record<FigureThemeName, FigureTheme>> = {
  light: LIGHT,
  dark: DARK,
  print: PRINT,
}
