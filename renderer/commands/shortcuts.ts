// Shortcuts as text (`Mod+Shift+P`), matched against key events and shown the way the system writes them.

export interface KeyLike {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether the event is this shortcut. Letters match without regard to Caps Lock; `?` and such need no Shift in the text. */
export function matchesShortcut(event: KeyLike, shortcut: string, isMac: boolean): boolean {
  const parts = shortcut.split('+')
  const key = shortcut.endsWith('++') ? '+' : (parts.at(-1) ?? '')
  const mod = parts.includes('Mod')
  const wantsShift = parts.includes('Shift')
  const isLetter = /^[a-z]$/i.test(key)
  const named = key.length > 1
  if ((isMac ? event.metaKey : event.ctrlKey) !== mod) return false
  if ((isMac ? event.ctrlKey : event.metaKey) || event.altKey !== parts.includes('Alt')) return false
  if ((isLetter || named || wantsShift) && event.shiftKey !== wantsShift) return false
  return event.key.toLowerCase() === key.toLowerCase()
}

/** `Ctrl+Shift+P`, or `⇧⌘P` on a Mac. */
export function shortcutText(shortcut: string, isMac: boolean): string {
  const parts = shortcut.split('+').filter((part) => part !== '')
  if (!isMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : (NAMES[part] ?? part))).join('+')
  const order = ['Alt', 'Shift', 'Mod']
  const signs: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
  const modifiers = order.filter((part) => parts.includes(part)).map((part) => signs[part] ?? '')
  const key = parts.at(-1) ?? ''
  return `${modifiers.join('')}${NAMES[key] ?? key}`
}

const NAMES: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Escape: 'Esc',
}

/** Keys typed into a text field belong to it, unless they come with Ctrl or Cmd. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio], [type=range]), textarea, select')
  )
}
