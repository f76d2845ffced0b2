// Work that nobody waits for: after the first frame is painted and when the page has nothing better to do.

/** Answers with the function that calls it off. */
export function whenIdle(work: () => void): () => void {
  let idle = 0
  const frame = requestAnimationFrame(() => {
    idle = requestIdleCallback(work, { timeout: 2000 })
  })
  return () => {
    cancelAnimationFrame(frame)
    cancelIdleCallback(idle)
  }
}
