// pcapng (draft-ietf-opsawg-pcapng): sections of blocks, in either byte order, with any number of interfaces. Packets are
// looked at where they lie; every other block is read whole or skipped by its length. Damage is passed by looking for
// the next block that makes sense. Faults name the offset and the block.
import { SKIP } from '../net/dissection.ts'
import { LINKTYPE } from '../net/link-types.ts'
import { quickFlow } from '../net/quick-skip.ts'
import { isAwaited } from '../net/segment.ts'
import { CaptureFault } from './capture-fault.ts'
import type { CaptureTally } from './capture-tally.ts'
import {
  BLOCK,
  blockName,
  type CapturedName,
  readInterface,
  readNames,
  readStatistics,
  type SectionInterface,
} from './pcapng-blocks.ts'
import { type Option, optionCount, optionText, readOptions } from './pcapng-options.ts'
import { MAX_PACKET_BYTES } from './pcap-header.ts'
import type { ScanForm, ScannedRun } from './record-scan.ts'
import { ENTRY_WORDS, MUST_DECODE } from './scan-memory.ts'
import type { RecordParser } from './record-stream.ts'

const BYTE_ORDER_MAGIC = 0x1a2b3c4d
/** libpcap's limit for a block it holds in memory. */
const MAX_BLOCK_BYTES = 16 * 1024 * 1024
const MAX_SHB_BYTES = 1024 * 1024
const MAX_INTERFACES = 65_536
/** Length of an EPB without data and options. */
const EPB_BYTES = 32

export class PcapngParser implements RecordParser {
  need = 12
  stopped = false
  readonly format = 'pcapng'
  readonly names: CapturedName[] = []
  private readonly tally: CaptureTally
  private littleEndian = true
  private interfaces: SectionInterface[] = []
  /** All interfaces of all sections, for the times at the end. */
  private readonly everyInterface: SectionInterface[] = []
  private hasSection = false
  /** False within a section of an unknown version: its blocks are passed over. */
  private readable = true
  /** Offset where damage began while looking for the next good block, else -1. */
  private lostAt = -1

  constructor(tally: CaptureTally) {
    this.tally = tally
  }

  parse(bytes: Uint8Array, view: DataView, start: number, end: number, base: number): number {
    let at = start
    while (at < end && !this.stopped) {
      if (this.lostAt >= 0) {
        at = this.findBlock(view, at, end, base)
        if (this.lostAt >= 0) return at
      }
      this.need = 12
      if (at + 12 > end) return at
      const type = view.getUint32(at, this.littleEndian)
      if (type === BLOCK.EPB && this.readable && this.hasSection) {
        const next = this.enhancedPacket(bytes, view, at, end, base)
        if (next === at) return at
        at = next
        continue
      }
      if (type === BLOCK.SHB) this.byteOrder(view, at)
      const length = paddedLength(view.getUint32(at + 4, this.littleEndian))
      const problem = this.lengthProblem(type, length)
      if (problem !== null) {
        if (!this.damage(problem, type, length, base + at)) return at
        at += 4
        continue
      }
      // A block that holds nothing for us is passed without being brought together.
      if (!this.isRead(type)) {
        at += length
        continue
      }
      this.need = length
      if (at + length > end) return at
      if (paddedLength(view.getUint32(at + length - 4, this.littleEndian)) !== length) {
        if (!this.damage('blockTrailer', type, length, base + at)) return at
        at += 4
        continue
      }
      this.block(type, bytes, view, at, length, base)
      at += length
    }
    return at
  }

  finish(rest: Uint8Array, offset: number, skipped: number): void {
    for (const one of this.everyInterface) {
      one.range.addTo(this.tally, one.scale)
      if (one.scale.lostDigits) this.tally.warnCounted('finerThanNanoseconds', {})
    }
    if (!this.hasSection) throw new CaptureFault('cutHeader', { offset: offset + rest.length })
    if (this.lostAt >= 0) {
      this.tally.warn('damagedToEnd', { offset: this.lostAt })
      return
    }
    if (rest.length === 0 && skipped === 0) return
    this.tally.partial = true
    // One stray byte, as some tools leave behind, loses nothing; a block that was begun does.
    const type = rest.length >= 4 ? new DataView(rest.buffer, rest.byteOffset).getUint32(0, this.littleEndian) : null
    this.tally.warn('cutBlock', { offset, block: type === null ? '?' : blockName(type) })
  }

