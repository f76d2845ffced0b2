// TCP options of SYN and SYN-ACK segments (RFC 9293 §3.2): each distinct set is kept once, as bytes, with everything that
// differs from packet to packet zeroed (time stamps, signatures, keys, cookies), and parsed once, at the end.
import type { Segment } from '../net/segment.ts'

const KIND = {
  end: 0,
  nop: 1,
  mss: 2,
  windowScale: 3,
  sackPermitted: 4,
  timestamps: 8,
  md5: 19,
  tcpAo: 29,
  mptcp: 30,
  fastOpen: 34,
  accEcn0: 172,
  accEcn1: 174,
  experiment1: 253,
  experiment2: 254,
} as const
/** Magic number of the experimental Fast Open option (RFC 6994, kind 254). */
const FAST_OPEN_EXPERIMENT = 0xf989
/** PacketTable.options is 16 bits wide; sets beyond the limit are row 0, "not kept". */
const MAX_SETS = 0xffff
const MAX_OPTION_BYTES = 40

/** What a set of options says. */
export interface OptionFacts {
  /** Bytes; 0 = no MSS option. */
  readonly mss: number
  /** Shift; -1 = no window scale option. */
  readonly windowScale: number
  readonly sackPermitted: boolean
  readonly timestamps: boolean
  readonly md5: boolean
  readonly tcpAo: boolean
  readonly mptcp: boolean
  readonly accEcn: boolean
  /** A Fast Open option without cookie: the client asks for one. */
  readonly fastOpenRequest: boolean
  /** A Fast Open option with cookie. */
  readonly fastOpenCookie: boolean
}

/** Interned option bytes. `tsVal`, `tsEcr` and `hasTimestamps` are the last segment's, set by both readers. */
export class OptionSets {
  readonly sets: Uint8Array[] = [new Uint8Array(0)]
  tsVal = 0
  tsEcr = 0
  hasTimestamps = false
  private readonly rows = new Map<number, number[]>()
  private readonly scratch = new Uint8Array(MAX_OPTION_BYTES)
  /** The two sets met last and where their time stamps are (-1 = none): SYN and SYN-ACK take turns. */
  private recent = 0
  private recentStamp = -1
  private other = 0
  private otherStamp = -1
  private stampAt = -1

  /** Row of the segment's options and, beside it, their time stamps. */
  intern(segment: Segment): number {
    this.hasTimestamps = false
    const length = Math.min(segment.optionsLength, MAX_OPTION_BYTES)
    if (length <= 0) return 0
    if (this.isSet(this.recent, this.recentStamp, segment, length)) return this.recent
    if (!this.isSet(this.other, this.otherStamp, segment, length)) {
      const { scratch } = this
      for (let i = 0; i < length; i++) scratch[i] = segment.bytes[segment.optionsAt + i]!
      this.zeroChanging(length)
      let hash = length
      for (let i = 0; i < length; i++) hash = Math.imul(hash ^ scratch[i]!, 0x01000193)
      this.other = this.find(hash, length)
      this.otherStamp = this.stampAt
    }
    ;[this.recent, this.other] = [this.other, this.recent]
    ;[this.recentStamp, this.otherStamp] = [this.otherStamp, this.recentStamp]
    return this.recent
  }

  /** True when the segment's options are this set, which changes in nothing but time stamps; reads these. */
  private isSet(row: number, stampAt: number, segment: Segment, length: number): boolean {
    const set = this.sets[row]!
    if (row === 0 || set.length !== length) return false
    const { bytes, optionsAt } = segment
    for (let i = 0; i < length; i++) {
      if (i === stampAt) i += 8
      if (i < length && set[i] !== bytes[optionsAt + i]) return false
    }
    if (stampAt >= 0) {
      this.tsVal = word(bytes, optionsAt + stampAt)
      this.tsEcr = word(bytes, optionsAt + stampAt + 4)
      this.hasTimestamps = true
    }
    return true
  }

  /** Only the time stamps, for segments whose options are not kept. */
  readTimestamps(segment: Segment): void {
    this.hasTimestamps = false
    const { bytes, optionsAt, optionsLength } = segment
    // NOP NOP Timestamps: what nearly every segment without SYN carries.
    if (optionsLength === 12 && word(bytes, optionsAt) === 0x0101080a) {
      this.tsVal = word(bytes, optionsAt + 4)
      this.tsEcr = word(bytes, optionsAt + 8)
      this.hasTimestamps = true
      return
    }
    const end = optionsAt + optionsLength
    for (let at = optionsAt; at < end;) {
      const kind = bytes[at]!
      if (kind === KIND.end) return
      if (kind === KIND.nop) {
        at++
        continue
      }
      const size = at + 1 < end ? bytes[at + 1]! : 0
      if (size < 2) return
      if (kind === KIND.timestamps && size === 10 && at + 10 <= end) {
        this.tsVal = word(bytes, at + 2)
        this.tsEcr = word(bytes, at + 6)
        this.hasTimestamps = true
        return
      }
      at += size
    }
  }

