// Undo and redo of notes: a list of inverse edits. Edits of one gesture (a drag, typing in one box) carry the same
// gesture name and become one step (Excalidraw's "eventually").
import { applyEdit } from './note-edit.ts'
import type { NoteEdit, NoteMap } from './note-edit.ts'

interface Step {
  /** Gives the notes before the step. */
  readonly undo: NoteEdit
  readonly gesture: string | null
}

export interface NoteHistory {
  readonly notes: NoteMap
  readonly past: readonly Step[]
  /** Edits that do again what was undone, the next one last. */
  readonly future: readonly Step[]
}

/** Steps kept; older ones can no longer be undone. */
const DEPTH = 500

export const EMPTY_HISTORY: NoteHistory = { notes: new Map(), past: [], future: [] }

/** A fresh history that begins with `notes` (a project that was opened: there is nothing to undo). */
export function historyOf(notes: NoteMap): NoteHistory {
  return { notes, past: [], future: [] }
}

/** Does `edit`. With the gesture of the step before it, both become one step. An edit that changes nothing is no step. */
export function edited(history: NoteHistory, edit: NoteEdit, gesture: string | null = null): NoteHistory {
  const { next, inverse } = applyEdit(history.notes, edit)
  if (next === history.notes) return history
  const last = history.past.at(-1)
  if (gesture !== null && last?.gesture === gesture) {
    const undo: NoteEdit = { kind: 'batch', edits: [inverse, last.undo] }
    return { notes: next, past: [...history.past.slice(0, -1), { undo, gesture }], future: [] }
  }
  return { notes: next, past: [...history.past, { undo: inverse, gesture }].slice(-DEPTH), future: [] }
}

export function undone(history: NoteHistory): NoteHistory {
  const step = history.past.at(-1)
  if (step === undefined) return history
  const { next, inverse } = applyEdit(history.notes, step.undo)
  return { notes: next, past: history.past.slice(0, -1), future: [...history.future, { undo: inverse, gesture: null }] }
}

export function redone(history: NoteHistory): NoteHistory {
  const step = history.future.at(-1)
  if (step === undefined) return history
  const { next, inverse } = applyEdit(history.notes, step.undo)
  return { notes: next, past: [...history.past, { undo: inverse, gesture: null }], future: history.future.slice(0, -1) }
}
