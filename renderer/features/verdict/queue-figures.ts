// The figures of one listener's queues as the evidence gives them; unknown ones stay unknown.
import type { CounterEvidence } from '../../../shared/analysis/counters.ts'
import type { Finding } from '../../../shared/analysis/findings.ts'
import type { PacketAnalysis } from '../../../shared/analysis/tables.ts'
import { addressText } from '../../../shared/net/address.ts'

export interface QueueFigures {
  /** Connections waiting for accept(), the largest reading. */
  readonly acceptQueue: number | null
  /** Effective backlog of the listener: min(listen argument, somaxconn). */
  readonly backlog: number | null
  readonly somaxconn: number | null
  /** Half-open connections, the largest reading. */
  readonly synQueue: number | null
  readonly synBacklog: number | null
  readonly syncookies: number | null
  /** What was dropped, by the counters: ListenOverflows and ListenDrops. */
  readonly overflows: number | null
  readonly drops: number | null
}

export function queueFigures(packets: PacketAnalysis, counters: CounterEvidence, finding: Finding): QueueFigures {
  const { listeners, addresses } = packets
  const port = finding.listener === null ? null : (listeners.port[finding.listener] ?? null)
  const address = finding.listener === null ? null : addressText(addresses, listeners.address[finding.listener] ?? 0)
  const mine = (each: { readonly address: string; readonly port: number }): boolean =>
    (port === null || each.port === port) && (address === null || ANY.has(each.address) || each.address === address)
  let queue: { readonly receiveQueue: number; readonly backlog: number | null } | null = null
  for (const each of counters.listenerQueues) {
    if (mine(each) && (queue === null || each.receiveQueue > queue.receiveQueue)) queue = each
  }
  const halfOpen = counters.synQueues.filter(mine).map((each) => each.halfOpen)
  return {
    acceptQueue: queue?.receiveQueue ?? null,
    backlog: queue?.backlog ?? null,
    somaxconn: setting(counters, 'net.core.somaxconn'),
    synQueue: halfOpen.length === 0 ? null : Math.max(...halfOpen),
    synBacklog: setting(counters, 'net.ipv4.tcp_max_syn_backlog'),
    syncookies: setting(counters, 'net.ipv4.tcp_syncookies'),
    overflows: counters.deltas.get('TcpExt.ListenOverflows') ?? null,
    drops: counters.deltas.get('TcpExt.ListenDrops') ?? null,
  }
}

const ANY = new Set(['*', '0.0.0.0', '::', '[::]'])

function setting(counters: CounterEvidence, name: string): number | null {
  const value = counters.settings.find((each) => each.name === name)?.value
  return value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null
}
