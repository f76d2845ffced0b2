// What an action of the user is.
import type { LucideIcon } from 'lucide-react'
import type { Host } from '../../shared/host/host.ts'
import type { Session } from '../app/session.ts'
import type { WorkspaceState, WorkspaceStore } from '../state/workspace-store.ts'

export interface CommandContext {
  readonly store: WorkspaceStore
  readonly host: Host
  readonly session: Session
}

export type CommandArea = 'file' | 'edit' | 'view' | 'go' | 'table' | 'tools' | 'help' | 'notes' | 'figure'

export interface Command {
  /** `area.verb`. */
  readonly id: string
  readonly area: CommandArea
  /** Key of the catalogue. An `&` in it marks the mnemonic of a native menu and is not shown elsewhere. */
  readonly title: string
  readonly icon?: LucideIcon
  /** `Mod+K` (Ctrl, or Cmd on a Mac), `Shift+N`, `?`. The first one is shown. */
  readonly shortcuts?: readonly string[]
  /** Absent: always. */
  readonly enabled?: (state: WorkspaceState) => boolean
  /** For switches and choices. */
  readonly checked?: (state: WorkspaceState) => boolean
  readonly run: (context: CommandContext) => void | Promise<void>
}

/** `&Open…` and `打开(&O)…` without the mark of the mnemonic. */
export function plainTitle(title: string): string {
  return title.replace(/\s?\(&\w\)/, '').replace(/&(?=\S)/, '')
}
