// Lanes too thin to draw one by one, as a grid of cells: columns of time × bands of lanes. Filled in slices (`step`)
// so that no frame waits for it; the view shows the last complete grid, stretched, until the next one is ready.
// What is rare is never lost: a cell holds counts by what the packets mean, not an average.
import { MARK } from '../analysis/tables.ts'
import type { PacketAnalysis } from '../analysis/tables.ts'
import type { HandshakeColumns } from '../analysis/handshake-columns.ts'
import type { LaneLayout } from './lane-layout.ts'
import { packetOffset } from './moment.ts'
import type { TimeAxis } from './moment.ts'
import { KIND } from './packet-kind-codes.ts'
import { spanOf } from './time-range.ts'
import type { TimeRange } from './time-range.ts'

export interface DensityGrid {
  readonly range: TimeRange
  /** Content pixels (of the lane layout) that the grid covers. */
  readonly top: number
  readonly bottom: number
  readonly columns: number
  readonly bands: number
  /** Counts, cell (band, column) at band × columns + column. */
  readonly answered: Uint32Array
  readonly unanswered: Uint32Array
  /** Resets and ICMP errors. */
  readonly rejected: Uint32Array
  /** Largest count of any cell, for the scale of the colours. */
  readonly most: number
}

export interface DensityView {
  readonly range: TimeRange
  readonly top: number
  readonly bottom: number
  readonly columns: number
  readonly bands: number
}

/** Runs of lanes that lie inside the view, as positions in LaneList.rows and the pixel where the run begins. */
interface Run {
  readonly from: number
  readonly to: number
  readonly top: number
}

export class DensityJob {
  readonly view: DensityView
  private readonly answered: Uint32Array
  private readonly unanswered: Uint32Array
  private readonly rejected: Uint32Array
  private readonly runs: readonly Run[]
  private run = 0
  private position = 0
  private most = 0

  constructor(
    private readonly analysis: PacketAnalysis,
    private readonly columns: HandshakeColumns,
    private readonly axis: TimeAxis,
    private readonly layout: LaneLayout,
    view: DensityView,
  ) {
    this.view = view
    const cells = view.columns * view.bands
    this.answered = new Uint32Array(cells)
    this.unanswered = new Uint32Array(cells)
    this.rejected = new Uint32Array(cells)
    this.runs = visibleRuns(layout, view)
    this.position = this.runs[0]?.from ?? 0
  }

  get done(): boolean {
    return this.run >= this.runs.length
  }

  /** Adds at most `lanes` lanes; true when the grid is complete. */
  step(lanes: number): boolean {
    let left = lanes
    while (left > 0 && !this.done) {
      const run = this.runs[this.run]
      if (run === undefined) break
      const to = Math.min(run.to, this.position + left)
      left -= to - this.position
      this.add(run, this.position, to)
      this.position = to
      if (to === run.to) {
        this.run++
        this.position = this.runs[this.run]?.from ?? 0
      }
    }
    return this.done
  }

  grid(): DensityGrid {
    const { answered, unanswered, rejected, most } = this
    return { ...this.view, answered, unanswered, rejected, most }
  }

  private add(run: Run, from: number, to: number): void {
    const { view, columns, analysis, axis } = this
    const { rows } = this.layout.list
    const { packetStart } = analysis.handshakes
    const { kind, marks } = analysis.packets
    const { start, end } = view.range
    const perSecond = view.columns / spanOf(view.range)
    const perPixel = view.bands / (view.bottom - view.top)
    for (let position = from; position < to; position++) {
      const row = rows[position] ?? 0
      if ((columns.start[row] ?? 0) > end || (columns.end[row] ?? 0) < start) continue
      const middle = run.top + (position - run.from + 0.5) * this.layout.rowHeight
      const band = Math.floor((middle - view.top) * perPixel)
      if (band < 0 || band >= view.bands) continue
      const last = packetStart[row + 1] ?? 0
      for (let p = packetStart[row] ?? 0; p < last; p++) {
        const plane = this.planeOf(kind[p] ?? 0, marks[p] ?? 0)
        if (plane === null) continue
        const column = Math.floor((packetOffset(analysis, axis, p) - start) * perSecond)
        if (column < 0 || column >= view.columns) continue
        const cell = band * view.columns + column
        const count = (plane[cell] ?? 0) + 1
        plane[cell] = count
        if (count > this.most) this.most = count
      }
    }
  }

  private planeOf(kind: number, marks: number): Uint32Array | null {
    if ((marks & MARK.duplicate) !== 0) return null
    if (kind === KIND.syn) return (marks & MARK.unanswered) !== 0 ? this.unanswered : this.answered
    if (kind === KIND.icmp || (kind === KIND.reset && (marks & MARK.fromClient) === 0)) return this.rejected
    return null
  }
}

function visibleRuns(layout: LaneLayout, view: DensityView): Run[] {
  const { list, tops, rowHeight, headerHeight, folded } = layout
  const runs: Run[] = []
  list.groups.forEach((group, i) => {
    if (list.grouping !== 'none' && folded.has(group.key)) return
    const top = (tops[i] ?? 0) + headerHeight
    const first = Math.max(0, Math.floor((view.top - top) / rowHeight))
    const last = Math.min(group.to - group.from, Math.ceil((view.bottom - top) / rowHeight))
    if (last > first) runs.push({ from: group.from + first, to: group.from + last, top: top + first * rowHeight })
  })
  return runs
}
