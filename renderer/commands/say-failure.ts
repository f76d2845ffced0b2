// A failure of something that the user asked for is said at the foot of the window.
import type { WorkspaceState } from '../state/workspace-store.ts'

export function sayFailure({ say }: WorkspaceState, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error)
  say({ key: 'app.notice.commandFailed', params: { message } }, 'bad')
}
