// Are these the counters of the network namespace in which the packets were seen? A snapshot taken on the node does not
// count what happens in a pod: while the capture shows thousands of packets for a listener, Tcp.InSegs hardly moves. Facts
// for the diagnosis; counters.md §1 rule 1 and §5.
import type { CounterEvidence, HostCounters } from '../analysis/counters.ts'

export interface NamespaceFacts {
  /** TCP packets of the capture that went to its listeners within the time of the snapshots. */
  readonly packetsToListeners: number
  /** Handshakes completed at those listeners in that time. */
  readonly completedHandshakes: number
  /** Some of those packets were IPv6. */
  readonly hasIPv6: boolean
}

export interface NamespaceVerdict {
  /**
   * 'foreign': these counters cannot have seen the packets. 'not-even-ip': not even Ip.InReceives moved by them, so either
   * the namespace is another one or the frames were not addressed to this host (wrong MAC address). 'plausible': they
   * can have seen them. 'unknown': too little to tell.
   */
  readonly verdict: 'foreign' | 'not-even-ip' | 'plausible' | 'unknown'
  /** Ip.InReceives + Ip6.InReceives. */
  readonly inReceives: number | null
  readonly inSegs: number | null
  readonly passiveOpens: number | null
}

/** Fewer packets than this prove nothing. */
const ENOUGH_PACKETS = 20
const ENOUGH_HANDSHAKES = 5
/** SYNs that a firewall drops before TCP are captured but not counted; the rest of a connection is. */
const FOREIGN_SHARE = 0.2

/** Compares what the capture shows with what a host counted over its whole series. */
export function checkNamespace(facts: NamespaceFacts, host: HostCounters): NamespaceVerdict {
  const inSegs = host.deltas.get('Tcp.InSegs') ?? null
  const passiveOpens = host.deltas.get('Tcp.PassiveOpens') ?? null
  const four = host.deltas.get('Ip.InReceives')
  const inReceives = four === undefined ? null : four + (host.deltas.get('Ip6.InReceives') ?? 0)
  const result = (verdict: NamespaceVerdict['verdict']): NamespaceVerdict => ({
    verdict,
    inReceives,
    inSegs,
    passiveOpens,
  })
  if (passiveOpens !== null && facts.completedHandshakes >= ENOUGH_HANDSHAKES) {
    return result(passiveOpens < facts.completedHandshakes * FOREIGN_SHARE ? 'foreign' : 'plausible')
  }
  if (facts.packetsToListeners < ENOUGH_PACKETS) return result('unknown')
  const least = facts.packetsToListeners * FOREIGN_SHARE
  if (inSegs !== null && inSegs >= least) return result('plausible')
  // Without a completed handshake a firewall explains why TCP saw nothing; only IP's own count is proof. netstat -s counts
  // IPv4 alone in its Ip section, so packets of IPv6 prove nothing without Ip6.
  const countsAll = host.deltas.has('Ip6.InReceives') || !facts.hasIPv6
  return result(inReceives !== null && countsAll && inReceives < least ? 'not-even-ip' : 'unknown')
}

/** The host whose counters fit the packets, as a row of `evidence.hosts`; -1 when none does or none can be told. */
export function hostOfPackets(facts: NamespaceFacts, evidence: CounterEvidence): number {
  const fitting = evidence.hosts
    .map((host, row) => ({ row, ...checkNamespace(facts, host) }))
    .filter(({ verdict }) => verdict === 'plausible')
    .sort((a, b) => misfit(a, facts) - misfit(b, facts))
  return fitting[0]?.row ?? -1
}

function misfit({ passiveOpens, inSegs }: NamespaceVerdict, facts: NamespaceFacts): number {
  const apart = (a: number | null, b: number): number => (a === null ? 1 : Math.abs(Math.log((a + 1) / (b + 1))))
  return apart(passiveOpens, facts.completedHandshakes) + apart(inSegs, facts.packetsToListeners)
}
