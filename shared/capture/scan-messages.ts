// What the reading thread and its scanner say to each other. Buffers go back and forth and are never copied; a scanner that
// has none waits, so memory is bounded by the buffers that were handed out.
import type { ByteSource } from './byte-source.ts'
import { FlowFilter } from './flow-filter.ts'
import { type Scan, type ScanForm, scanRecords } from './record-scan.ts'

/** The other thread, as the platform opens it. */
export interface ScannerPort {
  /** The other thread can be lent memory that stays here, too; else buffers are given away, which takes longer. */
  readonly sharesMemory: boolean
  post(message: ScanRequest, transfer: readonly ArrayBuffer[]): void
  /** The next message; null when the thread failed. */
  next(): ScanReply | null | Promise<ScanReply | null>
  close(): void
}

export interface ScanBuffers {
  readonly bytes: ArrayBufferLike
  readonly index: ArrayBufferLike
  /** On the way to the scanner: a copy of SegmentSink.interest. */
  readonly interest: ArrayBufferLike
}

/** What is to be given away of some buffers: all that is not shared. */
export function transferOf({ bytes, index, interest }: ScanBuffers): ArrayBuffer[] {
  return [bytes, index, interest].filter((buffer) => buffer instanceof ArrayBuffer)
}

export type ScanRequest =
  | { readonly kind: 'start'; readonly form: ScanForm; readonly offset: number }
  /** `runs`: how many runs the tracker had taken when it made the copy of its interest. */
  | { readonly kind: 'buffers'; readonly buffers: ScanBuffers; readonly runs: number }

export type ScanReply =
  | {
      readonly kind: 'run'
      readonly buffers: ScanBuffers
      readonly base: number
      readonly scan: Scan
      readonly times: Uint32Array
    }
  /** Nothing more for a scanner: the record at `offset` is for the parser, or the file ends there. */
  | { readonly kind: 'end'; readonly offset: number }

/** The scanner's side: answers requests for one source. Runs in the other thread. */
export class RecordScanner {
  private readonly source: ByteSource
  private readonly post: (message: ScanReply, transfer: readonly ArrayBuffer[]) => void
  private readonly free: ScanBuffers[] = []
  private readonly filter = new FlowFilter()
  private form: ScanForm | null = null
  private offset = 0
  private isRunning = false

  constructor(source: ByteSource, post: (message: ScanReply, transfer: readonly ArrayBuffer[]) => void) {
    this.source = source
    this.post = post
  }

  async receive(message: ScanRequest): Promise<void> {
    if (message.kind === 'buffers') {
      this.free.push(message.buffers)
      this.filter.settle(new Uint32Array(message.buffers.interest), message.runs)
    } else {
      this.form = message.form
      this.offset = message.offset
    }
    if (this.isRunning) return
    this.isRunning = true
    try {
      while (this.form) {
        const buffers = this.free.pop()
        if (!buffers) break
        await this.scan(buffers, this.form)
      }
    } finally {
      this.isRunning = false
    }
  }

  private async scan(buffers: ScanBuffers, form: ScanForm): Promise<void> {
    const bytes = new Uint8Array(buffers.bytes)
    const length = await fill(this.source, this.offset, bytes)
    const times = new Uint32Array(4)
    const index = new Uint32Array(buffers.index)
    this.filter.beginRun()
    const scan = scanRecords(new DataView(buffers.bytes), length, form, this.filter, index, times)
    const { packets, next } = scan
    if (packets > 0) this.post({ kind: 'run', buffers, base: this.offset, scan, times }, transferOf(buffers))
    this.offset += next
    // Without a packet nothing would come next time either: the file ends here or its record is longer than a buffer.
    if (!scan.isUnusual && packets > 0) return
    this.form = null
    this.post({ kind: 'end', offset: this.offset }, [])
  }
}

/** Fills `target` from `offset` as far as the source goes. */
async function fill(source: ByteSource, offset: number, target: Uint8Array): Promise<number> {
  let length = 0
  while (length < target.length) {
    const rest = target.subarray(length)
    const got = source.readIntoSync
      ? source.readIntoSync(offset + length, rest)
      : source.readInto
        ? await source.readInto(offset + length, rest)
        : await copy(source, offset + length, rest)
    if (got === 0) break
    length += got
  }
  return length
}

async function copy(source: ByteSource, offset: number, target: Uint8Array): Promise<number> {
  const bytes = await source.read(offset, target.length)
  target.set(bytes)
  return bytes.length
}
