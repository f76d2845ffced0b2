// Packets that stand for the same thing (an unanswered SYN, an ignored ACK …), with their moments on the time axis, so
// that any span of time can be asked how many of them it holds.

export class EventList {
  /** Rows of the PacketTable, in the order of handshakes. */
  readonly packets: number[] = []
  /** Rows of the HandshakeTable they belong to, each once, ascending. */
  readonly handshakes: number[] = []
  private readonly moments: number[] = []
  private sortedMoments: Float64Array | null = null

  /** `moment` in seconds after the origin of the axis. Handshakes must come in ascending order. */
  add(handshake: number, packet: number, moment: number): void {
    this.packets.push(packet)
    this.moments.push(moment)
    if (this.handshakes.at(-1) !== handshake) this.handshakes.push(handshake)
    this.sortedMoments = null
  }

  get length(): number {
    return this.packets.length
  }

  /** Ascending seconds after the origin. */
  get times(): Float64Array {
    this.sortedMoments ??= Float64Array.from(this.moments).sort()
    return this.sortedMoments
  }

  get first(): number {
    return this.times[0] ?? NaN
  }

  get last(): number {
    return this.times[this.length - 1] ?? NaN
  }

  /** Events with from < moment ≤ to; O(log n). */
  countBetween(from: number, to: number): number {
    return Math.max(0, countUpTo(this.times, to) - countUpTo(this.times, from))
  }

  /** Those whose packet row `keep` wants; their handshakes are not listed. */
  filter(keep: (packet: number) => boolean): EventList {
    const kept = new EventList()
    this.packets.forEach((packet, i) => {
      if (!keep(packet)) return
      kept.packets.push(packet)
      kept.moments.push(this.moments[i] ?? NaN)
    })
    return kept
  }

  /** Everything in `lists` as one list. */
  static merge(lists: readonly EventList[]): EventList {
    if (lists.length === 1 && lists[0] !== undefined) return lists[0]
    const merged = new EventList()
    for (const list of lists) {
      for (const packet of list.packets) merged.packets.push(packet)
      for (const moment of list.moments) merged.moments.push(moment)
    }
    const handshakes = [...new Set(lists.flatMap((list) => list.handshakes))].sort((a, b) => a - b)
    for (const handshake of handshakes) merged.handshakes.push(handshake)
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
