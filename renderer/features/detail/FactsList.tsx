// What else is known of a handshake, and what follows from TTL and time stamps.
import type { ReactNode } from 'react'
import { useMemo } from 'react'
import { handshakeView } from '../../../shared/analysis/handshake-view.ts'
import { MARK, SCHEDULES, UNDECIDED_REASONS } from '../../../shared/analysis/tables.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { useTongue } from '../../i18n/language.ts'
import { useLoaded, useMask } from '../../state/use-analysis.ts'
import { guessHops, timestampClock } from './inference.ts'
import styles from './detail.module.css'

export function FactsList({ handshake }: { readonly handshake: number }) {
  const { t, number } = useTongue()
  const mask = useMask()
  const loaded = useLoaded()
  const { analysis, columns } = loaded
  const { handshakes: h, packets, paths, captures } = analysis.packets
  const sides = useMemo(() => {
    const from = h.packetStart[handshake] ?? 0
    const rows = Array.from({ length: (h.packetStart[handshake + 1] ?? from) - from }, (_, i) => from + i)
    const tcp = rows.filter((row) => packets.kind[row] !== ICMP)
    return {
      client: tcp.filter((row) => ((packets.marks[row] ?? 0) & MARK.fromClient) !== 0),
      server: tcp.filter((row) => ((packets.marks[row] ?? 0) & MARK.fromClient) === 0),
      all: rows,
    }
  }, [h, packets, handshake])
  const view = handshakeView(analysis.packets, handshake)
  const schedule = SCHEDULES[h.schedule[handshake] ?? 0] ?? 'none'
  const reason = UNDECIDED_REASONS[h.undecidedReason[handshake] ?? 0] ?? 'decided'
  const usedPaths = [...new Set(sides.all.map((row) => paths[packets.path[row] ?? 0] ?? ''))].filter(
    (path) => path !== '',
  )
  const usedFiles = [...new Set(sides.all.map((row) => captures[packets.capture[row] ?? 0]?.path ?? ''))]
  const answer = columns.answerAfter[handshake] ?? NaN
  const established = columns.establishedAfter[handshake] ?? NaN
  const missing = h.missingSyns[handshake] ?? 0
  return (
    <dl className={styles.facts}>
      {reason !== 'decided' && <Fact name={t('app.detail.reason')}>{t(`app.reason.${reason}`)}</Fact>}
      <Fact name={t('app.detail.schedule')}>
        {schedule === 'none' ? t('app.detail.noSchedule') : t(`timeline.schedule.${schedule}`)}
        {missing > 0 && <small>{t('app.detail.missingSyns', { count: missing })}</small>}
      </Fact>
      {view.gaps.length > 0 && (
        <Fact name={t('app.detail.gaps')}>
          {view.gaps
            .slice(0, 16)
            .map((gap) => durationText(gap))
            .join(' · ')}
        </Fact>
      )}
      {!Number.isNaN(answer) && <Fact name={t('app.detail.answer')}>{durationText(answer)}</Fact>}
      {!Number.isNaN(established) && <Fact name={t('app.detail.established')}>{durationText(established)}</Fact>}
      <Fact name={t('app.detail.isn')}>{h.isn[handshake]}</Fact>
      <Fact name="tcp.completeness">{h.completeness[handshake]}</Fact>
      <HopsFact side="client" row={sides.client[0]} />
      <HopsFact side="server" row={sides.server[0]} />
      <ClockFact side="client" rows={sides.client} />
      <ClockFact side="server" rows={sides.server} />
      {view.duplicates.length > 0 && (
        <Fact name={t('app.detail.duplicates')}>
          {t('app.detail.duplicatesText', { total: number(view.duplicates.length), count: view.duplicates.length })}
        </Fact>
      )}
      {usedPaths.length > 0 && <Fact name={t('app.detail.path')}>{mask(usedPaths.join(' | '))}</Fact>}
      {captures.length > 1 && <Fact name={t('app.detail.files')}>{mask(usedFiles.join(' | '))}</Fact>}
    </dl>
  )
}

const ICMP = 9

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function HopsFact({ side, row }: { readonly side: 'client' | 'server'; readonly row: number | undefined }) {
  const { t } = useTongue()
  const { analysis } = useLoaded()
  if (row === undefined) return null
  const { ttl, initial, hops } = guessHops(analysis.packets.packets.ttl[row] ?? 0)
  return <Fact name={t(`app.detail.ttl-${side}`)}>{t('app.detail.hops', { ttl, initial, count: hops })}</Fact>
}

function ClockFact({ side, rows }: { readonly side: 'client' | 'server'; readonly rows: readonly number[] }) {
  const { t, number } = useTongue()
  const { analysis } = useLoaded()
  const clock = timestampClock(analysis.packets.packets, rows)
  if (clock === null) return null
  return (
    <Fact name={t(`app.detail.clock-${side}`)}>
      {t('app.detail.clock', { measured: number(Math.round(clock.measured)), nominal: number(clock.nominal) })}
    </Fact>
  )
}
