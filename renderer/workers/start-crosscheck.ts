// The real cross-check worker, bundled as a file of its own. Apart from the dialog, so that tests load no worker.
import type { CrosscheckReply, CrosscheckRequest } from './crosscheck-messages.ts'

/** The part of Worker that the dialog needs. */
export interface CrosscheckWorker {
  postMessage(message: CrosscheckRequest): void
  terminate(): void
  onmessage: ((event: MessageEvent<CrosscheckReply>) => void) | null
  onerror: ((event: ErrorEvent) => void) | null
}

export function startCrosscheckWorker(): CrosscheckWorker {
  return new Worker(new URL('./crosscheck.worker.ts', import.meta.url), { type: 'module', name: 'crosscheck' })
}
