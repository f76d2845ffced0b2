// Names on the wire: the prefix keeps ours apart from Electron's own. Both lists are closed; main answers no other.
import type { IpcEvent, IpcVerb } from './contract.ts'

const PREFIX = 'synscope:'

const VERBS: Readonly<Record<IpcVerb, true>> = {
  'window:start': true,
  'window:state': true,
  'menu:announce': true,
  'file:openDialog': true,
  'file:dropped': true,
  'file:handOver': true,
  'file:takeLaunch': true,
  'file:openBeside': true,
  'file:stillSame': true,
  'file:release': true,
  'file:reveal': true,
  'recent:list': true,
  'recent:open': true,
  'recent:forget': true,
  'save:file': true,
  'save:pdf': true,
  'print:html': true,
  'clipboard:text': true,
  'clipboard:html': true,
  'clipboard:png': true,
  'settings:change': true,
  'recovery:write': true,
  'recovery:take': true,
  'recovery:clear': true,
}

/** Every verb, once. */
export const IPC_VERBS = Object.keys(VERBS) as readonly IpcVerb[]

/** The channel of a verb or an event. */
export function channelOf(name: IpcVerb | IpcEvent): string {
  return PREFIX + name
}
