// The label of one note on the timeline, or its bare number where there is no room. A button for the keyboard, a handle for
// the pointer, a text field while its words are typed.
import { useRef } from 'react'
import type { Note } from '../../../shared/annotation/note.ts'
import type { NoteInk } from '../../../shared/annotation/note-palette.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import type { PlacedAnchor } from './place-on-lanes.ts'
import { NoteWords } from './NoteWords.tsx'
import styles from './notes.module.css'

interface NoteLabelProps {
  readonly note: Note
  readonly words: string
  readonly number: number
  readonly anchor: PlacedAnchor
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null
  readonly ink: NoteInk
  readonly isActive: boolean
  readonly isTyped: boolean
}

/** Pixels of one press of an arrow key; with Shift one pixel. */
const STEP = 8
const NARROWEST = 48
const LABEL_EXTRA = 38
/** A press that moves less is a click. */
const CLICK = 3

let gestures = 0

export function NoteLabel({ note, words, number, anchor, box, ink, isActive, isTyped }: NoteLabelProps) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const drag = useRef<{
    readonly x: number
    readonly y: number
    readonly gesture: string
    readonly resizes: boolean
    moved: boolean
  } | null>(null)
  const place = box === null ? { dx: 12, dy: -28 } : { dx: box.x - anchor.x, dy: box.y - anchor.y }
  const start = useRef({ ...place, width: 0 })

  const onDown = (event: React.PointerEvent, resizes: boolean): void => {
    if (event.button !== 0 || isTyped) return
    event.stopPropagation()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { x: event.clientX, y: event.clientY, gesture: `drag ${++gestures}`, resizes, moved: false }
    start.current = { ...place, width: (box?.width ?? 0) - LABEL_EXTRA }
    store.getState().activateNote(note.id)
  }
  const onMove = (event: React.PointerEvent): void => {
    const now = drag.current
    if (now === null) return
    const dx = event.clientX - now.x
    const dy = event.clientY - now.y
    if (!now.moved && Math.hypot(dx, dy) < CLICK) return
    now.moved = true
    const patch = now.resizes
      ? { width: Math.max(NARROWEST, Math.round(start.current.width + dx)), place }
      : { place: { dx: Math.round(start.current.dx + dx), dy: Math.round(start.current.dy + dy) } }
    store.getState().editNotes({ kind: 'change', id: note.id, patch: { ...patch, isSuggested: false } }, now.gesture)
  }
  const onUp = (): void => {
    drag.current = null
  }
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (isTyped) return
    const step = event.shiftKey ? 1 : STEP
    const moves: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }
    const move = moves[event.key]
    const state = store.getState()
    if (move !== undefined) {
      const next = { dx: Math.round(place.dx + move[0]), dy: Math.round(place.dy + move[1]) }
      state.editNotes({ kind: 'change', id: note.id, patch: { place: next, isSuggested: false } }, `keys ${note.id}`)
    } else if (event.key === 'Delete' || event.key === 'Backspace') {
      state.editNotes({ kind: 'remove', id: note.id })
      state.activateNote(null)
    } else if (event.key === 'Enter' || event.key === 'F2') state.typeNote(note.id)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const label = t('figure.notes.label', { number, words })
  const style = {
    left: box?.x ?? anchor.x + 8,
    top: box?.y ?? Math.max(1, anchor.y - 20),
    width: box?.width,
    minHeight: box?.height,
    '--note-line': ink.line,
    '--note-on-line': ink.onLine,
    '--note-ground': ink.ground,
  } as React.CSSProperties
  return (
    <div
      className={styles.label}
      style={style}
      role={isTyped ? 'group' : 'button'}
      tabIndex={isTyped ? undefined : 0}
      aria-label={label}
      data-note={note.id}
      data-active={isActive || undefined}
      data-bare={box === null || undefined}
      data-plain={note.kind === 'point' || undefined}
      onPointerDown={(event) => onDown(event, false)}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
      onDoubleClick={() => store.getState().typeNote(note.id)}
      onFocus={() => store.getState().activateNote(note.id)}
      onKeyDown={onKeyDown}
    >
      <span className={styles.badge}>{number}</span>
      {isTyped ? (
        <NoteWords note={note} words={words} />
      ) : (
        box !== null && <span className={styles.words}>{words}</span>
      )}
      {box !== null && !isTyped && (
        <span className={styles.resize} onPointerDown={(event) => onDown(event, true)} aria-hidden />
      )}
    </div>
  )
}
