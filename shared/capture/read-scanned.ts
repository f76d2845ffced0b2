// Reading with two threads: a scanner finds the records and their flows, this thread decodes what somebody waits for, in
// the order of the file. Worth it for long files only; the parser takes over wherever the scanner stops.
import { type CancelSignal } from './chunk-source.ts'
import { ReadCancelled } from './capture-fault.ts'
import type { ScanForm, ScannedRun } from './record-scan.ts'
import { newScanMemory, scanSlots } from './scan-memory.ts'
import type { ScannerPort } from './scan-messages.ts'

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
 * the signal is raised.
 */
export async function readScanned(reading: ScannedReading): Promise<number> {
  const { port, form, parser, interest, offset, pieceBytes, signal, report } = reading
  let position = offset
  let runs = 0
  const layout = { pieceBytes, interestWords: interest.length }
  const memory = newScanMemory(layout)
  const slots = scanSlots(memory, layout)
  port.start({ form, offset, memory, layout })
  slots.forEach((slot, number) => {
    slot.interest.set(interest)
    port.lend(number, runs)
  })
  for (;;) {
    const message = await port.next()
    if (signal?.aborted) throw new ReadCancelled()
    // A scanner that failed is no fault of the file: the parser goes on alone.
    if (!message) return position
    if (message.kind === 'end') return message.offset
    const { base, scan } = message
    const slot = slots[message.slot]
    if (slot === undefined) return position
    parser.scanned({ ...slot, ...scan, base })
    position = base + scan.next
    runs++
    slot.interest.set(interest)
    port.lend(message.slot, runs)
    report(position)
  }
}
