// Notes: suggest, write, undo, redo, remove.
import { Lightbulb, Redo2, StickyNote, Trash2, Undo2 } from 'lucide-react'
import type { NoteEdit } from '../../../shared/annotation/note-edit.ts'
import type { Command } from '../../commands/command.ts'
import { isTyping } from '../../commands/shortcuts.ts'

/** In a text field undo, redo and Delete belong to the text. */
const isFree = (): boolean => !isTyping(document.activeElement)

export const NOTE_COMMANDS: readonly Command[] = [
  {
    id: 'notes.suggest',
    area: 'notes',
    title: 'menu.notes.suggest',
    icon: Lightbulb,
    enabled: (state) => state.loaded !== null,
    run: async (context) => {
      const [{ suggestNotes }, { workKeeper }] = await Promise.all([
        import('../../../shared/annotation/suggest-notes.ts'),
        import('../work/work-keeper.ts'),
      ])
      const { loaded, noteHistory, editNotes, changeSettings, say } = context.store.getState()
      if (loaded === null) return
      const suggested = suggestNotes(loaded.analysis, workKeeper(context).captureHashes())
      // What was suggested before and not touched is replaced; what was edited stays.
      const edits: NoteEdit[] = [...noteHistory.notes.values()]
        .filter((note) => note.isSuggested)
        .map((note) => ({ kind: 'remove', id: note.id }))
      const kept = new Set([...noteHistory.notes.values()].filter((note) => !note.isSuggested).map((note) => note.id))
      for (const note of suggested) if (!kept.has(note.id)) edits.push({ kind: 'add', note, before: null })
      editNotes({ kind: 'batch', edits })
      changeSettings({ sidePanel: 'notes' })
      say({
        key: suggested.length === 0 ? 'figure.notes.nothing' : 'figure.notes.written',
        params: { count: suggested.length },
      })
    },
  },
  {
    id: 'notes.add',
    area: 'notes',
    title: 'figure.notes.add',
    icon: StickyNote,
    shortcuts: ['M'],
    enabled: (state) => state.loaded !== null,
    run: async (context) => {
      const [{ anchorOfChoice, newNote }, { workKeeper }] = await Promise.all([
        import('./new-note.ts'),
        import('../work/work-keeper.ts'),
      ])
      const state = context.store.getState()
      const choice = anchorOfChoice(state, workKeeper(context).captureHashes())
      if (choice === null) return
      const note = newNote(choice.kind, choice.anchor, choice.target, state.noteColour)
      state.editNotes({ kind: 'add', note, before: null }, `new ${note.id}`)
      state.brush(null)
      state.typeNote(note.id)
    },
  },
  {
    id: 'edit.undo',
    area: 'edit',
    title: 'menu.edit.undo',
    icon: Undo2,
    shortcuts: ['Mod+Z'],
    enabled: (state) => state.noteHistory.past.length > 0 && isFree(),
    run: ({ store }) => store.getState().undoNotes(),
  },
  {
    id: 'edit.redo',
    area: 'edit',
    title: 'menu.edit.redo',
    icon: Redo2,
    shortcuts: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: (state) => state.noteHistory.future.length > 0 && isFree(),
    run: ({ store }) => store.getState().redoNotes(),
  },
  {
    id: 'edit.deleteNote',
    area: 'edit',
    title: 'menu.edit.deleteNote',
    icon: Trash2,
    shortcuts: ['Delete'],
    enabled: (state) => state.activeNote !== null && state.noteHistory.notes.has(state.activeNote) && isFree(),
    run: ({ store }) => {
      const { activeNote, editNotes, activateNote } = store.getState()
      if (activeNote === null) return
      editNotes({ kind: 'remove', id: activeNote })
      activateNote(null)
    },
  },
]
