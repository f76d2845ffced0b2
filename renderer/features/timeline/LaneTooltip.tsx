// Exact figures for what the pointer is over: a packet, or the handshake of the lane.
import { useLayoutEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { handshakeView } from '../../../shared/analysis/handshake-view.ts'
import { MARK, PACKET_KINDS } from '../../../shared/analysis/tables.ts'
import type { LaneSchedule } from '../../../shared/timeline/lane-schedule.ts'
import { durationText, exactGapText } from '../../../shared/timeline/time-text.ts'
import { useTongue } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useMask } from '../../state/use-analysis.ts'
import { alignedPacketTime, previousPacketTime } from './clock.ts'
import type { Clock } from './clock.ts'
import type { LaneWords } from './lane-words.ts'
import { OutcomeMark } from './OutcomeMark.tsx'
import stripStyles from './strip.module.css'
import styles from './tooltip.module.css'

export interface TooltipAt {
  readonly row: number
  readonly packet: number | null
  readonly x: number
  readonly y: number
}

export interface LaneTooltipProps {
  readonly at: TooltipAt
  readonly loaded: Loaded
  readonly clock: Clock
  readonly words: LaneWords
  readonly schedule: (handshake: number) => LaneSchedule | null
  readonly width: number
  readonly height: number
}

const AWAY = 14

export function LaneTooltip(props: LaneTooltipProps) {
  const { at, width, height } = props
  return (
    <TooltipBox x={at.x} y={at.y} width={width} height={height}>
      {at.packet === null ? <HandshakeFacts {...props} /> : <PacketFacts {...props} packet={at.packet} />}
    </TooltipBox>
  )
}

interface TooltipBoxProps {
  /** Where the pointer is, and the size of the room it must stay in. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly children: ReactNode
}

/** A box beside the pointer, on the side where there is room. */
export function TooltipBox({ x: left, y: top, width, height, children }: TooltipBoxProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const { offsetWidth: w, offsetHeight: h } = element
    const x = left + AWAY + w > width ? Math.max(4, left - AWAY - w) : left + AWAY
    const below = top + AWAY + h <= height
    const y = below ? top + AWAY : Math.max(4, top - AWAY - h)
    element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`
  })
  return (
    <div ref={box} className={styles.tooltip} aria-hidden>
      {children}
    </div>
  )
}

export function Facts({ entries }: { readonly entries: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.list}>
      {entries.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function HandshakeFacts({ at, loaded, clock, words, schedule }: LaneTooltipProps) {
  const { t, number } = useTongue()
  const { packets } = loaded.analysis
  const label = words.label(at.row)
  const view = handshakeView(packets, at.row)
  const first = packets.handshakes.packetStart[at.row] ?? 0
  const expected = schedule(at.row)
  const start = alignedPacketTime(packets, loaded.axis, first)
  const facts: [string, ReactNode][] = [
    [t('timeline.fact.start'), clock.exact(start)],
    [t('timeline.fact.syns'), number(view.syns.length)],
    [t('timeline.fact.waited'), durationText(loaded.columns.wait[at.row] ?? 0)],
  ]
  if (view.gaps.length > 0) {
    const shown = view.gaps.slice(0, 8).map((gap) => gap.toFixed(gap < 9.995 ? 2 : 1))
    facts.push([t('timeline.fact.gaps'), `${shown.join(' · ')}${view.gaps.length > 8 ? ' …' : ''} s`])
  }
  if (view.schedule !== null) facts.push([t('timeline.fact.schedule'), t(`timeline.schedule.${view.schedule}`)])
  if (expected !== null && expected.missing.length > 0) {
    facts.push([t('timeline.fact.missing'), number(expected.missing.length)])
  }
  if (expected?.next != null) facts.push([t('timeline.fact.next'), `+${durationText(expected.next)}`])
  if (expected?.giveUp != null) facts.push([t('timeline.fact.giveUp'), `+${durationText(expected.giveUp)}`])
  return (
    <>
      <div className={styles.title}>
        <OutcomeMark outcome={label.outcome} />
        {t(`timeline.outcome.${label.outcome}`)}
      </div>
      <div>
        {label.from} → {label.to}
      </div>
      <Facts entries={facts} />
    </>
  )
}

function PacketFacts({ at, packet, loaded, clock, words }: LaneTooltipProps & { readonly packet: number }) {
  const { t } = useTongue()
  const mask = useMask()
  const { packets } = loaded.analysis
  const table = packets.packets
  const marks = table.marks[packet] ?? 0
  const kind = PACKET_KINDS[table.kind[packet] ?? 0] ?? 'syn'
  const time = alignedPacketTime(packets, loaded.axis, packet)
  const previous = previousPacketTime(packets, loaded.axis, packet)
  const first = alignedPacketTime(packets, loaded.axis, packets.handshakes.packetStart[at.row] ?? 0)
  const label = words.label(at.row)
  const facts: [string, ReactNode][] = [[t('timeline.fact.time'), clock.exact(time, previous)]]
  if (previous !== undefined) {
    facts.push([t('timeline.fact.sincePrevious'), `${exactGapText(previous, time, clock.digits)} s`])
    facts.push([t('timeline.fact.sinceFirst'), `${exactGapText(first, time, clock.digits)} s`])
  }
  facts.push([t('timeline.fact.frame'), String(table.frame[packet] ?? 0)])
  if (loaded.analysis.packets.captures.length > 1) {
    facts.push([t('timeline.fact.capture'), mask(packets.captures[table.capture[packet] ?? 0]?.path ?? '')])
  }
  const said =
    (marks & MARK.duplicate) !== 0
      ? 'duplicate'
      : kind === 'syn' && (marks & MARK.unanswered) !== 0
        ? 'unanswered'
        : null
  return (
    <>
      <div className={styles.title}>
        <OutcomeMark outcome={label.outcome} />
        {t(`timeline.packet.${kind}`)}
        {said !== null && <span className={stripStyles.note}>{t(`timeline.packetNote.${said}`)}</span>}
      </div>
      <div>{(marks & MARK.fromClient) !== 0 ? `${label.from} → ${label.to}` : `${label.to} → ${label.from}`}</div>
      <Facts entries={facts} />
    </>
  )
}
