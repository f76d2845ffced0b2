// Reading with two threads: a scanner finds the records and their flows, this thread decodes what somebody waits for, in
// the order of the file. Worth it for long files only; the parser takes over wherever the scanner stops.
import { type CancelSignal } from './chunk-source.ts'
import { ReadCancelled } from './capture-fault.ts'
import type { ScanForm, ScannedRun } from './record-scan.ts'
import type { ScannerPort, ScanReply } from './scan-messages.ts'

export interface ScanSizes {
  /** Shorter files are read before another thread has started. */
  readonly fromBytes: number
  /** How much of a file tells what its packets are like: the first ones are often handshakes only. */
  readonly sampleBytes: number
  /** Large enough that messages cost nothing, small enough to stay in the caches of both cores. */
  readonly pieceBytes: number
}

export const DEFAULT_SCAN: ScanSizes = {
  fromBytes: 64 * 1024 * 1024,
  sampleBytes: 4 * 1024 * 1024,
  pieceBytes: 1024 * 1024,
}

/** Buffers on their way between the threads. */
const PIECES = 6
/** Bytes of a capture for each packet of the index: records of 16 + 40 bytes fit, shorter ones make shorter runs. */
const BYTES_PER_PACKET = 56

/** A parser that can take over what a scanner found. */
export interface ScanningParser {
  /** Null while the file has something that a scanner does not understand. */
  scanForm(): ScanForm | null
  scanned(run: ScannedRun): void
}

/**
 * Lets the scanner behind `port` read from `offset`, where a record begins, and answers where the parser must go on.
 * Throws ReadCancelled when the signal is raised; the port is closed in any case.
 */
export async function readScanned(
  port: ScannerPort,
  form: ScanForm,
  parser: Pick<ScanningParser, 'scanned'>,
  offset: number,
  pieceBytes: number,
  signal: CancelSignal | undefined,
  report: (position: number) => void,
): Promise<number> {
  let position = offset
  const waiting: (ScanReply | null)[] = []
  let wake: () => void = () => undefined
  port.listen((message) => {
    waiting.push(message)
    wake()
  })
  try {
    port.post({ kind: 'start', form, offset }, [])
    for (let i = 0; i < PIECES; i++) {
      const buffers = {
        bytes: new ArrayBuffer(pieceBytes),
        index: new ArrayBuffer(Math.ceil(pieceBytes / BYTES_PER_PACKET) * 8),
      }
      port.post({ kind: 'buffers', buffers }, [buffers.bytes, buffers.index])
    }
    for (;;) {
      while (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      if (signal?.aborted) throw new ReadCancelled()
      const message = waiting.shift()
      // A scanner that failed is no fault of the file: the parser goes on alone.
      if (!message) return position
      if (message.kind === 'end') return message.offset
      const { buffers, base, packets, times } = message
      parser.scanned({
        bytes: new Uint8Array(buffers.bytes),
        view: new DataView(buffers.bytes),
        base,
        packets,
        index: new Uint32Array(buffers.index),
        times,
      })
      position = base + message.length
      port.post({ kind: 'buffers', buffers }, [buffers.bytes, buffers.index])
      report(position)
    }
  } finally {
    port.close()
  }
}
