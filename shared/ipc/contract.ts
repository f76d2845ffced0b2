// The one map of what page and main process say to each other; main, preload and the desktop host are typed from it.
// Verbs of the user, never paths (anchors/security.md A5). Arguments are checked at run time by schemas.ts.
import type { Remark } from '../analysis/tables.ts'
import type {
  HostStart,
  LaunchRequest,
  OpenKind,
  OpenOutcome,
  RecentFile,
  SaveOutcome,
  SaveRequest,
  WantedFile,
  WindowState,
} from '../host/host.ts'
import type { CommandState, MenuCommand } from '../host/menu-commands.ts'
import type { Settings } from '../host/settings.ts'

/** Main's answer to a dropped file: the page already has the bytes, main adds what only it knows. */
export type DroppedOutcome =
  | { readonly kind: 'opened'; readonly id: string; readonly name: string; readonly folder: string | null }
  | { readonly kind: 'refused'; readonly name: string; readonly reason: Remark }

export type SettingsChange = Partial<Omit<Settings, 'version'>>

/** Verbs the page calls and main answers. */
export interface IpcContract {
  'window:start': { args: []; reply: HostStart }
  'window:state': { args: [state: WindowState]; reply: null }
  'menu:announce': { args: [states: readonly CommandState[]]; reply: null }
  'file:openDialog': { args: [kind: OpenKind]; reply: readonly OpenOutcome[] }
  /** Paths come from the preload script alone, which asks the system for the path of a dropped File. */
  'file:dropped': { args: [paths: readonly string[]]; reply: readonly DroppedOutcome[] }
  /**
   * Hands files of main over as File objects of the page (into its hidden input, in the order of the ids), which read
   * several times faster than the address; false when that is not possible here.
   */
  'file:handOver': { args: [ids: readonly string[]]; reply: boolean }
  'file:takeLaunch': { args: []; reply: LaunchRequest }
  'file:openBeside': { args: [projectId: string, wanted: readonly WantedFile[]]; reply: readonly OpenOutcome[] }
  'file:stillSame': { args: [id: string]; reply: boolean }
  'file:release': { args: [id: string]; reply: null }
  'file:reveal': { args: [id: string]; reply: null }
  'recent:list': { args: []; reply: readonly RecentFile[] }
  'recent:open': { args: [id: string]; reply: OpenOutcome }
  'recent:forget': { args: [id: string]; reply: null }
  'save:file': { args: [request: SaveRequest]; reply: SaveOutcome }
  'save:pdf': { args: [html: string, suggestedName: string]; reply: SaveOutcome }
  'print:html': { args: [html: string]; reply: null }
  'clipboard:text': { args: [text: string]; reply: null }
  'clipboard:html': { args: [html: string, text: string]; reply: null }
  'clipboard:png': { args: [png: Uint8Array]; reply: null }
  'settings:change': { args: [change: SettingsChange]; reply: Settings }
  'recovery:write': { args: [text: string]; reply: null }
  'recovery:take': { args: []; reply: string | null }
  'recovery:clear': { args: []; reply: null }
}

/** What main tells the page unasked. */
export interface IpcEvents {
  'event:open': LaunchRequest
  'event:command': MenuCommand
  'event:settings': Settings
}

export type IpcVerb = keyof IpcContract
export type IpcEvent = keyof IpcEvents
export type ArgsOf<V extends IpcVerb> = IpcContract[V]['args']
export type ReplyOf<V extends IpcVerb> = IpcContract[V]['reply']

/** What a refused or failed call becomes on the wire: no stack, no path. */
export interface IpcFailure {
  readonly code: 'bad-arguments' | 'too-large' | 'not-allowed' | 'failed'
  readonly message: string
}
export type IpcAnswer<V extends IpcVerb> =
  { readonly ok: true; readonly value: ReplyOf<V> } | { readonly ok: false; readonly failure: IpcFailure }
