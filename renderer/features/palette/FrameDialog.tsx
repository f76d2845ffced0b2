// Go to a frame number, as Wireshark counts it.
import { useState } from 'react'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import { FormDialog } from '../../components/FormDialog.tsx'
import form from '../../components/form.module.css'
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded, useMask } from '../../state/use-analysis.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { findFrame } from './find-frame.ts'

export default function FrameDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const mask = useMask()
  const { packets } = useLoaded().analysis
  const [text, setText] = useState('')
  const [capture, setCapture] = useState(0)
  const number = /^\d{1,10}$/.test(text.trim()) ? Number(text) : null
  const go = (): void => {
    if (number === null) return
    const found = findFrame(packets.packets, number, capture)
    onClose()
    const state = store.getState()
    if (found === null) {
      state.say({ key: 'app.frame.none', params: { frame: number } }, 'bad')
      return
    }
    state.focus(packets.packets.handshake[found.packet] ?? null, found.packet)
    if (!found.exact) {
      state.say({
        key: 'app.frame.nearest',
        params: { frame: number, nearest: packets.packets.frame[found.packet] ?? 0 },
      })
    }
  }
  return (
    <FormDialog
      title={t('app.frame.title')}
      width="narrow"
      onClose={onClose}
      submit={t('app.frame.go')}
      isReady={number !== null}
      onSubmit={go}
    >
      <label className={form.field}>
        {t('app.frame.number')}
        <input autoFocus inputMode="numeric" value={text} onChange={(event) => setText(event.target.value)} />
      </label>
      {packets.captures.length > 1 && (
        <ChoiceField
          label={t('app.frame.file')}
          value={capture}
          choices={[...packets.captures.keys()]}
          word={(row) => mask(packets.captures[row]?.path ?? '')}
          onChange={setCapture}
        />
      )}
      <p className={form.note}>{t('app.frame.note')}</p>
    </FormDialog>
  )
}
