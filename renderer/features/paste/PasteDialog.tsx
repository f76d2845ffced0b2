// Paste a text: counters, ss, sysctl, or what tcpdump printed. What it is is told before it is added.
import { useMemo, useState } from 'react'
import { recognise } from '../../../shared/analysis/recognise.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'

const HINT = 'date +%s.%N; netstat -s'
/** Enough to see what a text is. */
const HEAD_CHARACTERS = 32_768

export default function PasteDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const { session } = useCommandContext()
  const [text, setText] = useState('')
  const kind = useMemo(
    () => (text.trim() === '' ? null : recognise(new TextEncoder().encode(text.slice(0, HEAD_CHARACTERS)))),
    [text],
  )
  const add = (): void => {
    session.addText(text, t('app.paste.name'))
    onClose()
  }
  return (
    <Dialog
      title={t('app.paste.title')}
      width="wide"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" isDisabled={text.trim() === ''} onPress={add}>
            {t('app.paste.add')}
          </Button>
        </>
      }
    >
      <div className={form.fields}>
        <p className={form.note}>{t('app.paste.what')}</p>
        <label className={form.field}>
          {t('app.paste.label')}
          <textarea autoFocus spellCheck={false} value={text} onChange={(event) => setText(event.target.value)} />
        </label>
        <p role="status" className={kind === 'counters' || kind === 'tcpdump-text' ? form.good : form.note}>
          {kind === null ? '' : t(`app.paste.is.${kind}`)}
        </p>
        <p className={form.note}>
          {t('app.paste.hint')} <code>{HINT}</code> <CopyButton text={HINT} label={t('app.verdict.copyCommand')} />
        </p>
      </div>
    </Dialog>
  )
}
