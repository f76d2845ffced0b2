// Masking of sentences and of lines of counter texts: addresses, MAC addresses, and names that are known to be names.
import type { AddressMask } from './address-mask.ts'

/** Words that look like addresses; which of them are is decided by parsing. Bounded, so linear. */
const ADDRESS_LIKE = /\d{1,3}(?:\.\d{1,3}){3}|[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?:\d{1,3}(?:\.\d{1,3}){3})?/g
const MAC = /\b[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}\b/g
const EVERY_MAC = '02:00:00:00:00:01'

/** A name shorter than this, or one of these, says nothing and is in too many words. */
const LEAST_NAME = 2
const COMMON = new Set(['any', 'lo', 'tcp', 'udp', 'ip', 'icmp'])

export class TextMask {
  private readonly names = new Map<string, string>()
  private pattern: RegExp | null = null

  constructor(private readonly addresses: AddressMask) {}

  /** From now on `name` is written as `substitute`. */
  addName(name: string, substitute: string): void {
    if (name.length < LEAST_NAME || COMMON.has(name.toLowerCase()) || this.names.has(name)) return
    this.names.set(name, substitute)
    this.pattern = null
  }

  /** What `name` is written as; itself when it is not known. */
  nameFor(name: string): string {
    return this.names.get(name) ?? name
  }

  /** The text with every address, MAC address and known name replaced. */
  masked(text: string): string {
    const named =
      this.names.size === 0 ? text : text.replace(this.namePattern(), (name) => this.names.get(name) ?? name)
    return named
      .replace(MAC, EVERY_MAC)
      .replace(ADDRESS_LIKE, (word) => (word === EVERY_MAC ? word : (this.addresses.textFor(word) ?? word)))
  }

  private namePattern(): RegExp {
    if (this.pattern === null) {
      const longestFirst = [...this.names.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
      const words = longestFirst.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      this.pattern = new RegExp(`(?<![\\w.-])(?:${words.join('|')})(?![\\w-])`, 'g')
    }
    return this.pattern
  }
}

/** Writes the labels of masked addresses into a sentence for people: `server-A:80` instead of `198.18.0.1:80`. */
export function labelled(text: string, labels: ReadonlyMap<string, string>): string {
  return text
    .replace(/\[([0-9a-fA-F:.]+)\]/g, (whole, inner: string) => labels.get(inner) ?? whole)
    .replace(ADDRESS_LIKE, (word) => labels.get(word) ?? word)
}
