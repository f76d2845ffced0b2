// Title, language and format of the report, and the ways out of the window.
import { Printer } from 'lucide-react'
import { useState } from 'react'
import { LANGUAGES } from '../../../shared/i18n/translate-with.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { useOneAtATime } from '../../commands/use-one-at-a-time.ts'
import { Button } from '../../components/Button.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { firstWishes, giveReport, isMaskedReport, SAVED_FORMATS } from './give-report.ts'
import type { ReportOutput, SavedFormat } from './give-report.ts'

export default function ReportDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const context = useCommandContext()
  const isMasked = useWorkspace(isMaskedReport)
  const [wishes, setWishes] = useState(() => firstWishes(context))
  const [format, setFormat] = useState<SavedFormat>('html')
  const { isBusy, begin } = useOneAtATime()
  const { can } = context.host.start

  const give = (output: ReportOutput): void =>
    begin(async () => {
      if (await giveReport(context, output, wishes)) onClose()
    })
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
        {isBusy ? t('tools.report.making') : isMasked ? t('tools.report.masked') : ''}
      </p>
    </FormDialog>
  )
}
