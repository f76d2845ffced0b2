// What is left of handshakes that were folded away because the limit was reached: counts per listener. A SYN flood has
// one listener or a few, so the last one is tried first; beyond the limit of listeners one row stands for all others.

/** Listeners counted one by one. */
const MAX_LISTENERS = 65_536

export interface FoldedListener {
  /** 4 or 6; 0 for the row of all others, whose address and port are 0. */
  readonly family: number
  readonly words: readonly [number, number, number, number]
  readonly port: number
  handshakes: number
  synPackets: number
  /** Of `handshakes`: answered by a SYN-ACK that nobody acknowledged. */
  halfOpen: number
  /** Of `synPackets`: nothing came back. */
  unansweredSyns: number
}

export class FoldedCounts {
  handshakes = 0
  synPackets = 0
  halfOpen = 0
  private readonly byAddress = new Map<string, FoldedListener>()
  private last: FoldedListener | null = null

  /** Counts for the listener with the address at `from[at …]` and this port. */
  listener(family: number, from: Uint32Array, at: number, port: number): FoldedListener {
    const { last } = this
    const w0 = from[at]!
    const w1 = from[at + 1]!
    const w2 = from[at + 2]!
    const w3 = from[at + 3]!
    if (last?.port === port && last.words[3] === w3 && last.words[2] === w2 && last.words[1] === w1) {
      if (last.words[0] === w0 && last.family === family) return last
    }
    const key = `${family} ${w0} ${w1} ${w2} ${w3} ${port}`
    let found = this.byAddress.get(key)
    if (!found && this.byAddress.size >= MAX_LISTENERS) {
      found = this.byAddress.get('') ?? emptyListener(0, 0, 0, 0, 0, 0)
      this.byAddress.set('', found)
    }
    if (!found) {
      found = emptyListener(family, w0, w1, w2, w3, port)
      this.byAddress.set(key, found)
    }
    this.last = found
    return found
  }

  listeners(): FoldedListener[] {
    return [...this.byAddress.values()]
  }
}

function emptyListener(family: number, w0: number, w1: number, w2: number, w3: number, port: number): FoldedListener {
  return { family, words: [w0, w1, w2, w3], port, handshakes: 0, synPackets: 0, halfOpen: 0, unansweredSyns: 0 }
}
