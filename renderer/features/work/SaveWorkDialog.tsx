// What of the captures goes into the saved work, and how large it becomes; then the system asks where.
import { useState } from 'react'
import { handshakeBytes, isEmbeddable } from '../../../shared/project/handshake-bytes.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { useOneAtATime } from '../../commands/use-one-at-a-time.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import form from '../../components/form.module.css'
import { useTongue } from '../../i18n/language.ts'
import type { WorkContent } from '../../state/notes-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { canEmbed, embedLimits } from './whole-captures.ts'
import { workKeeper } from './work-keeper.ts'

export default function SaveWorkDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, bytes } = useTongue()
  const context = useCommandContext()
  const store = useWorkspaceApi()
  const content = useWorkspace((state) => state.workContent)
  const packets = useWorkspace((state) => state.loaded?.analysis.packets ?? null)
  const isMaskedScreen = useWorkspace((state) => state.settings.maskAddresses && !state.isMaskedWork)
  const whole = workKeeper(context).captureSize()
  const [size] = useState(() => (packets !== null && isEmbeddable(packets) ? handshakeBytes(packets).length : null))
  const allowed = whole !== null && canEmbed(whole)
  const choices: readonly { readonly content: WorkContent; readonly words: string; readonly isOff: boolean }[] = [
    {
      content: 'packets',
      words: size === null ? t('figure.work.content.names') : t('figure.work.content.packets', { size: bytes(size) }),
      isOff: false,
    },
    {
      content: 'captures',
      words:
        whole === null
          ? t('figure.work.content.notOpen')
          : t('figure.work.content.captures', { size: bytes(whole.bytes), count: whole.files }),
      isOff: !allowed,
    },
  ]
  const chosen = allowed ? content : 'packets'
  const { begin } = useOneAtATime()
  const save = (): void =>
    begin(async () => {
      store.getState().setWorkContent(chosen)
      if (await workKeeper(context).save(true)) onClose()
    })
  return (
    <Dialog
      title={t('figure.work.saveTitle')}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <Button onPress={onClose}>{t('app.cancel')}</Button>
          <Button look="primary" onPress={save}>
            {t('figure.work.saveAs')}
          </Button>
        </>
      }
    >
      <div className={form.fields} role="radiogroup" aria-label={t('figure.work.contentLabel')}>
        {choices.map((choice) => (
          <label key={choice.content} className={form.check}>
            <input
              type="radio"
              name="work-content"
              checked={chosen === choice.content}
              disabled={choice.isOff}
              onChange={() => store.getState().setWorkContent(choice.content)}
            />
            {choice.words}
          </label>
        ))}
        {whole !== null && !allowed && <p className={form.note}>{t('figure.work.tooLarge', embedLimits(whole))}</p>}
        <p className={form.note}>{t(isMaskedScreen ? 'figure.work.realAddresses' : 'figure.work.whatElse')}</p>
      </div>
    </Dialog>
  )
}
