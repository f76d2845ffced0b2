// Moving the snapshots in time: a slider (or dragging in a counter strip), the share of packets and growth that meet
// there, the proposal, and the button that has the analysis made anew with it.
import { useContext } from 'react'
import { agreementOfShift } from '../../../shared/timeline/snapshot-shift.ts'
import type { SnapshotShift } from '../../../shared/timeline/snapshot-shift.ts'
import { CommandContextOfWindow } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { useTongue } from '../../i18n/language.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import styles from './shift-bar.module.css'

export interface ShiftBarProps {
  readonly measure: SnapshotShift
  readonly counter: string
  /** Seconds. */
  readonly shift: number
  readonly onShift: (shift: number) => void
}

/** Seconds of the slider to either side; dragging and the proposal go further. */
const REACH = 120

export function ShiftBar({ measure, counter, shift, onShift }: ShiftBarProps) {
  const { t, percent } = useTongue()
  const context = useContext(CommandContextOfWindow)
  const sources = useWorkspace((state) => state.sources)
  const agreement = agreementOfShift(measure, shift)
  const { best } = measure
  const shown = `${shift > 0 ? '+' : shift < 0 ? '−' : ''}${Math.abs(shift).toFixed(1)} s`
  return (
    <div className={styles.bar} role="group" aria-label={t('timeline.shift.title')}>
      <label className={styles.label}>
        {t('timeline.shift.by')}
        <input
          type="range"
          min={-REACH}
          max={REACH}
          step={0.1}
          value={Math.min(REACH, Math.max(-REACH, shift))}
          onChange={(event) => onShift(Number(event.target.value))}
        />
        <output className={styles.figure}>{shown}</output>
      </label>
      <output className={styles.figure} title={counter}>
        {agreement === null
          ? t('timeline.shift.nothing')
          : t('timeline.shift.agreement', { share: percent(agreement) })}
      </output>
      {best !== null && Math.abs(best.offset - shift) > 0.05 && (
        <Button size="small" look="outlined" onPress={() => onShift(best.offset)}>
          {t('timeline.shift.best', { offset: best.offset.toFixed(1), share: percent(best.agreement) })}
        </Button>
      )}
      <Button size="small" isDisabled={shift === 0} onPress={() => onShift(0)}>
        {t('timeline.shift.none')}
      </Button>
      {context !== null && (
        <Button
          size="small"
          look="primary"
          isDisabled={shift === 0}
          onPress={() => {
            for (const { id, role } of sources) {
              if (role === 'counters') {
                context.session.setCounterSettings(id, { offsetNanos: Math.round(shift * 1e9) })
              }
            }
          }}
        >
          {t('timeline.shift.apply')}
        </Button>
      )}
    </div>
  )
}
