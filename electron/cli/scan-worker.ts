// The second thread of the command line: finds the records of a long capture while the first one follows handshakes
// (shared/capture/scan-messages.ts). Reads through the file that the first thread has open; its number and the mailbox
// come first, in the one message that is waited for as an event.
import { readSync } from 'node:fs'
import { parentPort, receiveMessageOnPort } from 'node:worker_threads'
import type { ByteSource } from '../../shared/capture/byte-source.ts'
import { RecordScanner, type ScanBuffers, type ScanRequest } from '../../shared/capture/scan-messages.ts'
import { replyFields, Ring } from './scan-mailbox.ts'

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

/** Serves until the first thread ends this one. A failing read ends it, too; the first one notices and reads on alone. */
async function serve(fd: number, memory: SharedArrayBuffer): Promise<void> {
  const requests = new Ring(memory, 'to-scanner')
  const replies = new Ring(memory, 'from-scanner')
  const slots: ScanBuffers[] = []
  const scanner = new RecordScanner(openFile(fd), (reply) =>
    replies.write(replyFields(reply, reply.kind === 'run' ? slots.indexOf(reply.buffers) : -1)),
  )
  for (;;) {
    const [slot = -1, runs = 0] = requests.read(Infinity) ?? []
    const buffers = slots[slot]
    await scanner.receive(buffers ? { kind: 'buffers', buffers, runs } : posted(slots))
  }
}

/** What was posted as a message: the start, and buffers that are lent for the first time. */
function posted(slots: ScanBuffers[]): ScanRequest {
  const received: { readonly message: ScanRequest } | undefined = parentPort
    ? receiveMessageOnPort(parentPort)
    : undefined
  if (!received) throw new Error('the mailbox names a message that was not posted')
  if (received.message.kind === 'buffers') slots.push(received.message.buffers)
  return received.message
}

parentPort?.once('message', ({ fd, memory }: { readonly fd: number; readonly memory: SharedArrayBuffer }) => {
  void serve(fd, memory)
})
