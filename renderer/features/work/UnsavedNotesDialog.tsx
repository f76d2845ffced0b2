// Asked once: notes that a crash left without a file.
import { useState } from 'react'
import { useCommandContext } from '../../commands/command-context.ts'
import { useOneAtATime } from '../../commands/use-one-at-a-time.ts'
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
  const { begin } = useOneAtATime()
  const [work] = useState(() => waitingWork(context))
  if (work === null) return null
  const name = work.sources[0]?.name ?? t('figure.work.pasted')
  // Of many packets only the notes were kept: they need their captures, which a crash names no folder of.
  const canShow = work.packets !== null
  const done = (): void => {
    answered(context)
    onClose()
  }
  const reopen = (): void => {
    onClose()
    // What is open meanwhile may have notes of its own.
    context.session.leave(
      () => {
        answered(context)
        // Unsaved as before the crash.
        void workKeeper(context)
          .take(work, null, null)
          .then(() => store.setState({ savedNotes: new Map() }))
      },
      () => store.getState().openDialog('unsaved-notes'),
    )
  }
  const save = (): void =>
    begin(async () => {
      const outcome = await context.host.save({
        kind: 'project',
        suggestedName: `${name.replace(/\.[^.]*$/, '')}.synscope`,
        content: writeProject(work),
      })
      if (outcome.kind === 'failed') store.getState().say(outcome.reason, 'bad')
      if (outcome.kind === 'saved') done()
    })
  return (
    <Dialog
      title={t('figure.work.unsavedTitle')}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <Button onPress={done}>{t('figure.work.discard')}</Button>
          <Button look={canShow ? 'outlined' : 'primary'} onPress={save}>
            {t('figure.work.saveAs')}
          </Button>
          {canShow && (
            <Button look="primary" onPress={reopen}>
              {t('figure.work.reopen')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('figure.work.leftByCrash', { name, count: work.notes.length })}</p>
      {!canShow && <p>{t('figure.work.leftWithoutPackets')}</p>}
    </Dialog>
  )
}
