// Classic pcap (libpcap savefile(5)) in all its variants. The loop over records is the hottest one of the program: it
// touches a few words of each packet and leaves the rest to the decoder only when somebody waits for it. Damage is
// passed by looking for the next two records that make sense.
import { quickFlow } from '../net/quick-skip.ts'
import { LINKTYPE } from '../net/link-types.ts'
import { isAwaited } from '../net/segment.ts'
import { CaptureFault } from './capture-fault.ts'
import type { CaptureTally, InterfaceTally } from './capture-tally.ts'
import {
  isPcapHeader,
  isPlausibleRecord,
  MAX_PACKET_BYTES,
  PCAP_HEADER_BYTES,
  type PcapHeader,
  readPcapHeader,
} from './pcap-header.ts'
import type { ScanForm, ScannedRun } from './record-scan.ts'
import { ENTRY_WORDS, MUST_DECODE } from './scan-memory.ts'
import type { RecordParser } from './record-stream.ts'

/** Most captures of alternating link types in one file. */
const MAX_APPENDED = 1024

export class PcapParser implements RecordParser {
  need = PCAP_HEADER_BYTES
  stopped = false
  format = 'pcap'
  private readonly tally: CaptureTally
  private header: PcapHeader | null = null
  private recordBytes = 16
  /** The first record of a file with a plain magic was looked at for Kuznetzov's longer header. */
  private probed = false
  private capturedInterface: InterfaceTally = { name: null, linkType: 0, packets: 0, dropped: null }
  /** Offset where damage began while looking for the next good record, else -1. */
  private lostAt = -1
  private lastSeconds = NaN
  private interfaceRow = 0

  constructor(tally: CaptureTally) {
    this.tally = tally
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    let at = start
    while (at < end) {
      const from = at
      const lostBefore = this.lostAt
      if (!this.header) {
        this.need = PCAP_HEADER_BYTES
        if (at + PCAP_HEADER_BYTES > end) return at
        this.begin(view, at, base)
        at += PCAP_HEADER_BYTES
      }
      const { header } = this
      if (!header) return at
      if (!this.probed && !this.probe(view, at, end, header)) return at
      if (this.lostAt >= 0) at = this.findRecord(view, at, end, base, header)
      if (this.lostAt < 0) at = this.records(bytes, view, at, end, base, header)
      // Go on only when something changed: a new file header to read, or damage to look behind.
      if (this.header && (this.lostAt < 0 || (at === from && this.lostAt === lostBefore))) return at
    }
    return at
  }

