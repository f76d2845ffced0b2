// Shortcuts of the whole window. A key that a text field, a menu or a view has used is not taken again.
import { ALL_COMMANDS, runCommand } from '../commands/all-commands.ts'
import type { CommandContext } from '../commands/command.ts'
import { isTyping, matchesShortcut } from '../commands/shortcuts.ts'

/** Answers with the function that stops listening. */
export function listenToKeys(context: CommandContext): () => void {
  const isMac = context.host.start.platform === 'mac'
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const state = context.store.getState()
    const withModifier = event.ctrlKey || event.metaKey || event.altKey
    if (!withModifier && isTyping(event.target)) return
    // A dialog has the keyboard for itself.
    if (state.dialog !== null) return
    for (const command of ALL_COMMANDS) {
      if (!command.shortcuts?.some((shortcut) => matchesShortcut(event, shortcut, isMac))) continue
      if (command.enabled?.(state) === false) continue
      event.preventDefault()
      runCommand(command, context)
      return
    }
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
