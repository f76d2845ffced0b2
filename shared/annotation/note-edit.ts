// Edits of notes and their inverses. An edit applied gives the edit that undoes it; history.ts builds on that alone.
// Edits that do not fit (an id that is gone, or there twice) change nothing.
import { NOTE_LIMIT } from './note.ts'
import type { Note, NoteBody, NoteId } from './note.ts'

/** In the order they were made; never mutated. */
export type NoteMap = ReadonlyMap<NoteId, Note>

export type NoteEdit =
  /** `before`: id of the note it stands in front of (undo of a removal keeps the order), null = at the end. */
  | { readonly kind: 'add'; readonly note: Note; readonly before: NoteId | null }
  | { readonly kind: 'remove'; readonly id: NoteId }
  | { readonly kind: 'change'; readonly id: NoteId; readonly patch: Partial<NoteBody> }
  /** Several as one step, in order: suggested notes, deleting a selection. */
  | { readonly kind: 'batch'; readonly edits: readonly NoteEdit[] }

export interface AppliedEdit {
  readonly next: NoteMap
  /** Applied to `next`, it gives the notes as they were. */
  readonly inverse: NoteEdit
}

const NOTHING: NoteEdit = { kind: 'batch', edits: [] }

/** Applies one edit and returns the edit that undoes it. */
export function applyEdit(notes: NoteMap, edit: NoteEdit): AppliedEdit {
  switch (edit.kind) {
    case 'add':
      return addNote(notes, edit.note, edit.before)
    case 'remove':
      return removeNote(notes, edit.id)
    case 'change':
      return changeNote(notes, edit.id, edit.patch)
    case 'batch': {
      let next = notes
      const inverses: NoteEdit[] = []
      for (const inner of edit.edits) {
        const applied = applyEdit(next, inner)
        next = applied.next
        inverses.unshift(applied.inverse)
      }
      return { next, inverse: inverses.length === 0 ? NOTHING : { kind: 'batch', edits: inverses } }
    }
  }
}

function addNote(notes: NoteMap, note: Note, before: NoteId | null): AppliedEdit {
  if (notes.has(note.id) || notes.size >= NOTE_LIMIT) return { next: notes, inverse: NOTHING }
  const entries = [...notes]
  const at = before === null ? -1 : entries.findIndex(([id]) => id === before)
  entries.splice(at < 0 ? entries.length : at, 0, [note.id, note])
  return { next: new Map(entries), inverse: { kind: 'remove', id: note.id } }
}

function removeNote(notes: NoteMap, id: NoteId): AppliedEdit {
  const note = notes.get(id)
  if (note === undefined) return { next: notes, inverse: NOTHING }
  const ids = [...notes.keys()]
  const next = new Map(notes)
  next.delete(id)
  return { next, inverse: { kind: 'add', note, before: ids[ids.indexOf(id) + 1] ?? null } }
}

function changeNote(notes: NoteMap, id: NoteId, patch: Partial<NoteBody>): AppliedEdit {
  const note = notes.get(id)
  if (note === undefined) return { next: notes, inverse: NOTHING }
  const old: Record<string, unknown> = {}
  for (const key of Object.keys(patch) as (keyof NoteBody)[]) old[key] = note[key]
  const next = new Map(notes)
  next.set(id, { ...note, ...patch })
  return { next, inverse: { kind: 'change', id, patch: old } }
}
