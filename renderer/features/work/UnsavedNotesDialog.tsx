// Asked once: notes that a crash or the opening of something else left without a file.
import { useState } from 'react'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { writeProject } from '../../../shared/project/project-file.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { answered, waitingWork } from './autosave.ts'
import { workKeeper } from './work-keeper.ts'

export default function UnsavedNotesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const context = useCommandContext()
  const store = useWorkspaceApi()
  const [waiting] = useState(() => waitingWork(context))
  if (waiting === null) return null
  const { work, why } = waiting
  const name = work.sources[0]?.name ?? t('figure.work.pasted')
  const done = (): void => {
    answered(context)
    onClose()
  }
  const reopen = async (): Promise<void> => {
    onClose()
    answered(context)
    // Not before: taking it closes what is open, and what is open may have notes of its own.
    await workKeeper(context).take(work, null, null)
    // Unsaved as before the crash.
    store.setState({ savedNotes: new Map() })
  }
  const save = async (): Promise<void> => {
    const outcome = await context.host.save({
      kind: 'project',
      suggestedName: `${name.replace(/\.[^.]*$/, '')}.synscope`,
      content: writeProject(work),
    })
    if (outcome.kind === 'failed') store.getState().say(outcome.reason, 'bad')
    if (outcome.kind === 'saved') done()
  }
  return (
    <Dialog
      title={t('figure.work.unsavedTitle')}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <Button onPress={done}>{t('figure.work.discard')}</Button>
          <Button look="outlined" onPress={() => void save()}>
            {t('figure.work.saveAs')}
          </Button>
          <Button look="primary" onPress={() => void reopen()}>
            {t('figure.work.reopen')}
          </Button>
        </>
      }
    >
      <p>
        {t(why === 'crash' ? 'figure.work.leftByCrash' : 'figure.work.leftBehind', { name, count: work.notes.length })}
      </p>
    </Dialog>
  )
}
