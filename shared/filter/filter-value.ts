// Values of a filter: durations with units, number ranges, addresses with a prefix length or a port. Each reader
// answers null for a text that is none; the caller makes the fault.
import { parseAddress } from '../net/address.ts'

/** Closed interval of numbers; a single number has low = high. */
export interface NumberRange {
  readonly low: number
  readonly high: number
}

export interface AddressPattern {
  readonly family: 4 | 6
  readonly words: readonly [number, number, number, number]
  /** Leading bits that must agree: of 32 or of 128. */
  readonly prefix: number
  /** Null: any port. */
  readonly port: number | null
}

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  sec: 1,
  m: 60,
  min: 60,
  h: 3600,
}

/** `3`, `3s`, `250ms`, `1.5min` in seconds. */
export function readSeconds(text: string): number | null {
  const match = /^(-?\d{1,15}(?:\.\d{1,9})?|\.\d{1,9})([a-zµμ]{0,3})$/i.exec(text)
  if (!match) return null
  const unit = (match[2] ?? '').toLowerCase()
  const factor = unit === '' ? 1 : Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined
  return factor === undefined ? null : Number(match[1]) * factor
}

/** Decimal or 0x hexadecimal. */
export function readNumber(text: string): number | null {
  if (/^0x[0-9a-f]{1,8}$/i.test(text)) return Number.parseInt(text.slice(2), 16)
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Number(text) : null
}

/** `80` or `80..90`, read with `one` on both sides. */
export function readRange(text: string, one: (part: string) => number | null): NumberRange | null {
  const at = text.indexOf('..')
  if (at < 0) {
    const value = one(text)
    return value === null ? null : { low: value, high: value }
  }
  const low = one(text.slice(0, at))
  const high = one(text.slice(at + 2))
  return low === null || high === null || high < low ? null : { low, high }
}

/** `10.0.0.5`, `10.0.0.0/16`, `10.0.0.5:80`, `fd00::1`, `fd00::/8`, `[fd00::1]:443`. */
export function readAddressPattern(text: string): AddressPattern | null {
  const bracketed = /^\[([0-9a-fA-F:.]{2,45})\](?::(\d{1,5}))?$/.exec(text)
  if (bracketed) return pattern(bracketed[1] ?? '', null, bracketed[2])
  const withPort = /^(\d{1,3}(?:\.\d{1,3}){3}):(\d{1,5})$/.exec(text)
  if (withPort) return pattern(withPort[1] ?? '', null, withPort[2])
  const slash = text.indexOf('/')
  return slash < 0 ? pattern(text, null) : pattern(text.slice(0, slash), text.slice(slash + 1))
}

function pattern(text: string, prefixText: string | null, portText?: string): AddressPattern | null {
  const address = parseAddress(text)
  if (address === null) return null
  const longest = address.family === 4 ? 32 : 128
  const prefix = prefixText === null ? longest : /^\d{1,3}$/.test(prefixText) ? Number(prefixText) : NaN
  const port = portText === undefined ? null : Number(portText)
  if (!(prefix <= longest) || (port !== null && port > 65535)) return null
  return { family: address.family, words: address.words, prefix, port }
}

/** Whether the address (four words, IPv4 in the last) lies in the pattern. */
export function addressMatches(pattern: AddressPattern, family: number, words: ArrayLike<number>, at: number): boolean {
  if (family !== pattern.family) return false
  let bits = pattern.prefix
  for (let w = family === 4 ? 3 : 0; w < 4 && bits > 0; w++, bits -= 32) {
    const mask = bits >= 32 ? 0xffffffff : ~(0xffffffff >>> bits)
    if ((((words[at + w] ?? 0) ^ pattern.words[w as 0 | 1 | 2 | 3]) & mask) >>> 0 !== 0) return false
  }
  return true
}
