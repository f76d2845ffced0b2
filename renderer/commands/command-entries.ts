// Commands as menu entries and as something to run from a button.
import { useCallback, useMemo } from 'react'
import type { MenuEntry } from '../components/Menu.tsx'
import { useTranslate } from '../i18n/language.ts'
import { useWorkspace } from '../state/workspace-store.ts'
import type { WorkspaceState } from '../state/workspace-store.ts'
import { ALL_COMMANDS, commandById, runCommand } from './all-commands.ts'
import { plainTitle } from './command.ts'
import { useCommandContext } from './command-context.ts'
import { shortcutText } from './shortcuts.ts'

const POSSIBLE = 'p'
const CHECKED = 'c'
const IMPOSSIBLE = 'i'

function situationOf(state: WorkspaceState): string {
  return ALL_COMMANDS.map((command) => {
    if (command.enabled?.(state) === false) return IMPOSSIBLE
    return command.checked?.(state) === true ? CHECKED : POSSIBLE
  }).join('')
}

/** Entries for these command ids, in this order, as things stand now. */
export function useCommandEntries(ids: readonly string[]): readonly MenuEntry[] {
  const context = useCommandContext()
  const t = useTranslate()
  const key = ids.join(' ')
  // One letter a command, so that the entries are made again only when something became possible or was chosen.
  const situation = useWorkspace(situationOf)
  return useMemo(() => {
    const isMac = context.host.start.platform === 'mac'
    return key.split(' ').flatMap((id): MenuEntry[] => {
      const command = commandById(id)
      if (command === null) return []
      const now = situation[ALL_COMMANDS.indexOf(command)]
      const shortcut = command.shortcuts?.[0]
      return [
        {
          id,
          label: plainTitle(t(command.title)),
          icon: command.icon,
          keys: shortcut === undefined ? undefined : shortcutText(shortcut, isMac),
          checked: now === CHECKED,
          disabled: now === IMPOSSIBLE,
          run: () => runCommand(command, context),
        },
      ]
    })
  }, [context, t, key, situation])
}

/** Runs commands by id; for buttons. */
export function useRun(): (id: string) => void {
  const context = useCommandContext()
  return useCallback(
    (id) => {
      const command = commandById(id)
      if (command) runCommand(command, context)
    },
    [context],
  )
}