  /** What a scanner on another thread needs to go on from here; null while anything is out of the ordinary. */
  scanForm(): ScanForm | null {
    const one = this.interfaces[0]
    if (!one || !this.readable || this.lostAt >= 0 || this.stopped || this.interfaces.length !== 1) return null
    if (one.linkType !== LINKTYPE.EN10MB || one.fcsBytes !== 0) return null
    return { kind: 'pcapng', littleEndian: this.littleEndian, unitsPerSecond: 0, snaplen: one.snaplen }
  }

  /** Takes in a run of enhanced packet blocks without options that a scanner has found. */
  scanned(run: ScannedRun): void {
    const { tally, littleEndian } = this
    const one = this.interfaces[0]
    if (!one || run.packets === 0) return
    const { interest } = tally.dissection.sink
    const { bytes, view, index, base } = run
    const before = tally.packets
    tally.packets += run.packets
    tally.tcpPackets += run.packets - run.entries
    for (let i = 0; i < run.entries * ENTRY_WORDS; i += ENTRY_WORDS) {
      const flow = index[i + 2] ?? 0
      if (flow !== MUST_DECODE && !isAwaited(interest, flow)) {
        tally.tcpPackets++
        continue
      }
      const at = index[i] ?? 0
      const frame = before + (index[i + 1] ?? 0) + 1
      const high = view.getUint32(at + 12, littleEndian)
      const low = view.getUint32(at + 16, littleEndian)
      const captured = view.getUint32(at + 20, littleEndian)
      const wireLength = view.getUint32(at + 24, littleEndian)
      this.decode(bytes, view, one, frame, high, low, at + 28, captured, wireLength, base, 0)
    }
    one.tally.packets += run.packets
    one.range.add(run.times[0] ?? 0, run.times[1] ?? 0)
    one.range.add(run.times[2] ?? 0, run.times[3] ?? 0)
  }

  /** Sets the byte order of the section that begins at `at`. */
  private byteOrder(view: DataView, at: number): void {
    if (view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC) this.littleEndian = true
    else if (view.getUint32(at + 8) === BYTE_ORDER_MAGIC) this.littleEndian = false
  }

  /** What is wrong with a block's length, as a code of the catalogue; null = nothing. */
  private lengthProblem(type: number, length: number): string | null {
    if (length < 12) return 'blockLength'
    if (type === BLOCK.SHB && (length < 28 || length > MAX_SHB_BYTES)) return 'blockLength'
    if (this.isRead(type) && length > MAX_BLOCK_BYTES) return 'blockLength'
    return null
  }

  private isRead(type: number): boolean {
    if (type === BLOCK.SHB) return true
    if (!this.readable) return false
    return (type >= BLOCK.IDB && type <= BLOCK.EPB) || isForeignRecord(type)
  }

  /** Notes damage at `offset`; false when nothing good came before it and the file cannot be read at all. */
  private damage(code: string, type: number, length: number, offset: number): boolean {
    if (!this.hasSection) throw new CaptureFault(code, { offset, block: blockName(type), length })
    this.tally.partial = true
    this.tally.warn(code, { offset, block: blockName(type), length, frame: this.tally.packets + 1 })
    this.lostAt = offset
    return true
  }

  /**
   * Looks for the next block that makes sense: a section header with its magic, or a packet or statistics block whose
   * lengths agree. Answers its position and clears `lostAt`, or the position from which to look on with more bytes.
   */
  private findBlock(view: DataView, start: number, end: number, base: number): number {
    let at = start
    for (; at + 12 <= end; at++) {
      const first = view.getUint32(at, this.littleEndian)
      if (first !== BLOCK.SHB && first !== BLOCK.EPB && first !== BLOCK.ISB) continue
      let littleEndian = this.littleEndian
      if (first === BLOCK.SHB) {
        const little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC
        if (!little && view.getUint32(at + 8) !== BYTE_ORDER_MAGIC) continue
        littleEndian = little
      }
      const length = view.getUint32(at + 4, littleEndian)
      if (length < 24 || length > MAX_PACKET_BYTES + 4096 || length % 4 !== 0) continue
      if (at + length > end) {
        this.need = length
        return at
      }
      if (view.getUint32(at + length - 4, littleEndian) !== length) continue
      this.tally.warn('foundAgain', { from: this.lostAt, offset: base + at, bytes: base + at - this.lostAt })
      this.lostAt = -1
      return at
    }
    this.need = 12
    return at
  }