  private zeroChanging(length: number): void {
    const { scratch } = this
    this.stampAt = -1
    for (let at = 0; at < length;) {
      const kind = scratch[at]!
      if (kind === KIND.end) return
      if (kind === KIND.nop) {
        at++
        continue
      }
      const size = at + 1 < length ? scratch[at + 1]! : 0
      if (size < 2) return
      const end = Math.min(at + size, length)
      if (kind === KIND.timestamps && size === 10 && at + 10 <= length) {
        this.tsVal = word(scratch, at + 2)
        this.tsEcr = word(scratch, at + 6)
        this.hasTimestamps = true
        this.stampAt = at + 2
      }
      const keep = keptBytes(kind, scratch, at, length)
      if (keep >= 0) scratch.fill(0, Math.min(at + keep, end), end)
      at += size
    }
  }

  private find(hash: number, length: number): number {
    const bucket = this.rows.get(hash)
    if (bucket) {
      for (const row of bucket) if (this.same(row, length)) return row
    }
    if (this.sets.length > MAX_SETS) return 0
    const row = this.sets.push(this.scratch.slice(0, length)) - 1
    if (bucket) bucket.push(row)
    else this.rows.set(hash, [row])
    return row
  }

  private same(row: number, length: number): boolean {
    const set = this.sets[row]!
    if (set.length !== length) return false
    for (let i = 0; i < length; i++) if (set[i] !== this.scratch[i]) return false
    return true
  }
}

/** Bytes of an option that are the same for every packet of a host, counted from its kind byte; -1 = all of them. */
function keptBytes(kind: number, bytes: Uint8Array, at: number, end: number): number {
  switch (kind) {
    case KIND.timestamps:
    case KIND.md5:
    case KIND.fastOpen:
      return 2
    case KIND.tcpAo:
    case KIND.mptcp:
      return 4
    case KIND.experiment1:
    case KIND.experiment2:
      return at + 4 <= end && isFastOpenExperiment(bytes, at) ? 4 : -1
    default:
      return -1
  }
}

function isFastOpenExperiment(bytes: Uint8Array, at: number): boolean {
  return ((bytes[at + 2]! << 8) | bytes[at + 3]!) === FAST_OPEN_EXPERIMENT
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0
}

/** Reads option bytes; stops without complaint where they are cut or malformed. */
export function optionFacts(bytes: Uint8Array): OptionFacts {
  const facts = {
    mss: 0,
    windowScale: -1,
    sackPermitted: false,
    timestamps: false,
    md5: false,
    tcpAo: false,
    mptcp: false,
    accEcn: false,
    fastOpenRequest: false,
    fastOpenCookie: false,
  }
  for (let at = 0; at < bytes.length;) {
    const kind = bytes[at]!
    if (kind === KIND.end) break
    if (kind === KIND.nop) {
      at++
      continue
    }
    const size = at + 1 < bytes.length ? bytes[at + 1]! : 0
    if (size < 2) break
    const whole = at + size <= bytes.length
    if (kind === KIND.mss && size === 4 && whole) facts.mss = (bytes[at + 2]! << 8) | bytes[at + 3]!
    else if (kind === KIND.windowScale && size === 3 && whole) facts.windowScale = bytes[at + 2]!
    else if (kind === KIND.sackPermitted) facts.sackPermitted = true
    else if (kind === KIND.timestamps) facts.timestamps = true
    else if (kind === KIND.md5) facts.md5 = true
    else if (kind === KIND.tcpAo) facts.tcpAo = true
    else if (kind === KIND.mptcp) facts.mptcp = true
    else if (kind === KIND.accEcn0 || kind === KIND.accEcn1) facts.accEcn = true
    else if (kind === KIND.fastOpen) facts[size === 2 ? 'fastOpenRequest' : 'fastOpenCookie'] = true
    else if ((kind === KIND.experiment1 || kind === KIND.experiment2) && size >= 4 && at + 4 <= bytes.length) {
      if (isFastOpenExperiment(bytes, at)) facts[size === 4 ? 'fastOpenRequest' : 'fastOpenCookie'] = true
    }
    at += size
  }
  return facts
}
