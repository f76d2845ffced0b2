// The TCP checksum (RFC 9293 §3.1, RFC 1071) of a segment that was captured whole.
import type { Dissection } from './dissection.ts'
import type { Segment } from './segment.ts'

/**
 * 1 right, 0 wrong, −1 not known: the segment was cut, or the field holds just the pseudo-header's sum, which is what a
 * sender leaves to its network card (checksum offload).
 */
export function tcpChecksum(d: Dissection): number {
  const { at, end, view, segment } = d
  const length = d.wireEnd - at
  if (d.wireEnd > end || length < 20 || d.isFragment) return -1
  // 2^16 is 1 modulo 0xffff: 32-bit words may be added as they are, and the sum of a packet stays far below 2^53.
  const pseudoHeader = 6 + length + segment.s3 + segment.d3 + sixWords(segment)
  let sum = pseudoHeader
  let i = at
  for (; i + 4 <= end; i += 4) sum += view.getUint32(i)
  if (i + 2 <= end) sum += view.getUint16(i)
  if ((length & 1) !== 0) sum += view.getUint8(end - 1) * 256
  if (fold(sum) === 0xffff) return 1
  const field = view.getUint16(at + 16)
  return field === fold(pseudoHeader) || field === 0 ? -1 : 0
}

function sixWords(segment: Segment): number {
  return segment.s0 + segment.s1 + segment.s2 + segment.d0 + segment.d1 + segment.d2
}

function fold(sum: number): number {
  let folded = sum
  while (folded > 0xffff) folded = (folded & 0xffff) + Math.floor(folded / 65536)
  return folded
}
