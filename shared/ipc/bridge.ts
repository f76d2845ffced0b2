// The surface that the preload script puts into the page (window.synscope): verbs only, frozen, no channel names, no
// event objects. The desktop host (renderer/host/desktop.ts) is its only user.
import type { FileLike } from '../host/source.ts'
import type { ArgsOf, DroppedOutcome, IpcEvent, IpcEvents, IpcVerb, ReplyOf } from './contract.ts'

type Call<V extends IpcVerb> = (...args: ArgsOf<V>) => Promise<ReplyOf<V>>
type Listen<E extends IpcEvent> = (listener: (value: IpcEvents[E]) => void) => () => void

export interface Bridge {
  readonly start: Call<'window:start'>
  readonly setWindow: Call<'window:state'>
  readonly announceCommands: Call<'menu:announce'>
  readonly openDialog: Call<'file:openDialog'>
  /** The File goes in, its path stays in the preload script and in main. */
  readonly openDropped: (files: readonly FileLike[]) => Promise<readonly DroppedOutcome[]>
  readonly handOver: Call<'file:handOver'>
  readonly takeLaunch: Call<'file:takeLaunch'>
  readonly openBeside: Call<'file:openBeside'>
  readonly stillSame: Call<'file:stillSame'>
  readonly release: Call<'file:release'>
  readonly reveal: Call<'file:reveal'>
  readonly recent: Call<'recent:list'>
  readonly openRecent: Call<'recent:open'>
  readonly forgetRecent: Call<'recent:forget'>
  readonly save: Call<'save:file'>
  readonly savePdf: Call<'save:pdf'>
  readonly print: Call<'print:html'>
  readonly copyText: Call<'clipboard:text'>
  readonly copyHtml: Call<'clipboard:html'>
  readonly copyPng: Call<'clipboard:png'>
  readonly changeSettings: Call<'settings:change'>
  readonly writeRecovery: Call<'recovery:write'>
  readonly takeRecovery: Call<'recovery:take'>
  readonly clearRecovery: Call<'recovery:clear'>
  readonly onOpen: Listen<'event:open'>
  readonly onCommand: Listen<'event:command'>
  readonly onSettings: Listen<'event:settings'>
}

/** Id of the page's hidden file input into which main hands files over (`file:handOver`). */
export const HAND_OVER_INPUT = 'synscope-handed-over'

/** Name of the bridge on `window`. */
export const BRIDGE_NAME = 'synscope'
