// Everything one file says about itself.
import { FileSpreadsheet, FileText, FileWarning, X } from 'lucide-react'
import type { ReactNode } from 'react'
import type { CaptureSummary } from '../../../shared/analysis/tables.ts'
import { maskedUnread } from '../../../shared/mask/mask-analysis.ts'
import { durationText, momentText, utcOffset } from '../../../shared/timeline/time-text.ts'
import { secondsBetween } from '../../../shared/units/exact-time.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { IconButton } from '../../components/Button.tsx'
import { CopyButton } from '../../components/CopyButton.tsx'
import { Icon } from '../../components/Icon.tsx'
import { useTongue } from '../../i18n/language.ts'
import type { SourceCard } from '../../state/sources-slice.ts'
import { useMask } from '../../state/use-analysis.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import styles from './files.module.css'

export function SourceCardView({ source }: { readonly source: SourceCard }) {
  const { t, bytes } = useTongue()
  const mask = useMask()
  const name = mask(source.name)
  const { session } = useCommandContext()
  const capture = useWorkspace((state) =>
    source.capture === null ? undefined : state.loaded?.analysis.packets.captures[source.capture],
  )
  const failed = source.stage === 'failed'
  return (
    <article className={styles.card} data-failed={failed || undefined}>
      <header className={styles.head}>
        <Icon of={failed ? FileWarning : source.role === 'counters' ? FileText : FileSpreadsheet} />
        <h2 title={name}>{name}</h2>
        <span className={styles.size}>{source.size === null ? '' : bytes(source.size)}</span>
        <IconButton
          icon={X}
          size="small"
          label={t('app.files.remove', { name })}
          onPress={() => session.remove(source.id)}
        />
      </header>
      {source.fault && <Fault source={source} />}
      {capture && <CaptureFacts capture={capture} />}
      {!failed && source.role === 'counters' && <CounterFacts name={source.name} />}
    </article>
  )
}

function Fault({ source }: { readonly source: SourceCard }) {
  const { t } = useTongue()
  const fault = source.fault
  if (fault === null) return null
  const sentence = t(fault.key, fault.params)
  const details = `${source.name}\n${fault.key} ${JSON.stringify(fault.params)}\n${sentence}`
  return (
    <div role="alert" className={styles.fault}>
      <p>{sentence}</p>
      <details>
        <summary>{t('app.details')}</summary>
        <pre tabIndex={0}>{details}</pre>
      </details>
      <CopyButton text={details} label={t('app.copyDetails')} words={t('app.copyDetails')} />
    </div>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function CaptureFacts({ capture }: { readonly capture: CaptureSummary }) {
  const { t, number } = useTongue()
  const mask = useMask()
  const { firstPacketTime: first, lastPacketTime: last } = capture
  const skipped = Object.entries(capture.skipped)
  const dropped = capture.interfaces.reduce((sum, each) => sum + (each.dropped ?? 0), 0)
  return (
    <>
      {capture.partial && <p className={styles.warning}>{t('app.files.partial')}</p>}
      {capture.warnings.map((warning, i) => (
        <p key={i} className={styles.warning}>
          {mask(t(warning.key, warning.params))}
        </p>
      ))}
      {dropped > 0 && (
        <p className={styles.warning}>{t('app.files.dropped', { total: number(dropped), count: dropped })}</p>
      )}
      <dl className={styles.facts}>
        <Fact name={t('app.files.format')}>
          {[...capture.compression, capture.format, ...capture.linkTypes].join(' · ')}
        </Fact>
        <Fact name={t('app.files.packets')}>
          {t('app.files.packetsOf', { total: number(capture.packets), tcp: number(capture.tcpPackets) })}
        </Fact>
        {first && last && (
          <Fact name={t('app.files.time')}>
            {momentText(first, 0, utcOffset)} · {durationText(secondsBetween(first, last))}
          </Fact>
        )}
        <Fact name={t('app.files.vantage')}>
          {t(`app.vantage.${capture.vantage}`)}
          <small>{t(capture.vantageReason.key, capture.vantageReason.params)}</small>
        </Fact>
        {capture.clockOffset !== 0 && <Fact name={t('app.files.clock')}>{durationText(capture.clockOffset)}</Fact>}
        {skipped.length > 0 && (
          <Fact name={t('app.files.skipped')}>
            {skipped.map(([reason, count]) => `${number(count)} ${t(`capture.skipped.${reason}`)}`).join(', ')}
          </Fact>
        )}
        {Object.keys(capture.encapsulations).length > 0 && (
          <Fact name={t('app.files.encapsulations')}>
            {Object.entries(capture.encapsulations)
              .map(([name, count]) => `${name} ${number(count)}`)
              .join(', ')}
          </Fact>
        )}
        {capture.comments.length > 0 && (
          <Fact name={t('app.files.comments')}>{mask(capture.comments.join(' · '))}</Fact>
        )}
      </dl>
    </>
  )
}

export function CounterFacts({ name }: { readonly name: string }) {
  const { t } = useTongue()
  const isMasked = useWorkspace((state) => state.settings.maskAddresses)
  const counters = useWorkspace((state) => state.loaded?.analysis.counters)
  if (!counters) return null
  const of = (facts: readonly { readonly source: string }[]): number =>
    facts.filter((fact) => fact.source === name).length
  const parts = [
    ['snapshots', of(counters.snapshots)],
    ['queues', of(counters.listenerQueues)],
    ['settings', of(counters.settings)],
    ['messages', of(counters.kernelMessages)],
    ['unread', of(counters.unread)],
  ] as const
  const unread = counters.unread.filter((line) => line.source === name).map(isMasked ? maskedUnread : (line) => line)
  return (
    <>
      <p className={styles.counterFacts}>
        {parts
          .filter(([, count]) => count > 0)
          .map(([key, count]) => t(`app.files.counter.${key}`, { count }))
          .join(' · ')}
      </p>
      {unread.length > 0 && (
        <details className={styles.unread}>
          <summary>{t('app.files.unread')}</summary>
          <pre tabIndex={0}>{unread.map((line) => `${line.line}: ${line.text}`).join('\n')}</pre>
        </details>
      )}
    </>
  )
}
