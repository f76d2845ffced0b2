// Numeric addresses for what tcpdump prints: addresses as they are, and without -n a stand-in for each host name. Stand-ins
// are 100::n, the discard-only prefix of RFC 6666 that no real host has; the names go along for display.
import type { CapturedName } from '../capture/read-capture.ts'
import { type NumericAddress, parseAddress } from '../net/address.ts'

const DISCARD_PREFIX = 0x01000000
/** Most different names; later ones share the last stand-in. */
const MOST_NAMES = 100_000

export class HostNames {
  private readonly known = new Map<string, NumericAddress>()
  readonly names: CapturedName[] = []

  /** The address behind a host as printed. */
  address(host: string): NumericAddress {
    const found = this.known.get(host)
    if (found !== undefined) return found
    const parsed = parseAddress(host)
    const address = parsed ?? this.standIn(host)
    if (this.known.size < MOST_NAMES) this.known.set(host, address)
    return address
  }

  private standIn(host: string): NumericAddress {
    const number = Math.min(this.names.length + 1, MOST_NAMES)
    const address: NumericAddress = { family: 6, words: [DISCARD_PREFIX, 0, 0, number] }
    if (this.names.length < MOST_NAMES) this.names.push({ address, name: host })
    return address
  }
}
