// While the first file is read and nothing can be shown yet.
import { X } from 'lucide-react'
import { useRun } from '../../commands/command-entries.ts'
import { Button } from '../../components/Button.tsx'
import { Logo } from '../../app/Logo.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { ReadingWords } from './ReadingWords.tsx'
import styles from './start.module.css'

export function ReadingPage() {
  const t = useTranslate()
  const run = useRun()
  return (
    <main className={styles.page}>
      <div className={styles.readingCard}>
        <span className={styles.logo}>
          <Logo size={2} />
        </span>
        <ReadingWords />
        <Button look="outlined" icon={X} onPress={() => run('file.cancelReading')} autoFocus>
          {t('app.reading.cancel')}
        </Button>
      </div>
    </main>
  )
}
