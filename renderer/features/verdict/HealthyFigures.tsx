// No failed handshake is a result, and deserves figures: how many, how fast, the slowest one to look at.
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { Icon } from '../../components/Icon.tsx'
import { useTongue } from '../../i18n/language.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { waitFigures } from './wait-figures.ts'
import styles from './verdict.module.css'

export function HealthyFigures() {
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const { columns } = useLoaded()
  const figures = useMemo(() => waitFigures(columns.wait), [columns])
  if (figures === null) return null
  return (
    <section className={styles.healthy}>
      <Icon of={CircleCheck} size={2} />
      <strong>{t('app.healthy.title', { total: number(columns.length), count: columns.length })}</strong>
      <dl>
        <div>
          <dt>{t('app.healthy.median')}</dt>
          <dd>{durationText(figures.median)}</dd>
        </div>
        <div>
          <dt>{t('app.healthy.p99')}</dt>
          <dd>{durationText(figures.p99)}</dd>
        </div>
        <div>
          <dt>{t('app.healthy.slowest')}</dt>
          <dd>
            <button type="button" onClick={() => store.getState().focus(figures.slowestRow)}>
              {durationText(figures.slowest)}
            </button>
          </dd>
        </div>
      </dl>
    </section>
  )
}
