// Keeps internet checksums true while bytes change: RFC 1624, HC' = ~(~HC + ~m + m'), with the changes collected first.
import { addressWords, writeAddress } from './address-words.ts'
import type { AddressMask } from './address-mask.ts'

const PROTOCOL_TCP = 6

export class Checksums {
  /** Sum of what was taken out (complemented by subtraction) and put in; modulo 0xffff it is what the field must absorb. */
  private change: number
  /** Sums of the addresses as they were and as they are: the part of the pseudo-header that changes. */
  private addressesBefore = 0
  private addressesAfter = 0

  constructor(
    private readonly view: DataView,
    before = 0,
    after = 0,
  ) {
    this.change = after - before
  }

  copy(): Checksums {
    return new Checksums(this.view, 0, this.change)
  }

  add(before: number, after: number): void {
    this.change += after - before
  }

  address4(at: number, mask: AddressMask): void {
    this.address(at, 4, mask)
  }

  address6(at: number, mask: AddressMask): void {
    this.address(at, 6, mask)
  }

  private address(at: number, family: 4 | 6, mask: AddressMask): void {
    const length = family === 4 ? 4 : 16
    const before = this.words(at, at + length)
    writeAddress(this.view, at, mask.maskWords(addressWords(this.view, at, family)))
    const after = this.words(at, at + length)
    this.addressesBefore += before
    this.addressesAfter += after
    this.change += after - before
  }

  /** Fills bytes from … to − 1 with `value`; `from` is at an even distance from the start of what is summed. */
  overwrite(from: number, to: number, value: number): void {
    if (to <= from) return
    const before = this.words(from, to)
    for (let at = from; at < to; at++) this.view.setUint8(at, value)
    this.change += this.words(from, to) - before
  }

  private words(from: number, to: number): number {
    let sum = 0
    for (let at = from; at < to; at++)
      sum += (at - from) % 2 === 0 ? this.view.getUint8(at) * 256 : this.view.getUint8(at)
    return sum
  }

  /**
   * Brings a TCP checksum up to date. A field that holds only the pseudo-header's sum (the sender left the rest to its
   * network card) gets the new sum, so it is still recognised as such. `length`: of the segment on the wire.
   */
  applyTcp(at: number, length: number): void {
    const rest = PROTOCOL_TCP + length
    if (this.view.getUint16(at) === folded(this.addressesBefore + rest))
      this.view.setUint16(at, folded(this.addressesAfter + rest))
    else this.apply(at)
  }

  /** Brings the field at `at` up to date. */
  apply(at: number): void {
    const field = this.view.getUint16(at)
    let sum = (~field & 0xffff) + (((this.change % 0xffff) + 0xffff) % 0xffff)
    sum = (sum & 0xffff) + (sum >>> 16)
    this.view.setUint16(at, ~sum & 0xffff)
  }
}

function folded(sum: number): number {
  let rest = sum
  while (rest > 0xffff) rest = (rest & 0xffff) + Math.floor(rest / 65536)
  return rest
}
