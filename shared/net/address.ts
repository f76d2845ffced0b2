// Addresses as text and back: dotted IPv4, and IPv6 in the canonical form of RFC 5952.
import type { AddressTable } from '../analysis/tables.ts'

/** Text of row `row`: `10.0.0.1`, `fd77::1`, `::ffff:10.0.0.1` (RFC 5952 §5). */
export function addressText(addresses: AddressTable, row: number): string {
  const { family, words } = addresses
  const at = row * 4
  if (family[row] === 4) return ipv4Text(words[at + 3] ?? 0)
  return ipv6Text(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0)
}

/** `10.0.0.1:80`, `[fd00::1]:80` (RFC 3986 §3.2.2), `server-A:80`. */
export function endpointText(address: string, port: number): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}

export function ipv4Text(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`
}

export function ipv6Text(w0: number, w1: number, w2: number, w3: number): string {
  if (w0 === 0 && w1 === 0 && w2 === 0xffff) return `::ffff:${ipv4Text(w3)}`
  const groups = [w0, w1, w2, w3].flatMap((word) => [word >>> 16, word & 0xffff])
  const zeros = longestZeroRun(groups)
  const hex = (from: number, to: number): string =>
    groups
      .slice(from, to)
      .map((group) => group.toString(16))
      .join(':')
  if (zeros.length < 2) return hex(0, 8)
  return `${hex(0, zeros.start)}::${hex(zeros.start + zeros.length, 8)}`
}

/** The first longest run of zero groups (RFC 5952 §4.2.3). */
function longestZeroRun(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  for (let i = 0; i < groups.length;) {
    let end = i
    while (end < groups.length && groups[end] === 0) end++
    if (end - i > best.length) best = { start: i, length: end - i }
    i = end + 1
  }
  return best
}

export interface NumericAddress {
  readonly family: 4 | 6
  readonly words: readonly [number, number, number, number]
}

/** Reads an IPv4 or IPv6 address (a zone such as `%eth0` is dropped); null when the text is neither. */
export function parseAddress(text: string): NumericAddress | null {
  const plain = text.replace(/%.*$/, '')
  const v4 = parseIpv4(plain)
  if (v4 !== null) return { family: 4, words: [0, 0, 0, v4] }
  return parseIpv6(plain)
}

function parseIpv4(text: string): number | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  if (!match) return null
  const bytes = match.slice(1).map(Number)
  if (bytes.some((byte) => byte > 255)) return null
  return bytes.reduce((word, byte) => word * 256 + byte, 0)
}

function parseIpv6(text: string): NumericAddress | null {
  if (text.length > 45 || !text.includes(':')) return null
  let body = text
  const tail = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(body)
  if (tail) {
    const v4 = parseIpv4(tail[2] ?? '')
    if (v4 === null) return null
    body = `${tail[1] ?? ''}${(v4 >>> 16).toString(16)}:${(v4 & 0xffff).toString(16)}`
  }
  const halves = body.split('::')
  if (halves.length > 2) return null
  const parse = (half: string): number[] | null => {
    if (half === '') return []
    const groups = half.split(':')
    if (groups.some((group) => !/^[0-9a-fA-F]{1,4}$/.test(group))) return null
    return groups.map((group) => Number.parseInt(group, 16))
  }
  const left = parse(halves[0] ?? '')
  const right = halves.length === 2 ? parse(halves[1] ?? '') : []
  if (left === null || right === null) return null
  const missing = 8 - left.length - right.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null
  const groups = [...left, ...Array.from({ length: missing }, () => 0), ...right]
  const word = (i: number): number => (groups[i] ?? 0) * 65536 + (groups[i + 1] ?? 0)
  return { family: 6, words: [word(0), word(2), word(4), word(6)] }
}
