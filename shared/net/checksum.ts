// The TCP checksum (RFC 9293 §3.1, RFC 1071) of a segment that was captured whole.
import type { Dissection } from './dissection.ts'

/**
 * 1 right, 0 wrong, −1 not known: the segment was cut, or the field holds just the pseudo-header's sum, which is what a
 * sender leaves to its network card (checksum offload).
 */
export function tcpChecksum(d: Dissection): number {
  const { at, end, view, segment } = d
  const length = d.wireEnd - at
  if (d.wireEnd > end || length < 20) return -1
  let sum = 6 + (length >>> 16) + (length & 0xffff)
  sum += words(segment.s3) + words(segment.d3)
  if (segment.family === 6) {
    sum += words(segment.s0) + words(segment.s1) + words(segment.s2)
    sum += words(segment.d0) + words(segment.d1) + words(segment.d2)
  }
  const pseudoHeader = fold(sum)
  for (let i = at; i + 1 < end; i += 2) sum += view.getUint16(i)
  if ((length & 1) !== 0) sum += view.getUint8(end - 1) << 8
  if (fold(sum) === 0xffff) return 1
  const field = view.getUint16(at + 16)
  return field === pseudoHeader || field === 0 ? -1 : 0
}

function words(word: number): number {
  return (word >>> 16) + (word & 0xffff)
}

function fold(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 65536)
  return folded
}
