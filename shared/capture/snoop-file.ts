// snoop (RFC 1761) of Solaris: 16 bytes of header, then records of 24 bytes, packet and padding. Always big-endian.
import { LINKTYPE } from '../net/link-types.ts'
import { CaptureFault } from './capture-fault.ts'
import type { CaptureTally, InterfaceTally } from './capture-tally.ts'
import { MAX_PACKET_BYTES } from './pcap-header.ts'
import type { RecordParser } from './record-stream.ts'

const HEADER_BYTES = 16
const RECORD_BYTES = 24
/** Data link types of RFC 1761 and Solaris' <sys/dlpi.h> to LINKTYPE numbers. */
const LINK_TYPES: ReadonlyMap<number, number> = new Map([
  [0, LINKTYPE.EN10MB], // IEEE 802.3
  [4, LINKTYPE.EN10MB], // Ethernet
  [8, 10], // FDDI
  [22, LINKTYPE.IPOIB], // IP over InfiniBand
  [26, LINKTYPE.IPNET],
])

export class SnoopParser implements RecordParser {
  need = HEADER_BYTES
  stopped = false
  readonly format = 'snoop'
  private readonly tally: CaptureTally
  private captured: InterfaceTally | null = null

  constructor(tally: CaptureTally) {
    this.tally = tally
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    let at = start
    if (!this.captured) {
      this.need = HEADER_BYTES
      if (at + HEADER_BYTES > end) return at
      const version = view.getUint32(at + 8)
      if (version !== 2) throw new CaptureFault('snoopVersion', { offset: base + at + 8, version })
      const dataLink = view.getUint32(at + 12)
      this.captured = { name: null, linkType: LINK_TYPES.get(dataLink) ?? 0xffff, packets: 0, dropped: null }
      this.tally.interfaces.push(this.captured)
      at += HEADER_BYTES
    }
    const one = this.captured
    const { tally } = this
    this.need = RECORD_BYTES
    while (at + RECORD_BYTES <= end) {
      const wireLength = view.getUint32(at)
      const captured = view.getUint32(at + 4)
      const length = view.getUint32(at + 8)
      if (captured > MAX_PACKET_BYTES || length < RECORD_BYTES + captured || length > RECORD_BYTES + captured + 1024) {
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
      one.packets++
      // Cumulative drops: how many packets snoop had lost when it wrote this one.
      one.dropped = view.getUint32(at + 12)
      const seconds = view.getUint32(at + 16)
      const nanos = Math.min(view.getUint32(at + 20), 999_999) * 1000
      tally.time(seconds, nanos)
      const data = at + RECORD_BYTES
      tally.decode(one.linkType, 0, frame, seconds, nanos, bytes, view, data, captured, wireLength, base + data)
      at += length
    }
    return at
  }

  finish(rest: Uint8Array, offset: number): void {
    if (!this.captured) throw new CaptureFault('cutHeader', { offset: offset + rest.length })
    if (rest.length === 0) return
    this.tally.partial = true
    this.tally.warn('cutPacket', { offset, frame: this.tally.packets + 1 })
  }
}
