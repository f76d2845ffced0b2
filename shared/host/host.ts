// What the window needs of the world around it, with two implementations in renderer/host: the desktop bridge and the
// plain browser. Types only. Nothing else in renderer/ knows where it runs; `can` says what this host is able to do.
// Files are tokens (`id`) and byte sources here, never paths (anchors/security.md A5).
import type { Remark } from '../analysis/tables.ts'
import type { CommandState, MenuCommand } from './menu-commands.ts'
import type { Settings } from './settings.ts'
import type { FileLike, SourceDescriptor } from './source.ts'

/** Which files the dialog shows first; the user may always switch to all files. */
export type OpenKind = 'captures' | 'counters' | 'projects' | 'all'

/** A file the user has opened. Its content decides what it is, not the kind of dialog it came through. */
export interface OpenedFile {
  /** Random, good for this session: for `saveAgain`, `stillSame`, `release`, `openBeside`, `setWindow`. */
  readonly id: string
  /** Display name, without folder; control and bidi characters are already made visible. */
  readonly name: string
  /** Name of the folder it lies in, for display; null in the browser. */
  readonly folder: string | null
  readonly size: number
  readonly source: SourceDescriptor
}

/** What came of one file the user asked for. A refusal is a sentence of namespace `host` (a folder, no permission …). */
export type OpenOutcome =
  | { readonly kind: 'opened'; readonly file: OpenedFile }
  | { readonly kind: 'refused'; readonly name: string; readonly reason: Remark }

/** What the program was started with: `npm start -- FILE…`, `--sample`, an association, a second start. */
export interface LaunchRequest {
  readonly files: readonly OpenOutcome[]
  /** Name of the sample to open at once (`--sample`), null otherwise. */
  readonly sample: string | null
}

export interface RecentFile {
  readonly id: string
  readonly name: string
  readonly folder: string | null
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly openedAt: number
  /** False when it is known to be gone; null when nobody looked (network paths are never touched by themselves). */
  readonly present: boolean | null
}

export type SaveKind =
  'project' | 'png' | 'svg' | 'pdf' | 'html' | 'markdown' | 'csv' | 'json' | 'text' | 'pcapng' | 'zip'

export interface SaveRequest {
  readonly kind: SaveKind
  /** File name without folder; cleaned of characters that systems reserve. */
  readonly suggestedName: string
  readonly content: Uint8Array | string
  /** Id of an earlier `saved` outcome or of an opened project: written again without asking. */
  readonly again?: string
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly id: string; readonly name: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly reason: Remark }

/** What the frame of the window shows. */
export interface WindowState {
  /** Name of what is open; null on the start page. The host adds the program's name. */
  readonly title: string | null
  /** Unsaved notes: a dot in the title, and closing asks once. */
  readonly edited: boolean
  /** Id of the OpenedFile the window stands for (the title icon on macOS), null for none. */
  readonly represented: string | null
  /** 0 … 1 while reading, null when nothing is going on. */
  readonly progress: number | null
}

export interface HostAbilities {
  readonly recent: boolean
  /** Writing to the same file again without asking. */
  readonly saveAgain: boolean
  readonly pdf: boolean
  readonly print: boolean
  readonly recovery: boolean
  /** Native menu: the page need not draw one of its own. */
  readonly nativeMenu: boolean
  readonly reveal: boolean
  readonly openBeside: boolean
}

/** What is known at once, before the first frame. */
export interface HostStart {
  readonly host: 'desktop' | 'browser'
  readonly platform: 'mac' | 'windows' | 'linux' | 'other'
  /** Version of SynScope. */
  readonly version: string
  /** Locale of the system, e.g. `zh-CN`. */
  readonly locale: string
  readonly settings: Settings
  readonly can: HostAbilities
}

export type Unsubscribe = () => void

/** A file wanted by a project: what is known of it. */
export interface WantedFile {
  readonly name: string
  readonly size: number
}

export interface Host {
  readonly start: HostStart

  /** Shows the system's dialog; several files may be chosen. Empty when cancelled. */
  openDialog(kind: OpenKind): Promise<readonly OpenOutcome[]>
  /** Files of a drop or a paste (`DataTransfer.files`). Folders come back refused. */
  openDropped(files: readonly FileLike[]): Promise<readonly OpenOutcome[]>
  /** What the program was started with; a second call gives nothing. */
  takeLaunch(): Promise<LaunchRequest>
  /** Later wishes of the system: association, second start, recent menu. */
  onOpen(listener: (request: LaunchRequest) => void): Unsubscribe
  /** A shipped sample: its files, ready to read. */
  openSample(name: string): Promise<readonly OpenOutcome[]>
  /** Names of the shipped samples; the first is the sample of the start page. */
  samples(): Promise<readonly string[]>
  /** Files that lie beside an opened project and have the name or the size of a wanted one; the caller compares hashes. */
  openBeside(projectId: string, wanted: readonly WantedFile[]): Promise<readonly OpenOutcome[]>
  /** Whether the file is, as far as its size and time tell, what it was when it was opened. */
  stillSame(id: string): Promise<boolean>
  /** The file is no longer needed: closes the handle behind it. */
  release(id: string): Promise<void>

  recent(): Promise<readonly RecentFile[]>
  openRecent(id: string): Promise<OpenOutcome>
  /** `all` empties the list. */
  forgetRecent(id: string): Promise<void>

  /** Shows the save dialog (or writes `again` at once). The old file stays whole when writing fails. */
  save(request: SaveRequest): Promise<SaveOutcome>
  /** A self-contained HTML document as a PDF file. It runs no script and reaches no network. */
  savePdf(html: string, suggestedName: string): Promise<SaveOutcome>
  print(html: string): Promise<void>
  /** Shows a saved or opened file in the system's file browser. */
  reveal(id: string): Promise<void>

  copyText(text: string): Promise<void>
  /** Rich text with its plain form. */
  copyHtml(html: string, text: string): Promise<void>
  copyPng(png: Uint8Array): Promise<void>

  /** Changes what is named and keeps the rest; answers with what is now true. */
  changeSettings(change: Partial<Omit<Settings, 'version'>>): Promise<Settings>
  /** Settings changed elsewhere (menu, another window). */
  onSettings(listener: (settings: Settings) => void): Unsubscribe

  setWindow(state: WindowState): void
  /** What the menu may offer now. */
  announceCommands(states: readonly CommandState[]): void
  onCommand(listener: (command: MenuCommand) => void): Unsubscribe

  /** The one recovery slot: unsaved work, written every few seconds; survives a crash, cleared on an orderly end. */
  writeRecovery(text: string): Promise<void>
  /** What a crashed run left behind, once; null when it ended well. */
  takeRecovery(): Promise<string | null>
  clearRecovery(): Promise<void>
}
