// What comes from outside of the page: what the program was started with, files of the system, commands of the native
// menu; and what the frame of the window shows of us.
import { MENU_COMMANDS } from '../../shared/host/menu-commands.ts'
import type { CommandState, MenuCommand } from '../../shared/host/menu-commands.ts'
import type { LaunchRequest } from '../../shared/host/host.ts'
import { commandById, runCommand } from '../commands/all-commands.ts'
import type { CommandContext } from '../commands/command.ts'
import { hasUnsavedNotes } from '../state/notes-slice.ts'
import { maskOf } from '../state/use-analysis.ts'
import type { WorkspaceState } from '../state/workspace-store.ts'

/** Answers with the function that stops listening. */
export function listenToHost(context: CommandContext): () => void {
  const { host, session, store } = context
  const open = (request: LaunchRequest): void => {
    if (request.sample !== null) void session.openSample(request.sample === '' ? null : request.sample)
    session.open(request.files, 'replace')
  }
  void host.takeLaunch().then(open)
  const stops = [
    host.onOpen(open),
    host.onCommand((id) => {
      const command = commandById(id)
      if (command) runCommand(command, context)
    }),
    store.subscribe(
      (state) => announcement(state),
      (text) => host.announceCommands(parseStates(text)),
      { fireImmediately: true },
    ),
    store.subscribe(windowState, (text) => host.setWindow(JSON.parse(text) as Parameters<typeof host.setWindow>[0]), {
      fireImmediately: true,
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** Commands that are possible now, as one text, so that the host hears only of changes. */
function announcement(state: WorkspaceState): string {
  const states: CommandState[] = MENU_COMMANDS.flatMap((id): CommandState[] => {
    const command = commandById(id)
    if (command === null) return []
    const enabled = command.enabled?.(state) ?? true
    return [command.checked ? { id, enabled, checked: command.checked(state) } : { id, enabled }]
  })
  return JSON.stringify(states)
}

function parseStates(text: string): readonly CommandState[] {
  return JSON.parse(text) as { readonly id: MenuCommand; readonly enabled: boolean }[]
}

/** What the frame of the window shows, as one text, so that the host hears only of changes. */
export function windowState(state: WorkspaceState): string {
  const { sources, loaded, settings } = state
  const [first, ...others] = sources
  const mask = maskOf(loaded, settings.maskAddresses)
  const progress =
    state.reading?.bytesTotal == null
      ? null
      : Math.min(1, state.reading.bytesRead / Math.max(1, state.reading.bytesTotal))
  // What a file will be called when it is masked is known when it is read.
  const isNamed = first !== undefined && (loaded !== null || !settings.maskAddresses)
  const title = isNamed ? `${mask(first.name)}${others.length > 0 ? ` +${others.length}` : ''}` : null
  return JSON.stringify({
    title,
    edited: hasUnsavedNotes(state),
    represented: null,
    progress: progress === null ? null : Math.round(progress * 100) / 100,
  })
}
