// Counters that explain a SYN without an answer, and how much of their growth is SYNs (counters.md §2, §3, §5).
import type { EvidenceView } from '../view/evidence-view.ts'
import type { HostWindow, TimedInterval } from '../view/host-window.ts'
import type { EventList } from '../view/event-list.ts'
import type { ListenerFigures } from '../view/listener-figures.ts'

export type ExplainerCode =
  | 'signature'
  | 'checksum'
  | 'reverse-path'
  | 'request-queue'
  | 'accept-queue'
  | 'other-listen-drop'
  | 'old-time-stamp'
  | 'min-ttl'
  | 'rate-limited'
  | 'before-tcp'

export interface Explainer {
  readonly code: ExplainerCode
  /** Counters it is made of, the leading one first. */
  readonly counters: readonly string[]
  /** What the growth is of, in counters without their sections. */
  readonly label: string
  /** Growth in SYN packets over all snapshots; never negative. */
  growth(view: EvidenceView, window: HostWindow): number
  growthIn(view: EvidenceView, interval: TimedInterval): number
}

/** `TcpExt.ListenOverflows` → `ListenOverflows`. */
export function shortName(counter: string): string {
  return counter.slice(counter.indexOf('.') + 1)
}

type Deltas = (name: string) => number

/** `formula` turns growths into SYN packets; `others` are packets of other kinds that the same counter counts. */
function explainer(
  code: ExplainerCode,
  counters: readonly string[],
  formula: (grown: Deltas) => number,
  label = shortName(counters[0] ?? code),
  others: readonly ((listener: ListenerFigures) => EventList)[] = [],
): Explainer {
  return {
    code,
    counters,
    label,
    growth(view, window) {
      const other = view.listeners.reduce(
        (sum, listener) => sum + others.reduce((all, pick) => all + window.covered(pick(listener)).count, 0),
        0,
      )
      return Math.max(0, formula((name) => window.grown(name)) - other)
    },
    growthIn(view, interval) {
      const other = view.listeners.reduce(
        (sum, listener) =>
          sum + others.reduce((all, pick) => all + pick(listener).countBetween(interval.from, interval.to), 0),
        0,
      )
      return Math.max(0, formula((name) => interval.deltas.get(name) ?? 0) - other)
    },
  }
}

export const OVERFLOW: ExplainerCode = 'accept-queue'

export const SIGNATURE_COUNTERS = [
  'TcpExt.TCPMD5NotFound',
  'TcpExt.TCPMD5Unexpected',
  'TcpExt.TCPMD5Failure',
  'TcpExt.TCPAORequired',
  'TcpExt.TCPAOBad',
  'TcpExt.TCPAOKeyNotFound',
] as const

/** Answers that the kernel holds back on purpose when it has just given one (500 ms). */
export const RATE_LIMIT_COUNTERS = [
  'TcpExt.TCPACKSkippedChallenge',
  'TcpExt.TCPACKSkippedTimeWait',
  'TcpExt.TCPACKSkippedSynRecv',
  'TcpExt.TCPACKSkippedPAWS',
] as const

const sumOf =
  (names: readonly string[]) =>
  (grown: Deltas): number =>
    names.reduce((sum, name) => sum + grown(name), 0)

/** Packets that reached the IP layer and were not handed to TCP, UDP …: firewall, conntrack, rp_filter, bad headers. */
export function droppedInIp(grown: Deltas): number {
  const v4 = grown('Ip.InReceives') - grown('Ip.InDelivers') - grown('Ip.ForwDatagrams') - grown('Ip.ReasmReqds')
  const known =
    grown('TcpExt.IPReversePathFilter') + grown('Ip.InHdrErrors') + grown('Ip.InAddrErrors') + grown('Ip.InDiscards')
  return Math.max(0, v4 - known) + droppedInIp6(grown)
}

/** The same for IPv6, whose multicast housekeeping is received and not delivered: that part is left out. */
function droppedInIp6(grown: Deltas): number {
  const received = grown('Ip6.InReceives') - grown('Ip6.InMcastPkts')
  const delivered = grown('Ip6.InDelivers') + grown('Ip6.OutForwDatagrams') + grown('Ip6.InNoRoutes')
  return Math.max(0, received - delivered)
}

/** From the most to the least specific; with equal fit the earlier one explains. */
export const EXPLAINERS: readonly Explainer[] = [
  explainer('signature', SIGNATURE_COUNTERS, sumOf(SIGNATURE_COUNTERS)),
  explainer('checksum', ['Tcp.InCsumErrors'], sumOf(['Tcp.InCsumErrors']), 'InCsumErrors', [(l) => l.badChecksum]),
  explainer('reverse-path', ['TcpExt.IPReversePathFilter'], sumOf(['TcpExt.IPReversePathFilter'])),
  explainer('request-queue', ['TcpExt.TCPReqQFullDrop'], sumOf(['TcpExt.TCPReqQFullDrop'])),
  explainer('accept-queue', ['TcpExt.ListenOverflows'], sumOf(['TcpExt.ListenOverflows']), 'ListenOverflows', [
    (l) => l.ackUnheeded,
    (l) => l.aborted,
  ]),
  explainer(
    'other-listen-drop',
    ['TcpExt.ListenDrops', 'TcpExt.ListenOverflows', 'TcpExt.TCPReqQFullDrop'],
    (grown) =>
      grown('TcpExt.ListenDrops') -
      grown('TcpExt.ListenOverflows') -
      grown('TcpExt.TCPReqQFullDrop') -
      grown('TcpExt.PAWSPassive'),
    'ListenDrops − ListenOverflows',
  ),
  explainer('old-time-stamp', ['TcpExt.PAWSPassive'], sumOf(['TcpExt.PAWSPassive'])),
  explainer('min-ttl', ['TcpExt.TCPMinTTLDrop'], sumOf(['TcpExt.TCPMinTTLDrop'])),
  explainer('rate-limited', RATE_LIMIT_COUNTERS, sumOf(RATE_LIMIT_COUNTERS)),
  explainer('before-tcp', ['Ip.InReceives', 'Ip.InDelivers'], droppedInIp, 'InReceives − InDelivers'),
]
