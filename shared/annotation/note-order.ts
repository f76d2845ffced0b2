// The order of notes at the side and their numbers in the figure: by time, then as they were made.
import { compareTimes } from '../units/exact-time.ts'
import { noteTime } from './note.ts'
import type { Note } from './note.ts'
import type { NoteMap } from './note-edit.ts'

/** Notes by time; those without one come last. The number of a note is its place here plus one. */
export function notesInOrder(notes: NoteMap): readonly Note[] {
  return [...notes.values()].sort((a, b) => {
    const left = noteTime(a)
    const right = noteTime(b)
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    return compareTimes(left, right)
  })
}
