// Row numbers for addresses, by an open-addressing table on their words. Filled once, when the tables are made.
import type { AddressTable } from '../analysis/tables.ts'

export class AddressInterner {
  private words = new Uint32Array(4 * 256)
  private family = new Uint8Array(256)
  private slots = new Uint32Array(1024)
  private count = 0

  /** Row of an address, added when it is new. Words as in AddressTable. */
  row(family: number, w0: number, w1: number, w2: number, w3: number): number {
    const slot = this.slotOf(family, w0, w1, w2, w3)
    if (this.slots[slot] !== 0) return this.slots[slot]! - 1
    if (this.count === this.family.length) this.growColumns()
    const row = this.count++
    const { words } = this
    words[row * 4] = w0
    words[row * 4 + 1] = w1
    words[row * 4 + 2] = w2
    words[row * 4 + 3] = w3
    this.family[row] = family
    this.slots[slot] = row + 1
    if (this.count * 2 > this.slots.length) this.growSlots()
    return row
  }

  /** As `row` for the four words at `from[at …]`. */
  rowAt(family: number, from: Uint32Array, at: number): number {
    return this.row(family, from[at]!, from[at + 1]!, from[at + 2]!, from[at + 3]!)
  }

  /** Row of an address that is known, otherwise -1. */
  find(family: number, w0: number, w1: number, w2: number, w3: number): number {
    return this.slots[this.slotOf(family, w0, w1, w2, w3)]! - 1
  }

  table(): AddressTable {
    return { length: this.count, family: this.family.slice(0, this.count), words: this.words.slice(0, this.count * 4) }
  }

  /** The slot that holds the address, or the free one where it belongs. */
  private slotOf(family: number, w0: number, w1: number, w2: number, w3: number): number {
    const { words, slots } = this
    const mask = slots.length - 1
    for (let slot = mixWords(family, w0, w1, w2, w3) & mask; ; slot = (slot + 1) & mask) {
      const row = slots[slot]! - 1
      if (row < 0) return slot
      const at = row * 4
      if (words[at + 3] !== w3 || words[at + 2] !== w2 || words[at + 1] !== w1 || words[at] !== w0) continue
      if (this.family[row] === family) return slot
    }
  }

  private growColumns(): void {
    const words = new Uint32Array(this.words.length * 2)
    words.set(this.words)
    this.words = words
    const family = new Uint8Array(this.family.length * 2)
    family.set(this.family)
    this.family = family
  }

  private growSlots(): void {
    const grown = new Uint32Array(this.slots.length * 2)
    const mask = grown.length - 1
    const { words } = this
    for (let row = 0; row < this.count; row++) {
      const at = row * 4
      let slot = mixWords(this.family[row]!, words[at]!, words[at + 1]!, words[at + 2]!, words[at + 3]!) & mask
      while (grown[slot] !== 0) slot = (slot + 1) & mask
      grown[slot] = row + 1
    }
    this.slots = grown
  }
}

function mixWords(family: number, w0: number, w1: number, w2: number, w3: number): number {
  let h = Math.imul(w3 ^ family, 0x9e3779b1)
  h = Math.imul(h ^ (h >>> 15) ^ w2, 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13) ^ w1, 0xc2b2ae35)
  h = Math.imul(h ^ (h >>> 16) ^ w0, 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 0
}
