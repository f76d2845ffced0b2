// The second thread of the command line: finds the records of a long capture while the first one follows handshakes
// (shared/capture/scan-messages.ts). Reads through the file that the first thread has open; its number comes first.
import { readSync } from 'node:fs'
import { parentPort } from 'node:worker_threads'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import { RecordScanner, type ScanRequest } from '../../shared/capture/scan-messages.ts'

function openFile(fd: number): ByteSource {
  return {
    name: '',
    size: null,
    modified: null,
    async read(offset, length) {
      const buffer = new Uint8Array(length)
      return buffer.subarray(0, readSync(fd, buffer, 0, length, offset))
    },
    readIntoSync: (offset, target) => readSync(fd, target, 0, target.length, offset),
  }
}

const port = parentPort
let scanner: RecordScanner | null = null
port?.on('message', (message: number | ScanRequest) => {
  if (typeof message === 'number') {
    scanner = new RecordScanner(openFile(message), (reply, transfer) => port.postMessage(reply, transfer))
    return
  }
  // A failing read ends this thread; the first one notices and reads on alone.
  void scanner?.receive(message)
})
