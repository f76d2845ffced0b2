// The notes at the side, in order of time: write new ones, have some suggested, edit, colour, find, remove.
import {
  Camera,
  Highlighter,
  Lightbulb,
  MessageSquare,
  MoveUpRight,
  Redo2,
  Save,
  Spline,
  StickyNote,
  Tag,
  Type,
  Undo2,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useMemo } from 'react'
import { NOTE_COLOURS, NOTE_KINDS } from '../../../shared/annotation/note.ts'
import type { NoteKind } from '../../../shared/annotation/note.ts'
import { notesInOrder } from '../../../shared/annotation/note-order.ts'
import { useCommandEntries, useRun } from '../../commands/command-entries.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { workKeeper } from '../work/work-keeper.ts'
import { NoteItem } from './NoteItem.tsx'
import { useNotePalette } from './use-note-palette.ts'
import styles from './notes.module.css'

const TOOL_ICONS: Readonly<Record<NoteKind, LucideIcon>> = {
  point: Tag,
  span: Spline,
  arrow: MoveUpRight,
  callout: MessageSquare,
  highlight: Highlighter,
  badge: StickyNote,
  text: Type,
}

export function NotesPanel() {
  const t = useTranslate()
  const run = useRun()
  const context = useCommandContext()
  const store = useWorkspaceApi()
  const palette = useNotePalette()
  const notes = useWorkspace((state) => state.noteHistory.notes)
  const tool = useWorkspace((state) => state.noteTool)
  const colour = useWorkspace((state) => state.noteColour)
  const ordered = useMemo(() => notesInOrder(notes), [notes])
  const history = useCommandEntries(['edit.undo', 'edit.redo'])
  const isSaved = workKeeper(context).isShowingSaved
  return (
    <div className={styles.panel}>
      <div className={styles.tools} role="toolbar" aria-label={t('figure.notes.tools')}>
        {NOTE_KINDS.map((kind) => (
          <IconButton
            key={kind}
            icon={TOOL_ICONS[kind]}
            size="small"
            label={t(`figure.notes.kind.${kind}`)}
            isOn={tool === kind}
            onPress={() => store.getState().setNoteTool(tool === kind ? null : kind)}
          />
        ))}
        <span className={styles.space} />
        <IconButton
          icon={Undo2}
          size="small"
          label={history[0]?.label ?? ''}
          shortcut={history[0]?.keys}
          isDisabled={history[0]?.disabled ?? true}
          onPress={() => run('edit.undo')}
        />
        <IconButton
          icon={Redo2}
          size="small"
          label={history[1]?.label ?? ''}
          shortcut={history[1]?.keys}
          isDisabled={history[1]?.disabled ?? true}
          onPress={() => run('edit.redo')}
        />
      </div>
      <div className={styles.colours} role="radiogroup" aria-label={t('figure.notes.colour')}>
        {NOTE_COLOURS.map((each) => (
          <button
            key={each}
            type="button"
            role="radio"
            aria-checked={colour === each}
            aria-label={t(`figure.notes.colours.${each}`)}
            className={styles.swatch}
            style={{ background: palette[each].line }}
            onClick={() => store.getState().setNoteColour(each)}
          />
        ))}
        <span className={styles.hint}>{tool === null ? '' : t('figure.notes.toolHint')}</span>
      </div>
      <div className={styles.actions}>
        <Button icon={Lightbulb} look={notes.size === 0 ? 'primary' : 'outlined'} onPress={() => run('notes.suggest')}>
          {t('figure.notes.suggest')}
        </Button>
        <Button icon={Camera} look="outlined" onPress={() => run('figure.export')}>
          {t('figure.notes.figure')}
        </Button>
        <IconButton icon={Save} label={t('figure.notes.save')} onPress={() => run('project.save')} />
      </div>
      {isSaved && (
        <p className={styles.saved}>
          {t('figure.work.showsSaved')}{' '}
          <Button size="small" onPress={() => run('notes.openFiles')}>
            {t('figure.work.openFiles')}
          </Button>
        </p>
      )}
      {ordered.length === 0 ? (
        <p className={styles.empty}>{t('figure.notes.empty')}</p>
      ) : (
        <ol className={styles.list}>
          {ordered.map((note, i) => (
            <NoteItem key={note.id} note={note} number={i + 1} />
          ))}
        </ol>
      )}
    </div>
  )
}
