// Where each lane and each group header lies on the (virtual) vertical axis. Heights are CSS pixels; a million lanes
// cost one entry a group, not one a lane.
//
//   group 0 ┌ header (headerHeight, none when ungrouped)
//           │ lane, lane, lane …            (rowHeight each; may be a fraction of a pixel)
//   group 1 ├ header
//           └ folded: nothing below
import type { LaneList } from './lane-list.ts'

export interface LaneLayout {
  readonly list: LaneList
  readonly rowHeight: number
  readonly headerHeight: number
  readonly folded: ReadonlySet<string>
  /** Top of each group's header; one more entry: the total height. */
  readonly tops: Float64Array
  /** Number of the first line (header or lane) of each group; one more entry: how many lines there are. */
  readonly lines: Float64Array
  readonly height: number
  readonly lineCount: number
}

/** A line of the list: a group's header or a lane; `position` points into LaneList.rows. */
export type LaneLine =
  | { readonly kind: 'header'; readonly group: number; readonly top: number }
  | { readonly kind: 'lane'; readonly group: number; readonly position: number; readonly top: number }

export function layoutLanes(
  list: LaneList,
  folded: ReadonlySet<string>,
  rowHeight: number,
  headerHeight: number,
): LaneLayout {
  const header = list.grouping === 'none' ? 0 : headerHeight
  const tops = new Float64Array(list.groups.length + 1)
  const lines = new Float64Array(list.groups.length + 1)
  let y = 0
  let line = 0
  list.groups.forEach((group, i) => {
    tops[i] = y
    lines[i] = line
    const open = isOpen(list, folded, group.key)
    y += header + (open ? (group.to - group.from) * rowHeight : 0)
    line += (header > 0 ? 1 : 0) + (open ? group.to - group.from : 0)
  })
  tops[list.groups.length] = y
  lines[list.groups.length] = line
  return { list, rowHeight, headerHeight: header, folded, tops, lines, height: y, lineCount: line }
}

function isOpen(list: LaneList, folded: ReadonlySet<string>, key: string): boolean {
  return list.grouping === 'none' || !folded.has(key)
}

/** Last group whose entry is ≤ value. */
function groupOf(entries: Float64Array, value: number): number {
  let low = 0
  let high = entries.length - 2
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((entries[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}

/** The line under `y`; null below the end. */
export function lineAtY(layout: LaneLayout, y: number): LaneLine | null {
  if (y < 0 || y >= layout.height) return null
  const index = groupOf(layout.tops, y)
  const group = layout.list.groups[index]
  if (group === undefined) return null
  const top = layout.tops[index] ?? 0
  const inside = y - top - layout.headerHeight
  if (inside < 0) return { kind: 'header', group: index, top }
  const position = Math.min(group.from + Math.floor(inside / layout.rowHeight), group.to - 1)
  return laneLine(layout, index, position)
}

function laneLine(layout: LaneLayout, group: number, position: number): LaneLine {
  const from = layout.list.groups[group]?.from ?? 0
  const top = (layout.tops[group] ?? 0) + layout.headerHeight + (position - from) * layout.rowHeight
  return { kind: 'lane', group, position, top }
}

/** Line number `line` (0-based, headers counted); null outside. */
export function lineAt(layout: LaneLayout, line: number): LaneLine | null {
  if (line < 0 || line >= layout.lineCount) return null
  const index = groupOf(layout.lines, line)
  const group = layout.list.groups[index]
  if (group === undefined) return null
  const inside = line - (layout.lines[index] ?? 0) - (layout.headerHeight > 0 ? 1 : 0)
  if (inside < 0) return { kind: 'header', group: index, top: layout.tops[index] ?? 0 }
  return laneLine(layout, index, group.from + inside)
}

/** Number of a line, the inverse of {@link lineAt}. */
export function lineNumber(layout: LaneLayout, line: LaneLine): number {
  const first = layout.lines[line.group] ?? 0
  if (line.kind === 'header') return first
  return first + (layout.headerHeight > 0 ? 1 : 0) + line.position - (layout.list.groups[line.group]?.from ?? 0)
}

/** The lane of handshake `row`, folded or not in the list: null. Looks through all rows, so not for every frame. */
export function lineOfHandshake(layout: LaneLayout, row: number): LaneLine | null {
  const position = layout.list.rows.indexOf(row)
  if (position < 0) return null
  const group = layout.list.groups.findIndex((g) => position >= g.from && position < g.to)
  const found = layout.list.groups[group]
  if (found === undefined || !isOpen(layout.list, layout.folded, found.key)) return null
  return laneLine(layout, group, position)
}

/** All lines that touch the band top … bottom, from above; only for row heights of a pixel and more. */
export function linesBetween(layout: LaneLayout, top: number, bottom: number): LaneLine[] {
  const out: LaneLine[] = []
  const first = lineAtY(layout, Math.max(0, top))
  if (first === null) return out
  for (let n = lineNumber(layout, first); n < layout.lineCount; n++) {
    const line = lineAt(layout, n)
    if (line === null || line.top >= bottom) break
    out.push(line)
  }
  return out
}

/** The header that stays visible at the top while its lanes scroll by: the group under `y`, pushed up by the next. */
export function stickyHeader(layout: LaneLayout, y: number): { readonly group: number; readonly shift: number } | null {
  if (layout.headerHeight === 0 || layout.list.groups.length === 0 || y >= layout.height) return null
  const group = groupOf(layout.tops, Math.max(0, y))
  const next = layout.tops[group + 1] ?? layout.height
  return { group, shift: Math.min(0, next - y - layout.headerHeight) }
}
