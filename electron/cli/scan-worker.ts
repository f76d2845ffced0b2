// The second thread of the command line: finds the records of a long capture while the first one follows handshakes
// (shared/capture/scan-messages.ts). Reads through the file that the first thread has open; its number and what to scan
// come in the one message that is waited for as an event.
import { readSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { RecordScanner, type ScanStart } from '../../shared/capture/scan-messages.ts'
import { replyFields, Ring, sayReady } from './scan-mailbox.ts'

interface Assignment {
  readonly fd: number
  readonly start: ScanStart
}

const mailbox = workerData as SharedArrayBuffer

/** Serves until the first thread ends this one. A failing read ends it, too; the first one notices and reads on alone. */
function serve({ fd, start }: Assignment): void {
  const requests = new Ring(mailbox, 'to-scanner')
  const replies = new Ring(mailbox, 'from-scanner')
  const read = (offset: number, target: Uint8Array): number => readSync(fd, target, 0, target.length, offset)
  const scanner = new RecordScanner(start, read, (reply) => replies.write(replyFields(reply)))
  for (;;) {
    const request = requests.read(Infinity)
    if (request) scanner.take((request[0] ?? 0) | 0, (request[1] ?? 0) | 0)
  }
}

parentPort?.once('message', serve)
sayReady(mailbox)
