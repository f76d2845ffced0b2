// Stable order of row numbers by numeric keys, without comparing: counting sort over 16-bit digits. A million rows
// take a few milliseconds a digit, and digits that are the same for all rows cost one counting pass only.

const DIGIT = 16
const BUCKETS = 1 << DIGIT

/** Sorts `rows` in place by key[row], ascending and stable; `key` holds unsigned 32-bit words. */
export function orderByWord(rows: Uint32Array, key: Uint32Array): void {
  const counts = new Uint32Array(BUCKETS)
  let from = rows
  let to: Uint32Array = new Uint32Array(rows.length)
  for (let shift = 0; shift < 32; shift += DIGIT) {
    counts.fill(0)
    for (let i = 0; i < from.length; i++) counts[digit(key, from[i] ?? 0, shift)]!++
    if (from.length > 0 && counts[digit(key, from[0] ?? 0, shift)] === from.length) continue
    let place = 0
    for (let d = 0; d < BUCKETS; d++) {
      const count = counts[d] ?? 0
      counts[d] = place
      place += count
    }
    for (let i = 0; i < from.length; i++) {
      const row = from[i] ?? 0
      to[counts[digit(key, row, shift)]!++] = row
    }
    ;[from, to] = [to, from]
  }
  if (from !== rows) rows.set(from)
}

/** Sorts `rows` in place by key[row], ascending and stable; NaN counts as larger than every number. */
export function orderByNumber(rows: Uint32Array, key: Float64Array): void {
  const low = new Uint32Array(key.length)
  const high = new Uint32Array(key.length)
  const one = new Float64Array(1)
  const words = new Uint32Array(one.buffer)
  const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
  const lowAt = littleEndian ? 0 : 1
  for (const row of rows) {
    const value = key[row] ?? NaN
    if (Number.isNaN(value)) {
      low[row] = high[row] = 0xffffffff
      continue
    }
    one[0] = value === 0 ? 0 : value // −0 equals 0
    const l = words[lowAt] ?? 0
    const h = words[1 - lowAt] ?? 0
    // IEEE 754: flip the sign bit of positives, all bits of negatives, and the order is that of unsigned words.
    const negative = h >>> 31 === 1
    low[row] = negative ? ~l : l
    high[row] = negative ? ~h : h | 0x80000000
  }
  orderByWord(rows, low)
  orderByWord(rows, high)
}

function digit(key: Uint32Array, row: number, shift: number): number {
  return ((key[row] ?? 0) >>> shift) & (BUCKETS - 1)
}
