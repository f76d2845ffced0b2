// Handshakes by 4-tuple and ISN, in typed arrays: one 64-byte record a handshake, an open-addressing table whose slots
// name the newest handshake of each 4-tuple (either direction), a chain from it to the older ones, and a second table
// for 4-tuples that are used again and again. No strings and no objects, whatever a packet carries.
import { flowHash, foldAddress, type Segment } from '../net/segment.ts'
import { combine, mixEndpoint, mixIsn, place, placePair } from './tuple-hash.ts'

/** 32-bit words of a record. */
const WORDS = 16
const CLIENT = 0
const SERVER = 4
/** Client port (16) | server port (16). */
const PORTS = 8
const ISN = 9
/** Record + 1 of the handshake before on the same 4-tuple; 0 = none. */
const OLDER = 10
const STATE = 11
/** SEG.SEQ of the newest SYN-ACK. */
const SYN_ACK_SEQ = 12
/** Longest SYN payload (16) | SYN and SYN-ACK packets kept, saturating (8) | capture of the newest packet (8). */
const SYN_COUNTS = 13
/** Row + 1 of the packet kept last; 0 = none. */
const LAST_ROW = 14
/** Of the newest handshake of a 4-tuple: record + 1 of the one that a SYN or SYN-ACK named last, 0 = itself. */
const CURRENT = 15

/** Bits of a record's state; the lower six are Wireshark's tcp.completeness. */
export const STATE_BIT = {
  /** Somebody waits for ACK or data segments: counted in Interest. */
  waiting: 1 << 6,
  /** A SYN-ACK was kept. */
  answered: 1 << 7,
  /** A SYN is out and nothing has come back yet. */
  open: 1 << 8,
  /** Since the newest SYN-ACK: an ACK of the client, data of the client, data of the server was kept. */
  acked: 1 << 9,
  clientData: 1 << 10,
  serverData: 1 << 11,
  /** Since the newest SYN-ACK the server sent a segment without SYN and RST: for the server it is established. */
  proven: 1 << 12,
  /** FIN or RST of that side was kept, in the capture of the newest packet. */
  clientFin: 1 << 13,
  serverFin: 1 << 14,
  clientReset: 1 << 15,
  serverReset: 1 << 16,
  /** Known from a SYN-ACK only; its SYN may stand later in the file. */
  provisional: 1 << 17,
  ipv6: 1 << 18,
  /** The client's endpoint is the numerically smaller one: tells the two directions of a 4-tuple apart. */
  clientIsLower: 1 << 19,
  /** Both directions of this 4-tuple have handshakes (simultaneous open). */
  bothWays: 1 << 20,
  icmp: 1 << 21,
  /** Not the newest handshake of its 4-tuple. */
  superseded: 1 << 22,
} as const
/** Values of Wireshark's tcp.completeness. */
export const COMPLETENESS = { syn: 1, synAck: 2, ack: 4, data: 8, fin: 16, reset: 32 } as const
export const COMPLETENESS_MASK = 0x3f
const BUDGET_SHIFT = 24

/** Chain links walked before the second table is asked. */
const NEAR = 8

export class FlowTable {
  /** Records in use. */
  length = 0
  /** Set by `find`: the segment's source is the client of the record found. */
  sourceIsClient = false
  private records = new Uint32Array(1024 * WORDS)
  /** Pairs: record + 1 of the newest handshake of a 4-tuple (0 = free), hash. */
  private slots = new Uint32Array(2 * 4096)
  private heads = 0
  private reused = new Uint32Array(256)
  private reusedCount = 0
  private readonly seed: number

  constructor(seed: number) {
    this.seed = seed | 0
  }

