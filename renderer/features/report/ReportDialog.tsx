// Title, language and format of the report, and the ways out of the window.
import { Printer } from 'lucide-react'
import { useRef, useState } from 'react'
import { LANGUAGES } from '../../../shared/i18n/translate-with.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { firstWishes, giveReport, isMaskedReport, SAVED_FORMATS } from './give-report.ts'
import type { ReportOutput, SavedFormat } from './give-report.ts'

export default function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const context = useCommandContext()
  const store = useWorkspaceApi()
  const isMasked = useWorkspace(isMaskedReport)
  const [wishes, setWishes] = useState(() => firstWishes(context))
  const [format, setFormat] = useState<SavedFormat>('html')
  const [making, setMaking] = useState(false)
  const busy = useRef(false)
  const { can } = context.host.start

  const give = (output: ReportOutput): void => {
    // Not by disabling the buttons: they would lose the focus, and Escape with it.
    if (busy.current) return
    busy.current = true
    setMaking(true)
    giveReport(context, output, wishes)
      .then((arrived) => {
        if (arrived) onClose()
      })
      .catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error)
        store.getState().say({ key: 'app.notice.commandFailed', params: { message } }, 'bad')
      })
      .finally(() => {
        busy.current = false
        setMaking(false)
      })
  }
  return (
    <FormDialog
      title={t('tools.report.title')}
      onClose={onClose}
      submit={t('tools.report.save')}
      onSubmit={() => give(format)}
      others={
        <>
          {can.print && (
            <Button icon={Printer} look="outlined" onPress={() => give('print')}>
              {t('tools.report.print')}
            </Button>
          )}
          {can.pdf && (
            <Button look="outlined" onPress={() => give('pdf')}>
              {t('tools.report.pdf')}
            </Button>
          )}
        </>
      }
    >
      <p className={form.note}>{t('tools.report.what')}</p>
      <label className={form.field}>
        {t('tools.report.heading')}
        <input
          autoFocus
          maxLength={200}
          placeholder={t('tools.report.headingPlaceholder')}
          value={wishes.title}
          onChange={(event) => setWishes({ ...wishes, title: event.target.value })}
        />
      </label>
      <ChoiceField
        label={t('tools.report.language')}
        value={wishes.language}
        choices={LANGUAGES}
        word={(language) => t(`app.language.${language}`)}
        onChange={(language) => setWishes({ ...wishes, language })}
      />
      <ChoiceField
        label={t('tools.report.format')}
        value={format}
        choices={SAVED_FORMATS}
        word={(each) => t(`tools.report.formats.${each}`)}
        onChange={setFormat}
      />
      <p role="status" className={form.note}>
        {making ? t('tools.report.making') : isMasked ? t('tools.report.masked') : ''}
      </p>
    </FormDialog>
  )
}
