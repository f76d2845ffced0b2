// One note in the list: number, words, moment; when it is chosen also its kind and colour.
import { Crosshair, Pencil, Trash2 } from 'lucide-react'
import { NOTE_COLOURS, NOTE_KINDS } from '../../../shared/annotation/note.ts'
import type { Note, NoteKind } from '../../../shared/annotation/note.ts'
import { noteText } from '../../../shared/annotation/note-text.ts'
import { anchorSecond } from '../../../shared/figure/note-anchors.ts'
import { clampRange, spanOf } from '../../../shared/timeline/time-range.ts'
import { clockText, localOffset, utcOffset } from '../../../shared/timeline/time-text.ts'
import { IconButton } from '../../components/Button.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded, useMask } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { NoteWords } from './NoteWords.tsx'
import { finderOf } from './place-on-lanes.ts'
import { useNotePalette } from './use-note-palette.ts'
import styles from './notes.module.css'

export function NoteItem({ note, number }: { readonly note: Note; readonly number: number }) {
  const t = useTranslate()
  const mask = useMask()
  const loaded = useLoaded()
  const store = useWorkspaceApi()
  const palette = useNotePalette()
  const isActive = useWorkspace((state) => state.activeNote === note.id)
  const isTyped = useWorkspace((state) => state.typedNote === note.id && state.typedIn === 'list')
  const zone = useWorkspace((state) => (state.timeFormat === 'local' ? localOffset : utcOffset))
  const words = mask(noteText(note.text, t))
  const second = anchorSecond({ analysis: loaded.analysis, axis: loaded.axis }, finderOf(loaded), note.anchor)
  const time = note.anchor.time
  const isLost = second === null && note.anchor.kind !== 'snapshot'

  const show = (): void => {
    const state = store.getState()
    state.activateNote(note.id)
    if (second === null) return
    const { range, ranges } = state
    if (second < range.start || second > range.end) {
      const half = spanOf(range) / 2
      state.moveRange(clampRange({ start: second - half, end: second + half }, ranges[0] ?? range))
    }
    const { anchor } = note
    if (anchor.kind === 'time' || anchor.kind === 'snapshot') return
    const row = finderOf(loaded).find(anchor.handshake)
    if (row !== null) state.focus(row)
  }
  const change = (patch: Partial<Note>): void => store.getState().editNotes({ kind: 'change', id: note.id, patch })
  const remove = (): void => {
    store.getState().editNotes({ kind: 'remove', id: note.id })
    store.getState().activateNote(null)
  }
  return (
    <li className={styles.item} data-active={isActive || undefined} data-testid="note-item">
      <span
        className={styles.badge}
        style={
          {
            '--note-line': palette[note.colour].line,
            '--note-on-line': palette[note.colour].onLine,
          } as React.CSSProperties
        }
      >
        {number}
      </span>
      <div className={styles.itemBody}>
        {isTyped ? (
          <NoteWords note={note} words={words} />
        ) : (
          <button
            type="button"
            className={styles.itemWords}
            onClick={show}
            onDoubleClick={() => store.getState().typeNote(note.id, 'list')}
          >
            {words === '' ? <em>{t(`figure.notes.kind.${note.kind}`)}</em> : words}
          </button>
        )}
        <div className={styles.itemFoot}>
          <span>{time === null ? t('figure.notes.noTime') : clockText(time, 3, zone)}</span>
          {note.isSuggested && <span>{t('figure.notes.suggested')}</span>}
          {isLost && <span className={styles.lost}>{t('figure.notes.lost')}</span>}
        </div>
        {isActive && (
          <div className={styles.itemTools}>
            <select
              aria-label={t('figure.notes.kindLabel')}
              value={note.kind}
              onChange={(event) => change({ kind: event.target.value as NoteKind })}
            >
              {NOTE_KINDS.filter((kind) => note.target !== null || (kind !== 'span' && kind !== 'arrow')).map(
                (kind) => (
                  <option key={kind} value={kind}>
                    {t(`figure.notes.kind.${kind}`)}
                  </option>
                ),
              )}
            </select>
            {NOTE_COLOURS.map((each) => (
              <button
                key={each}
                type="button"
                className={styles.swatch}
                aria-label={t(`figure.notes.colours.${each}`)}
                aria-pressed={note.colour === each}
                style={{ background: palette[each].line }}
                onClick={() => change({ colour: each })}
              />
            ))}
          </div>
        )}
      </div>
      <div className={styles.itemActions}>
        <IconButton icon={Crosshair} size="small" label={t('figure.notes.show')} onPress={show} />
        <IconButton
          icon={Pencil}
          size="small"
          label={t('figure.notes.edit')}
          onPress={() => store.getState().typeNote(note.id, 'list')}
        />
        <IconButton icon={Trash2} size="small" label={t('figure.notes.remove')} onPress={remove} />
      </div>
    </li>
  )
}
