// Undoes tcpdump's relative sequence numbers. Without -S it prints the first ACK-bearing packet of a conversation (and
// every SYN-ACK) as it is, and later ACK-bearing ones relative to that (tcpdump print-tcp.c, tcp_print, `tseq_hash`).

interface Base {
  /** Address text of the side whose packet set the base. */
  readonly from: string
  readonly seq: number
  readonly ack: number
}

/** Most conversations remembered; beyond it the oldest are forgotten and their ACKs stay as printed. */
const MOST_CONVERSATIONS = 500_000

export class RelativeSequence {
  private readonly bases = new Map<string, Base>()

  /**
   * Absolute numbers of an ACK-bearing segment.
   * @param seq as printed, null when the line has none (a bare ACK)
   */
  absolute(
    from: string,
    to: string,
    seq: number | null,
    ack: number,
    isSyn: boolean,
  ): { readonly seq: number; readonly ack: number } {
    const key = from < to ? `${from} ${to}` : `${to} ${from}`
    const base = this.bases.get(key)
    if (base === undefined || isSyn) {
      if (this.bases.size >= MOST_CONVERSATIONS) this.bases.delete(this.bases.keys().next().value ?? '')
      this.bases.set(key, { from, seq: seq ?? 0, ack: (ack - 1) >>> 0 })
      return { seq: seq ?? 0, ack }
    }
    const [seqBase, ackBase] = base.from === from ? [base.seq, base.ack] : [base.ack, base.seq]
    // Read as absolute, the number is a small step past its base; read as relative, it is itself that step.
    const ackIsAbsolute = (ack - ackBase) >>> 0 < ack
    if (ackIsAbsolute) return { seq: seq ?? seqBase + 1, ack }
    return { seq: ((seq ?? 1) + seqBase) >>> 0, ack: (ack + ackBase) >>> 0 }
  }
}
