// Reading goes on while there is already something to look at.
import { X } from 'lucide-react'
import { useRun } from '../commands/command-entries.ts'
import { Button } from '../components/Button.tsx'
import { ReadingWords } from '../features/start/ReadingWords.tsx'
import { useTranslate } from '../i18n/language.ts'
import { useWorkspace } from '../state/workspace-store.ts'
import styles from './workspace.module.css'

export function ReadingLine() {
  const t = useTranslate()
  const run = useRun()
  const reading = useWorkspace((state) => state.reading !== null)
  if (!reading) return null
  return (
    <div className={styles.reading}>
      <ReadingWords />
      <Button size="small" look="outlined" icon={X} onPress={() => run('file.cancelReading')}>
        {t('app.reading.cancel')}
      </Button>
    </div>
  )
}
