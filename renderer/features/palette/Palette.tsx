// Every action by its name. Type, choose with the arrows, Enter.
import { Search } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { ALL_COMMANDS, runCommand } from '../../commands/all-commands.ts'
import { plainTitle } from '../../commands/command.ts'
import type { Command } from '../../commands/command.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { shortcutText } from '../../commands/shortcuts.ts'
import { Icon } from '../../components/Icon.tsx'
import dialog from '../../components/Dialog.module.css'
import { loadedTongue, useTranslate } from '../../i18n/language.ts'
import { matchRank } from './rank-commands.ts'
import styles from './palette.module.css'

export default function Palette({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const context = useCommandContext()
  const listId = useId()
  const list = useRef<HTMLUListElement>(null)
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const isMac = context.host.start.platform === 'mac'
  const found = useMemo(() => {
    const state = context.store.getState()
    // Whoever reads Chinese menus may still think of the English word, once it was loaded.
    const english = loadedTongue('en')?.t ?? t
    return ALL_COMMANDS.filter((command) => command.id !== 'tools.palette' && command.enabled?.(state) !== false)
      .map((command) => ({ command, title: plainTitle(t(command.title)), checked: command.checked?.(state) === true }))
      .map((entry) => ({
        ...entry,
        rank: matchRank(
          { text: entry.title, also: `${plainTitle(english(entry.command.title))} ${entry.command.id}` },
          typed,
        ),
      }))
      .filter((entry) => entry.rank !== null)
      .sort((a, b) => (b.rank ?? 0) - (a.rank ?? 0))
  }, [context, t, typed])
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])

  const run = (command: Command): void => {
    onClose()
    // After the dialog is gone, so that a command can open the next one and focus goes where it should.
    setTimeout(() => runCommand(command, context))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setChosen((chosen + step + found.length) % Math.max(1, found.length))
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const entry = found[chosen]
      if (entry) run(entry.command)
    }
  }

  return (
    <ModalOverlay
      className={dialog.scrim}
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal className={dialog.modal}>
        <Dialog className={styles.palette} aria-label={t('app.top.palette')}>
          <div className={styles.box}>
            <Icon of={Search} />
            <input
              autoFocus
              type="text"
              role="combobox"
              aria-expanded
              aria-controls={listId}
              aria-activedescendant={found.length > 0 ? `${listId}-${chosen}` : undefined}
              aria-label={t('app.palette.label')}
              placeholder={t('app.palette.placeholder')}
              value={typed}
              spellCheck={false}
              onChange={(event) => {
                setTyped(event.target.value)
                setChosen(0)
              }}
              onKeyDown={onKeyDown}
            />
          </div>
          <ul ref={list} id={listId} role="listbox" aria-label={t('app.top.palette')} className={styles.list}>
            {found.map(({ command, title, checked }, i) => (
              <li
                key={command.id}
                id={`${listId}-${i}`}
                role="option"
                aria-selected={i === chosen}
                className={styles.item}
                onMouseMove={() => setChosen(i)}
                onClick={() => run(command)}
              >
                <span className={styles.icon}>{command.icon && <Icon of={command.icon} />}</span>
                <span className={styles.title}>
                  {title}
                  {checked && <span className={styles.on}>✓</span>}
                </span>
                <span className={styles.area}>{t(`app.area.${command.area}`)}</span>
                {command.shortcuts?.[0] && <kbd>{shortcutText(command.shortcuts[0], isMac)}</kbd>}
              </li>
            ))}
          </ul>
          {found.length === 0 && <p className={styles.nothing}>{t('app.palette.nothing')}</p>}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
