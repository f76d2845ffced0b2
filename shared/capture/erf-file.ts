// Endace ERF (Extensible Record Format): records without a file header. Ethernet records only; others are counted as a
// link type that is not supported. Time stamps are 32.32 fixed point, little-endian; all other fields big-endian.
import { LINKTYPE } from '../net/link-types.ts'
import type { CaptureTally, InterfaceTally } from './capture-tally.ts'
import type { RecordParser } from './record-stream.ts'

const RECORD_BYTES = 16
const ETHERNET_TYPES: readonly number[] = [2, 11, 16, 20] // ETH, COLOR_ETH, DSM_COLOR_ETH, COLOR_HASH_ETH
const TWO32 = 4_294_967_296

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
      const seconds = view.getUint32(at + 4, true)
      const nanos = Math.floor((view.getUint32(at, true) * 1e9) / TWO32)
      tally.time(seconds, nanos)
      decodeErf(tally, frame, seconds, nanos, bytes, view, at, length, base)
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

function decodeErf(
  tally: CaptureTally,
  frame: number,
  seconds: number,
  nanos: number,
  bytes: Uint8Array,
  view: DataView,
  at: number,
  length: number,
  base: number,
): void {
  const type = view.getUint8(at + 8)
  let data = at + RECORD_BYTES
  const end = at + length
  // Bit 7: extension headers of 8 bytes follow, each saying in its bit 7 whether another one does.
  for (let more = (type & 0x80) !== 0; more && data + 8 <= end; data += 8) more = (view.getUint8(data) & 0x80) !== 0
  const isEthernet = ETHERNET_TYPES.includes(type & 0x7f)
  // Two bytes of padding before the frame; the wire length counts the four bytes of checksum.
  if (isEthernet) data += 2
  const captured = Math.max(0, end - data)
  const wireLength = Math.max(0, view.getUint16(at + 14) - 4)
  const length2 = Math.min(captured, wireLength)
  const linkType = isEthernet ? LINKTYPE.EN10MB : 0xffff
  tally.decode(linkType, 0, frame, seconds, nanos, bytes, view, data, length2, wireLength, base + data)
}
