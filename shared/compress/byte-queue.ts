// Bytes that wait until a whole header or block of a compressed format is there.

export class ByteQueue {
  bytes = new Uint8Array(64 * 1024)
  at = 0
  end = 0

  get length(): number {
    return this.end - this.at
  }

  push(more: Uint8Array): void {
    if (this.end + more.length > this.bytes.length) {
      const needed = this.length + more.length
      const target = needed > this.bytes.length ? new Uint8Array(Math.max(needed, this.bytes.length * 2)) : this.bytes
      if (target === this.bytes) target.copyWithin(0, this.at, this.end)
      else target.set(this.bytes.subarray(this.at, this.end))
      this.bytes = target
      this.end -= this.at
      this.at = 0
    }
    this.bytes.set(more, this.end)
    this.end += more.length
  }

  byte(offset: number): number {
    return this.bytes[this.at + offset] ?? 0
  }

  /** Unsigned little-endian 32-bit word. */
  word(offset: number): number {
    return (
      (this.byte(offset) |
        (this.byte(offset + 1) << 8) |
        (this.byte(offset + 2) << 16) |
        (this.byte(offset + 3) << 24)) >>>
      0
    )
  }

  /** Takes `count` bytes off the front; the view is valid until the next push. */
  take(count: number): Uint8Array {
    const taken = this.bytes.subarray(this.at, this.at + count)
    this.at += taken.length
    return taken
  }
}
