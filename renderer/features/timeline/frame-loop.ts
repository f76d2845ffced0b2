// One requestAnimationFrame for all strips: whoever wants to be drawn says so, all painters run once in the next frame.
// State changes come first, drawing after; no painter asks the layout for anything (no forced reflow).
import { createContext, useContext, useEffect } from 'react'

export type Painter = () => void

export class FrameLoop {
  private readonly painters = new Set<Painter>()
  private scheduled = 0

  /** Registers a painter and has it drawn; the returned function takes it out again. */
  add(painter: Painter): () => void {
    this.painters.add(painter)
    this.request()
    return () => this.painters.delete(painter)
  }

  /** Draws everything in the next frame; any number of calls before it are one. */
  readonly request = (): void => {
    if (this.scheduled !== 0) return
    this.scheduled = requestAnimationFrame(() => {
      this.scheduled = 0
      for (const painter of this.painters) painter()
    })
  }

  stop(): void {
    cancelAnimationFrame(this.scheduled)
    this.scheduled = 0
  }
}

export const FrameLoopContext = createContext<FrameLoop | null>(null)

export function useFrameLoop(): FrameLoop {
  const loop = useContext(FrameLoopContext)
  if (loop === null) throw new Error('a strip was drawn outside of the timeline')
  return loop
}

/** Keeps `painter` in the loop; it runs again whenever it changes or somebody requests a frame. */
export function usePainter(painter: Painter): void {
  const loop = useFrameLoop()
  useEffect(() => loop.add(painter), [loop, painter])
}
