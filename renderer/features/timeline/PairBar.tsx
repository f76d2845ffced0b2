// Both sides of the handshakes: how far the clock of the second capture is from that of the first as measured, and a
// slider to try another offset. The measured figure comes from handshakes seen on both sides.
import { baseName } from '../../../shared/annotation/handshake-identity.ts'
import { useTongue } from '../../i18n/language.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { Button } from '../../components/Button.tsx'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useMask } from '../../state/use-analysis.ts'
import styles from './shift-bar.module.css'
import stripStyles from './strip.module.css'

export interface PairBarProps {
  readonly loaded: Loaded
  readonly adjustable: readonly number[]
  readonly seconds: readonly number[]
  readonly onSeconds: (capture: number, seconds: number) => void
}

/** Seconds to either side of the measured offset. */
const REACH = 0.1

export function PairBar({ loaded, adjustable, seconds, onSeconds }: PairBarProps) {
  const { t } = useTongue()
  const mask = useMask()
  const { captures } = loaded.analysis.packets
  return (
    <div className={styles.bar} role="group" aria-label={t('timeline.pair.title')}>
      {adjustable.map((row) => {
        const capture = captures[row]
        const moved = seconds[row] ?? 0
        const name = baseName(mask(capture?.path ?? ''))
        return (
          <label key={row} className={styles.label}>
            {t('timeline.pair.offset', { name, offset: durationText((capture?.clockOffset ?? 0) + moved) })}
            <input
              type="range"
              min={-REACH}
              max={REACH}
              step={0.0001}
              value={moved}
              onChange={(event) => onSeconds(row, Number(event.target.value))}
            />
            <Button size="small" isDisabled={moved === 0} onPress={() => onSeconds(row, 0)}>
              {t('timeline.pair.measured')}
            </Button>
          </label>
        )
      })}
      <span className={stripStyles.note}>{t('timeline.pair.explain')}</span>
    </div>
  )
}
