// Seeded damage to files: bits, bytes, words that parsers trip over, pieces cut out, doubled, exchanged, overwritten.

export type Random = (below: number) => number

/** mulberry32: the same numbers for the same seed everywhere. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % Math.max(1, below)
  }
}

const AWKWARD = [
  0, 1, 3, 4, 7, 8, 12, 16, 0x7f, 0x80, 0xff, 0xffff, 0x10000, 0x3ffff, 0x40000, 0x7fffffff, 0x80000000, 0xfffffffc,
  0xffffffff,
]

/** A damaged copy of `file`; `other` lends pieces. */
export function mutate(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let bytes: Uint8Array = file.slice()
  for (let rounds = 1 + random(6); rounds > 0; rounds--) bytes = mutateOnce(bytes, other, random)
  return bytes
}

function mutateOnce(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const at = random(bytes.length)
  switch (random(9)) {
    case 0:
      if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << random(8))
      return bytes
    case 1:
      if (bytes.length > 0) bytes[at] = random(256)
      return bytes
    case 2:
    case 3: {
      if (bytes.length < 4) return bytes
      const value = random(3) === 0 ? random(100_000) : (AWKWARD[random(AWKWARD.length)] ?? 0)
      new DataView(bytes.buffer).setUint32(random(bytes.length - 3), value, random(2) === 0)
      return bytes
    }
    case 4:
      return bytes.slice(0, at)
    case 5: {
      const end = Math.min(bytes.length, at + 1 + random(80))
      return concat(bytes.subarray(0, at), bytes.subarray(end))
    }
    case 6: {
      const end = Math.min(bytes.length, at + 1 + random(200))
      return concat(bytes.subarray(0, end), bytes.subarray(at))
    }
    case 7: {
      const from = random(other.length)
      return concat(bytes.subarray(0, at), other.subarray(from, from + random(300)), bytes.subarray(at))
    }
    default: {
      const from = random(bytes.length)
      bytes.copyWithin(at, from, from + random(64))
      return bytes
    }
  }
}

function concat(...pieces: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
