// Reading with two threads: a scanner finds the records and their flows, this thread decodes what somebody waits for, in
// the order of the file. Worth it for long files only; the parser takes over wherever the scanner stops.
import { type CancelSignal } from './chunk-source.ts'
import { ReadCancelled } from './capture-fault.ts'
import { ENTRY_WORDS, type ScanForm, type ScannedRun } from './record-scan.ts'
import { type ScanBuffers, type ScannerPort, transferOf } from './scan-messages.ts'

/** Buffers on their way between the threads. */
const PIECES = 6
/** Bytes of a capture for each packet of the index: where more packets are handed on, runs are shorter. */
const BYTES_PER_PACKET = 56

/** A parser that can take over what a scanner found. */
export interface ScanningParser {
  /** Null while the file has something that a scanner does not understand. */
  scanForm(): ScanForm | null
  scanned(run: ScannedRun): void
}

/** What a scanned reading is about. */
export interface ScannedReading {
  readonly port: ScannerPort
  readonly form: ScanForm
  readonly parser: Pick<ScanningParser, 'scanned'>
  /** Of the sink behind the parser. */
  readonly interest: Uint32Array
  /** Where a record begins. */
  readonly offset: number
  readonly pieceBytes: number
  readonly signal: CancelSignal | undefined
  readonly report: (position: number) => void
}

/**
 * Lets the scanner behind `port` read from `offset` and answers where the parser must go on. Throws ReadCancelled when
 * the signal is raised; the port is closed in any case.
 */
export async function readScanned(reading: ScannedReading): Promise<number> {
  const { port, form, parser, interest, offset, pieceBytes, signal, report } = reading
  let position = offset
  let runs = 0
  const Memory = port.sharesMemory ? SharedArrayBuffer : ArrayBuffer
  const lend = (buffers: ScanBuffers): void => {
    new Uint32Array(buffers.interest).set(interest)
    port.post({ kind: 'buffers', buffers, runs }, transferOf(buffers))
  }
  try {
    port.post({ kind: 'start', form, offset }, [])
    for (let i = 0; i < PIECES; i++) {
      lend({
        bytes: new Memory(pieceBytes),
        index: new Memory(Math.ceil(pieceBytes / BYTES_PER_PACKET) * ENTRY_WORDS * 4),
        interest: new Memory(interest.byteLength),
      })
    }
    for (;;) {
      const message = await port.next()
      if (signal?.aborted) throw new ReadCancelled()
      // A scanner that failed is no fault of the file: the parser goes on alone.
      if (!message) return position
      if (message.kind === 'end') return message.offset
      const { buffers, base, scan, times } = message
      parser.scanned({
        ...scan,
        bytes: new Uint8Array(buffers.bytes),
        view: new DataView(buffers.bytes),
        base,
        index: new Uint32Array(buffers.index),
        times,
      })
      position = base + scan.next
      runs++
      lend(buffers)
      report(position)
    }
  } finally {
    port.close()
  }
}
