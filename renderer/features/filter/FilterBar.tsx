// The search box: a filter language with completion, or plain words. A combobox by the ARIA pattern: the text has the
// focus, the list is pointed at.
import { ListFilter, X } from 'lucide-react'
import { useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { completeFilter } from '../../../shared/filter/filter-completion.ts'
import type { Completion, CompletionItem } from '../../../shared/filter/filter-completion.ts'
import { IconButton } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useMask } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { CHIPS, hasChip, withChip } from './chips.ts'
import { useSeenValues } from './seen-values.ts'
import styles from './filter.module.css'

const NOTHING: Completion = { from: 0, to: 0, items: [] }

export function FilterBar() {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const text = useWorkspace((state) => state.filterText)
  const fault = useWorkspace((state) => state.filterFault)
  const seen = useSeenValues()
  const input = useRef<HTMLInputElement>(null)
  const listId = useId()
  const mask = useMask()
  const [focused, setFocused] = useState(false)
  const [open, setOpen] = useState(false)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(-1)
  const completion = useMemo(() => (open ? completeFilter(text, caret, seen) : NOTHING), [open, text, caret, seen])
  const items = completion.items

  const type = (next: string, at: number): void => {
    store.getState().setFilterText(next)
    setCaret(at)
    setChosen(-1)
    setOpen(true)
  }
  const accept = (item: CompletionItem): void => {
    const next = `${text.slice(0, completion.from)}${item.text} ${text.slice(completion.to).trimStart()}`
    const at = completion.from + item.text.length + 1
    type(next, at)
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const listed = open && items.length > 0
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (!listed) setOpen(true)
      else
        setChosen(
          (chosen + (event.key === 'ArrowDown' ? 1 : items.length) + (chosen < 0 && event.key === 'ArrowUp' ? 1 : 0)) %
            items.length,
        )
      return
    }
    if ((event.key === 'Enter' || event.key === 'Tab') && listed && chosen >= 0) {
      const item = items[chosen]
      if (item) accept(item)
      event.preventDefault()
      return
    }
    if (event.key === 'Enter') {
      setOpen(false)
      document.getElementById('handshake-table')?.focus()
      return
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      if (listed) setOpen(false)
      else if (text !== '') store.getState().setFilterText('')
      else input.current?.blur()
    }
  }

  return (
    <div className={styles.bar}>
      <div className={styles.box} data-bad={fault !== null || undefined}>
        <Icon of={ListFilter} size={0.9375} />
        <div className={styles.field}>
          {fault && (
            <span className={styles.under} aria-hidden>
              <span className={styles.before}>{text.slice(0, fault.from)}</span>
              <span className={styles.wrong}>{text.slice(fault.from, fault.to) || ' '}</span>
            </span>
          )}
          <input
            ref={input}
            id="filter-text"
            type="text"
            role="combobox"
            aria-expanded={open && items.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
            aria-invalid={fault !== null}
            aria-label={t('app.filter.label')}
            autoComplete="off"
            spellCheck={false}
            placeholder={t('app.filter.placeholder')}
            value={focused ? text : mask(text)}
            onChange={(event) => type(event.target.value, event.target.selectionStart ?? event.target.value.length)}
            onFocus={() => {
              setFocused(true)
              setOpen(true)
            }}
            onBlur={() => {
              setFocused(false)
              setOpen(false)
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
            onKeyDown={onKeyDown}
          />
        </div>
        {text === '' ? (
          <kbd className={styles.hint}>/</kbd>
        ) : (
          <IconButton
            icon={X}
            size="small"
            label={t('app.filter.clear')}
            onPress={() => store.getState().setFilterText('')}
          />
        )}
      </div>
      {open && (
        // Keeps the focus in the text when something in the list is clicked.
        <div className={styles.popup} onMouseDown={(event) => event.preventDefault()}>
          {fault && !(items.length > 0 && caret === text.length) && (
            <p className={styles.fault} role="alert">
              {t(fault.key, fault.params)}
            </p>
          )}
          <div className={styles.chips} role="group" aria-label={t('app.filter.chips')}>
            {CHIPS.map(({ id, filter }) => (
              <button
                key={id}
                type="button"
                tabIndex={-1}
                className={styles.chip}
                aria-pressed={hasChip(text, filter)}
                onClick={() => type(withChip(text, filter), withChip(text, filter).length)}
              >
                {t(`app.chip.${id}`)}
              </button>
            ))}
          </div>
          <ul id={listId} role="listbox" aria-label={t('app.filter.completions')} className={styles.list}>
            {items.map((item, i) => (
              <li
                key={`${item.kind}-${item.text}`}
                id={`${listId}-${i}`}
                role="option"
                aria-selected={i === chosen}
                className={styles.item}
                onClick={() => accept(item)}
              >
                <code>{item.text}</code>
                <span>{explanation(t, item)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function explanation(t: (key: string) => string, { kind, text }: CompletionItem): string {
  if (kind === 'field') {
    const words = t(`app.filter.field.${text.replaceAll('.', '_')}`)
    return words.startsWith('app.') ? '' : words
  }
  if (kind === 'comparison') return t(`app.filter.comparison.${COMPARISON_NAMES[text] ?? 'equal'}`)
  return kind === 'joint' ? t(`app.filter.joint.${text === '&&' ? 'and' : 'or'}`) : ''
}

const COMPARISON_NAMES: Readonly<Record<string, string>> = {
  '==': 'equal',
  '!=': 'unequal',
  '>': 'more',
  '>=': 'atLeast',
  '<': 'less',
  '<=': 'atMost',
  in: 'in',
  contains: 'contains',
}
