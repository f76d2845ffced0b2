// Opens scan-worker.ts for an open file. Any failure is told as `null` to the reader, which then goes on alone.
import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { ScannerPort, ScanReply } from '../../shared/capture/scan-messages.ts'

/** Shorter files are read before a thread has begun; the reader itself asks for a scanner from this size on. */
const WORTH_A_THREAD = 64 * 1024 * 1024

let prepared: Worker | null = null

/**
 * Starts the second thread ahead of its file when one of `words` names a long one: a thread takes about as long to begin
 * as this one takes to load the analysis.
 */
export function prepareScanner(words: readonly string[]): void {
  if (availableParallelism() < 2 || prepared !== null) return
  const isLong = (word: string): boolean => {
    const status = statSync(word, { throwIfNoEntry: false })
    return status?.isFile() === true && status.size >= WORTH_A_THREAD
  }
  try {
    if (!words.some((word) => !word.startsWith('-') && isLong(word))) return
  } catch {
    return // What is wrong with the name is said when the file is opened.
  }
  prepared = startThread()
  prepared.unref()
}

function startThread(): Worker {
  return new Worker(new URL('./scan-worker.js', import.meta.url))
}

/** A scanner over the open file `fd`; null where there is no second core for it. */
export function openScannerPort(fd: number): ScannerPort | null {
  if (availableParallelism() < 2) return null
  const worker = prepared ?? startThread()
  prepared = null
  worker.ref()
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
  worker.postMessage(fd)
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
