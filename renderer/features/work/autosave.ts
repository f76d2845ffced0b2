// Unsaved notes survive a crash: a moment after every change the work goes into the host's one recovery slot, and leaves it
// when the notes are saved or given up.
import { base64 } from '../../../shared/figure/figure-markup.ts'
import { fromBase64 } from '../../../shared/project/png-work.ts'
import { ProjectFault } from '../../../shared/project/project-fault.ts'
import { readProject, writeProject } from '../../../shared/project/project-file.ts'
import type { Work } from '../../../shared/project/work.ts'
import type { CommandContext } from '../../commands/command.ts'
import { hasUnsavedNotes } from '../../state/notes-slice.ts'
import { workKeeper } from './work-keeper.ts'

/** Milliseconds after the last change. */
const PAUSE = 1200

/** Works that a crash left and that wait for an answer of the user. */
const waiting = new WeakMap<CommandContext, Work>()

export function waitingWork(context: CommandContext): Work | null {
  return waiting.get(context) ?? null
}

/** The user has answered: the slot is free. */
export function answered(context: CommandContext): void {
  waiting.delete(context)
  void context.host.clearRecovery()
}

/** Starts keeping; answers with the function that stops. */
export function keepNotes(context: CommandContext): () => void {
  const { host, store } = context
  const keeper = workKeeper(context)
  let timer: ReturnType<typeof setTimeout> | undefined

  const write = async (): Promise<void> => {
    if (!hasUnsavedNotes(store.getState())) return
    const work = await keeper.currentWork()
    // Hashing takes time: the notes may have been saved meanwhile, and the slot must stay empty then.
    if (work === null || !hasUnsavedNotes(store.getState())) return
    try {
      await host.writeRecovery(base64(writeProject(work)))
    } catch {
      // A browser keeps a few megabytes only: rather the notes without the packets than nothing.
      await host.writeRecovery(base64(writeProject({ ...work, packets: null })))
    }
  }
  const changed = (): void => {
    clearTimeout(timer)
    if (hasUnsavedNotes(store.getState())) timer = setTimeout(() => void write().catch(() => undefined), PAUSE)
    else void host.clearRecovery()
  }
  const stopNotes = store.subscribe((state) => state.noteHistory.notes, changed)
  const stopSaved = store.subscribe((state) => state.savedNotes, changed)
  const stopLoaded = store.subscribe(
    (state) => state.sources,
    (cards) => {
      for (const card of cards) if (card.stage === 'read') keeper.hashes.warm(card.id)
    },
  )
  void host.takeRecovery().then((text) => {
    const work = text === null ? null : recovered(text)
    if (work === null) return
    waiting.set(context, work)
    store.getState().openDialog('unsaved-notes')
  })
  return () => {
    for (const stop of [stopNotes, stopSaved, stopLoaded]) stop()
    clearTimeout(timer)
  }
}

function recovered(text: string): Work | null {
  try {
    const bytes = fromBase64(text)
    return bytes === null ? null : readProject(bytes)
  } catch (error) {
    if (error instanceof ProjectFault) return null
    throw error
  }
}
