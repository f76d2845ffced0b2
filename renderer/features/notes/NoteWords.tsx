// The words of a note while they are typed: in place on the timeline and in the list at the side. Enter keeps them,
// Shift+Enter breaks the line, Escape leaves them as they were; a new note without words goes away again.
import { useEffect, useRef } from 'react'
import { NOTE_TEXT_LIMIT } from '../../../shared/annotation/note.ts'
import type { Note } from '../../../shared/annotation/note.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import styles from './notes.module.css'

export function NoteWords({ note, words }: { readonly note: Note; readonly words: string }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const field = useRef<HTMLTextAreaElement>(null)
  const isDone = useRef(false)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])

  const finish = (keep: boolean): void => {
    if (isDone.current) return
    isDone.current = true
    const state = store.getState()
    const text = field.current?.value.trim() ?? ''
    const isNew = note.text.kind === 'own' && note.text.text === ''
    if (keep && text !== words && text !== '') {
      state.editNotes(
        { kind: 'change', id: note.id, patch: { text: { kind: 'own', text }, isSuggested: false } },
        `new ${note.id}`,
      )
    } else if (isNew && (text === '' || !keep) && needsWords(note)) {
      // Leaves no trace in the history: making it and dropping it was one gesture.
      state.undoNotes()
    }
    state.typeNote(null)
  }
  return (
    <textarea
      ref={field}
      className={styles.field}
      defaultValue={words}
      maxLength={NOTE_TEXT_LIMIT}
      rows={2}
      aria-label={t('figure.notes.words')}
      onPointerDown={(event) => event.stopPropagation()}
      onBlur={() => finish(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) finish(true)
        else if (event.key === 'Escape') finish(false)
        else {
          event.stopPropagation()
          return
        }
        event.preventDefault()
        event.stopPropagation()
      }}
    />
  )
}

/** Frames, arrows, spans and numbers say something without words. */
function needsWords(note: Note): boolean {
  return note.kind === 'point' || note.kind === 'callout' || note.kind === 'text'
}
