// Which handshakes get a lane when there are more than fit: the one that shows the backoff best, the first that failed,
// others spread evenly, and ones that worked, for contrast. Always in order of their first packet.
import { HandshakeFinder } from '../../annotation/handshake-identity.ts'
import { isNotable } from '../../timeline/notable.ts'
import { isKept } from '../figure-frame.ts'
import type { FigureFrame } from '../figure-frame.ts'

export interface ChosenLanes {
  /** Rows of handshakes by first packet. */
  readonly rows: readonly number[]
  /** Handshakes in range and filter. */
  readonly inRange: number
  /** Of these, failed, repeated or slow ones. */
  readonly notable: number
}

/** Lanes for handshakes that worked at once. */
const GOOD_LANES = 2

export function chooseLanes(frame: FigureFrame, most: number, pinned: readonly number[]): ChosenLanes {
  const { columns, range, analysis } = frame
  const subject = { packets: analysis.packets, columns }
  const notable: number[] = []
  const good: number[] = []
  for (let row = 0; row < columns.length; row++) {
    if (!isKept(frame, row) || (columns.end[row] ?? 0) < range.start || (columns.start[row] ?? 0) > range.end) continue
    if (isNotable(subject, row)) notable.push(row)
    else good.push(row)
  }
  const inRange = notable.length + good.length
  const byStart = (rows: Iterable<number>): number[] =>
    [...rows].sort((a, b) => (columns.start[a] ?? 0) - (columns.start[b] ?? 0) || a - b)
  const choice = frame.settings.handshakes
  if (choice.kind === 'chosen') {
    const finder = new HandshakeFinder(analysis.packets)
    const rows = new Set(choice.handshakes.flatMap((identity) => finder.find(identity) ?? []))
    return { rows: byStart(rows).slice(0, most), inRange, notable: notable.length }
  }
  const chosen = new Set(pinned.filter((row) => isKept(frame, row)).slice(0, most))
  if (inRange <= most) return { rows: byStart([...notable, ...good]), inRange, notable: notable.length }
  const sorted = byStart(notable)
  const goodPlaces = Math.min(good.length, notable.length === 0 ? most : GOOD_LANES)
  const badPlaces = Math.max(0, most - chosen.size - goodPlaces)
  const mostSyns = sorted.reduce(
    (best, row) => ((columns.syns[row] ?? 0) > (columns.syns[best] ?? -1) ? row : best),
    sorted[0] ?? -1,
  )
  if (mostSyns >= 0 && badPlaces > 0) chosen.add(mostSyns)
  for (const row of spread(sorted, badPlaces)) if (chosen.size < most - goodPlaces) chosen.add(row)
  for (const row of sorted) {
    if (chosen.size >= most - goodPlaces) break
    chosen.add(row)
  }
  for (const row of spread(byStart(good), most - chosen.size)) chosen.add(row)
  return { rows: byStart(chosen), inRange, notable: notable.length }
}

/** `count` of `rows` at equal distances, the first always among them. */
function spread(rows: readonly number[], count: number): number[] {
  if (rows.length <= count) return [...rows]
  const picked: number[] = []
  for (let i = 0; i < count; i++) {
    const row = rows[Math.floor((i * rows.length) / count)]
    if (row !== undefined) picked.push(row)
  }
  return picked
}
