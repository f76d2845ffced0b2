// Asked once, in both hosts: something else is to be opened, or everything closed, and there are notes that no file has.
import { useCommandContext } from '../../commands/command-context.ts'
import { useOneAtATime } from '../../commands/use-one-at-a-time.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useMask } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { workKeeper } from './work-keeper.ts'

export default function LeaveNotesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const mask = useMask()
  const context = useCommandContext()
  const store = useWorkspaceApi()
  const count = useWorkspace((state) => state.noteHistory.notes.size)
  const name = useWorkspace((state) => state.sources[0]?.name ?? '')
  const { session } = context
  const { begin } = useOneAtATime()
  const stay = (): void => {
    onClose()
    session.answerLeaving(false)
  }
  const giveUp = (): void => {
    onClose()
    store.getState().dropNotes()
    session.answerLeaving(true)
  }
  // A save that is cancelled or fails leaves the question open: nothing is lost by it.
  const save = (): void =>
    begin(async () => {
      if (!(await workKeeper(context).save(false))) return
      onClose()
      session.answerLeaving(true)
    })
  return (
    <Dialog
      title={t('figure.work.unsavedTitle')}
      width="narrow"
      onClose={stay}
      foot={
        <>
          <Button onPress={stay}>{t('app.cancel')}</Button>
          <Button look="outlined" onPress={giveUp}>
            {t('figure.work.giveUp')}
          </Button>
          <Button look="primary" onPress={save}>
            {t('figure.work.saveNotes')}
          </Button>
        </>
      }
    >
      <p>{mask(t('figure.work.leaving', { name, count }))}</p>
    </Dialog>
  )
}
