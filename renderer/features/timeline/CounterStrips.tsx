// Everything under the lanes that comes from counter texts: a strip for each chosen counter, the fullest accept queues,
// and where there is nothing yet a line that says what adding counters would tell.
import { useMemo, useState } from 'react'
import { endpointText } from '../../../shared/net/address.ts'
import { queueLines } from '../../../shared/timeline/queue-lines.ts'
import { snapshotShift } from '../../../shared/timeline/snapshot-shift.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useAddressNames } from '../../state/use-analysis.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { CounterStrip } from './CounterStrip.tsx'
import { QueueStrip } from './QueueStrip.tsx'
import { ShiftBar } from './ShiftBar.tsx'
import styles from './counter-strips.module.css'

export interface CounterStripsProps {
  readonly loaded: Loaded
  readonly names: readonly string[]
  readonly rem: number
  /** The user is moving the snapshots in time. */
  readonly shifting: boolean
  /** CSS pixels of the whole timeline; in a low one the strips are low and few. */
  readonly room: number
}

/** Queues shown under the counters: those that overflowed most. */
const MOST_QUEUES = 1

export function CounterStrips({ loaded, names, rem, shifting, room }: CounterStripsProps) {
  const t = useTranslate()
  const addresses = useAddressNames()
  const { counters, packets } = loaded.analysis
  const [moved, setMoved] = useState<{ readonly loaded: Loaded; readonly seconds: number } | null>(null)
  // A shift belongs to one reading of the texts: once applied, it is in their times.
  const shift = shifting && moved?.loaded.analysis === loaded.analysis ? moved.seconds : 0
  const first = names[0]
  const measure = useMemo(
    () => (shifting && first !== undefined ? snapshotShift(packets, counters, loaded.axis, first) : null),
    [shifting, first, packets, counters, loaded.axis],
  )
  const onShift = (seconds: number): void => setMoved({ loaded, seconds })
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
  const low = room < 26 * rem
  const height = Math.round((low ? 2.75 : 3.75) * rem)
  return (
    <div className={styles.strips}>
      {measure !== null && first !== undefined && (
        <ShiftBar measure={measure} counter={first} shift={shift} onShift={onShift} />
      )}
      {names.map((name) => (
        <CounterStrip
          key={name}
          loaded={loaded}
          name={name}
          height={height}
          low={low}
          shift={shift}
          synTimes={measure?.synTimes ?? null}
          onShift={shifting ? onShift : null}
        />
      ))}
      {(!low || names.length === 0 ? queues : []).map((line) => (
        <QueueStrip
          loaded={loaded}
          key={`${line.address} ${line.port}`}
          line={line}
          listener={addresses.text(endpointText(line.address, line.port))}
          height={height}
          low={low}
        />
      ))}
    </div>
  )
}
