// Menus from a list of entries: under a button, or at the pointer. Entries are commands or choices. The menu itself is a
// fifth of what the first page would weigh: it is fetched when the window is idle, its button is there at once.
import type { LucideIcon } from 'lucide-react'
import { Suspense, cloneElement, useRef, useState } from 'react'
import type { KeyboardEvent, ReactElement, RefAttributes } from 'react'
import type { ButtonProps, PressEvent } from 'react-aria-components/Button'
import type { MenuPopoverProps } from './MenuPopover.tsx'
import { prepared } from './prepared.tsx'

export const MenuPopover = prepared<MenuPopoverProps>(async () => (await import('./MenuPopover.tsx')).MenuPopover)

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

export interface MenuButtonProps {
  readonly label: string
  readonly groups: readonly MenuGroup[]
  /** The button that opens it. */
  readonly children: ReactElement<Pick<ButtonProps, keyof Opening> & RefAttributes<HTMLButtonElement>>
}

/** What a button does and says as the opener of a menu; as native ones: at the press of a mouse, at the end of a touch. */
interface Opening {
  readonly 'aria-haspopup': 'menu'
  readonly 'aria-expanded': boolean
  readonly preventFocusOnPress: boolean
  readonly onPressStart: (event: PressEvent) => void
  readonly onPress: (event: PressEvent) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

export function MenuButton({ label, groups, children }: MenuButtonProps) {
  const anchor = useRef<HTMLButtonElement>(null)
  const [focus, setFocus] = useState<MenuPopoverProps['focus'] | null>(null)
  const open = (wanted: MenuPopoverProps['focus']): void => {
    // The focus comes back to what had it when the menu opened.
    anchor.current?.focus({ preventScroll: true })
    setFocus(wanted)
  }
  const opening: Opening = {
    'aria-haspopup': 'menu',
    'aria-expanded': focus !== null,
    preventFocusOnPress: true,
    onPressStart: ({ pointerType }) => {
      if (pointerType === 'virtual') open('first')
      else if (pointerType !== 'touch' && pointerType !== 'keyboard') open(true)
    },
    onPress: ({ pointerType }) => {
      if (pointerType === 'touch') open(true)
      else if (pointerType === 'keyboard') open('first')
    },
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      open(event.key === 'ArrowDown' ? 'first' : 'last')
    },
  }
  return (
    <>
      {cloneElement(children, { ...opening, ref: anchor })}
      {focus !== null && (
        <Suspense fallback={null}>
          <MenuPopover
            label={label}
            groups={groups}
            anchor={anchor}
            placement="bottom end"
            offset={4}
            focus={focus}
            onClose={() => setFocus(null)}
          />
        </Suspense>
      )}
    </>
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
        <Suspense fallback={null}>
          <MenuPopover
            key={`${at.x} ${at.y}`}
            label={label}
            groups={groups}
            anchor={anchor}
            placement="bottom start"
            offset={2}
            focus
            onClose={onClose}
          />
        </Suspense>
      )}
    </>
  )
}
