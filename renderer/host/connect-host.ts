// Finds out where the page runs and connects it: the desktop bridge when there is one, the plain browser otherwise.
import type { Host } from '../../shared/host/host.ts'
import { BRIDGE_NAME, type Bridge } from '../../shared/ipc/bridge.ts'
import { connectBrowser } from './browser.ts'
import { connectDesktop } from './desktop.ts'
import { allowOwnWorkers } from './trusted-types.ts'

/** Filled in by the build. */
declare const __SYNSCOPE_VERSION__: string

/** The one host of this page. Call it once, before anything that needs a worker. */
export function connectHost(): Promise<Host> {
  allowOwnWorkers()
  const bridge = (window as unknown as Readonly<Record<string, Bridge | undefined>>)[BRIDGE_NAME]
  if (bridge !== undefined) return connectDesktop(bridge)
  const version = typeof __SYNSCOPE_VERSION__ === 'string' ? __SYNSCOPE_VERSION__ : ''
  return Promise.resolve(connectBrowser({ window, storage: window.localStorage, version }))
}
