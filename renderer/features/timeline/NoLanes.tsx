// No lane to draw: because the filter leaves none, or because every handshake was answered at once, which is good news.
import { Button } from '../../components/Button.tsx'
import { useTongue } from '../../i18n/language.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import styles from './lanes.module.css'

export interface NoLanesProps {
  readonly loaded: Loaded
  /** Handshakes that pass the filter. */
  readonly filtered: number
  readonly onAll: () => void
}

export function NoLanes({ loaded, filtered, onAll }: NoLanesProps) {
  const { t, number } = useTongue()
  const count = loaded.columns.length
  if (count === 0) return <div className={styles.empty}>{t('timeline.empty.noHandshakes')}</div>
  if (filtered === 0) return <div className={styles.empty}>{t('timeline.empty.filtered')}</div>
  let slowest = 0
  for (const wait of loaded.columns.wait) if (wait > slowest) slowest = wait
  const params = { count: filtered, figure: number(filtered), slowest: durationText(slowest) }
  return (
    <div className={styles.empty}>
      <strong>{t('timeline.empty.allAnswered', params)}</strong>
      <Button look="outlined" onPress={onAll}>
        {t('timeline.empty.showAll', params)}
      </Button>
    </div>
  )
}
