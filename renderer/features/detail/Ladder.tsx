// The ladder: client on the left, server on the right, one arrow per packet, time gaps between them. Long pauses take more
// room than short ones (logarithmically), so that backoff is seen without reading.
import clsx from 'clsx'
import { useMemo, useState } from 'react'
import { clockText, durationText, exactGapText, localOffset, utcOffset } from '../../../shared/timeline/time-text.ts'
import { Button } from '../../components/Button.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useAddressNames, useLoaded, useTimeDigits } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { ladderRows } from './ladder-rows.ts'
import type { LadderRow } from './ladder-rows.ts'
import styles from './detail.module.css'

const FIRST_ROWS = 40
const MOST_ROWS = 400

export function Ladder({ handshake }: { readonly handshake: number }) {
  const t = useTranslate()
  const loaded = useLoaded()
  const names = useAddressNames()
  const [all, setAll] = useState(false)
  const rows = useMemo(() => ladderRows(loaded, handshake), [loaded, handshake])
  const { handshakes: h } = loaded.analysis.packets
  const shown = rows.slice(0, all ? MOST_ROWS : FIRST_ROWS)
  return (
    <div className={styles.ladder}>
      <div className={styles.ends}>
        <span>
          <b>{t('app.detail.client')}</b>
          {names.endpoint(h.clientAddress[handshake] ?? 0, h.clientPort[handshake] ?? 0)}
        </span>
        <span>
          <b>{t('app.detail.server')}</b>
          {names.endpoint(h.serverAddress[handshake] ?? 0, h.serverPort[handshake] ?? 0)}
        </span>
      </div>
      <ol aria-label={t('app.detail.packets')}>
        {shown.map((row, i) => (
          <LadderLine key={row.packet} row={row} first={shown[0] ?? row} previous={shown[i - 1] ?? null} />
        ))}
      </ol>
      {rows.length > shown.length && (
        <Button onPress={() => setAll(true)}>
          {t('app.detail.morePackets', { count: rows.length - shown.length })}
        </Button>
      )}
    </div>
  )
}

interface LadderLineProps {
  readonly row: LadderRow
  readonly first: LadderRow
  readonly previous: LadderRow | null
}

function LadderLine({ row, first, previous }: LadderLineProps) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const digits = useTimeDigits()
  const timeFormat = useWorkspace((state) => state.timeFormat)
  const chosen = useWorkspace((state) => state.focusedPacket === row.packet)
  const marked = useWorkspace((state) => state.selectedPackets.has(row.packet))
  const time =
    timeFormat === 'utc' || timeFormat === 'local'
      ? clockText(row.time, digits, timeFormat === 'utc' ? utcOffset : localOffset)
      : exactGapText((timeFormat === 'since-start' ? first : (previous ?? first)).time, row.time, digits)
  const words = packetWords(row, t)
  const pause = row.gap === null ? 0 : row.gap < 0.1 ? 0.375 : Math.min(3.5, 0.75 + 0.4 * Math.log2(1 + row.gap))
  return (
    <li>
      {row.gap !== null && (
        <div className={styles.pause} style={{ height: `${pause}rem` }}>
          {row.gap >= 0.1 && <span>{durationText(row.gap)}</span>}
        </div>
      )}
      <button
        type="button"
        className={clsx(styles.packet, row.duplicate && styles.duplicate)}
        data-chosen={chosen || undefined}
        data-marked={marked || undefined}
        aria-pressed={chosen}
        onClick={() => store.getState().focusPacket(chosen ? null : row.packet)}
      >
        <span className={styles.time}>{time}</span>
        <span
          className={styles.arrow}
          data-kind={row.kind}
          data-unanswered={row.unanswered || undefined}
          data-from={row.fromClient ? 'client' : 'server'}
        >
          <span className={styles.arrowWords}>
            <b>{words}</b>
            {numbers(row)}
          </span>
          <ArrowLine row={row} />
        </span>
        <span className={styles.frame}>
          {row.duplicate ? t('app.detail.duplicate') : row.unanswered ? t('app.detail.noAnswer') : ''}
          <small>#{row.frame}</small>
        </span>
      </button>
    </li>
  )
}

function ArrowLine({ row }: { readonly row: LadderRow }) {
  return (
    <svg viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden>
      <path
        d="M0 4H200"
        vectorEffect="non-scaling-stroke"
        strokeDasharray={row.unanswered || row.duplicate ? '5 4' : undefined}
      />
    </svg>
  )
}

function packetWords(
  row: LadderRow,
  t: (key: string, params?: Readonly<Record<string, string | number>>) => string,
): string {
  if (row.icmp) return t('app.detail.icmp', { type: row.icmp.type, code: row.icmp.code })
  const checksum = row.badChecksum ? ` · ${t('app.detail.badChecksum')}` : ''
  return `${row.flags}${row.payload > 0 ? ` + ${row.payload} B` : ''}${checksum}`
}

/** `seq 0 ack 1` in numbers relative to the first ones; the absolute ones are in the fields of the packet. */
function numbers(row: LadderRow): string {
  const seq = row.relativeSeq === null ? '' : `seq ${row.relativeSeq}`
  const ack = row.relativeAck === null ? '' : ` ack ${row.relativeAck}`
  return `${seq}${ack}`
}
