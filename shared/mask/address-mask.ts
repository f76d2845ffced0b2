// Which address becomes which: the same everywhere, and subnets stay apart. A masked address is a real address of ranges
// that nobody routes, so that tables, texts and captures stay what they are: 198.18.<net>.<n> (RFC 2544) for IPv4,
// 2001:db8:0:<net>::<n> (RFC 3849) for IPv6. Beside it every address has a label for people: client-1, server-A; with
// several subnets client-2.1 (net 2, first client there).
import type { PacketAnalysis } from '../analysis/tables.ts'
import { addressText, ipv4Text, ipv6Text, parseAddress } from '../net/address.ts'
import type { NumericAddress } from '../net/address.ts'

export type AddressRole = 'client' | 'server' | 'host'

interface Masked {
  readonly address: NumericAddress
  readonly text: string
  readonly role: AddressRole
  readonly net: number
  /** Within role and net, from 1. */
  readonly place: number
}

/** Networks of 198.18.0.0/15; further ones go to 240.0.0.0/4 (RFC 1112: reserved). */
const BENCHMARK_NETS = 512

/** What the mask is made of, small enough to be sent to another thread. */
export interface AddressesToMask {
  readonly addresses: PacketAnalysis['addresses']
  readonly handshakes: Pick<PacketAnalysis['handshakes'], 'length' | 'serverAddress' | 'clientAddress'>
}

export class AddressMask {
  private readonly masked = new Map<string, Masked>()
  private readonly nets = new Map<string, number>()
  private readonly hostsOfNet = new Map<number, number>()
  private readonly places = new Map<string, number>()

  /** Servers first, then clients, in order of the tables: the same capture gives the same names. */
  constructor(analysis: AddressesToMask) {
    const { addresses, handshakes } = analysis
    const servers = new Set<number>()
    const clients = new Set<number>()
    for (let row = 0; row < handshakes.length; row++) {
      servers.add(handshakes.serverAddress[row] ?? 0)
      clients.add(handshakes.clientAddress[row] ?? 0)
    }
    const ordered = (rows: ReadonlySet<number>): number[] => [...rows].sort((a, b) => a - b)
    for (const row of ordered(servers)) this.assign(addressText(addresses, row), 'server')
    for (const row of ordered(clients)) this.assign(addressText(addresses, row), 'client')
    for (let row = 0; row < addresses.length; row++) this.assign(addressText(addresses, row), 'host')
  }

  /** The masked address of one written in any form; null when the text is no address. Special addresses stay. */
  addressFor(text: string): NumericAddress | null {
    const parsed = parseAddress(text)
    if (parsed === null) return null
    if (isSpecial(parsed)) return parsed
    return this.assign(canonicalText(parsed), 'host').address
  }

  /** As {@link addressFor}, for an address that is no text yet. */
  maskWords(address: NumericAddress): NumericAddress {
    return isSpecial(address) ? address : this.assign(canonicalText(address), 'host').address
  }

  /** As {@link addressFor}, as text. */
  textFor(text: string): string | null {
    const address = this.addressFor(text)
    return address === null ? null : canonicalText(address)
  }

  /** Label by masked address text, for all addresses met so far. */
  labels(): ReadonlyMap<string, string> {
    const labels = new Map<string, string>()
    for (const masked of this.masked.values()) labels.set(masked.text, this.labelOf(masked))
    return labels
  }

  /** Label of an address as it is in the capture; the text itself for special ones. */
  labelFor(text: string): string {
    const parsed = parseAddress(text)
    if (parsed === null || isSpecial(parsed)) return text
    return this.labelOf(this.assign(canonicalText(parsed), 'host'))
  }

  private labelOf({ role, net, place }: Masked): string {
    const name = role === 'server' ? letters(place - 1) : String(place)
    return this.netsOf(role) > 1 ? `${role}-${net}.${name}` : `${role}-${name}`
  }

  private netsOf(role: AddressRole): number {
    let count = 0
    for (const key of this.places.keys()) if (key.startsWith(`${role} `)) count++
    return count
  }

  private assign(text: string, role: AddressRole): Masked {
    const known = this.masked.get(text)
    if (known !== undefined) return known
    const address = parseAddress(text)
    if (address === null || isSpecial(address)) {
      const kept: Masked = { address: address ?? { family: 4, words: [0, 0, 0, 0] }, text, role, net: 0, place: 0 }
      return kept
    }
    const net = this.netOf(address)
    const host = (this.hostsOfNet.get(net) ?? 0) + 1
    this.hostsOfNet.set(net, host)
    const key = `${role} ${net}`
    const place = (this.places.get(key) ?? 0) + 1
    this.places.set(key, place)
    const fake = fakeAddress(address.family, net, host)
    const masked: Masked = { address: fake, text: canonicalText(fake), role, net, place }
    this.masked.set(text, masked)
    return masked
  }

  /** Subnets are /24 and /64: what operators of both mostly mean by one. Numbered from 1 in order of appearance. */
  private netOf({ family, words }: NumericAddress): number {
    const key = family === 4 ? `4 ${words[3] >>> 8}` : `6 ${words[0]} ${words[1]}`
    const known = this.nets.get(key)
    if (known !== undefined) return known
    const net = this.nets.size + 1
    this.nets.set(key, net)
    return net
  }
}

function fakeAddress(family: 4 | 6, net: number, host: number): NumericAddress {
  if (family === 6) return { family, words: [0x20010db8, net, 0, host] }
  const base = net <= BENCHMARK_NETS ? 0xc6120000 + (net - 1) * 256 : 0xf0000000 + (net - BENCHMARK_NETS) * 256
  return { family, words: [0, 0, 0, (base + (host & 255)) >>> 0] }
}

/** Addresses that name nobody: unspecified, loopback, multicast, broadcast. They stay as they are. */
export function isSpecial({ family, words }: NumericAddress): boolean {
  if (family === 4) {
    const first = words[3] >>> 24
    return words[3] === 0 || first === 127 || (first >= 224 && first < 240) || words[3] === 0xffffffff
  }
  if (words[0] >>> 24 === 0xff) return true
  return words[0] === 0 && words[1] === 0 && words[2] === 0 && words[3] <= 1
}

export function canonicalText({ family, words }: NumericAddress): string {
  return family === 4 ? ipv4Text(words[3]) : ipv6Text(...words)
}

/** A … Z, AA, AB … */
function letters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}
