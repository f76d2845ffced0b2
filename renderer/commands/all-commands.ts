// Every action there is. The order is that of the palette and of the help page.
import type { Command, CommandContext } from './command.ts'
import { FIGURE_COMMANDS } from '../features/figure/figure-commands.ts'
import { NOTE_COMMANDS } from '../features/notes/note-commands.ts'
import { WORK_COMMANDS } from '../features/work/work-commands.ts'
import { CROSSCHECK_COMMANDS } from './crosscheck-commands.ts'
import { FILE_COMMANDS } from './file-commands.ts'
import { GO_COMMANDS } from './go-commands.ts'
import { REPORT_COMMANDS } from './report-commands.ts'
import { sayFailure } from './say-failure.ts'
import { TOOL_COMMANDS } from './tool-commands.ts'
import { VIEW_COMMANDS } from './view-commands.ts'

export const ALL_COMMANDS: readonly Command[] = [
  ...FILE_COMMANDS,
  ...REPORT_COMMANDS,
  ...GO_COMMANDS,
  ...VIEW_COMMANDS,
  ...TOOL_COMMANDS,
  ...CROSSCHECK_COMMANDS,
  ...WORK_COMMANDS,
  ...NOTE_COMMANDS,
  ...FIGURE_COMMANDS,
]

export function commandById(id: string): Command | null {
  return ALL_COMMANDS.find((command) => command.id === id) ?? null
}

/** Runs a command when it is possible now; a failure is said at the foot of the window, never thrown. */
export function runCommand(command: Command, context: CommandContext): void {
  const state = context.store.getState()
  if (command.enabled?.(state) === false) return
  void Promise.resolve()
    .then(() => command.run(context))
    .catch((error: unknown) => sayFailure(state, error))
}
