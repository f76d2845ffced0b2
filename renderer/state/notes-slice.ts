// Notes on the data, their undo and redo, the tool that makes new ones, and the last settings of a figure. Belongs to what
// is open: another capture begins without notes (renderer/features/work keeps unsaved ones).
import type { StateCreator } from 'zustand'
import type { NoteEdit, NoteMap } from '../../shared/annotation/note-edit.ts'
import { edited, EMPTY_HISTORY, historyOf, redone, undone } from '../../shared/annotation/note-history.ts'
import type { NoteHistory } from '../../shared/annotation/note-history.ts'
import type { Note, NoteColour, NoteId, NoteKind } from '../../shared/annotation/note.ts'
import { DEFAULT_FIGURE } from '../../shared/figure/figure-settings.ts'
import type { FigureSettings } from '../../shared/figure/figure-settings.ts'
import type { WorkspaceState } from './workspace-store.ts'

/** The .synscope file that "Save" writes again. */
export interface WorkFile {
  /** Token of the host. */
  readonly id: string
  readonly name: string
}

/** What of the captures goes into a saved work: the tables of the handshake packets, or the files whole. */
export type WorkContent = 'packets' | 'captures'

export interface NotesSlice {
  readonly noteHistory: NoteHistory
  /** The notes as they were last saved or opened; another map than noteHistory.notes means unsaved. */
  readonly savedNotes: NoteMap
  readonly activeNote: NoteId | null
  /** The note whose words are being typed, on the timeline or in the list. */
  readonly typedNote: NoteId | null
  /** Where its text field is. */
  readonly typedIn: 'timeline' | 'list'
  /** What the next click or drag on the timeline makes; null: nothing. */
  readonly noteTool: NoteKind | null
  readonly noteColour: NoteColour
  readonly figure: FigureSettings
  /** What is open was masked when it was saved: it must not be masked again. */
  readonly isMaskedWork: boolean
  readonly workFile: WorkFile | null
  /** As the user last chose for what is open. */
  readonly workContent: WorkContent

  /** Edits with the same gesture that follow each other are one step of undo. */
  editNotes: (edit: NoteEdit, gesture?: string | null) => void
  undoNotes: () => void
  redoNotes: () => void
  activateNote: (id: NoteId | null) => void
  typeNote: (id: NoteId | null, where?: 'timeline' | 'list') => void
  setNoteTool: (tool: NoteKind | null) => void
  setNoteColour: (colour: NoteColour) => void
  changeFigure: (patch: Partial<FigureSettings>) => void
  /** Notes and figure of an opened work: nothing to undo, nothing unsaved. */
  takeWork: (notes: readonly Note[], figure: FigureSettings, isMasked: boolean, file: WorkFile | null) => void
  setWorkContent: (content: WorkContent) => void
  markSaved: (file: WorkFile | null) => void
  dropNotes: () => void
}

/** True when there are notes or changes of notes that no file has. */
export function hasUnsavedNotes(state: WorkspaceState): boolean {
  const { notes } = state.noteHistory
  return notes !== state.savedNotes && (notes.size > 0 || state.savedNotes.size > 0)
}

export const createNotesSlice: StateCreator<WorkspaceState, [], [], NotesSlice> = (set, get) => ({
  noteHistory: EMPTY_HISTORY,
  savedNotes: EMPTY_HISTORY.notes,
  activeNote: null,
  typedNote: null,
  typedIn: 'timeline',
  noteTool: null,
  noteColour: 'red',
  figure: DEFAULT_FIGURE,
  isMaskedWork: false,
  workFile: null,
  workContent: 'packets',

  editNotes: (edit, gesture = null) => set({ noteHistory: edited(get().noteHistory, edit, gesture) }),
  undoNotes: () => set({ noteHistory: undone(get().noteHistory), typedNote: null }),
  redoNotes: () => set({ noteHistory: redone(get().noteHistory), typedNote: null }),
  activateNote: (activeNote) => set({ activeNote }),
  typeNote: (typedNote, typedIn = 'timeline') =>
    set(typedNote === null ? { typedNote } : { typedNote, typedIn, activeNote: typedNote }),
  setNoteTool: (noteTool) => set({ noteTool }),
  setNoteColour: (noteColour) => set({ noteColour }),
  changeFigure: (patch) => set({ figure: { ...get().figure, ...patch } }),
  takeWork: (notes, figure, isMaskedWork, workFile) => {
    const map: NoteMap = new Map(notes.map((note) => [note.id, note]))
    set({
      noteHistory: historyOf(map),
      savedNotes: map,
      activeNote: null,
      typedNote: null,
      figure,
      isMaskedWork,
      workFile,
    })
  },
  setWorkContent: (workContent) => set({ workContent }),
  markSaved: (workFile) => set({ savedNotes: get().noteHistory.notes, workFile: workFile ?? get().workFile }),
  dropNotes: () =>
    set({
      noteHistory: EMPTY_HISTORY,
      savedNotes: EMPTY_HISTORY.notes,
      activeNote: null,
      typedNote: null,
      noteTool: null,
      isMaskedWork: false,
      workFile: null,
      workContent: 'packets',
    }),
})
