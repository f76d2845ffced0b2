// Gives the page a File for a file that main has opened: Chromium reads a File by itself, eight times faster (measured) than
// bytes that go through main. The File is put into the page's hidden input over the debugger protocol, the one way Electron
// has; the connection lasts for this one step. The address with its token stays the fall-back.
import type { WebContents } from 'electron'
import { HAND_OVER_INPUT } from '../../shared/ipc/bridge.ts'

/** What the page waits for as a whole is longer, so that files never arrive when it no longer expects them. */
const HAND_OVER_LIMIT_MS = 1500

let queue: Promise<unknown> = Promise.resolve()

/** Whether the files are in the input now. One at a time: there is one input. */
export function handOverFiles(contents: WebContents, paths: readonly string[]): Promise<boolean> {
  const result = queue.then(() => handOver(contents, paths))
  queue = result
  return result
}

async function handOver({ debugger: connection }: WebContents, paths: readonly string[]): Promise<boolean> {
  if (connection.isAttached()) return false
  const detach = (): void => {
    if (connection.isAttached()) connection.detach()
  }
  // Electron refuses commands that are under way when the connection ends: a page that does not answer holds nothing up.
  const limit = setTimeout(detach, HAND_OVER_LIMIT_MS)
  try {
    connection.attach('1.3')
    await connection.sendCommand('DOM.enable')
    const { root } = (await connection.sendCommand('DOM.getDocument', { depth: 0 })) as { root: { nodeId: number } }
    const { nodeId } = (await connection.sendCommand('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: `#${HAND_OVER_INPUT}`,
    })) as { nodeId: number }
    if (nodeId === 0) return false
    await connection.sendCommand('DOM.setFileInputFiles', { nodeId, files: paths })
    return true
  } catch {
    return false
  } finally {
    clearTimeout(limit)
    detach()
  }
}
