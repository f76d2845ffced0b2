// Which SYN an ICMP error speaks of when tcpdump (without -v) printed no inner header. The text names the two hosts and
// sometimes the port; the latest SYN that fits and has no answer yet is taken. Where several SYNs of the same moment fit,
// the text cannot tell them apart: that is counted, so that it can be said.
import { nanosBetween } from '../units/exact-time.ts'
import type { ExactTime } from '../units/exact-time.ts'
import type { TcpText } from './packet-text.ts'

interface SentSyn {
  readonly tcp: TcpText
  readonly port: string
  readonly time: ExactTime
  /** Quoted by an error, or answered by TCP. */
  settled: boolean
}

/** SYNs closer together than this are of the same moment (ns). */
const AT_ONCE = 20e6
const MOST_PER_HOST = 16
const MOST_HOSTS = 200_000

export class RecentSyns {
  /** Errors for which several SYNs fitted. */
  guesses = 0
  private readonly byHosts = new Map<string, SentSyn[]>()

  add(sender: string, receiver: string, port: string, tcp: TcpText, time: ExactTime): void {
    const syn: SentSyn = { tcp, port, time, settled: false }
    for (const key of [`${sender}>${receiver}`, `${sender}>`]) {
      const known = this.byHosts.get(key)
      if (known === undefined) {
        if (this.byHosts.size >= MOST_HOSTS) this.byHosts.clear()
        this.byHosts.set(key, [syn])
      } else {
        if (known.length >= MOST_PER_HOST) known.shift()
        known.push(syn)
      }
    }
  }

  /** A segment from `tcp.source` came back: the SYN that it answers needs no error any more. */
  answeredBy(sender: string, receiver: string, answer: TcpText): void {
    for (const syn of this.byHosts.get(`${sender}>${receiver}`) ?? []) {
      if (syn.tcp.source === answer.destination && syn.tcp.destination === answer.source) syn.settled = true
    }
  }

  /** The SYN that an error sent to `sender` at `time` quotes; null when none is known. */
  quotedBy(sender: string, receiver: string | null, port: string | null, time: ExactTime): TcpText | null {
    const fits = (this.byHosts.get(`${sender}>${receiver ?? ''}`) ?? []).filter(
      (syn) => (port === null || syn.port === port) && !syn.settled,
    )
    const found = fits.at(-1)
    if (found === undefined) return null
    if (fits.some((syn) => syn.tcp.source !== found.tcp.source && nanosBetween(syn.time, time) <= AT_ONCE))
      this.guesses++
    found.settled = true
    return found.tcp
  }
}
