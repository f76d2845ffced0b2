// Listener queues, settings and kernel messages of the host; what a link of the verdict points at is marked.
import clsx from 'clsx'
import { useEffect, useRef } from 'react'
import type { ListenerQueue } from '../../../shared/analysis/counters.ts'
import { maskedLogLine, maskedSetting } from '../../../shared/mask/mask-analysis.ts'
import { endpointText } from '../../../shared/net/address.ts'
import { useTongue } from '../../i18n/language.ts'
import { useAddressNames, useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import styles from './counters.module.css'

/** Row of the fullest (then latest) reading of each listener. */
export function fullestReadings(queues: readonly ListenerQueue[]): readonly number[] {
  const best = new Map<string, number>()
  queues.forEach((queue, row) => {
    const name = endpointText(queue.address, queue.port)
    const known = best.get(name)
    if (known === undefined || queue.receiveQueue >= (queues[known]?.receiveQueue ?? 0)) best.set(name, row)
  })
  return [...best.values()].sort((a, b) => (queues[b]?.receiveQueue ?? 0) - (queues[a]?.receiveQueue ?? 0))
}

export function HostFacts() {
  const { t, number } = useTongue()
  const names = useAddressNames()
  const { counters } = useLoaded().analysis
  const chosen = useWorkspace((state) => state.chosenFact)
  const marked = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    marked.current?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  const settings = names.masked ? counters.settings.map(maskedSetting) : counters.settings
  const queues = fullestReadings(counters.listenerQueues)
  const chosenQueue = chosen?.kind === 'listener-queue' ? counters.listenerQueues[chosen.row] : undefined
  return (
    <>
      {queues.length > 0 && (
        <section>
          <h2 className={styles.title}>{t('app.counters.queues')}</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('app.counters.listener')}</th>
                <th scope="col">Recv-Q</th>
                <th scope="col">Backlog</th>
                <th scope="col">{t('app.counters.drops')}</th>
              </tr>
            </thead>
            <tbody>
              {queues.map((row) => {
                const queue = counters.listenerQueues[row]
                if (!queue) return null
                const isChosen = chosenQueue?.address === queue.address && chosenQueue.port === queue.port
                const full = queue.backlog !== null && queue.receiveQueue > queue.backlog
                return (
                  <tr key={row} ref={isChosen ? marked : undefined} className={clsx(isChosen && styles.chosen)}>
                    <th scope="row">
                      {names.text(endpointText(queue.address, queue.port))}
                      {queue.process !== null && <small>{queue.process}</small>}
                    </th>
                    <td data-full={full || undefined}>{number(queue.receiveQueue)}</td>
                    <td>{queue.backlog === null ? '—' : number(queue.backlog)}</td>
                    <td>{queue.drops === null ? '—' : number(queue.drops)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
      {counters.settings.length > 0 && (
        <section>
          <h2 className={styles.title}>{t('app.counters.settings')}</h2>
          <table className={styles.table}>
            <tbody>
              {settings.map((setting, row) => {
                const isChosen = chosen?.kind === 'setting' && chosen.row === row
                return (
                  <tr key={row} ref={isChosen ? marked : undefined} className={clsx(isChosen && styles.chosen)}>
                    <th scope="row">{setting.name}</th>
                    <td>{setting.value}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </section>
      )}
      {counters.kernelMessages.length > 0 && (
        <section>
          <h2 className={styles.title}>{t('app.counters.messages')}</h2>
          <ul className={styles.messages}>
            {counters.kernelMessages.slice(0, 50).map((message, i) => (
              <li key={i}>
                <code>{names.text(names.masked ? maskedLogLine(message.text) : message.text)}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