  /** Newest handshake on the segment's 4-tuple in either direction, -1 when there is none. */
  find(s: Segment): number {
    const hash = this.hash(s)
    const { slots, records } = this
    const mask = slots.length / 2 - 1
    const ports = ((s.sourcePort << 16) | s.destinationPort) >>> 0
    const swapped = ((s.destinationPort << 16) | s.sourcePort) >>> 0
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const entry = slots[2 * slot]!
      if (entry === 0) return -1
      if (slots[2 * slot + 1] !== hash) continue
      const at = (entry - 1) * WORDS
      if (records[at + PORTS] === ports && sameEndpoints(records, at, CLIENT, SERVER, s)) {
        this.sourceIsClient = true
        return entry - 1
      }
      if (records[at + PORTS] === swapped && sameEndpoints(records, at, SERVER, CLIENT, s)) {
        this.sourceIsClient = false
        return entry - 1
      }
    }
  }

  /** The handshake with this ISN whose client is the lower endpoint or not; -1 when there is none. `head` as found. */
  withIsn(head: number, isn: number, clientIsLower: boolean): number {
    let h = head
    for (let i = 0; i < NEAR && h >= 0; i++) {
      if (this.isn(h) === isn && this.has(h, STATE_BIT.clientIsLower) === clientIsLower) return h
      h = this.older(h)
    }
    return h < 0 ? -1 : this.findReused(head, isn, clientIsLower)
  }

  /** The handshake that a SYN-ACK or RST with this acknowledgment number answers; -1 when there is none. */
  acknowledged(head: number, ack: number, clientIsLower: boolean): number {
    let h = head
    for (let i = 0; i < NEAR && h >= 0; i++) {
      if (this.has(h, STATE_BIT.clientIsLower) === clientIsLower && this.acknowledges(h, ack)) return h
      h = this.older(h)
    }
    return h < 0 ? -1 : this.findReused(head, (ack - 1) >>> 0, clientIsLower)
  }

  /** The handshake that segments without SYN belong to: the one a SYN or SYN-ACK of this 4-tuple named last. */
  current(head: number): number {
    const other = this.records[head * WORDS + CURRENT]!
    return other === 0 ? head : other - 1
  }

  setCurrent(head: number, h: number): void {
    this.records[head * WORDS + CURRENT] = h === head ? 0 : h + 1
  }

  /** As `current` for one direction when both ends have sent SYNs, -1 when there is none near. */
  currentOf(head: number, clientIsLower: boolean): number {
    let h = this.current(head)
    if (this.has(h, STATE_BIT.clientIsLower) === clientIsLower && !this.has(h, STATE_BIT.provisional)) return h
    h = head
    for (let i = 0; i < NEAR && h >= 0; i++) {
      if (this.has(h, STATE_BIT.clientIsLower) === clientIsLower && !this.has(h, STATE_BIT.provisional)) return h
      h = this.older(h)
    }
    return -1
  }

  /** True when `ack` covers the SYN of handshake `h`: ISN + 1, or more when the SYN carries data (Fast Open). */
  acknowledges(h: number, ack: number): boolean {
    return (ack - this.isn(h) - 1) >>> 0 <= this.synPayload(h)
  }

  /**
   * A new record; the segment's source is the client unless `fromServer`. `head` is what `find` returned for this
   * segment. A provisional record goes behind the head, so that the head stays the newest SYN.
   */
  add(s: Segment, isn: number, fromServer: boolean, head: number, reuse: number): number {
    const h = reuse >= 0 ? reuse : this.length++
    if ((h + 1) * WORDS > this.records.length) this.growRecords()
    const { records } = this
    const at = h * WORDS
    const client = fromServer ? SERVER : CLIENT
    const server = fromServer ? CLIENT : SERVER
    records[at + client] = s.s0
    records[at + client + 1] = s.s1
    records[at + client + 2] = s.s2
    records[at + client + 3] = s.s3
    records[at + server] = s.d0
    records[at + server + 1] = s.d1
    records[at + server + 2] = s.d2
    records[at + server + 3] = s.d3
    records[at + PORTS] = fromServer
      ? (s.destinationPort << 16) | s.sourcePort
      : (s.sourcePort << 16) | s.destinationPort
    records[at + ISN] = isn
    records[at + SYN_ACK_SEQ] = 0
    records[at + SYN_COUNTS] = s.capture << 24
    records[at + LAST_ROW] = 0
    const hash = this.hash(s)
    records[at + CURRENT] = 0
    records[at + STATE] = (s.family === 6 ? STATE_BIT.ipv6 : 0) | (this.lowerClient(at) ? STATE_BIT.clientIsLower : 0)
    records[at + OLDER] = 0
    if (head < 0) this.insertHead(h, hash)
    else this.link(h, head, fromServer)
    return h
  }

  /** Makes the record of a head that will be forgotten that of a new SYN on the same 4-tuple and direction. */
  renew(h: number, isn: number, capture: number): void {
    const at = h * WORDS
    const kept = STATE_BIT.ipv6 | STATE_BIT.clientIsLower | STATE_BIT.bothWays
    this.records[at + ISN] = isn
    this.records[at + STATE]! &= kept
    this.records[at + SYN_ACK_SEQ] = 0
    this.records[at + SYN_COUNTS] = capture << 24
    this.records[at + LAST_ROW] = 0
    this.records[at + CURRENT] = 0
  }

  /** Takes a head without older handshakes out of the table; its record may be given to `add` as `reuse`. */
  removeLoneHead(h: number): void {
    const { slots } = this
    const mask = slots.length / 2 - 1
    let hole = this.slotOf(h)
    // Backward shift (Knuth 6.4 R): later entries of the run that may stand here move up, so no tombstones are needed.
    for (let next = hole; ;) {
      next = (next + 1) & mask
      const entry = slots[2 * next]!
      if (entry === 0) break
      const home = slots[2 * next + 1]! & mask
      if (((next - home) & mask) < ((next - hole) & mask)) continue
      slots[2 * hole] = entry
      slots[2 * hole + 1] = slots[2 * next + 1]!
      hole = next
    }
    slots[2 * hole] = 0
    this.heads--
  }

  /** True when no other handshake shares its 4-tuple. */
  isAlone(h: number): boolean {
    return this.records[h * WORDS + OLDER] === 0 && !this.has(h, STATE_BIT.superseded)
  }

  has(h: number, bit: number): boolean {
    return (this.records[h * WORDS + STATE]! & bit) !== 0
  }

  state(h: number): number {
    return this.records[h * WORDS + STATE]!
  }

  set(h: number, bits: number): void {
    this.records[h * WORDS + STATE]! |= bits
  }

  clear(h: number, bits: number): void {
    this.records[h * WORDS + STATE]! &= ~bits
  }

  isn(h: number): number {
    return this.records[h * WORDS + ISN]!
  }

  setIsn(h: number, isn: number): void {
    this.records[h * WORDS + ISN] = isn
  }

  older(h: number): number {
    return this.records[h * WORDS + OLDER]! - 1
  }

  synAckSeq(h: number): number {
    return this.records[h * WORDS + SYN_ACK_SEQ]!
  }

  setSynAckSeq(h: number, seq: number): void {
    this.records[h * WORDS + SYN_ACK_SEQ] = seq
  }

  /** Bytes of the longest SYN payload. */
  synPayload(h: number): number {
    return this.records[h * WORDS + SYN_COUNTS]! & 0xffff
  }

  /** SYN and SYN-ACK packets kept, at most 255. */
  synCount(h: number): number {
    return (this.records[h * WORDS + SYN_COUNTS]! >>> 16) & 0xff
  }

  /** Counts a SYN or SYN-ACK; `payload` in bytes, 0 for a SYN-ACK. */
  countSyn(h: number, payload: number): void {
    const word = this.records[h * WORDS + SYN_COUNTS]!
    const length = Math.max(word & 0xffff, Math.min(payload, 0xffff))
    const count = Math.min(((word >>> 16) & 0xff) + 1, 255)
    this.records[h * WORDS + SYN_COUNTS] = (word & 0xff000000) | (count << 16) | length
  }

  capture(h: number): number {
    return this.records[h * WORDS + SYN_COUNTS]! >>> 24
  }

  setCapture(h: number, capture: number): void {
    this.records[h * WORDS + SYN_COUNTS] = (this.records[h * WORDS + SYN_COUNTS]! & 0xffffff) | (capture << 24)
  }

  lastRow(h: number): number {
    return this.records[h * WORDS + LAST_ROW]!
  }

  setLastRow(h: number, rowPlusOne: number): void {
    this.records[h * WORDS + LAST_ROW] = rowPlusOne
  }

  /** Segments that may still be looked at before the handshake stops waiting. */
  budget(h: number): number {
    return this.records[h * WORDS + STATE]! >>> BUDGET_SHIFT
  }

  setBudget(h: number, budget: number): void {
    const at = h * WORDS + STATE
    this.records[at] = (this.records[at]! & ((1 << BUDGET_SHIFT) - 1)) | (budget << BUDGET_SHIFT)
  }

  clientPort(h: number): number {
    return this.records[h * WORDS + PORTS]! >>> 16
  }

  serverPort(h: number): number {
    return this.records[h * WORDS + PORTS]! & 0xffff
  }

  /** Where the records lie: addresses are four words at `clientAt` and `serverAt`. Valid until the next `add`. */
  get words(): Uint32Array {
    return this.records
  }

  clientAt(h: number): number {
    return h * WORDS + CLIENT
  }

  serverAt(h: number): number {
    return h * WORDS + SERVER
  }

  /** The flowHash of both directions. */
  flowHash(h: number): number {
    const { records } = this
    const at = h * WORDS
    const ports = records[at + PORTS]!
    return flowHash(
      foldAddress(records[at]!, records[at + 1]!, records[at + 2]!, records[at + 3]!),
      foldAddress(records[at + 4]!, records[at + 5]!, records[at + 6]!, records[at + 7]!),
      ports >>> 16,
      ports & 0xffff,
    )
  }

  private recordHash(h: number): number {
    const { records } = this
    const at = h * WORDS
    const ports = records[at + PORTS]!
    return combine(this.endpoint(at + CLIENT, ports >>> 16), this.endpoint(at + SERVER, ports & 0xffff))
  }

  private endpoint(at: number, port: number): number {
    const { records } = this
    return mixEndpoint(records[at]!, records[at + 1]!, records[at + 2]!, records[at + 3]!, port, this.seed)
  }

  private hash(s: Segment): number {
    return combine(
      mixEndpoint(s.s0, s.s1, s.s2, s.s3, s.sourcePort, this.seed),
      mixEndpoint(s.d0, s.d1, s.d2, s.d3, s.destinationPort, this.seed),
    )
  }

  private lowerClient(at: number): boolean {
    const { records } = this
    for (let i = 0; i < 4; i++) {
      const c = records[at + CLIENT + i]!
      const s = records[at + SERVER + i]!
      if (c !== s) return c < s
    }
    const ports = records[at + PORTS]!
    return ports >>> 16 <= (ports & 0xffff)
  }

  private insertHead(h: number, hash: number): void {
    if (++this.heads * 4 > this.slots.length) this.growSlots()
    placePair(this.slots, hash, h + 1)
  }

  private link(h: number, head: number, behind: boolean): void {
    const { records } = this
    const clientIsLower = STATE_BIT.clientIsLower
    const both = this.has(head, STATE_BIT.bothWays) || this.has(h, clientIsLower) !== this.has(head, clientIsLower)
    if (both) {
      this.set(h, STATE_BIT.bothWays)
      this.set(head, STATE_BIT.bothWays)
    }
    if (behind) {
      records[h * WORDS + OLDER] = records[head * WORDS + OLDER]!
      records[head * WORDS + OLDER] = h + 1
      this.set(h, STATE_BIT.superseded)
      this.addReused(h)
      return
    }
    records[h * WORDS + OLDER] = head + 1
    this.slots[2 * this.slotOf(head)] = h + 1
    this.set(head, STATE_BIT.superseded)
    this.addReused(head)
  }

  /** Slot of a head. */
  private slotOf(head: number): number {
    const mask = this.slots.length / 2 - 1
    let slot = this.recordHash(head) & mask
    while (this.slots[2 * slot] !== head + 1) slot = (slot + 1) & mask
    return slot
  }

  private growRecords(): void {
    const grown = new Uint32Array(this.records.length * 2)
    grown.set(this.records)
    this.records = grown
  }

  private growSlots(): void {
    const grown = new Uint32Array(this.slots.length * 2)
    for (let at = 0; at < this.slots.length; at += 2) {
      if (this.slots[at] !== 0) placePair(grown, this.slots[at + 1]!, this.slots[at]!)
    }
    this.slots = grown
  }

  private addReused(h: number): void {
    if (++this.reusedCount * 2 > this.reused.length) {
      const grown = new Uint32Array(this.reused.length * 2)
      for (const entry of this.reused) if (entry !== 0) place(grown, this.reusedHash(entry - 1), entry)
      this.reused = grown
    }
    place(this.reused, this.reusedHash(h), h + 1)
  }

  private reusedHash(h: number): number {
    return mixIsn(this.recordHash(h), this.isn(h))
  }

  private findReused(head: number, isn: number, clientIsLower: boolean): number {
    const hash = this.recordHash(head)
    const mask = this.reused.length - 1
    for (let slot = mixIsn(hash, isn) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.reused[slot]!
      if (entry === 0) return -1
      const h = entry - 1
      if (this.isn(h) !== isn) continue
      if (this.has(h, STATE_BIT.clientIsLower) === clientIsLower && this.sameTuple(h, head)) return h
    }
  }

  private sameTuple(a: number, b: number): boolean {
    const { records } = this
    const shift = this.has(a, STATE_BIT.clientIsLower) === this.has(b, STATE_BIT.clientIsLower) ? 0 : SERVER
    for (let i = 0; i < 8; i++) if (records[a * WORDS + i] !== records[b * WORDS + (i ^ shift)]) return false
    const ports = records[b * WORDS + PORTS]!
    return records[a * WORDS + PORTS] === (shift === 0 ? ports : ((ports << 16) | (ports >>> 16)) >>> 0)
  }
}

function sameEndpoints(records: Uint32Array, at: number, source: number, destination: number, s: Segment): boolean {
  return (
    records[at + source + 3] === s.s3 &&
    records[at + destination + 3] === s.d3 &&
    records[at + source + 2] === s.s2 &&
    records[at + destination + 2] === s.d2 &&
    records[at + source + 1] === s.s1 &&
    records[at + destination + 1] === s.d1 &&
    records[at + source] === s.s0 &&
    records[at + destination] === s.d0
  )
}
