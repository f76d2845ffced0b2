// Work that follows a frame: what was drawn before is on the screen first.

/** A window that nobody sees draws no frames; what waits for one goes on all the same. */
const NO_FRAME_MS = 500

/** Runs `work` when the next frame is painted; answers with the function that calls it off. */
export function afterPaint(work: () => void): () => void {
  const { port1, port2 } = new MessageChannel()
  const callOff = (): void => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    port1.close()
  }
  const run = (): void => {
    callOff()
    work()
  }
  port1.onmessage = run
  const frame = requestAnimationFrame(() => port2.postMessage(null))
  const timer = setTimeout(run, NO_FRAME_MS)
  return callOff
}
