// All files of the session at the side.
import { Plus } from 'lucide-react'
import { useRun } from '../../commands/command-entries.ts'
import { Button } from '../../components/Button.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { SourceCardView } from './SourceCardView.tsx'
import styles from './files.module.css'

export function FilesPanel() {
  const t = useTranslate()
  const run = useRun()
  const sources = useWorkspace((state) => state.sources)
  return (
    <div className={styles.panel}>
      {sources.map((source) => (
        <SourceCardView key={source.id} source={source} />
      ))}
      <div className={styles.add}>
        <Button icon={Plus} look="outlined" onPress={() => run('file.addCapture')}>
          {t('app.top.add')}
        </Button>
        <Button onPress={() => run('file.paste')}>{t('app.start.paste')}</Button>
      </div>
    </div>
  )
}
