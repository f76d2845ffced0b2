// Hashes of 4-tuples and open-addressing tables over them. The seed makes collisions unpredictable for whoever writes a
// capture: linear probing over chosen collisions would take quadratic time.

/** The same for both directions. Each endpoint is mixed on its own: pairs like 10.0.0.7 → 10.0.1.7 must not collide. */
export function combine(a: number, b: number): number {
  let h = Math.imul((a + b) | 0, 0x9e3779b1) ^ (a ^ b)
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}

export function mixEndpoint(w0: number, w1: number, w2: number, w3: number, port: number, seed: number): number {
  let h = Math.imul(w3 ^ seed, 0xcc9e2d51)
  h = Math.imul((h ^ (h >>> 15)) + port, 0x1b873593)
  if ((w0 | w1 | w2) !== 0) {
    h = Math.imul(h ^ w0, 0xe6546b64) + w1
    h = Math.imul(h ^ (h >>> 13) ^ w2, 0x85ebca6b)
  }
  return h ^ (h >>> 16)
}

export function mixIsn(hash: number, isn: number): number {
  const h = Math.imul(hash ^ Math.imul(isn, 0x9e3779b1), 0x85ebca6b)
  return (h ^ (h >>> 15)) >>> 0
}

export function placePair(slots: Uint32Array, hash: number, entry: number): void {
  const mask = slots.length / 2 - 1
  let slot = hash & mask
  while (slots[2 * slot] !== 0) slot = (slot + 1) & mask
  slots[2 * slot] = entry
  slots[2 * slot + 1] = hash
}

export function place(slots: Uint32Array, hash: number, entry: number): void {
  const mask = slots.length - 1
  let slot = hash & mask
  while (slots[slot] !== 0) slot = (slot + 1) & mask
  slots[slot] = entry
}
