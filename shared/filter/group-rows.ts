// Groups of rows with their sums, and the list that a table with foldable groups shows. Counting, no object per row.
import { OUTCOMES } from '../analysis/tables.ts'
import { IS_FAILED } from './column-readers.ts'
import type { FilterSubject } from './column-readers.ts'

export type GroupedBy = 'listener' | 'client' | 'outcome' | 'minute'

export interface RowGroup {
  /** Stable name of the group, e.g. `listener:3`; folding remembers it. */
  readonly key: string
  /** Row of the ListenerTable, row of the AddressTable, code of the outcome, or minutes since the epoch. */
  readonly code: number
  readonly handshakes: number
  readonly failed: number
  readonly syns: number
  readonly unansweredSyns: number
  readonly longestWait: number
}

export interface GroupedRows {
  readonly groups: readonly RowGroup[]
  /** What the table shows from top to bottom: ≥ 0 a row of the HandshakeTable, < 0 the group −(value + 1). */
  readonly lines: Int32Array
}

/** Groups `rows` (their order is kept inside a group); groups with most failed handshakes first, minutes in order. */
export function groupRows(
  rows: Uint32Array,
  by: GroupedBy,
  folded: ReadonlySet<string>,
  subject: FilterSubject,
  originSeconds: number,
): GroupedRows {
  const codeOf = groupCode(by, subject, originSeconds)
  const members = new Map<number, number>()
  const codes: number[] = []
  const groupOfRow = new Uint32Array(rows.length)
  rows.forEach((row, i) => {
    const code = codeOf(row)
    let group = members.get(code)
    if (group === undefined) {
      group = codes.length
      members.set(code, group)
      codes.push(code)
    }
    groupOfRow[i] = group
  })
  const sums = sumGroups(rows, groupOfRow, codes.length, subject)
  const groups = codes.map((code, g): RowGroup => ({ key: `${by}:${code}`, code, ...sumsOf(sums, g) }))
  const order = groups.map((_, g) => g)
  order.sort((a, b) => compareGroups(groups[a] as RowGroup, groups[b] as RowGroup, by))
  return { groups: order.map((g) => groups[g] as RowGroup), lines: linesOf(rows, groupOfRow, groups, order, folded) }
}

function groupCode(by: GroupedBy, { packets, columns }: FilterSubject, originSeconds: number): (row: number) => number {
  const h = packets.handshakes
  switch (by) {
    case 'listener':
      return (row) => h.listener[row] ?? 0
    case 'client':
      return (row) => h.clientAddress[row] ?? 0
    case 'outcome':
      return (row) => h.outcome[row] ?? 0
    case 'minute':
      return (row) => Math.floor((originSeconds + (columns.start[row] ?? 0)) / 60)
  }
}

function compareGroups(a: RowGroup, b: RowGroup, by: GroupedBy): number {
  if (by === 'minute') return a.code - b.code
  if (by === 'outcome') return a.code - b.code
  return b.failed - a.failed || b.handshakes - a.handshakes || a.code - b.code
}

interface Sums {
  readonly handshakes: Uint32Array
  readonly failed: Uint32Array
  readonly syns: Float64Array
  readonly unansweredSyns: Float64Array
  readonly longestWait: Float64Array
}

function sumGroups(
  rows: Uint32Array,
  groupOfRow: Uint32Array,
  count: number,
  { packets, columns }: FilterSubject,
): Sums {
  const h = packets.handshakes
  const sums: Sums = {
    handshakes: new Uint32Array(count),
    failed: new Uint32Array(count),
    syns: new Float64Array(count),
    unansweredSyns: new Float64Array(count),
    longestWait: new Float64Array(count),
  }
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] ?? 0
    const g = groupOfRow[i] ?? 0
    sums.handshakes[g]! += 1
    sums.failed[g]! += IS_FAILED[h.outcome[row] ?? OUTCOMES.length] ?? 0
    sums.syns[g]! += columns.syns[row] ?? 0
    sums.unansweredSyns[g]! += h.unansweredSyns[row] ?? 0
    sums.longestWait[g] = Math.max(sums.longestWait[g] ?? 0, columns.wait[row] ?? 0)
  }
  return sums
}

function sumsOf(sums: Sums, g: number): Omit<RowGroup, 'key' | 'code'> {
  return {
    handshakes: sums.handshakes[g] ?? 0,
    failed: sums.failed[g] ?? 0,
    syns: sums.syns[g] ?? 0,
    unansweredSyns: sums.unansweredSyns[g] ?? 0,
    longestWait: sums.longestWait[g] ?? 0,
  }
}

function linesOf(
  rows: Uint32Array,
  groupOfRow: Uint32Array,
  groups: readonly RowGroup[],
  order: readonly number[],
  folded: ReadonlySet<string>,
): Int32Array {
  const place = new Uint32Array(groups.length)
  const lines: number[] = []
  let at = 0
  const shown = order.map((g) => !folded.has(groups[g]?.key ?? ''))
  order.forEach((g, i) => {
    lines.push(at)
    at += 1
    place[g] = shown[i] ? at : 0xffffffff
    if (shown[i]) at += groups[g]?.handshakes ?? 0
  })
  const all = new Int32Array(at)
  lines.forEach((line, i) => (all[line] = -(i + 1)))
  for (let i = 0; i < rows.length; i++) {
    const g = groupOfRow[i] ?? 0
    if (place[g] === 0xffffffff) continue
    all[place[g] ?? 0] = rows[i] ?? 0
    place[g]! += 1
  }
  return all
}
