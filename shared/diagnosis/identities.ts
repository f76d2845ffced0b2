// Identities between counters (counters.md §6): whether this evidence obeys them. A broken one means another kernel, a
// snapshot of another place, or a capture that lost packets — worth knowing before a verdict is believed.
import type { IdentityCheck } from '../analysis/findings.ts'
import { remark } from './rules/finding.ts'
import type { Params } from './rules/finding.ts'
import type { EvidenceView } from './view/evidence-view.ts'
import { EventList } from './view/event-list.ts'
import type { HostWindow } from './view/host-window.ts'

/** Counters of one snapshot are read one after the other while the kernel counts on. */
const READING_SLACK = 2

export function identities(view: EvidenceView): IdentityCheck[] {
  const window = view.server?.window ?? view.client?.window
  if (window === undefined) return []
  const read: Reading = (name) => (window.hasGrowth ? window.growth(name) : window.total(name))
  return [
    ...ofListenQueue(read),
    ...ofCookies(read),
    ...ofRetransmissions(read),
    ...(view.server === null ? [] : ofServer(view, view.server.window)),
    ...(view.client === null ? [] : ofClient(view, view.client.window)),
  ]
}

/** Growth, or the value since boot of a single snapshot; null = not known. */
type Reading = (name: string) => number | null

function check(holds: boolean, key: string, params: Params): IdentityCheck {
  return { ...remark(`identity.${key}`, params), holds }
}

/** The check over two known readings; none when one is unknown or both are 0. */
function pair(
  read: Reading,
  names: readonly [string, string],
  key: string,
  holds: (a: number, b: number) => boolean,
): IdentityCheck[] {
  const [a, b] = names.map(read)
  if (a === null || b === null || a === undefined || b === undefined || (a === 0 && b === 0)) return []
  return [check(holds(a, b), key, { a, b, difference: Math.abs(a - b) })]
}

const atLeast = (a: number, b: number): boolean => a + READING_SLACK >= b

function ofListenQueue(read: Reading): IdentityCheck[] {
  const drops = read('TcpExt.ListenDrops')
  const overflows = read('TcpExt.ListenOverflows')
  const requests = read('TcpExt.TCPReqQFullDrop') ?? 0
  const found = pair(read, ['TcpExt.ListenDrops', 'TcpExt.ListenOverflows'], 'drops-overflows', atLeast)
  if (drops === null || overflows === null || drops === 0) return found
  const rest = drops - overflows - requests
  const noRoute = (read('Ip.OutNoRoutes') ?? 0) + (read('Ip6.OutNoRoutes') ?? 0)
  const key = rest > READING_SLACK && noRoute >= rest ? 'drops-rest-route' : 'drops-rest'
  return [...found, check(rest + READING_SLACK >= 0, key, { drops, overflows, requests, rest, noRoute })]
}

function ofCookies(read: Reading): IdentityCheck[] {
  return [
    ...pair(read, ['TcpExt.TCPReqQFullDoCookies', 'TcpExt.SyncookiesSent'], 'cookies-asked-sent', atLeast),
    ...pair(read, ['TcpExt.SyncookiesSent', 'TcpExt.SyncookiesRecv'], 'cookies-sent-received', atLeast),
  ]
}

function ofRetransmissions(read: Reading): IdentityCheck[] {
  const embryonic = read('TcpExt.EmbryonicRsts')
  const fails = read('Tcp.AttemptFails')
  const overflows = read('TcpExt.ListenOverflows') ?? 0
  return [
    ...pair(read, ['Tcp.RetransSegs', 'TcpExt.TCPSynRetrans'], 'segments-syns', atLeast),
    ...(embryonic === null || fails === null || embryonic === 0
      ? []
      : [check(embryonic <= fails + overflows + READING_SLACK, 'embryonic', { embryonic, fails, overflows })]),
  ]
}

function ofServer(view: EvidenceView, window: HostWindow): IdentityCheck[] {
  if (!window.hasGrowth || view.handshakes === 0) return []
  const all = (pick: (l: EvidenceView['listeners'][number]) => EventList): EventList =>
    EventList.merge(view.listeners.map(pick))
  const silent = window.covered(all((l) => l.silent))
  const atAck = window.covered(all((l) => l.ackUnheeded)).count + window.covered(all((l) => l.aborted)).count
  const overflows = window.growth('TcpExt.ListenOverflows')
  const found: IdentityCheck[] = []
  if (overflows !== null && overflows > 0) {
    const predicted = silent.count + atAck
    const holds = Math.abs(predicted - overflows) <= Math.max(READING_SLACK, silent.slack)
    found.push(check(holds, 'overflows-packets', { overflows, syns: silent.count, acks: atAck, predicted }))
  }
  const received = window.growth('Tcp.InSegs')
  const inbound = inboundPackets(view, window)
  if (received !== null && inbound > 0 && view.vantage === 'server') {
    found.push(
      check(received >= inbound - READING_SLACK - silent.slack, 'segments-received', {
        received,
        inbound,
        missing: inbound - received,
      }),
    )
  }
  const resets = window.covered(all((l) => l.refusals)).count
  const sent = window.growth('Tcp.OutRsts')
  if (resets > 0 && sent !== null) found.push(check(sent >= resets - READING_SLACK, 'resets-sent', { sent, resets }))
  return found
}

/** Packets from clients that the capture kept; the capture has at least these inbound TCP packets. */
function inboundPackets(view: EvidenceView, window: HostWindow): number {
  const lists = view.listeners.flatMap((listener) => [listener.syns, listener.ackUnheeded])
  return window.covered(EventList.merge(lists)).count
}

function ofClient(view: EvidenceView, window: HostWindow): IdentityCheck[] {
  if (!window.hasGrowth || view.handshakes === 0) return []
  const syns = EventList.merge(view.listeners.map((listener) => listener.syns))
  const repeated = syns.length - syns.handshakes.length
  const counted = window.growth('TcpExt.TCPSynRetrans')
  const timeouts = window.growth('TcpExt.TCPTimeouts')
  const aborted = window.growth('TcpExt.TCPAbortOnTimeout') ?? 0
  if (counted === null || window.covers(syns) !== 'yes') return []
  return [
    check(Math.abs(repeated - counted) <= READING_SLACK, 'client-repeats', { counted, repeated }),
    ...(timeouts === null || timeouts === 0
      ? []
      : [check(timeouts + READING_SLACK >= counted, 'client-timeouts', { timeouts, counted, aborted })]),
  ]
}
