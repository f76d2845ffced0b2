// Opens scan-worker.ts for an open file. Any failure is told as `null` to the reader, which then goes on alone.
import { statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { DEFAULT_SCAN } from '../../shared/capture/scan-sizes.ts'
import type { ScannerPort, ScanReply, ScanStart } from '../../shared/capture/scan-messages.ts'
import { isReady, mailboxMemory, replyOf, Ring } from './scan-mailbox.ts'

/** Milliseconds that this thread may sleep before it looks whether the other one has failed. */
const PATIENCE = 50

interface Thread {
  readonly worker: Worker
  readonly mailbox: SharedArrayBuffer
}

let prepared: Thread | null = null

/**
 * Starts the second thread ahead of its file when one of `words` names a long one: a thread takes about as long to begin
 * as this one takes to load the analysis.
 */
export function prepareScanner(words: readonly string[]): void {
  if (availableParallelism() < 2 || prepared !== null) return
  try {
    if (!words.some((word) => !word.startsWith('-') && isLong(word))) return
  } catch {
    return // What is wrong with the name is said when the file is opened.
  }
  prepared = startThread()
  prepared.worker.unref()
}

function isLong(path: string): boolean {
  const status = statSync(path, { throwIfNoEntry: false })
  return status?.isFile() === true && status.size >= DEFAULT_SCAN.fromBytes
}

function startThread(): Thread {
  const mailbox = mailboxMemory()
  return { worker: new Worker(new URL('./scan-worker.js', import.meta.url), { workerData: mailbox }), mailbox }
}

/** A scanner over the open file `fd`; null where there is no second core for it. */
export function openScannerPort(fd: number): ScannerPort | null {
  if (availableParallelism() < 2) return null
  const { worker, mailbox } = prepared ?? startThread()
  prepared = null
  worker.ref()
  const requests = new Ring(mailbox, 'to-scanner')
  const replies = new Ring(mailbox, 'from-scanner')
  let hasFailed = false
  const fail = (): void => {
    hasFailed = true
  }
  worker.on('error', fail)
  worker.on('exit', fail)

  const next = async (): Promise<ScanReply | null> => {
    for (;;) {
      const fields = replies.read(0)
      if (fields) return replyOf(fields)
      if (hasFailed) return null
      const late = replies.read(PATIENCE)
      if (late) return replyOf(late)
      // Errors of the other thread are events of this one.
      await setImmediate()
    }
  }
  return {
    isReady: () => isReady(mailbox),
    start(start: ScanStart) {
      worker.postMessage({ fd, start })
    },
    lend(slot, runs) {
      requests.write([slot, runs])
    },
    next,
    close() {
      void worker.terminate()
    },
  }
}
