// Endace ERF (Extensible Record Format): records without a file header. The record header itself is
// decoded as link type ERF (shared/net/other-links.ts). Time stamps are 32.32 fixed point, little-endian; all other fields big-endian.
import { LINKTYPE } from '../net/link-types.ts'
import type { CaptureTally, InterfaceTally } from './capture-tally.ts'
import type { RecordParser } from './record-stream.ts'

const RECORD_BYTES = 16

export class ErfParser implements RecordParser {
  need = RECORD_BYTES
  stopped = false
  readonly format = 'erf'
  private readonly tally: CaptureTally
  private readonly captured: InterfaceTally = { name: null, linkType: LINKTYPE.ERF, packets: 0, dropped: null }

  constructor(tally: CaptureTally) {
    this.tally = tally
    tally.interfaces.push(this.captured)
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    const { tally, captured } = this
    let at = start
    this.need = RECORD_BYTES
    while (at + RECORD_BYTES <= end) {
      const length = view.getUint16(at + 10)
      if (length < RECORD_BYTES) {
        this.stopped = true
        tally.partial = true
        tally.warn('badRecord', { offset: base + at, frame: tally.packets + 1, length })
        return at
      }
      if (at + length > end) {
        this.need = length
        return at
      }
      const frame = ++tally.packets
      captured.packets++
      // Rounded to the nearest nanosecond, as Wireshark does; 0.9999999999 s becomes a whole second.
      const fraction = Number((BigInt(view.getUint32(at, true)) * 1_000_000_000n + 0x80000000n) >> 32n)
      const seconds = view.getUint32(at + 4, true) + (fraction === 1e9 ? 1 : 0)
      const nanos = fraction % 1e9
      tally.time(seconds, nanos)
      tally.decode(LINKTYPE.ERF, 0, frame, seconds, nanos, bytes, view, at, length, length, base + at)
      at += length
    }
    return at
  }

  finish(rest: Uint8Array, offset: number): void {
    if (rest.length === 0) return
    this.tally.partial = true
    this.tally.warn('cutPacket', { offset, frame: this.tally.packets + 1 })
  }
}
