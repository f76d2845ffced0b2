// The one place where Electron's ipcMain is used (anchors/security.md A5): known channel → sender is the main frame of our
// own page → arguments fit the schema → handler → failures become { code, message } without stack or path.
import { ipcMain, type WebContents, type WebFrameMain } from 'electron'
import * as v from 'valibot'
import { channelOf, IPC_VERBS } from '../../shared/ipc/channels.ts'
import type { ArgsOf, IpcAnswer, IpcEvent, IpcEvents, IpcFailure, IpcVerb, ReplyOf } from '../../shared/ipc/contract.ts'
import { ARGUMENT_SCHEMAS } from '../../shared/ipc/schemas.ts'
import { PAGE_ORIGIN } from '../protocol/scheme.ts'

export type Handlers = {
  readonly [V in IpcVerb]: (...args: ArgsOf<V>) => Promise<ReplyOf<V>> | ReplyOf<V>
}

interface Sender {
  readonly senderFrame: Pick<WebFrameMain, 'url' | 'parent'> | null
}

/** Whether a message came from the top frame of our own page. */
export function isTrustedSender({ senderFrame }: Sender): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false
  try {
    const { protocol, host } = new URL(senderFrame.url)
    return `${protocol}//${host}` === PAGE_ORIGIN
  } catch {
    return false
  }
}

/** Answers one message; exported for the tests. `rawArgs` are whatever came over the wire. */
export async function answerVerb<V extends IpcVerb>(
  verb: V,
  handlers: Handlers,
  sender: Sender,
  rawArgs: readonly unknown[],
  log: (line: string) => void,
): Promise<IpcAnswer<V>> {
  const fail = (code: IpcFailure['code'], message: string): IpcAnswer<V> => {
    log(`message refused: ${verb}, ${code}`)
    return { ok: false, failure: { code, message } }
  }
  if (!isTrustedSender(sender)) return fail('not-allowed', 'not a page of SynScope')
  const schema: v.GenericSchema<unknown, ArgsOf<V>> = ARGUMENT_SCHEMAS[verb]
  const checked = v.safeParse(schema, rawArgs)
  if (!checked.success) {
    const tooLarge = checked.issues.some(({ type, message }) => type === 'max_length' || message === 'too large')
    return fail(tooLarge ? 'too-large' : 'bad-arguments', `${verb}: arguments do not fit`)
  }
  try {
    return { ok: true, value: await handlers[verb](...checked.output) }
  } catch {
    return fail('failed', `${verb} failed`)
  }
}

/** Registers every verb. Called once. */
export function handleVerbs(handlers: Handlers, log: (line: string) => void): void {
  for (const verb of IPC_VERBS) {
    ipcMain.handle(channelOf(verb), (event, ...args) => answerVerb(verb, handlers, event, args, log))
  }
}

/** Tells the page something unasked. */
export function tellPage<E extends IpcEvent>(contents: WebContents, event: E, value: IpcEvents[E]): void {
  if (!contents.isDestroyed()) contents.send(channelOf(event), value)
}
