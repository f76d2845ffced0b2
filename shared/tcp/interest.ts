// How many open handshakes wait for ACK or data segments in each bucket of SegmentSink.interest. A count saturates, so
// what exceeds 254 is counted beside it: a bit is 0 exactly when nobody waits, whatever happened before.

const BUCKETS = 1 << 18
const FULL = 255

export class Interest {
  /** The bits for SegmentSink.interest. */
  readonly bits = new Uint32Array(BUCKETS / 32)
  private readonly counts = new Uint8Array(BUCKETS)
  private readonly beyond = new Map<number, number>()

  /** One more handshake waits for segments with this flowHash. */
  add(flowHash: number): void {
    const bucket = flowHash & (BUCKETS - 1)
    const count = this.counts[bucket]!
    if (count === 0) this.bits[bucket >>> 5]! |= 1 << (bucket & 31)
    if (count < FULL) this.counts[bucket] = count + 1
    else this.beyond.set(bucket, (this.beyond.get(bucket) ?? 0) + 1)
  }

  /** Takes back one `add` with the same flowHash. */
  remove(flowHash: number): void {
    const bucket = flowHash & (BUCKETS - 1)
    const more = this.beyond.get(bucket)
    if (more === undefined) {
      if (--this.counts[bucket]! === 0) this.bits[bucket >>> 5]! &= ~(1 << (bucket & 31))
    } else if (more === 1) this.beyond.delete(bucket)
    else this.beyond.set(bucket, more - 1)
  }

  /** Handshakes that wait, over all buckets. */
  get waiting(): number {
    let sum = 0
    for (const count of this.counts) sum += count
    for (const count of this.beyond.values()) sum += count
    return sum
  }
}
