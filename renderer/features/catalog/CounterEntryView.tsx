// One counter: what it counts, what one step means, who counts it, and what it is called where.
import type { CounterEntry } from '../../../shared/counters/counter-catalog.ts'
import { useTranslate } from '../../i18n/language.ts'
import styles from './catalog.module.css'

export function CounterEntryView({ entry }: { readonly entry: CounterEntry }) {
  const t = useTranslate()
  const facts: readonly (readonly [string, readonly string[], boolean])[] = [
    ['texts', entry.texts, true],
    ['nstat', [entry.nstat], true],
    ['prometheus', [entry.prometheus], true],
    ['bsd', entry.bsd === null ? [] : [entry.bsd], true],
    ['windows', entry.windows === null ? [] : [entry.windows], true],
    ['since', entry.since === null ? [] : [entry.since], false],
    ['until', entry.until === null ? [] : [entry.until], false],
  ]
  return (
    <article className={styles.entry} aria-labelledby="counter-name">
      <h3 id="counter-name">{entry.name}</h3>
      <p>{t(entry.meaning)}</p>
      {entry.step !== null && (
        <p className={styles.step}>
          <strong>{t('catalog.label.step')}</strong> {t(entry.step)}
        </p>
      )}
      <p className={styles.tags}>
        <span>{t(`catalog.side.${entry.side}`)}</span>
        {entry.setup && <span>{t('catalog.label.setup')}</span>}
        {entry.gauge && <span>{t('catalog.label.gauge')}</span>}
      </p>
      <dl>
        {facts
          .filter(([, values]) => values.length > 0)
          .map(([label, values, isCode]) => (
            <div key={label}>
              <dt>{t(`catalog.label.${label}`)}</dt>
              {values.map((value) => (
                <dd key={value}>{isCode ? <code>{value}</code> : value}</dd>
              ))}
            </div>
          ))}
      </dl>
    </article>
  )
}
