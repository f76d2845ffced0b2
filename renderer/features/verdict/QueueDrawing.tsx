// The way of a SYN through a listener, with this host's figures: SYN queue → accept queue → accept(). Numbers that the
// evidence does not hold are shown as unknown, never guessed.
import type { Cause, Finding } from '../../../shared/analysis/findings.ts'
import { useTongue } from '../../i18n/language.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { queueFigures } from './queue-figures.ts'
import styles from './verdict.module.css'

const DRAWN: ReadonlySet<Cause> = new Set([
  'accept-queue-overflow',
  'accept-queue-overflow-at-ack',
  'accept-queue-overflow-abort',
  'syn-queue-full',
  'syncookies',
  'defer-accept',
])

export function hasQueueDrawing(cause: Cause): boolean {
  return DRAWN.has(cause)
}

const SLOTS = 8

/** How many of the drawn slots are full; unknown limits count as full when something is known to overflow. */
function filledSlots(used: number | null, limit: number | null): number {
  if (used === null) return 0
  if (limit === null || limit === 0) return used > 0 ? SLOTS : 0
  return Math.min(SLOTS, Math.max(used > 0 ? 1 : 0, Math.round((used / limit) * SLOTS)))
}

export function QueueDrawing({ finding }: { readonly finding: Finding }) {
  const { t, number } = useTongue()
  const { analysis } = useLoaded()
  const figures = queueFigures(analysis.packets, analysis.counters, finding)
  const synFull = finding.cause === 'syn-queue-full' || finding.cause === 'syncookies'
  const figure = (value: number | null): string => (value === null ? '?' : number(value))
  const accept = synFull
    ? filledSlots(figures.acceptQueue, figures.backlog)
    : Math.max(filledSlots(figures.acceptQueue, figures.backlog), finding.cause === 'defer-accept' ? 0 : SLOTS)
  const syn = synFull ? SLOTS : filledSlots(figures.synQueue, figures.synBacklog)
  const label = t('app.queues.label', {
    synQueue: figure(figures.synQueue),
    synLimit: figure(figures.synBacklog),
    acceptQueue: figure(figures.acceptQueue),
    acceptLimit: figure(figures.backlog),
  })
  return (
    <figure className={styles.queues}>
      <svg viewBox="0 0 320 168" role="img" aria-label={label}>
        <Queue
          x={34}
          title={t('app.queues.syn')}
          filled={syn}
          full={synFull}
          text={`${figure(figures.synQueue)} / ${figure(figures.synBacklog)}`}
        />
        <Queue
          x={168}
          title={t('app.queues.accept')}
          filled={accept}
          full={!synFull && accept === SLOTS}
          text={`${figure(figures.acceptQueue)} / ${figure(figures.backlog)}`}
        />
        <Arrow from={6} to={32} y={62} text="SYN" />
        <Arrow from={122} to={166} y={62} text="ACK" />
        <Arrow from={256} to={286} y={62} text="" />
        <text x={300} y={92} textAnchor="middle" className={styles.arrowWords}>
          accept()
        </text>
        <circle cx={300} cy={62} r={11} className={styles.program} />
        <path d="M295 62h10M300 57v10" className={styles.programSign} />
        {synFull ? <Drop x={20} /> : <Drop x={144} />}
        <text x={synFull ? 20 : 144} y={148} textAnchor="middle" className={styles.dropWords}>
          {t('app.queues.dropped')}
        </text>
        {figures.overflows !== null && !synFull && (
          <text x={144} y={162} textAnchor="middle" className={styles.dropFigure}>
            {`ListenOverflows +${number(figures.overflows)}`}
          </text>
        )}
        {figures.drops !== null && synFull && (
          <text x={8} y={162} className={styles.dropFigure}>
            {`ListenDrops +${number(figures.drops)}`}
          </text>
        )}
      </svg>
      <figcaption>
        {figures.somaxconn !== null && <span>net.core.somaxconn = {figure(figures.somaxconn)}</span>}
        {figures.synBacklog !== null && <span>tcp_max_syn_backlog = {figure(figures.synBacklog)}</span>}
        {figures.syncookies !== null && <span>tcp_syncookies = {figure(figures.syncookies)}</span>}
        {figures.backlog === null && <span>{t('app.queues.unknown')}</span>}
      </figcaption>
    </figure>
  )
}

interface QueueProps {
  readonly x: number
  readonly title: string
  readonly filled: number
  readonly full: boolean
  readonly text: string
}

function Queue({ x, title, filled, full, text }: QueueProps) {
  return (
    <g>
      <text x={x + 44} y={20} textAnchor="middle" className={styles.queueTitle}>
        {title}
      </text>
      <rect x={x} y={34} width={88} height={56} rx={6} className={styles.queueBox} data-full={full || undefined} />
      {Array.from({ length: SLOTS }, (_, i) => (
        <rect
          key={i}
          x={x + 6 + i * 9.75}
          y={42}
          width={7}
          height={40}
          rx={2}
          className={styles.slot}
          data-filled={i >= SLOTS - filled || undefined}
          data-full={full || undefined}
        />
      ))}
      <text x={x + 44} y={106} textAnchor="middle" className={styles.queueFigure}>
        {text}
      </text>
    </g>
  )
}

interface ArrowProps {
  readonly from: number
  readonly to: number
  readonly y: number
  readonly text: string
}

function Arrow({ from, to, y, text }: ArrowProps) {
  return (
    <g>
      <path d={`M${from} ${y}H${to - 4}M${to - 8} ${y - 4}l4 4-4 4`} className={styles.arrow} />
      <text x={(from + to) / 2} y={y - 8} textAnchor="middle" className={styles.arrowWords}>
        {text}
      </text>
    </g>
  )
}

function Drop({ x }: { readonly x: number }) {
  return <path d={`M${x} 66V126m-5-6 5 6 5-6`} className={styles.dropArrow} />
}
