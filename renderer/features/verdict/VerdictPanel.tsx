// All findings, ranked; what is missing to be surer; checks of counters against packets.
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { AddCountersHint } from './AddCountersHint.tsx'
import { FindingCard } from './FindingCard.tsx'
import { HealthyFigures } from './HealthyFigures.tsx'
import styles from './verdict.module.css'

export function VerdictPanel() {
  const t = useTranslate()
  const { analysis, provisional } = useLoaded()
  const { findings } = analysis.diagnosis
  const counters = analysis.counters
  const hasCounters = counters.snapshots.length > 0 || counters.listenerQueues.length > 0
  if (provisional) return <p className={styles.provisional}>{t('app.verdict.provisional')}</p>
  return (
    <div className={styles.panel}>
      {findings[0]?.cause === 'healthy' && <HealthyFigures />}
      <ol className={styles.findings}>
        {findings.map((finding, i) => (
          <li key={`${finding.cause} ${finding.listener ?? ''} ${i}`}>
            <FindingCard finding={finding} rank={i + 1} first={i === 0} />
          </li>
        ))}
      </ol>
      {!hasCounters && <AddCountersHint />}
    </div>
  )
}