  private block(type: number, bytes: Uint8Array, view: DataView, at: number, length: number, base: number): void {
    const { tally, littleEndian } = this
    const body = at + 8
    const end = at + length - 4
    switch (type) {
      case BLOCK.SHB:
        this.section(bytes, view, at, end, base)
        return
      case BLOCK.IDB:
        if (end - body < 8) break
        if (this.interfaces.length >= MAX_INTERFACES) return
        {
          const one = readInterface(tally, bytes, view, body, end, littleEndian, base + at)
          this.interfaces.push(one)
          this.everyInterface.push(one)
        }
        return
      case BLOCK.SPB:
        if (end - body < 4) break
        this.simplePacket(bytes, view, body, end, base)
        return
      case BLOCK.PB:
        if (end - body < 20) break
        this.obsoletePacket(bytes, view, at, end, base)
        return
      case BLOCK.NRB:
        readNames(tally, this.names, bytes, view, body, end, littleEndian)
        return
      case BLOCK.ISB:
        if (end - body < 12) break
        readStatistics(view, body, end, littleEndian, this.interfaces)
        return
      default:
        // Wireshark numbers these as frames: journal entries and custom blocks.
        tally.packets++
        tally.skip(SKIP['not-a-packet'])
        return
    }
    tally.warnCounted('shortBlock', { offset: base + at, block: blockName(type) })
  }

  private section(bytes: Uint8Array, view: DataView, at: number, end: number, base: number): void {
    const { littleEndian, tally } = this
    if (view.getUint32(at + 8, littleEndian) !== BYTE_ORDER_MAGIC) {
      this.damage('byteOrder', BLOCK.SHB, end + 4 - at, base + at)
      return
    }
    const major = view.getUint16(at + 12, littleEndian)
    const minor = view.getUint16(at + 14, littleEndian)
    // 1.2 differs from 1.0 in nothing (Wireshark wrote it for a while).
    this.readable = major === 1 && (minor === 0 || minor === 2)
    if (!this.readable) {
      if (!this.hasSection) throw new CaptureFault('pcapngVersion', { offset: base + at, version: `${major}.${minor}` })
      tally.partial = true
      tally.warn('pcapngVersion', { offset: base + at, version: `${major}.${minor}` })
    }
    const { options, broken } = readOptions(view, at + 24, end, littleEndian)
    if (broken) {
      if (!this.hasSection) throw new CaptureFault('shbOptions', { offset: base + at })
      tally.warnCounted('badOptions', { offset: base + at, block: 'SHB' })
    }
    this.hasSection = true
    this.interfaces = []
    tally.dissection.littleEndian = littleEndian
    for (const option of options) if (option.code === 1) tally.comment(optionText(bytes, option))
  }

  /** Answers the position behind the block, or `at` when more bytes are needed or the block is damaged. */
  private enhancedPacket(bytes: Uint8Array, view: DataView, at: number, end: number, base: number): number {
    const { littleEndian, tally } = this
    const length = paddedLength(view.getUint32(at + 4, littleEndian))
    if (length < EPB_BYTES || length > MAX_BLOCK_BYTES) {
      this.damage('blockLength', BLOCK.EPB, length, base + at)
      return at + 4
    }
    const next = at + length
    if (next > end) {
      this.need = length
      return at
    }
    const captured = view.getUint32(at + 20, littleEndian)
    if (paddedLength(view.getUint32(next - 4, littleEndian)) !== length || captured > length - EPB_BYTES) {
      const isTrailer = captured <= length - EPB_BYTES
      this.damage(isTrailer ? 'blockTrailer' : 'packetBeyondBlock', BLOCK.EPB, isTrailer ? length : captured, base + at)
      return at + 4
    }
    const one = this.interfaces[view.getUint32(at + 8, littleEndian)]
    const frame = ++tally.packets
    if (!one) {
      tally.skip(SKIP['unknown-interface'])
      tally.warnCounted('unknownInterface', { offset: base + at, frame })
      return next
    }
    one.tally.packets++
    const high = view.getUint32(at + 12, littleEndian)
    const low = view.getUint32(at + 16, littleEndian)
    one.range.add(high, low)
    const data = at + 28
    const optionsAt = data + ((captured + 3) & ~3)
    const hasOptions = optionsAt + 4 < next
    if (one.linkType === LINKTYPE.EN10MB && !hasOptions) {
      const flow = quickFlow(view, data, captured)
      if (flow >= 0 && !isAwaited(tally.dissection.sink.interest, flow)) {
        tally.tcpPackets++
        return next
      }
    }
    const direction = hasOptions ? this.packetOptions(bytes, view, optionsAt, next - 4, one) : 0
    this.decode(
      bytes,
      view,
      one,
      frame,
      high,
      low,
      data,
      captured,
      view.getUint32(at + 24, littleEndian),
      base,
      direction,
    )
    return next
  }

