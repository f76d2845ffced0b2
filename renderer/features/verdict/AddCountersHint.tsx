// No counters yet: what they would tell, and how to take them.
import { Plus } from 'lucide-react'
import { useRun } from '../../commands/command-entries.ts'
import { Button } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { useTranslate } from '../../i18n/language.ts'
import styles from './verdict.module.css'

/** With a time line each, so that intervals can be laid beside the packets. */
const COMMAND = 'while :; do date +%s.%N; netstat -s; sleep 1; done > netstat-series.txt'

export function AddCountersHint() {
  const t = useTranslate()
  const run = useRun()
  return (
    <section className={styles.hint}>
      <h2>{t('app.addCounters.title')}</h2>
      <p>{t('app.addCounters.text')}</p>
      <div className={styles.command}>
        <code>{COMMAND}</code>
        <CopyButton text={COMMAND} label={t('app.verdict.copyCommand')} />
      </div>
      <div className={styles.hintButtons}>
        <Button look="outlined" size="small" icon={Plus} onPress={() => run('file.openCounters')}>
          {t('app.addCounters.add')}
        </Button>
        <Button size="small" onPress={() => run('file.paste')}>
          {t('app.start.paste')}
        </Button>
      </div>
    </section>
  )
}
