// Which handshakes get a lane and in which order: filtered rows, put into groups, sorted within each group. The result
// is one Uint32Array of handshake rows and a list of groups that point into it.
import { OUTCOMES } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import { orderByNumber, waitOf } from './lane-columns.ts'
import type { LaneColumns } from './lane-columns.ts'

export const LANE_GROUPINGS = ['none', 'listener', 'client', 'outcome', 'minute'] as const
export type LaneGrouping = (typeof LANE_GROUPINGS)[number]

export const LANE_SORTS = ['start', 'wait', 'attempts'] as const
export type LaneSort = (typeof LANE_SORTS)[number]

export const LANE_SCOPES = ['notable', 'all'] as const
/** 'notable': failed or slow handshakes only. */
export type LaneScope = (typeof LANE_SCOPES)[number]

export interface LaneGroup {
  /** Row of listeners, row of addresses, outcome code or whole minutes since the epoch; 0 when ungrouped. */
  readonly key: number
  /** Positions from … to − 1 of LaneList.rows. */
  readonly from: number
  readonly to: number
  readonly synPackets: number
  readonly unansweredSyns: number
  /** Handshakes in which nothing ever came back. */
  readonly unanswered: number
}

export interface LaneList {
  readonly grouping: LaneGrouping
  readonly rows: Uint32Array
  readonly groups: readonly LaneGroup[]
}

export interface LaneOrder {
  readonly scope: LaneScope
  readonly grouping: LaneGrouping
  readonly sort: LaneSort
  /** Longest wait, most attempts, latest start first. */
  readonly descending: boolean
}

/** Seconds since the epoch at the origin, needed to cut minutes where the clock does. */
export function laneList(
  analysis: PacketAnalysis,
  columns: LaneColumns,
  order: LaneOrder,
  originSeconds: number,
  filtered: Uint32Array | null,
): LaneList {
  const scoped = inScope(columns, order.scope, filtered)
  const sorted = sortedRows(columns, order, scoped)
  if (order.grouping === 'none') return { grouping: 'none', rows: sorted, groups: ungrouped(analysis, columns, sorted) }
  const key = groupKey(analysis, columns, order.grouping, originSeconds)
  const rows = orderByNumber(sorted, key)
  const groups = cutGroups(analysis, columns, rows, key)
  return order.grouping === 'minute' ? { grouping: 'minute', rows, groups } : worstFirst(order.grouping, rows, groups)
}

function inScope(columns: LaneColumns, scope: LaneScope, filtered: Uint32Array | null): Uint32Array {
  const length = filtered?.length ?? columns.length
  const out = new Uint32Array(length)
  let n = 0
  for (let i = 0; i < length; i++) {
    const row = filtered === null ? i : (filtered[i] ?? 0)
    if (scope === 'all' || columns.notable[row] === 1) out[n++] = row
  }
  return out.subarray(0, n)
}

function sortedRows(columns: LaneColumns, order: LaneOrder, rows: Uint32Array): Uint32Array {
  const sign = order.descending ? -1 : 1
  const byStart = isAscending(rows, columns.start) ? rows : orderByNumber(rows, columns.start)
  if (order.sort === 'start') return order.descending ? byStart.slice().reverse() : byStart
  const key = new Float64Array(columns.length)
  for (const row of rows) key[row] = sign * (order.sort === 'wait' ? waitOf(columns, row) : (columns.syns[row] ?? 0))
  return orderByNumber(byStart, key)
}

function isAscending(rows: Uint32Array, key: Float64Array): boolean {
  for (let i = 1; i < rows.length; i++) if ((key[rows[i] ?? 0] ?? 0) < (key[rows[i - 1] ?? 0] ?? 0)) return false
  return true
}

function groupKey(
  analysis: PacketAnalysis,
  columns: LaneColumns,
  grouping: Exclude<LaneGrouping, 'none'>,
  originSeconds: number,
): ArrayLike<number> {
  switch (grouping) {
    case 'listener':
      return analysis.handshakes.listener
    case 'client':
      return analysis.handshakes.clientAddress
    case 'outcome':
      return analysis.handshakes.outcome
    case 'minute':
      return Float64Array.from(columns.start, (start) => Math.floor((originSeconds + start) / 60))
  }
}

const UNANSWERED = OUTCOMES.indexOf('unanswered')

function summed(
  analysis: PacketAnalysis,
  columns: LaneColumns,
  rows: Uint32Array,
  key: number,
  from: number,
  to: number,
): LaneGroup {
  let synPackets = 0
  let unansweredSyns = 0
  let unanswered = 0
  for (let i = from; i < to; i++) {
    const row = rows[i] ?? 0
    synPackets += columns.syns[row] ?? 0
    unansweredSyns += analysis.handshakes.unansweredSyns[row] ?? 0
    if (analysis.handshakes.outcome[row] === UNANSWERED) unanswered++
  }
  return { key, from, to, synPackets, unansweredSyns, unanswered }
}

function ungrouped(analysis: PacketAnalysis, columns: LaneColumns, rows: Uint32Array): LaneGroup[] {
  return rows.length === 0 ? [] : [summed(analysis, columns, rows, 0, 0, rows.length)]
}

function cutGroups(
  analysis: PacketAnalysis,
  columns: LaneColumns,
  rows: Uint32Array,
  key: ArrayLike<number>,
): LaneGroup[] {
  const groups: LaneGroup[] = []
  let from = 0
  for (let i = 1; i <= rows.length; i++) {
    const here = key[rows[from] ?? 0] ?? 0
    if (i < rows.length && key[rows[i] ?? 0] === here) continue
    groups.push(summed(analysis, columns, rows, here, from, i))
    from = i
  }
  return groups
}

/** Groups with most unanswered SYN packets first, then the largest: what matters is on the first screen. */
function worstFirst(grouping: LaneGrouping, rows: Uint32Array, groups: readonly LaneGroup[]): LaneList {
  const order = [...groups].sort((a, b) => b.unansweredSyns - a.unansweredSyns || b.to - b.from - (a.to - a.from))
  const out = new Uint32Array(rows.length)
  let at = 0
  const moved = order.map((group) => {
    out.set(rows.subarray(group.from, group.to), at)
    const from = at
    at += group.to - group.from
    return { ...group, from, to: at }
  })
  return { grouping, rows: out, groups: moved }
}
