// The worker has ended on its own: what is shown stays, and reading can be tried again.
import { RotateCcw, TriangleAlert } from 'lucide-react'
import { useCommandContext } from '../commands/command-context.ts'
import { Button } from '../components/Button.tsx'
import { CopyButton } from '../components/CopyButton.tsx'
import { Icon } from '../components/Icon.tsx'
import { useTranslate } from '../i18n/language.ts'
import { useWorkspace } from '../state/workspace-store.ts'
import styles from './workspace.module.css'

export function FailureLine() {
  const t = useTranslate()
  const { session } = useCommandContext()
  const failure = useWorkspace((state) => state.workerFailure)
  if (failure === null) return null
  return (
    <div role="alert" className={styles.failed}>
      <Icon of={TriangleAlert} />
      <span style={{ flex: 1 }}>{t('app.failure.worker', { message: failure.message })}</span>
      <CopyButton text={failure.message} label={t('app.copyDetails')} words={t('app.copyDetails')} />
      <Button look="primary" size="small" icon={RotateCcw} onPress={() => session.retry()}>
        {t('app.failure.tryAgain')}
      </Button>
    </div>
  )
}
