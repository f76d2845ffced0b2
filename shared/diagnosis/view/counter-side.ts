// Whose counters are these: the listener's host, the connecting host, or some third place (the node instead of the pod)?
// The texts rarely say; the numbers do (counters.md §6.8, §1.1): a listener's host counts PassiveOpens for every
// handshake that the capture shows complete, a connecting host counts ActiveOpens for every first SYN.
import type { CounterEvidence } from '../../analysis/counters.ts'
import type { HostWindow } from './host-window.ts'
import type { ListenerFigures } from './listener-figures.ts'

export type CounterSide = 'server' | 'client' | 'unknown'

export interface HostFit {
  readonly window: HostWindow
  readonly side: CounterSide
  /**
   * 'fits': the counters moved as the captured connections demand, or `ss` of the same place lists the listener.
   * 'wrong': connections of the capture passed without moving them. 'open': nothing proves either.
   */
  readonly place: 'fits' | 'wrong' | 'open'
  /** Complete handshakes in the covered time, and what PassiveOpens did meanwhile (null = not told). */
  readonly established: number
  readonly passiveOpens: number | null
  readonly inSegs: number | null
}

/** Compares one host's counters with the captured connections. */
export function hostFit(
  evidence: CounterEvidence,
  window: HostWindow,
  listeners: readonly ListenerFigures[],
  given: CounterSide,
): HostFit {
  const established = coveredCount(window, listeners, (listener) => listener.outcomes.established)
  const started = coveredCount(window, listeners, (listener) => listener.handshakes)
  const passiveOpens = window.growth('Tcp.PassiveOpens')
  const activeOpens = window.growth('Tcp.ActiveOpens')
  const inSegs = window.growth('Tcp.InSegs')
  const listed = evidence.listenerQueues.some(
    (queue) => window.host.sources.includes(queue.source) && listeners.some((listener) => isQueueOf(queue, listener)),
  )
  const side =
    given === 'unknown' ? guessSide(window, listed, { established, started, passiveOpens, activeOpens }) : given
  return { window, side, established, passiveOpens, inSegs, place: judgePlace() }

  function judgePlace(): HostFit['place'] {
    if (side === 'client') return activeOpens !== null && started >= 3 && activeOpens < started / 2 ? 'wrong' : 'open'
    if (passiveOpens !== null && established >= 3) return passiveOpens < established / 2 ? 'wrong' : 'fits'
    if (listed || window.grown(...LISTEN_COUNTERS) > 0) return 'fits'
    return 'open'
  }
}

/** Counters that only a listener's host moves when it refuses or drops something at connection set-up. */
export const LISTEN_COUNTERS = [
  'TcpExt.ListenOverflows',
  'TcpExt.ListenDrops',
  'TcpExt.TCPReqQFullDrop',
  'TcpExt.TCPReqQFullDoCookies',
  'TcpExt.SyncookiesSent',
  'TcpExt.TCPDeferAcceptDrop',
] as const

function guessSide(
  window: HostWindow,
  listed: boolean,
  seen: { established: number; started: number; passiveOpens: number | null; activeOpens: number | null },
): CounterSide {
  if (listed || window.grown(...LISTEN_COUNTERS) > 0) return 'server'
  if (seen.passiveOpens === null || seen.activeOpens === null || seen.started === 0) return 'unknown'
  const serverMiss = Math.abs(seen.passiveOpens - seen.established)
  const clientMiss = Math.abs(seen.activeOpens - seen.started)
  if (seen.activeOpens > 0 && clientMiss < serverMiss) return 'client'
  if (seen.activeOpens >= seen.started && seen.passiveOpens < seen.established / 2) return 'client'
  if (seen.activeOpens > 0 && clientMiss === 0 && seen.established === 0) return 'client'
  if (seen.passiveOpens > 0 && serverMiss <= clientMiss) return 'server'
  return 'unknown'
}

/** Handshakes (of the kind asked for) whose first packet lies in time that the counters cover. */
function coveredCount(
  window: HostWindow,
  listeners: readonly ListenerFigures[],
  rows: (listener: ListenerFigures) => readonly number[],
): number {
  let count = 0
  for (const listener of listeners) {
    const wanted = rows(listener).length
    if (wanted === 0) continue
    const share = listener.syns.length === 0 ? 1 : window.covered(listener.syns).count / listener.syns.length
    count += wanted * share
  }
  return Math.round(count)
}

/** True when an `ss` line speaks of this listener: same port, and its address or any. */
export function isQueueOf(
  queue: { readonly address: string; readonly port: number },
  listener: ListenerFigures,
): boolean {
  if (queue.port !== listener.port) return false
  return ['*', '0.0.0.0', '::', '[::]', listener.address].includes(queue.address)
}
