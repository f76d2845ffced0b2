// A menu on the screen: where, which entries, which of them has the focus. Fetched for the first menu (Menu.tsx).
import { Check } from 'lucide-react'
import type { RefObject } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Icon } from './Icon.tsx'
import type { MenuGroup } from './Menu.tsx'
import styles from './Menu.module.css'

export interface MenuPopoverProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  /** What it hangs on. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly placement: 'bottom start' | 'bottom end'
  readonly offset: number
  /** The entry that has the focus; true: the menu itself. */
  readonly focus: 'first' | 'last' | true
  /** Escape, a click outside or a choice. */
  readonly onClose: () => void
}

export function MenuPopover({ label, groups, anchor, placement, offset, focus, onClose }: MenuPopoverProps) {
  return (
    <Popover
      className={styles.popover}
      trigger="MenuTrigger"
      aria-label={label}
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      offset={offset}
      placement={placement}
    >
      <Entries groups={groups} label={label} focus={focus} onClose={onClose} />
    </Popover>
  )
}

type EntriesProps = Pick<MenuPopoverProps, 'groups' | 'label' | 'focus' | 'onClose'>

function Entries({ groups, label, focus, onClose }: EntriesProps) {
  const all = groups.flatMap((group) => group.entries)
  return (
    <Menu
      className={styles.menu}
      aria-label={label}
      autoFocus={focus}
      onClose={onClose}
      disabledKeys={all.filter((entry) => entry.disabled).map((entry) => entry.id)}
      onAction={(key) => all.find((entry) => entry.id === key)?.run()}
    >
      {groups.map((group, i) => (
        <MenuSection key={group.id} aria-label={group.title ?? label}>
          {i > 0 && <Separator className={styles.separator} />}
          {group.title && <Header className={styles.header}>{group.title}</Header>}
          {group.entries.map((entry) => (
            <MenuItem key={entry.id} id={entry.id} textValue={entry.label} className={styles.item}>
              <span className={styles.mark}>
                {entry.checked ? <Icon of={Check} size={0.875} /> : entry.icon && <Icon of={entry.icon} size={0.875} />}
              </span>
              <span className={styles.words}>
                {entry.label}
                {entry.checked && <span className="visually-hidden"> ✓</span>}
              </span>
              {entry.keys && <kbd className={styles.keys}>{entry.keys}</kbd>}
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </Menu>
  )
}
