// Cross-check of an open capture: which one, how far it is, and whether both readers agree.
import { CheckCircle2, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { CrosscheckResult } from '../../../shared/analysis/crosscheck.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { ChoiceField } from '../../components/ChoiceField.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Icon } from '../../components/Icon.tsx'
import form from '../../components/form.module.css'
import { useTongue } from '../../i18n/language.ts'
import { useMask } from '../../state/use-analysis.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import styles from './crosscheck.module.css'
import { useCrosscheck } from './use-crosscheck.ts'
import type { CrosscheckState } from './use-crosscheck.ts'

export default function CrosscheckDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTongue()
  const { session } = useCommandContext()
  const mask = useMask()
  const cards = useWorkspace((state) => state.sources)
  const captures = cards.filter((card) => card.role === 'capture' && session.descriptorOf(card.id) !== null)
  const [wanted, setWanted] = useState<string | null>(null)
  const chosen = captures.find((card) => card.id === wanted) ?? captures[0]
  const { state, start, stop } = useCrosscheck()
  const isRunning = state.kind === 'progress'
  const press = (): void => {
    if (isRunning) return stop()
    const source = chosen === undefined ? null : session.descriptorOf(chosen.id)
    if (source !== null) start(source)
  }
  return (
    <Dialog
      title={t('tools.crosscheck.title')}
      onClose={onClose}
      foot={
        <Button look={isRunning ? 'outlined' : 'primary'} isDisabled={chosen === undefined} onPress={press} autoFocus>
          {t(`tools.crosscheck.${isRunning ? 'stop' : state.kind === 'idle' ? 'start' : 'again'}`)}
        </Button>
      }
    >
      <div className={form.fields}>
        <p className={form.note}>{t('tools.crosscheck.what')}</p>
        {chosen === undefined ? (
          <p>{t('tools.crosscheck.none')}</p>
        ) : (
          <ChoiceField
            label={t('tools.crosscheck.capture')}
            value={chosen.id}
            choices={captures.map((card) => card.id)}
            word={(id) => mask(captures.find((card) => card.id === id)?.name ?? '')}
            onChange={(id) => {
              stop()
              setWanted(id)
            }}
          />
        )}
        <div role="status" aria-live="polite" className={styles.outcome}>
          <Outcome state={state} mask={mask} />
        </div>
      </div>
    </Dialog>
  )
}

interface OutcomeProps {
  readonly state: CrosscheckState
  readonly mask: (text: string) => string
}

function Outcome({ state, mask }: OutcomeProps) {
  const { t } = useTongue()
  switch (state.kind) {
    case 'idle':
      return null
    case 'progress': {
      const label = t(`tools.crosscheck.reading.${state.reader}`)
      return (
        <>
          <p>{label}</p>
          <progress
            className={styles.progress}
            aria-label={label}
            max={Math.max(1, state.bytesTotal)}
            value={state.bytesTotal === 0 ? undefined : state.bytesRead}
          />
        </>
      )
    }
    case 'refused':
      return (
        <Verdict good={false} title={t('tools.crosscheck.refused')}>
          <p>{mask(t(state.reason.key, state.reason.params))}</p>
        </Verdict>
      )
    case 'died':
      return (
        <Verdict good={false} title={t('tools.crosscheck.refused')}>
          <p>{t('tools.crosscheck.died', { message: state.message })}</p>
        </Verdict>
      )
    case 'done':
      return <Comparison result={state.result} failure={state.failure} mask={mask} />
  }
}

interface ComparisonProps {
  readonly result: CrosscheckResult
  readonly failure: string | null
  readonly mask: (text: string) => string
}

function Comparison({ result, failure, mask }: ComparisonProps) {
  const { t, number } = useTongue()
  const { packets, handshakes, differences, differenceCount } = result
  const agrees = differenceCount === 0 && failure === null
  const unlisted = differenceCount - differences.length
  const title = agrees ? t('tools.crosscheck.agrees') : t('tools.crosscheck.differs', { count: differenceCount })
  return (
    <Verdict good={agrees} title={title}>
      {agrees && (
        <p>{t('cli.crosscheck.agree', { packets: number(packets.ours), handshakes: number(handshakes.ours) })}</p>
      )}
      {failure !== null && <p>{t('cli.crosscheck.failed', { message: failure })}</p>}
      <table className={styles.figures}>
        <thead>
          <tr>
            <th scope="col">{t('tools.crosscheck.reader')}</th>
            <th scope="col">{t('tools.crosscheck.packets')}</th>
            <th scope="col">{t('tools.crosscheck.handshakes')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">SynScope</th>
            <td>{number(packets.ours)}</td>
            <td>{number(handshakes.ours)}</td>
          </tr>
          <tr>
            <th scope="row">pcap-parser</th>
            <td>{number(packets.theirs)}</td>
            <td>{number(handshakes.theirs)}</td>
          </tr>
        </tbody>
      </table>
      {differences.length > 0 && (
        <ul className={styles.differences} tabIndex={0} aria-label={title}>
          {differences.map((difference, i) => (
            <li key={i}>{mask(t(difference.key, difference.params))}</li>
          ))}
        </ul>
      )}
      {unlisted > 0 && <p className={form.note}>{t('tools.crosscheck.more', { count: unlisted })}</p>}
    </Verdict>
  )
}

interface VerdictProps {
  readonly good: boolean
  readonly title: string
  readonly children: ReactNode
}

function Verdict({ good, title, children }: VerdictProps) {
  return (
    <section className={styles.verdict} data-good={good}>
      <h3>
        <Icon of={good ? CheckCircle2 : TriangleAlert} />
        {title}
      </h3>
      {children}
    </section>
  )
}
