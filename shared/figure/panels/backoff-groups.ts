// Which handshakes the backoff panel shows, and in which groups.
import { MARK, SCHEDULES } from '../../analysis/tables.ts'
import type { Schedule } from '../../analysis/tables.ts'
import { packetOffset } from '../../timeline/moment.ts'
import { KIND } from '../../timeline/packet-kind-codes.ts'
import { isKept } from '../figure-frame.ts'
import type { FigureFrame } from '../figure-frame.ts'

export interface BackoffRow {
  readonly start: number
  /** Seconds after the first SYN, the first (0) included. */
  readonly syns: readonly number[]
  /** By SYN: was it left without an answer. */
  readonly unanswered: readonly boolean[]
}

export interface BackoffGroup {
  readonly schedule: Schedule
  readonly rows: BackoffRow[]
}

/** Handshakes in range and filter that repeated their SYN, by schedule, the commonest first. */
export function backoffGroups(frame: FigureFrame): BackoffGroup[] {
  const { analysis, axis, columns, range } = frame
  const { handshakes, packets } = analysis.packets
  const groups = new Map<Schedule, BackoffRow[]>()
  for (let row = 0; row < handshakes.length; row++) {
    if ((columns.syns[row] ?? 0) < 2 || !isKept(frame, row)) continue
    if ((columns.end[row] ?? 0) < range.start || (columns.start[row] ?? 0) > range.end) continue
    const syns: number[] = []
    const unanswered: boolean[] = []
    let first = NaN
    for (let p = handshakes.packetStart[row] ?? 0; p < (handshakes.packetStart[row + 1] ?? 0); p++) {
      const marks = packets.marks[p] ?? 0
      if (packets.kind[p] !== KIND.syn || (marks & MARK.duplicate) !== 0 || (marks & MARK.fromClient) === 0) continue
      const at = packetOffset(analysis.packets, axis, p)
      if (Number.isNaN(first)) first = at
      syns.push(at - first)
      unanswered.push((marks & MARK.unanswered) !== 0)
    }
    const schedule = SCHEDULES[handshakes.schedule[row] ?? 0] ?? 'none'
    const rows = groups.get(schedule)
    const backoffRow = { start: columns.start[row] ?? 0, syns, unanswered }
    if (rows === undefined) groups.set(schedule, [backoffRow])
    else rows.push(backoffRow)
  }
  return [...groups]
    .map(([schedule, rows]) => ({ schedule, rows: rows.sort((a, b) => a.start - b.start) }))
    .sort((a, b) => b.rows.length - a.rows.length)
}
