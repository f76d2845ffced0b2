// Which program this is, what it does with data, and the licences of what is built into it.
import { useState } from 'react'
import { Logo } from '../../app/Logo.tsx'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { licencesText } from '../../host/licences.ts'
import { useTranslate } from '../../i18n/language.ts'
import styles from './help.module.css'

export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const { host } = useCommandContext()
  const [licences, setLicences] = useState<string | null>(null)
  const showLicences = (): void => {
    void licencesText().then(setLicences, () => setLicences(t('app.about.noLicences')))
  }
  return (
    <Dialog
      title={t('app.about.title')}
      width={licences === null ? 'narrow' : 'normal'}
      onClose={onClose}
      foot={licences === null && <Button onPress={showLicences}>{t('app.about.licences')}</Button>}
    >
      <div className={styles.about}>
        <span className={styles.logo}>
          <Logo size={3} />
        </span>
        <strong>SynScope {host.start.version}</strong>
        <p>{t('app.about.what')}</p>
        <p>{t('app.about.privacy')}</p>
        <p>{t('app.about.licence')}</p>
      </div>
      {licences !== null && (
        <section aria-label={t('app.about.licences')}>
          <pre className={styles.licences}>{licences}</pre>
        </section>
      )}
    </Dialog>
  )
}
