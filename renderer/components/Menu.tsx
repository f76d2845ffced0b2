// Menus from a list of entries: under a button, or at the pointer. Entries are commands or choices.
import { Check } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useRef } from 'react'
import type { ReactElement } from 'react'
import { Header } from 'react-aria-components/Header'
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Separator } from 'react-aria-components/Separator'
import { Icon } from './Icon.tsx'
import styles from './Menu.module.css'

export interface MenuEntry {
  readonly id: string
  readonly label: string
  readonly icon?: LucideIcon | undefined
  readonly keys?: string | undefined
  readonly checked?: boolean | undefined
  readonly disabled?: boolean | undefined
  readonly run: () => void
}

/** Groups of entries; a rule is drawn between groups. */
export interface MenuGroup {
  readonly id: string
  readonly title?: string | undefined
  readonly entries: readonly MenuEntry[]
}

function Entries({ groups, label }: { readonly groups: readonly MenuGroup[]; readonly label: string }) {
  const all = groups.flatMap((group) => group.entries)
  return (
    <Menu
      className={styles.menu}
      aria-label={label}
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

export interface MenuButtonProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  /** The button that opens it. */
  readonly children: ReactElement
}

export function MenuButton({ label, groups, children }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover} offset={4} placement="bottom end">
        <Entries groups={groups} label={label} />
      </Popover>
    </MenuTrigger>
  )
}

export interface ContextMenuProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  /** Where it opens in the window, in pixels; null = closed. */
  readonly at: { readonly x: number; readonly y: number } | null
  readonly onClose: () => void
}

/** A menu at a point of the window. Escape, a click outside or a choice close it. */
export function ContextMenu({ label, groups, at, onClose }: ContextMenuProps) {
  const anchor = useRef<HTMLSpanElement>(null)
  return (
    <>
      <span ref={anchor} style={{ position: 'fixed', left: at?.x ?? 0, top: at?.y ?? 0, width: 1, height: 1 }} />
      {at && (
        <Popover
          key={`${at.x} ${at.y}`}
          className={styles.popover}
          triggerRef={anchor}
          isOpen
          onOpenChange={(open) => {
            if (!open) onClose()
          }}
          offset={2}
          placement="bottom start"
        >
          <Entries
            groups={groups.map((group) => ({
              ...group,
              entries: group.entries.map((entry) => ({
                ...entry,
                run: () => {
                  onClose()
                  entry.run()
                },
              })),
            }))}
            label={label}
          />
        </Popover>
      )}
    </>
  )
}
