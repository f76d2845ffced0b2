// What the buttons of a dialog start, one at a time. Not by disabling the buttons: they would lose the focus, and Escape
// with it.
import { useRef, useState } from 'react'
import { useWorkspaceApi } from '../state/workspace-store.ts'
import { sayFailure } from './say-failure.ts'

export interface OneAtATime {
  readonly isBusy: boolean
  /** Begins `work` unless something is under way; a failure is said, never thrown. */
  readonly begin: (work: () => Promise<void>) => void
}

export function useOneAtATime(): OneAtATime {
  const store = useWorkspaceApi()
  const [isBusy, setBusy] = useState(false)
  // Two presses may come before the next drawing.
  const busy = useRef(false)
  const mark = (on: boolean): void => {
    busy.current = on
    setBusy(on)
  }
  return {
    isBusy,
    begin: (work) => {
      if (busy.current) return
      mark(true)
      work()
        .catch((error: unknown) => sayFailure(store.getState(), error))
        .finally(() => mark(false))
    },
  }
}
