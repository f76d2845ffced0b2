// Packets that stand for the same thing (an unanswered SYN, an ignored ACK …), with their moments on the time axis, so
// that any span of time can be asked how many of them it holds. Lists of millions are made, so nothing is done twice.

/** The moment of a row of the PacketTable, seconds after the origin of the axis. */
export type Clock = (packet: number) => number

export class EventList {
  /** Rows of the PacketTable, in the order of handshakes. */
  readonly packets: number[] = []
  private sortedMoments: Float64Array | null = null
  private listedHandshakes: readonly number[] | null = null
  private readonly clock: Clock
  private readonly handshakeOf: ArrayLike<number>

  /** `handshakeOf` by row of the PacketTable: its column `handshake`. */
  constructor(clock: Clock, handshakeOf: ArrayLike<number>) {
    this.clock = clock
    this.handshakeOf = handshakeOf
  }

  /** Adds a packet. After the first question about moments or handshakes nothing may be added. */
  add(packet: number): void {
    this.packets.push(packet)
  }

  get length(): number {
    return this.packets.length
  }

  /** Rows of the HandshakeTable that the packets belong to, each once, ascending; found when first asked for. */
  get handshakes(): readonly number[] {
    this.listedHandshakes ??= this.handshakesInOrder()
    return this.listedHandshakes
  }

  private handshakesInOrder(): number[] {
    const { packets, handshakeOf } = this
    const listed: number[] = []
    let last = -1
    let isAscending = true
    for (const packet of packets) {
      const handshake = handshakeOf[packet] ?? 0
      if (handshake === last) continue
      if (handshake < last) isAscending = false
      last = handshake
      listed.push(handshake)
    }
    return isAscending ? listed : [...new Set(listed)].sort((a, b) => a - b)
  }

  /** Ascending seconds after the origin; sorted when first asked for. */
  get times(): Float64Array {
    this.sortedMoments ??= this.momentsInOrder()
    return this.sortedMoments
  }

  private momentsInOrder(): Float64Array {
    const { packets, clock } = this
    const moments = new Float64Array(packets.length)
    // Packets of handshakes that are in order of their first packet nearly always are, too.
    let isAscending = true
    for (let i = 0; i < packets.length; i++) {
      const moment = clock(packets[i] ?? 0)
      if (i > 0 && moment < (moments[i - 1] ?? 0)) isAscending = false
      moments[i] = moment
    }
    return isAscending ? moments : moments.sort()
  }

  get first(): number {
    return this.times[0] ?? NaN
  }

  get last(): number {
    return this.times[this.length - 1] ?? NaN
  }

  /** Events with from < moment ≤ to; O(log n). */
  countBetween(from: number, to: number): number {
    if (this.packets.length === 0) return 0
    return Math.max(0, countUpTo(this.times, to) - countUpTo(this.times, from))
  }

  /** Those whose packet row `keep` wants. */
  filter(keep: (packet: number) => boolean): EventList {
    const kept = new EventList(this.clock, this.handshakeOf)
    for (const packet of this.packets) if (keep(packet)) kept.packets.push(packet)
    return kept
  }

  /** Everything in `lists` as one list. */
  static merge(lists: readonly EventList[]): EventList {
    const filled = lists.filter((list) => list.length > 0)
    const [first] = filled
    if (first === undefined || filled.length === 1) return first ?? new EventList(() => NaN, [])
    const merged = new EventList(first.clock, first.handshakeOf)
    for (const list of filled) for (const packet of list.packets) merged.packets.push(packet)
    return merged
  }
}

/** How many of the ascending `times` are ≤ `moment`. */
function countUpTo(times: Float64Array, moment: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((times[middle] ?? 0) <= moment) low = middle + 1
    else high = middle
  }
  return low
}
