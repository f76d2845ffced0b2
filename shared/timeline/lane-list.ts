// Which handshakes get a lane and in which order: filtered rows, sorted, put into the same groups as the table's. The
// result is one Uint32Array of handshake rows and a list of groups that point into it.
import type { FilterSubject } from '../filter/column-readers.ts'
import { groupRows } from '../filter/group-rows.ts'
import type { GroupedBy, RowGroup } from '../filter/group-rows.ts'
import { sortRows } from '../filter/sort-rows.ts'
import { isNotable } from './notable.ts'

export type LaneGrouping = 'none' | GroupedBy

export const LANE_SORTS = ['start', 'wait', 'attempts'] as const
export type LaneSort = (typeof LANE_SORTS)[number]

export const LANE_SCOPES = ['notable', 'all'] as const
/** 'notable': failed, repeated or slow handshakes only. */
export type LaneScope = (typeof LANE_SCOPES)[number]

export interface LaneGroup extends RowGroup {
  /** Positions from … to − 1 of LaneList.rows. */
  readonly from: number
  readonly to: number
}

export interface LaneList {
  readonly grouping: LaneGrouping
  readonly rows: Uint32Array
  /** Ungrouped: one group that holds all rows (none when there are no rows). */
  readonly groups: readonly LaneGroup[]
}

export interface LaneOrder {
  readonly scope: LaneScope
  readonly grouping: LaneGrouping
  readonly sort: LaneSort
}

const UNFOLDED: ReadonlySet<string> = new Set()

/**
 * Puts the handshakes in order: by start, or longest wait or most SYNs first. `filtered` are the rows that the filter
 * leaves; `originSeconds` is the epoch second of the axis' origin, so that minutes are cut where the clock cuts them.
 */
export function laneList(
  subject: FilterSubject,
  filtered: Uint32Array,
  order: LaneOrder,
  originSeconds: number,
): LaneList {
  const rows = order.scope === 'all' ? filtered.slice() : filtered.filter((row) => isNotable(subject, row))
  const start = { column: 'start', descending: false }
  if (order.sort === 'start') sortRows(rows, isInOrder(rows, subject.columns.start) ? [] : [start], subject)
  else sortRows(rows, [{ column: order.sort === 'wait' ? 'wait' : 'syns', descending: true }, start], subject)
  if (order.grouping === 'none') return ungrouped(rows)
  const { groups, lines } = groupRows(rows, order.grouping, UNFOLDED, subject, originSeconds)
  let at = 0
  const placed = groups.map((group) => ({ ...group, from: at, to: (at += group.handshakes) }))
  let kept = 0
  for (const line of lines) if (line >= 0) rows[kept++] = line
  return { grouping: order.grouping, rows, groups: placed }
}

function ungrouped(rows: Uint32Array): LaneList {
  if (rows.length === 0) return { grouping: 'none', rows, groups: [] }
  const sums = { handshakes: rows.length, failed: 0, syns: 0, unansweredSyns: 0, longestWait: 0 }
  return { grouping: 'none', rows, groups: [{ key: 'all', code: 0, ...sums, from: 0, to: rows.length }] }
}

function isInOrder(rows: Uint32Array, key: Float64Array): boolean {
  for (let i = 1; i < rows.length; i++) if ((key[rows[i] ?? 0] ?? 0) < (key[rows[i - 1] ?? 0] ?? 0)) return false
  return true
}
