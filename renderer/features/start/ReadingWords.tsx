// How far reading is: bytes, packets, rate, time left. Read out now and then, not at every step.
import { useEffect, useState } from 'react'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { useTongue } from '../../i18n/language.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import styles from './start.module.css'

export function ReadingWords() {
  const { t, number, bytes } = useTongue()
  const reading = useWorkspace((state) => state.reading)
  const name = useWorkspace((state) => state.sources.find((source) => source.id === state.reading?.source)?.name ?? '')
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [])
  if (reading === null) return null
  const { bytesRead, bytesTotal, packets, startedAt } = reading
  const elapsed = Math.max(0.001, (now - startedAt) / 1000)
  const rate = bytesRead / elapsed
  const left = bytesTotal !== null && rate > 0 && elapsed > 0.8 ? (bytesTotal - bytesRead) / rate : null
  const read =
    bytesTotal === null
      ? t('app.reading.bytes', { read: bytes(bytesRead) })
      : t('app.reading.bytesOf', { read: bytes(bytesRead), total: bytes(bytesTotal) })
  return (
    <>
      <span className={styles.readingName}>{t('app.reading.title', { name })}</span>
      <progress
        max={1}
        value={bytesTotal === null || bytesTotal === 0 ? undefined : Math.min(1, bytesRead / bytesTotal)}
        aria-label={t('app.reading.title', { name })}
      />
      <span className={styles.readingFigures}>
        <span>{read}</span>
        <span>{t('app.reading.packets', { total: number(packets), count: packets })}</span>
        <span>{t('app.reading.rate', { rate: bytes(rate) })}</span>
        <span>{left === null ? '' : t('app.reading.left', { time: durationText(Math.max(1, Math.ceil(left))) })}</span>
      </span>
    </>
  )
}
