// Everything under the lanes that comes from counter texts: a strip for each chosen counter, the fullest accept queues,
// and where there is nothing yet a line that says what adding counters would tell.
import { useMemo } from 'react'
import { queueLines } from '../../../shared/timeline/queue-lines.ts'
import { useTranslate } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { CounterStrip } from './CounterStrip.tsx'
import { QueueStrip } from './QueueStrip.tsx'
import styles from './timeline.module.css'

export interface CounterStripsProps {
  readonly loaded: Loaded
  readonly names: readonly string[]
  readonly rem: number
}

/** Queues shown under the counters: those that overflowed most. */
const MOST_QUEUES = 1

export function CounterStrips({ loaded, names, rem }: CounterStripsProps) {
  const t = useTranslate()
  const { counters } = loaded.analysis
  const queues = useMemo(
    () =>
      queueLines(counters, loaded.axis)
        .filter((line) => line.most > 0)
        .slice(0, MOST_QUEUES),
    [counters, loaded],
  )
  if (counters.snapshots.length === 0 && queues.length === 0) {
    return <div className={styles.invitation}>{t('timeline.noCounters')}</div>
  }
  const height = Math.round(3.75 * rem)
  return (
    <>
      {names.map((name) => (
        <CounterStrip key={name} loaded={loaded} name={name} height={height} shift={0} />
      ))}
      {queues.map((line) => (
        <QueueStrip
          key={`${line.address} ${line.port}`}
          line={line}
          listener={line.address.includes(':') ? `[${line.address}]:${line.port}` : `${line.address}:${line.port}`}
          height={height}
        />
      ))}
    </>
  )
}
