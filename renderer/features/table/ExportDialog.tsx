// What to write and in which form.
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import form from '../../components/form.module.css'
import { useTongue } from '../../i18n/language.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { exportRows } from './export-rows.ts'

export default function ExportDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, number } = useTongue()
  const context = useCommandContext()
  const count = useWorkspace((state) => state.visible.length)
  const masked = useWorkspace((state) => state.settings.maskAddresses)
  const save = (kind: 'csv' | 'json'): void => {
    onClose()
    void exportRows(context, kind)
  }
  return (
    <Dialog
      title={t('app.export.title')}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <Button look="outlined" onPress={() => save('json')}>
            JSON
          </Button>
          <Button look="primary" onPress={() => save('csv')}>
            CSV
          </Button>
        </>
      }
    >
      <div className={form.fields}>
        <p>{t('app.export.what', { total: number(count), count })}</p>
        <p className={form.note}>{t(masked ? 'app.export.masked' : 'app.export.plain')}</p>
      </div>
    </Dialog>
  )
}
