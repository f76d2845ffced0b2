// What is counted while a capture is read, whatever its format: packets, times, reasons, interfaces, remarks. One object
// a file; it also hands single packets to the decoder.
import type { CaptureInterface, Remark } from '../analysis/tables.ts'
import { Dissection, SKIP_REASONS } from '../net/dissection.ts'
import { ENCAPSULATION_NAMES, type PathInterner } from '../net/layer-path.ts'
import { linkTypeName } from '../net/link-types.ts'
import { decodePacket } from '../net/packet-decoder.ts'
import type { SegmentSink } from '../net/segment.ts'
import type { ExactTime } from '../units/exact-time.ts'

/** Most remarks of a file; what comes after is counted. */
const MAX_WARNINGS = 100
const MAX_COMMENTS = 1000
/** Longest text kept from a file, in UTF-16 units. */
const MAX_TEXT = 4096
/** Most characters kept of all comments and names of one file together. */
const MAX_ALL_TEXT = 16 * 1024 * 1024

/** An interface while it is read. */
export interface InterfaceTally {
  name: string | null
  readonly linkType: number
  packets: number
  dropped: number | null
}

export class CaptureTally {
  readonly dissection: Dissection
  readonly interfaces: InterfaceTally[] = []
  readonly comments: string[] = []
  readonly warnings: Remark[] = []
  packets = 0
  tcpPackets = 0
  /** Packets with an ICMP error that quotes a TCP header; neither TCP packets nor skipped. */
  icmpErrors = 0
  partial = false
  /** Smallest and largest time so far; an empty range at first. */
  firstSeconds = Infinity
  firstNanos = Infinity
  lastSeconds = -Infinity
  lastNanos = -Infinity
  /** Direction that the file's format gives for the next packet: 1 received, 2 sent, 0 unknown. */
  captureDirection = 0
  private readonly skipped = new Float64Array(SKIP_REASONS.length)
  private readonly countedRemarks = new Map<string, { remark: Remark; count: number }>()
  private textRoom = MAX_ALL_TEXT

  constructor(sink: SegmentSink, paths: PathInterner, capture: number) {
    this.dissection = new Dissection(sink, paths, capture)
  }

  /** Widens the range of times. */
  time(seconds: number, nanos: number): void {
    if (seconds > this.lastSeconds || (seconds === this.lastSeconds && nanos > this.lastNanos)) {
      this.lastSeconds = seconds
      this.lastNanos = nanos
    }
    if (seconds < this.firstSeconds || (seconds === this.firstSeconds && nanos < this.firstNanos)) {
      this.firstSeconds = seconds
      this.firstNanos = nanos
    }
  }

  /**
   * Decodes one packet. `frame` is its number in the file; `at` and `captured` say where it lies in `bytes`, `wireLength`
   * how long it was, `fileOffset` where its data begins in the (uncompressed) file.
   */
  decode(
    linkType: number,
    interfaceId: number,
    frame: number,
    seconds: number,
    nanos: number,
    bytes: Uint8Array,
    view: DataView,
    at: number,
    captured: number,
    wireLength: number,
    fileOffset: number,
  ): void {
    const d = this.dissection
    const { segment } = d
    segment.frame = frame
    segment.interfaceId = interfaceId
    segment.seconds = seconds
    segment.nanos = nanos
    segment.fileOffset = fileOffset
    segment.capturedLength = captured
    d.bytes = bytes
    d.view = view
    d.at = at
    d.end = at + captured
    d.wireEnd = at + Math.max(captured, wireLength)
    segment.direction = this.captureDirection
    decodePacket(d, linkType)
    if (d.segments > 0) this.tcpPackets++
    else if (d.quotes > 0) this.icmpErrors++
    else this.skip(d.reason)
  }

  /** Counts a packet that is not analysed. */
  skip(reason: number): void {
    this.skipped[reason] = (this.skipped[reason] ?? 0) + 1
  }

  /** Adds a remark under `capture.warning.<code>`. */
  warn(code: string, params: Remark['params'] = {}): void {
    if (this.warnings.length < MAX_WARNINGS) this.warnings.push({ key: `capture.warning.${code}`, params })
    else this.warnCounted('more', {})
  }

  /** Adds a remark once, with the values of its first occurrence and the number of occurrences as `count`. */
  warnCounted(code: string, params: Remark['params']): void {
    const known = this.countedRemarks.get(code)
    if (known) known.count++
    else this.countedRemarks.set(code, { remark: { key: `capture.warning.${code}`, params }, count: 1 })
  }

  comment(text: string): void {
    const kept = this.text(text)
    if (kept !== '' && this.comments.length < MAX_COMMENTS) this.comments.push(kept)
  }

  /** A text of the file, cut to what may be kept. */
  text(text: string): string {
    const kept = text.slice(0, Math.min(MAX_TEXT, this.textRoom))
    this.textRoom -= kept.length
    return kept
  }

  allWarnings(): Remark[] {
    const counted = [...this.countedRemarks.values()].map(({ remark, count }) => ({
      key: remark.key,
      params: { ...remark.params, count },
    }))
    return [...this.warnings, ...counted]
  }

  firstTime(): ExactTime | null {
    return this.lastSeconds < this.firstSeconds ? null : { seconds: this.firstSeconds, nanos: this.firstNanos }
  }

  lastTime(): ExactTime | null {
    return this.lastSeconds < this.firstSeconds ? null : { seconds: this.lastSeconds, nanos: this.lastNanos }
  }

  skippedByReason(): Record<string, number> {
    return Object.fromEntries(
      SKIP_REASONS.map((reason, code): [string, number] => [reason, this.skipped[code] ?? 0]).filter(([, n]) => n > 0),
    )
  }

  encapsulationCounts(): Record<string, number> {
    const counts: Record<string, number> = {}
    ENCAPSULATION_NAMES.forEach((name, kind) => {
      const count = this.dissection.encapsulations[kind] ?? 0
      if (name !== null && count > 0) counts[name] = count
    })
    return counts
  }

  interfaceSummaries(): CaptureInterface[] {
    return this.interfaces.map(({ name, linkType, packets, dropped }) => ({
      name,
      linkType: linkTypeName(linkType),
      packets,
      dropped,
    }))
  }
}
