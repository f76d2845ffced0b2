// Addresses in packet bytes as the words of NumericAddress.
import type { NumericAddress } from '../net/address.ts'

export function addressWords(view: DataView, at: number, family: 4 | 6): NumericAddress {
  if (family === 4) return { family, words: [0, 0, 0, view.getUint32(at)] }
  return {
    family,
    words: [view.getUint32(at), view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)],
  }
}

export function writeAddress(view: DataView, at: number, { family, words }: NumericAddress): void {
  if (family === 4) view.setUint32(at, words[3])
  else words.forEach((word, i) => view.setUint32(at + i * 4, word))
}
