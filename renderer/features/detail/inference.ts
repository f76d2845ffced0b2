// What follows from single fields of a handshake's packets: hops from the TTL, the clock behind TSval. Guesses, and said to
// be guesses by the words around them.
import { MARK } from '../../../shared/analysis/tables.ts'
import type { PacketTable } from '../../../shared/analysis/tables.ts'

/** Start values that systems use: Linux and macOS 64, Windows 128, Solaris, Cisco and many others 255; old ones 32. */
const INITIAL_TTLS = [32, 64, 128, 255]

export interface HopGuess {
  readonly ttl: number
  readonly initial: number
  readonly hops: number
}

/** The nearest start value at or above `ttl`. 32 only when it is not far below 64 by routing anyhow. */
export function guessHops(ttl: number): HopGuess {
  const candidates = ttl > 32 || ttl < 20 ? INITIAL_TTLS.slice(1) : INITIAL_TTLS
  const initial = candidates.find((start) => start >= ttl) ?? 255
  return { ttl, initial, hops: initial - ttl }
}

export interface TimestampClock {
  /** Ticks a second as measured. */
  readonly measured: number
  /** The usual rate next to it: 1000 (Linux, 1 ms), 100, 250, 1 … */
  readonly nominal: number
  /** Uptime of the sender if its clock began at 0 at boot, seconds. Linux since 4.10 adds a random offset a connection. */
  readonly uptime: number
}

const RATES = [1, 2, 10, 100, 200, 250, 300, 512, 1000, 10_000, 1_000_000]
/** Below this distance the rate is too coarse to tell. */
const SHORTEST_SPAN = 0.5

/** Rate of the TSval clock of one side, from its first and last packet with time stamps; null when they are too close. */
export function timestampClock(packets: PacketTable, rows: readonly number[]): TimestampClock | null {
  const stamped = rows.filter(
    (row) => ((packets.marks[row] ?? 0) & (MARK.hasTimestamps | MARK.duplicate)) === MARK.hasTimestamps,
  )
  const first = stamped[0]
  const last = stamped.at(-1)
  if (first === undefined || last === undefined) return null
  const seconds =
    (packets.seconds[last] ?? 0) -
    (packets.seconds[first] ?? 0) +
    ((packets.nanos[last] ?? 0) - (packets.nanos[first] ?? 0)) / 1e9
  if (seconds < SHORTEST_SPAN) return null
  const ticks = ((packets.tsVal[last] ?? 0) - (packets.tsVal[first] ?? 0)) >>> 0
  const measured = ticks / seconds
  const nominal = RATES.reduce((best, rate) =>
    Math.abs(Math.log(rate / measured)) < Math.abs(Math.log(best / measured)) ? rate : best,
  )
  if (!(measured > 0) || Math.abs(measured / nominal - 1) > 0.2) return null
  return { measured, nominal, uptime: (packets.tsVal[last] ?? 0) / nominal }
}

/** Sequence number relative to the first one of its direction, modulo 2^32 (RFC 9293 §3.4). */
export function relativeSequence(absolute: number, base: number): number {
  return (absolute - base) >>> 0
}

const FLAG_NAMES = ['FIN', 'SYN', 'RST', 'PSH', 'ACK', 'URG', 'ECE', 'CWR', 'AE'] as const

/** `SYN ACK`; bits in the order of the header. */
export function flagNames(flags: number): string {
  return FLAG_NAMES.filter((_, bit) => (flags & (1 << bit)) !== 0).join(' ')
}
