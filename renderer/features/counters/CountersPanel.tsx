// What the counter texts say: growth between snapshots, what the packets explain of it, queues, settings, messages.
import clsx from 'clsx'
import { BookOpen } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { Reconciliation } from '../../../shared/analysis/findings.ts'
import { IconButton } from '../../components/Button.tsx'
import { Sentence } from '../../components/Sentence.tsx'
import { useTongue } from '../../i18n/language.ts'
import { useAddressNames, useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { AddCountersHint } from '../verdict/AddCountersHint.tsx'
import { HostFacts } from './HostFacts.tsx'
import { moved } from './moved-counters.ts'
import styles from './counters.module.css'

export function CountersPanel() {
  const { t } = useTongue()
  const names = useAddressNames()
  const { analysis } = useLoaded()
  const { counters, diagnosis } = analysis
  if (counters.snapshots.length === 0 && counters.listenerQueues.length === 0 && counters.settings.length === 0) {
    return (
      <div className={styles.panel}>
        <AddCountersHint />
      </div>
    )
  }
  return (
    <div className={styles.panel}>
      {counters.snapshots.length > 0 && <CounterTable />}
      <HostFacts />
      {diagnosis.identities.length > 0 && (
        <section>
          <h2 className={styles.title}>{t('app.counters.identities')}</h2>
          <ul className={styles.checks}>
            {diagnosis.identities.map((identity, i) => (
              <li key={i} data-holds={identity.holds}>
                <span aria-hidden>{identity.holds ? '✓' : '✗'}</span>
                <span className="visually-hidden">
                  {t(identity.holds ? 'app.counters.holds' : 'app.counters.fails')}
                </span>
                <span>
                  <Sentence remark={identity} mask={names.text} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {counters.remarks.length > 0 && (
        <section>
          <h2 className={styles.title}>{t('app.counters.remarks')}</h2>
          <ul className={styles.remarks}>
            {counters.remarks.map((remark, i) => (
              <li key={i}>
                <Sentence remark={remark} mask={names.text} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function CounterTable() {
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const { analysis } = useLoaded()
  const { counters, diagnosis } = analysis
  const chosen = useWorkspace((state) => state.chosenInterval)
  const [all, setAll] = useState(false)
  const one = counters.intervals.length === 0
  const rows = useMemo(() => moved(one ? counters.totals : counters.deltas, diagnosis), [one, counters, diagnosis])
  const shown = all ? rows.all : rows.notable
  // A link of the verdict may point at one interval: its figures then.
  const interval = chosen && counters.intervals.find((each) => each.from === chosen.from && each.to === chosen.to)
  const whole = new Map<string, Reconciliation>(
    diagnosis.reconciliations.filter((each) => each.interval === null).map((each) => [each.counter, each]),
  )
  const last = counters.snapshots.length - 1
  return (
    <section>
      <h2 className={styles.title}>
        {t(one ? 'app.counters.totals' : 'app.counters.growth', { count: counters.snapshots.length })}
      </h2>
      {one && <p className={styles.note}>{t('app.counters.totalsNote')}</p>}
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('app.counters.counter')}</th>
            <th scope="col">{t(one ? 'app.counters.total' : 'app.counters.delta')}</th>
            {!one && <th scope="col">{t('app.counters.predicted')}</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map(([name, value]) => {
            const agreed = whole.get(name)
            const text = counters.snapshots[last]?.texts.get(name)
            const isChosen = chosen?.counter === name
            return (
              <tr key={name} className={clsx(isChosen && styles.chosen)}>
                <th scope="row">
                  <button
                    type="button"
                    aria-pressed={isChosen}
                    onClick={() =>
                      store.getState().chooseInterval(isChosen ? null : { from: 0, to: last, counter: name })
                    }
                  >
                    {name}
                  </button>
                  <IconButton
                    icon={BookOpen}
                    size="small"
                    label={t('tools.catalog.look', { name })}
                    onPress={() => store.getState().openDialog(`counters:${name}`)}
                  />
                  {text !== undefined && text !== name && <small>{text}</small>}
                </th>
                <td>
                  {one ? number(value) : `+${number(interval && isChosen ? (interval.deltas.get(name) ?? 0) : value)}`}
                </td>
                {!one && (
                  <td data-agrees={agreed && agreed.predicted === agreed.observed}>
                    {agreed
                      ? t('app.counters.explains', {
                          predicted: number(agreed.predicted),
                          observed: number(agreed.observed),
                        })
                      : ''}
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
      {rows.all.length > rows.notable.length && (
        <button type="button" className={styles.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? t('app.counters.fewer') : t('app.counters.all', { count: rows.all.length })}
        </button>
      )}
      {rows.all.length === 0 && <p className={styles.note}>{t('app.counters.nothingMoved')}</p>}
    </section>
  )
}
