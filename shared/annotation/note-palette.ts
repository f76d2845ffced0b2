// Colours of notes. Six steps of lightness that keep their order in grayscale, and stay apart under the common colour
// blindnesses (the hues follow Okabe and Ito); the number and the shape say the same without colour.
import type { NoteColour } from './note.ts'

export interface NoteInk {
  /** Line and badge. */
  readonly line: string
  /** Text on the badge. */
  readonly onLine: string
  /** Ground of a label. */
  readonly ground: string
}

export type NotePalette = Readonly<Record<NoteColour, NoteInk>>

export const LIGHT_NOTES: NotePalette = {
  ink: { line: '#1c2430', onLine: '#ffffff', ground: '#ffffff' },
  violet: { line: '#4b2a8c', onLine: '#ffffff', ground: '#f5f1fd' },
  red: { line: '#a8231c', onLine: '#ffffff', ground: '#fdf1f0' },
  blue: { line: '#1766a6', onLine: '#ffffff', ground: '#eff6fd' },
  green: { line: '#12805c', onLine: '#ffffff', ground: '#edf8f3' },
  amber: { line: '#b97700', onLine: '#ffffff', ground: '#fef7e8' },
}

export const DARK_NOTES: NotePalette = {
  ink: { line: '#eef2f7', onLine: '#10151c', ground: '#1b232e' },
  amber: { line: '#f6c453', onLine: '#10151c', ground: '#2b2415' },
  green: { line: '#5cc9a0', onLine: '#10151c', ground: '#14291f' },
  blue: { line: '#67aef0', onLine: '#10151c', ground: '#14243a' },
  red: { line: '#f0837a', onLine: '#10151c', ground: '#351c1b' },
  violet: { line: '#a78bf0', onLine: '#10151c', ground: '#241c3b' },
}
