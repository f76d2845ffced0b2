// Classic pcap (libpcap savefile(5)): 24 bytes of header, then records of 16 bytes and a packet, in either byte order,
// with microseconds or nanoseconds. The loop over records is the hottest one of the program.
import { isUnawaitedTcp } from '../net/quick-skip.ts'
import { LINKTYPE } from '../net/link-types.ts'
import { CaptureFault } from './capture-fault.ts'
import type { CaptureTally, InterfaceTally } from './capture-tally.ts'
import type { RecordParser } from './record-stream.ts'

const HEADER_BYTES = 24
const RECORD_BYTES = 16
/** libpcap's MAXIMUM_SNAPLEN. */
export const MAX_PACKET_BYTES = 262_144

const MAGIC_MICRO = 0xa1b2c3d4
const MAGIC_NANO = 0xa1b23c4d

export class PcapParser implements RecordParser {
  need = HEADER_BYTES
  stopped = false
  format = 'pcap'
  private readonly tally: CaptureTally
  private littleEndian = true
  private nanoUnits = false
  private linkType = 0
  private capturedInterface: InterfaceTally = { name: null, linkType: 0, packets: 0, dropped: null }
  private hasHeader = false

  constructor(tally: CaptureTally) {
    this.tally = tally
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    let at = start
    if (!this.hasHeader) {
      if (end - at < HEADER_BYTES) return at
      this.readHeader(view, at)
      at += HEADER_BYTES
    }
    return this.records(bytes, view, at, end, base)
  }

  finish(rest: Uint8Array, offset: number): void {
    if (!this.hasHeader) throw new CaptureFault('cutHeader', { offset: offset + rest.length })
    if (rest.length === 0) return
    this.tally.partial = true
    this.tally.warn('cutPacket', { offset, frame: this.tally.packets + 1 })
  }

  private readHeader(view: DataView, at: number): void {
    const magic = view.getUint32(at)
    this.littleEndian = magic !== MAGIC_MICRO && magic !== MAGIC_NANO
    const ordered = view.getUint32(at, this.littleEndian)
    this.nanoUnits = ordered === MAGIC_NANO
    this.format = this.nanoUnits ? 'pcap-ns' : 'pcap'
    this.linkType = view.getUint32(at + 20, this.littleEndian) & 0xffff
    this.tally.dissection.littleEndian = this.littleEndian
    this.capturedInterface = { name: null, linkType: this.linkType, packets: 0, dropped: null }
    this.tally.interfaces.push(this.capturedInterface)
    this.hasHeader = true
    this.need = RECORD_BYTES
  }

  private records(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    const { tally, littleEndian, nanoUnits, linkType } = this
    const { sink } = tally.dissection
    const isEthernet = linkType === LINKTYPE.EN10MB
    const unitsPerSecond = nanoUnits ? 1_000_000_000 : 1_000_000
    const nanosPerUnit = nanoUnits ? 1 : 1000
    const packetsBefore = tally.packets
    let packets = packetsBefore
    let quickTcp = 0
    let at = start
    this.need = RECORD_BYTES
    while (at + RECORD_BYTES <= end) {
      const captured = view.getUint32(at + 8, littleEndian)
      const fraction = view.getUint32(at + 4, littleEndian)
      if (captured > MAX_PACKET_BYTES || fraction >= unitsPerSecond) {
        this.stop(base + at, captured, packets)
        break
      }
      const data = at + RECORD_BYTES
      const next = data + captured
      if (next > end) {
        this.need = RECORD_BYTES + captured
        break
      }
      packets++
      const seconds = view.getUint32(at, littleEndian)
      tally.time(seconds, fraction * nanosPerUnit)
      if (isEthernet && isUnawaitedTcp(view, data, captured, sink.interest)) quickTcp++
      else {
        const wireLength = view.getUint32(at + 12, littleEndian)
        const nanos = fraction * nanosPerUnit
        tally.decode(linkType, 0, packets, seconds, nanos, bytes, view, data, captured, wireLength, base + data)
      }
      at = next
    }
    tally.packets = packets
    tally.tcpPackets += quickTcp
    this.capturedInterface.packets += packets - packetsBefore
    return at
  }

  private stop(offset: number, captured: number, packets: number): void {
    this.stopped = true
    this.tally.partial = true
    this.tally.warn('badRecord', { offset, frame: packets + 1, length: captured })
  }
}