  /** Reads flags, drop count and comments of a packet; answers its direction (1 received, 2 sent, 0 unknown). */
  private packetOptions(bytes: Uint8Array, view: DataView, at: number, end: number, one: SectionInterface): number {
    let direction = 0
    for (const option of readOptions(view, at, end, this.littleEndian).options) {
      if (option.code === 1) this.tally.comment(optionText(bytes, option))
      else if (option.code === 2 && option.length >= 4) direction = view.getUint32(option.at, this.littleEndian) & 3
      else if (option.code === 4) this.drops(view, option, one)
    }
    return direction === 3 ? 0 : direction
  }

  private drops(view: DataView, option: Option, one: SectionInterface): void {
    const count = optionCount(view, option, this.littleEndian)
    if (count !== null) one.tally.dropped = (one.tally.dropped ?? 0) + count
  }

  /** No time stamp, always interface 0; the captured length follows from the block's and the snap length. */
  private simplePacket(bytes: Uint8Array, view: DataView, at: number, end: number, base: number): void {
    const one = this.interfaces[0]
    const frame = ++this.tally.packets
    this.tally.warnCounted('noTimeStamp', { frame })
    if (!one) {
      this.tally.skip(SKIP['unknown-interface'])
      this.tally.warnCounted('unknownInterface', { offset: base + at, frame })
      return
    }
    one.tally.packets++
    const wireLength = view.getUint32(at, this.littleEndian)
    const limit = one.snaplen === 0 ? wireLength : Math.min(wireLength, one.snaplen)
    const captured = Math.min(limit, end - at - 4)
    // Time of the packet before it (0 for the first): keeps the order of the file.
    const { segment } = this.tally.dissection
    const { seconds, nanos } = segment
    this.tally.captureDirection = 0
    this.tally.decode(
      one.linkType,
      one.row,
      frame,
      seconds,
      nanos,
      bytes,
      view,
      at + 4,
      captured,
      wireLength,
      base + at + 4,
    )
  }

  private obsoletePacket(bytes: Uint8Array, view: DataView, at: number, end: number, base: number): void {
    const { littleEndian, tally } = this
    const one = this.interfaces[view.getUint16(at + 8, littleEndian)]
    const captured = view.getUint32(at + 20, littleEndian)
    const data = at + 28
    const frame = ++tally.packets
    if (!one || data + captured > end) {
      tally.skip(SKIP['unknown-interface'])
      tally.warnCounted(one ? 'packetBeyondBlock' : 'unknownInterface', {
        offset: base + at,
        frame,
        block: 'PB',
        length: captured,
      })
      return
    }
    one.tally.packets++
    const drops = view.getUint16(at + 10, littleEndian)
    if (drops !== 0xffff) one.tally.dropped = (one.tally.dropped ?? 0) + drops
    const high = view.getUint32(at + 12, littleEndian)
    const low = view.getUint32(at + 16, littleEndian)
    one.range.add(high, low)
    const optionsAt = data + ((captured + 3) & ~3)
    const direction = optionsAt + 4 < end ? this.packetOptions(bytes, view, optionsAt, end, one) : 0
    this.decode(
      bytes,
      view,
      one,
      frame,
      high,
      low,
      data,
      captured,
      view.getUint32(at + 24, littleEndian),
      base,
      direction,
    )
  }

  private decode(
    bytes: Uint8Array,
    view: DataView,
    one: SectionInterface,
    frame: number,
    high: number,
    low: number,
    at: number,
    captured: number,
    wireLength: number,
    base: number,
    direction: number,
  ): void {
    const { scale } = one
    scale.convert(high, low)
    const length = captured === wireLength ? Math.max(0, captured - one.fcsBytes) : captured
    const onWire = Math.max(0, wireLength - one.fcsBytes)
    this.tally.captureDirection = direction
    this.tally.decode(
      one.linkType,
      one.row,
      frame,
      scale.seconds,
      scale.nanos,
      bytes,
      view,
      at,
      length,
      onWire,
      base + at,
    )
  }
}

/** Early writers gave the length without the padding to four bytes; the padding is there all the same. */
function paddedLength(length: number): number {
  return length % 4 === 0 ? length : length + 4 - (length % 4)
}

/** Blocks of others that Wireshark numbers as frames. */
function isForeignRecord(type: number): boolean {
  return type === BLOCK.JOURNAL || type === BLOCK.CUSTOM || type === BLOCK.CUSTOM_NO_COPY
}