  finish(rest: Uint8Array, offset: number): void {
    let left = rest.length
    if (this.header && !this.probed && left > 0) {
      this.probed = true
      const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength)
      left -= this.parse(rest, view, 0, rest.length, offset)
    }
    if (!this.header && this.capturedInterface.packets === 0 && this.tally.interfaces.length === 0) {
      throw new CaptureFault('cutHeader', { offset: offset + rest.length })
    }
    if (this.lostAt >= 0) {
      this.tally.warn('damagedToEnd', { offset: this.lostAt })
    } else if (left > 0) {
      this.tally.partial = true
      this.tally.warn('cutPacket', { offset: offset + rest.length - left, frame: this.tally.packets + 1 })
    }
  }

  /** What a scanner on another thread needs to go on from here; null while anything is out of the ordinary. */
  scanForm(): ScanForm | null {
    const { header } = this
    if (!header || !this.probed || this.lostAt >= 0 || this.stopped || this.recordBytes !== 16) return null
    if (header.lengths !== 'in-order' || header.linkType !== LINKTYPE.EN10MB || header.fcsBytes !== 0) return null
    const { littleEndian, unitsPerSecond, snaplen } = header
    return { kind: 'pcap', littleEndian, unitsPerSecond, snaplen }
  }

  /** Takes in a run of everyday records that a scanner has found: see PcapRun. */
  scanned(run: ScannedRun): void {
    const { header, tally, interfaceRow } = this
    if (!header || run.packets === 0) return
    const { littleEndian, linkType, unitsPerSecond } = header
    const nanosPerUnit = 1_000_000_000 / unitsPerSecond
    const { interest } = tally.dissection.sink
    const { bytes, view, index, base } = run
    const before = tally.packets
    let quickTcp = run.packets - run.entries
    for (let i = 0; i < run.entries * ENTRY_WORDS; i += ENTRY_WORDS) {
      const flow = index[i + 2] ?? 0
      if (flow !== MUST_DECODE && !isAwaited(interest, flow)) {
        quickTcp++
        continue
      }
      const at = index[i] ?? 0
      const frame = before + (index[i + 1] ?? 0) + 1
      const nanos = view.getUint32(at + 4, littleEndian) * nanosPerUnit
      const captured = view.getUint32(at + 8, littleEndian)
      const wireLength = view.getUint32(at + 12, littleEndian)
      const seconds = view.getUint32(at, littleEndian)
      const data = at + 16
      tally.decode(linkType, interfaceRow, frame, seconds, nanos, bytes, view, data, captured, wireLength, base + data)
    }
    const first = run.times
    tally.time(first[0] ?? 0, (first[1] ?? 0) * nanosPerUnit)
    tally.time(first[2] ?? 0, (first[3] ?? 0) * nanosPerUnit)
    this.lastSeconds = view.getUint32(run.last, littleEndian)
    this.capturedInterface.packets += run.packets
    tally.packets += run.packets
    tally.tcpPackets += quickTcp
  }

  /** Reads the file header: of the file, or of another capture that was appended to it. */
  private begin(view: DataView, at: number, base: number): void {
    const { tally } = this
    const header = this.headerAt(view, at, base + at)
    if (!header) return
    this.format = header.format
    this.recordBytes = header.recordBytes
    this.probed = header.format !== 'pcap'
    tally.dissection.littleEndian = header.littleEndian
    if (tally.interfaces.length === 0 || this.capturedInterface.linkType !== header.linkType) {
      this.capturedInterface = { name: null, linkType: header.linkType, packets: 0, dropped: null }
      this.interfaceRow = tally.interfaces.push(this.capturedInterface) - 1
    }
    this.header = header
  }

  /** Null when a capture appended to a good one cannot be read; a file that begins so is no capture at all. */
  private headerAt(view: DataView, at: number, offset: number): PcapHeader | null {
    const { tally } = this
    try {
      if (tally.interfaces.length >= MAX_APPENDED) throw new CaptureFault('pcapVariant', { offset })
      return readPcapHeader(view, at, offset)
    } catch (error) {
      if (tally.interfaces.length === 0) throw error
      tally.partial = true
      tally.warn('badRecord', { offset, frame: tally.packets + 1, length: view.getUint32(at + 8, true) })
      this.stopped = true
      return null
    }
  }

  /** Some patched libpcaps wrote 24-byte record headers under the plain magic. False when more bytes are needed. */
  private probe(view: DataView, at: number, end: number, header: PcapHeader): boolean {
    this.need = 16
    if (at + 16 > end) return false
    const captured = view.getUint32(at + 8, header.littleEndian)
    if (captured <= MAX_PACKET_BYTES) {
      this.need = 24 + captured + 16
      if (at + this.need > end) return false
      const seconds = view.getUint32(at, header.littleEndian)
      const isPlain = isPlausibleRecord(view, at + 16 + captured, header, seconds)
      if (!isPlain && isPlausibleRecord(view, at + 24 + captured, header, seconds)) {
        this.recordBytes = 24
        this.format = 'pcap-modified'
      }
    }
    this.probed = true
    return true
  }

  private records(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    base: number,
    header: PcapHeader,
  ): number {
    const { tally, recordBytes, interfaceRow } = this
    const { littleEndian, unitsPerSecond, linkType } = header
    const { sink } = tally.dissection
    const isPlainOrder = header.lengths === 'in-order'
    const isQuick = linkType === LINKTYPE.EN10MB && isPlainOrder
    const nanosPerUnit = 1_000_000_000 / unitsPerSecond
    const packetsBefore = tally.packets
    let packets = packetsBefore
    let quickTcp = 0
    let at = start
    this.need = recordBytes
    while (at + recordBytes <= end) {
      let seconds = view.getUint32(at, littleEndian)
      let fraction = view.getUint32(at + 4, littleEndian)
      let captured = view.getUint32(at + 8, littleEndian)
      if ((captured - 1) >>> 0 >= MAX_PACKET_BYTES || seconds >>> 16 === 0xa1b2 || !isPlainOrder) {
        const verdict = this.unusualRecord(view, at, end, base, packets, header)
        if (verdict < 0) break
        captured = verdict
      }
      const data = at + recordBytes
      const next = data + captured
      if (next > end) {
        this.need = recordBytes + captured
        break
      }
      packets++
      if (fraction >= unitsPerSecond) {
        tally.warnCounted('fractionOutOfRange', { offset: base + at, frame: packets })
        // One second too much is a writer's forgotten carry; more is garbage, and the seconds alone are kept.
        const isCarry = fraction < 2 * unitsPerSecond
        seconds += isCarry ? 1 : 0
        fraction = isCarry ? fraction - unitsPerSecond : 0
      }
      const nanos = fraction * nanosPerUnit
      tally.time(seconds, nanos)
      const flow = isQuick ? quickFlow(view, data, captured) : -1
      if (flow >= 0 && !isAwaited(sink.interest, flow)) quickTcp++
      else {
        let wireLength = isPlainOrder
          ? view.getUint32(at + 12, littleEndian)
          : Math.max(view.getUint32(at + 8, littleEndian), view.getUint32(at + 12, littleEndian))
        const whole = wireLength === captured
        wireLength -= Math.min(header.fcsBytes, wireLength)
        const length = whole ? wireLength : captured
        tally.decode(
          linkType,
          interfaceRow,
          packets,
          seconds,
          nanos,
          bytes,
          view,
          data,
          length,
          wireLength,
          base + data,
        )
      }
      at = next
      this.lastSeconds = seconds
    }
    tally.packets = packets
    tally.tcpPackets += quickTcp
    this.capturedInterface.packets += packets - packetsBefore
    return at
  }

  /**
   * A record whose header is not the everyday one: exchanged lengths, no bytes, another file header, damage. Answers the
   * captured length, or -1 when the loop must stop here.
   */
  private unusualRecord(
    view: DataView,
    at: number,
    end: number,
    base: number,
    packets: number,
    header: PcapHeader,
  ): number {
    const { littleEndian } = header
    let captured = view.getUint32(at + 8, littleEndian)
    const other = view.getUint32(at + 12, littleEndian)
    if (header.lengths === 'swapped' || (header.lengths === 'swapped-when-larger' && captured > other)) captured = other
    const looksLikeHeader = isPcapHeader(view, at)
    if (looksLikeHeader) {
      this.need = PCAP_HEADER_BYTES
      if (at + PCAP_HEADER_BYTES <= end) {
        this.tally.warn('appendedCapture', { offset: base + at, frame: packets + 1 })
        this.header = null
      }
      return -1
    }
    if (captured > MAX_PACKET_BYTES) {
      this.tally.partial = true
      this.tally.warn('badRecord', { offset: base + at, frame: packets + 1, length: captured })
      this.lostAt = base + at
      return -1
    }
    return captured
  }

  /** Looks for two records in a row that make sense and are near the last good time. */
  private findRecord(view: DataView, start: number, end: number, base: number, header: PcapHeader): number {
    const { recordBytes } = this
    let at = start
    for (; at + recordBytes <= end; at++) {
      if (!isPlausibleRecord(view, at, header, this.lastSeconds)) continue
      const next = at + recordBytes + view.getUint32(at + 8, header.littleEndian)
      if (next + recordBytes > end) {
        this.need = next + recordBytes - at
        return at
      }
      if (!isPlausibleRecord(view, next, header, view.getUint32(at, header.littleEndian))) continue
      this.tally.warn('foundAgain', { from: this.lostAt, offset: base + at, bytes: base + at - this.lostAt })
      this.lostAt = -1
      return at
    }
    this.need = recordBytes
    return at
  }
}
