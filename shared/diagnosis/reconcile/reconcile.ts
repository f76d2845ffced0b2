// What the packets predict beside what the counters did: in total and interval by interval, with the reasons why the two
// may differ. Rows in which nothing was predicted and nothing happened are left out.
import type { Reconciliation } from '../../analysis/findings.ts'
import type { Remark } from '../../analysis/tables.ts'
import type { Case } from '../rules/finding.ts'
import type { HostWindow } from '../view/host-window.ts'
import { challenges } from './challenges.ts'
import { fastOpen } from './fast-open.ts'
import { icmpErrors, silentDrops } from './icmp.ts'
import { listenQueue } from './listen-queue.ts'
import { opensAndFailures } from './opens-and-failures.ts'
import type { Prediction } from './prediction.ts'
import { reason } from './prediction.ts'
import { retransmissions } from './retransmissions.ts'
import { synQueue } from './syn-queue.ts'

const PREDICTORS = [
  listenQueue,
  synQueue,
  opensAndFailures,
  retransmissions,
  challenges,
  fastOpen,
  icmpErrors,
  silentDrops,
]

export function reconcile({ view }: Case): Reconciliation[] {
  if (view.handshakes === 0) return []
  const rows: Reconciliation[] = []
  const sides = (['server', 'client'] as const).filter((side) => view[side]?.window.hasGrowth === true)
  // Predictions look at every packet: nobody pays for them without counters to lay them beside.
  const predictions = sides.length === 0 ? [] : PREDICTORS.flatMap((predict) => predict(view))
  for (const side of sides) {
    const window = view[side]?.window
    if (window === undefined) continue
    for (const prediction of predictions) if (prediction.side === side) rows.push(...compare(window, prediction))
  }
  return rows
}

function compare(window: HostWindow, prediction: Prediction): Reconciliation[] {
  const { counter, side, events } = prediction
  const observed = window.growth(counter)
  // A counter that only one cause would move is worth a row when it moved.
  const quiet = observed === 0 && (events.length === 0 || ONLY_WHEN_MOVED.has(counter))
  if (observed === null || quiet) return []
  const { slack } = window.covered(events)
  const count = window.coveredNear(events, observed)
  if (count === 0 && observed === 0) return []
  const rows: Reconciliation[] = [
    {
      counter,
      side,
      interval: null,
      predicted: count,
      observed,
      reasons: why(window, prediction, count, observed, slack),
    },
  ]
  for (const interval of window.intervals) {
    const predicted = events.countBetween(interval.from, interval.to)
    const moved = interval.deltas.get(counter) ?? 0
    if (predicted === 0 && moved === 0) continue
    const lowest = events.countBetween(interval.from + interval.slack, interval.to - interval.slack)
    const highest = events.countBetween(interval.from - interval.slack, interval.to + interval.slack)
    const borders = Math.max(highest - predicted, predicted - lowest)
    rows.push({
      counter,
      side,
      interval: interval.row,
      predicted,
      observed: moved,
      reasons: why(window, prediction, predicted, moved, borders),
    })
  }
  return rows
}

/** Counters whose prediction is "all unanswered SYNs, if this is the cause". */
const ONLY_WHEN_MOVED: ReadonlySet<string> = new Set([
  'TcpExt.TCPReqQFullDrop',
  'TcpExt.TCPDeferAcceptDrop',
  'TcpExt.IPReversePathFilter',
  'TcpExt.TCPMD5NotFound',
  'TcpExt.TCPMD5Unexpected',
  'TcpExt.TCPMD5Failure',
  'TcpExt.TCPAORequired',
  'TcpExt.TCPMinTTLDrop',
  'TcpExt.PAWSPassive',
  'TcpExt.PAWSTimewait',
  'TcpExt.TCPACKSkippedSynRecv',
  'TcpExt.TCPACKSkippedChallenge',
  'TcpExt.TCPACKSkippedTimeWait',
  'Ip.OutNoRoutes',
  'TcpExt.TCPReqQFullDoCookies',
  'TcpExt.SyncookiesSent',
])

/** Reasons for a difference; those that lie in the snapshots come first. `slack`: packets near a border in time. */
function why(window: HostWindow, prediction: Prediction, predicted: number, observed: number, slack: number): Remark[] {
  if (predicted === observed) return []
  const reasons: Remark[] = []
  const { events, bound, more, fewer } = prediction
  if (Math.abs(predicted - observed) <= slack) reasons.push(reason('snapshot-times'))
  const covers = window.covers(events)
  if (events.length > 0 && covers !== 'yes' && covers !== 'unknown') reasons.push(reason('outside-snapshots'))
  if (covers === 'unknown') reasons.push(reason('no-times'))
  if (window.breaks.length > 0) reasons.push(reason('counters-restarted'))
  if (observed > predicted && bound === 'at-least') reasons.push(reason('counts-more-kinds'))
  reasons.push(...(observed > predicted ? more : fewer))
  return reasons
}
