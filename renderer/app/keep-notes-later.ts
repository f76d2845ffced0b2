// Keeping notes and works is fetched behind the first frame and behind what opening a capture needs: neither the start page
// nor the first rows must wait for project files.
import type { CommandContext } from '../commands/command.ts'
import { prepareParts } from './parts.ts'
import { whenIdle } from './when-idle.ts'

/** Starts keeping as soon as it is here; answers with the function that ends it. */
export function keepNotesLater(context: CommandContext): () => void {
  let ended = false
  let stop: (() => void) | null = null
  const callOff = whenIdle(() => {
    void prepareParts()
      .then(() => import('../features/work/autosave.ts'))
      .then(({ keepNotes }) => {
        if (!ended) stop = keepNotes(context)
      })
  })
  return () => {
    ended = true
    callOff()
    stop?.()
  }
}
