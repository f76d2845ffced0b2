// The real analysis worker, bundled as a file of its own. Apart from the client, so that tests load no worker.
import type { WorkerLike } from './analysis-client.ts'

export function startAnalysisWorker(): WorkerLike {
  return new Worker(new URL('./analysis.worker.ts', import.meta.url), { type: 'module', name: 'analysis' })
}
