// Which notes go into a picture or report that nobody drew in a window.
import type { Analysis } from '../../../shared/analysis/analysis.ts'
import { notesInOrder } from '../../../shared/annotation/note-order.ts'
import type { Note } from '../../../shared/annotation/note.ts'
import { suggestNotes } from '../../../shared/annotation/suggest-notes.ts'
import type { FigureSource } from '../../../shared/figure/figure-input.ts'

/** 'auto': what the program suggests; else these; 'none'. */
export type NoteChoice = 'auto' | 'none' | readonly Note[]

/** In the order of their numbers. `sources`: the captures in the order of the analysis, counter texts anywhere. */
export function chosenNotes(analysis: Analysis, choice: NoteChoice, sources: readonly FigureSource[]): readonly Note[] {
  if (choice === 'none') return []
  const hashes = sources.filter(({ kind }) => kind === 'capture').map(({ sha256 }) => sha256 ?? '')
  const notes = choice === 'auto' ? suggestNotes(analysis, hashes) : choice
  return notesInOrder(new Map(notes.map((note) => [note.id, note])))
}
