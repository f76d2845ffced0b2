// Packets that stand for the same thing (an unanswered SYN, an ignored ACK …), with their moments on the time axis, so
// that any span of time can be asked how many of them it holds. Lists of millions are made, so nothing is done twice.

/** The moment of a row of the PacketTable, seconds after the origin of the axis. */
export type Clock = (packet: number) => number

export class EventList {
  /** Rows of the PacketTable, in the order of handshakes. */
  readonly packets: number[] = []
  private readonly ownHandshakes: number[] = []
  private parts: readonly EventList[] | null = null
  private sortedMoments: Float64Array | null = null
  private mergedHandshakes: readonly number[] | null = null
  private readonly clock: Clock

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Handshakes must come in ascending order. */
  add(handshake: number, packet: number): void {
    this.packets.push(packet)
    if (this.ownHandshakes[this.ownHandshakes.length - 1] !== handshake) this.ownHandshakes.push(handshake)
    this.sortedMoments = null
  }

  get length(): number {
    return this.packets.length
  }

  /** Rows of the HandshakeTable that the packets belong to, each once, ascending. */
  get handshakes(): readonly number[] {
    if (this.parts === null) return this.ownHandshakes
    this.mergedHandshakes ??= [...new Set(this.parts.flatMap((part) => part.handshakes))].sort((a, b) => a - b)
    return this.mergedHandshakes
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

  /** Those whose packet row `keep` wants; their handshakes are not listed. */
  filter(keep: (packet: number) => boolean): EventList {
    const kept = new EventList(this.clock)
    for (const packet of this.packets) if (keep(packet)) kept.packets.push(packet)
    return kept
  }

  /** Everything in `lists` as one list. */
  static merge(lists: readonly EventList[]): EventList {
    const filled = lists.filter((list) => list.length > 0)
    const [first] = filled
    if (first === undefined || filled.length === 1) return first ?? new EventList(() => NaN)
    const merged = new EventList(first.clock)
    merged.parts = filled
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
