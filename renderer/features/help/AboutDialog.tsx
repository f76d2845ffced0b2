// Which program this is, what it does with data, where it comes from.
import { Logo } from '../../app/Logo.tsx'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useTranslate } from '../../i18n/language.ts'
import styles from './help.module.css'

export default function AboutDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const { host } = useCommandContext()
  return (
    <Dialog
      title={t('app.about.title')}
      width="narrow"
      onClose={onClose}
      foot={
        <>
          <Button onPress={() => void host.openLink('issues')}>{t('app.about.issues')}</Button>
          <Button look="outlined" onPress={() => void host.openLink('project')}>
            {t('app.about.project')}
          </Button>
        </>
      }
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
    </Dialog>
  )
}
