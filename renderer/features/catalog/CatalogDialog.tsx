// The counter catalogue: a search field, what fits, and the chosen entry beside it. Arrow keys walk through the list.
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { allCounters, counterEntry, searchCounters } from '../../../shared/counters/counter-catalog.ts'
import type { CounterEntry } from '../../../shared/counters/counter-catalog.ts'
import { CheckField } from '../../components/CheckField.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import form from '../../components/form.module.css'
import { useTongue } from '../../i18n/language.ts'
import styles from './catalog.module.css'
import { CounterEntryView } from './CounterEntryView.tsx'

export interface CatalogDialogProps {
  readonly onClose: () => void
  /** Name of the counter to begin with. */
  readonly subject?: string | null
}

export default function CatalogDialog({ onClose, subject = null }: CatalogDialogProps) {
  const { t } = useTongue()
  const first = subject === null ? null : counterEntry(subject)
  const [text, setText] = useState('')
  const [setupOnly, setSetupOnly] = useState(first === null || first.setup)
  const [wanted, setWanted] = useState(first?.name ?? null)
  const searched = useDeferredValue(text)
  const found = useMemo(() => {
    const all = searched.trim() === '' ? allCounters() : searchCounters(searched, t)
    return setupOnly ? all.filter((entry) => entry.setup) : all
  }, [searched, setupOnly, t])
  const shown = found.find((entry) => entry.name === wanted) ?? found[0] ?? null
  return (
    <Dialog title={t('tools.catalog.title')} width="wide" onClose={onClose}>
      <div className={form.fields}>
        <div className={styles.find}>
          <label className={form.field}>
            {t('tools.catalog.search')}
            <input
              autoFocus
              type="search"
              maxLength={200}
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value)
                setWanted(null)
              }}
            />
          </label>
          <CheckField label={t('tools.catalog.setupOnly')} checked={setupOnly} onChange={setSetupOnly} />
          <span role="status" className={form.note}>
            {t('tools.catalog.count', { count: found.length })}
          </span>
        </div>
        {subject !== null && first === null && (
          <p className={form.note}>
            <strong>{subject}</strong>: {t('catalog.unknown')}
          </p>
        )}
        {shown === null ? (
          <p className={styles.nothing}>{t('catalog.notFound', { text: searched.trim() })}</p>
        ) : (
          <div className={styles.columns}>
            <CounterList entries={found} chosen={shown} onChoose={setWanted} />
            <CounterEntryView entry={shown} />
          </div>
        )}
      </div>
    </Dialog>
  )
}

interface CounterListProps {
  readonly entries: readonly CounterEntry[]
  readonly chosen: CounterEntry
  readonly onChoose: (name: string) => void
}

function CounterList({ entries, chosen, onChoose }: CounterListProps) {
  const { t } = useTongue()
  const list = useRef<HTMLUListElement>(null)
  const at = entries.indexOf(chosen)
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: 'nearest' })
  }, [at, entries])
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = entries[Math.min(entries.length - 1, Math.max(0, at + step))]
    if (next) onChoose(next.name)
  }
  return (
    <ul
      ref={list}
      role="listbox"
      tabIndex={0}
      aria-label={t('tools.catalog.list')}
      aria-activedescendant={`counter-${chosen.name}`}
      className={styles.list}
      onKeyDown={onKeyDown}
    >
      {entries.map(({ name }) => (
        <li
          key={name}
          id={`counter-${name}`}
          role="option"
          aria-selected={name === chosen.name}
          onClick={() => onChoose(name)}
        >
          {name}
        </li>
      ))}
    </ul>
  )
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowUp: -1,
  ArrowDown: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
}
