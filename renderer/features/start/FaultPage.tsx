// Files were given and none could be read: each with its sentence, and what to do next.
import { FolderOpen } from 'lucide-react'
import { FailureLine } from '../../app/FailureLine.tsx'
import { useRun } from '../../commands/command-entries.ts'
import { Button } from '../../components/Button.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { SourceCardView } from '../files/SourceCardView.tsx'
import styles from './start.module.css'

export function FaultPage() {
  const t = useTranslate()
  const run = useRun()
  const sources = useWorkspace((state) => state.sources)
  return (
    <main className={styles.page}>
      <FailureLine />
      <div className={styles.column}>
        <h1 className={styles.faultTitle}>{t('app.fault.title', { count: sources.length })}</h1>
        <ul className={styles.cards}>
          {sources.map((source) => (
            <li key={source.id}>
              <SourceCardView source={source} />
            </li>
          ))}
        </ul>
        <div className={styles.buttons}>
          <Button look="primary" size="large" icon={FolderOpen} onPress={() => run('file.open')}>
            {t('app.start.openFiles')}
          </Button>
          <Button look="outlined" size="large" onPress={() => run('file.close')}>
            {t('app.fault.back')}
          </Button>
        </div>
      </div>
    </main>
  )
}
