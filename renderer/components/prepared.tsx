// Parts of the window in files of their own, fetched before they are needed. A plain lazy component suspends at its first
// drawing even when its file is there, shows its fallback and is drawn again in slices some hundred milliseconds later;
// one that is prepared is drawn at once.
import { lazy, useState } from 'react'
import type { ComponentType, ReactNode } from 'react'

export interface Prepared<P extends object> {
  (props: P): ReactNode
  /** Fetches the file, so that the next drawing does not wait for it. */
  readonly prepare: () => Promise<void>
}

/** A component that `load` fetches; give it a Suspense around it for when it was not prepared. */
export function prepared<P extends object>(load: () => Promise<ComponentType<P>>): Prepared<P> {
  let ready: ComponentType<P> | null = null
  const fetched = async (): Promise<ComponentType<P>> => (ready = await load())
  const Later = lazy(async () => ({ default: await fetched() }))
  const Part = (props: P): ReactNode => {
    // What was begun as one is not exchanged for the other: that would throw its state away.
    const [Shown] = useState<ComponentType<P>>(() => ready ?? Later)
    return <Shown {...props} />
  }
  return Object.assign(Part, { prepare: async () => void (await fetched()) })
}
