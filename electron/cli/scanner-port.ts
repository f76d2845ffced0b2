// Opens scan-worker.ts for an open file. Any failure is told as `null` to the reader, which then goes on alone.
import { Worker } from 'node:worker_threads'
import type { ScannerPort, ScanReply } from '../../shared/capture/scan-messages.ts'

export function openScannerPort(fd: number): ScannerPort {
  const worker = new Worker(new URL('./scan-worker.js', import.meta.url), { workerData: { fd } })
  let handler: (message: ScanReply | null) => void = () => undefined
  let hasFailed = false
  let isClosed = false
  const fail = (): void => {
    if (hasFailed || isClosed) return
    hasFailed = true
    handler(null)
  }
  worker.on('message', (message: ScanReply) => handler(message))
  worker.on('error', fail)
  worker.on('exit', fail)
  return {
    post: (message, transfer) => worker.postMessage(message, transfer),
    listen(listener) {
      handler = listener
      if (hasFailed) listener(null)
    },
    close() {
      isClosed = true
      void worker.terminate()
    },
  }
}
