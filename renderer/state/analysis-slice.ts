// What the worker handed over: held by reference, replaced as a whole, never spread or copied.
import type { StateCreator } from 'zustand'
import type { Analysis } from '../../shared/analysis/analysis.ts'
import type { HandshakeColumns } from '../../shared/analysis/handshake-columns.ts'
import { timeAxis } from '../../shared/timeline/moment.ts'
import type { TimeAxis } from '../../shared/timeline/moment.ts'
import { IS_FAILED } from '../../shared/filter/column-readers.ts'
import { RowSet } from './row-set.ts'
import type { WorkspaceState } from './workspace-store.ts'

export interface Loaded {
  readonly analysis: Analysis
  readonly columns: HandshakeColumns
  readonly axis: TimeAxis
  /** Still being read: figures grow, row numbers may change with the next hand-over. */
  readonly provisional: boolean
}

export interface AnalysisSlice {
  readonly loaded: Loaded | null
  /**
   * Seconds added by hand to the clock of each capture, by row (missing = 0), beyond what was measured. For drawing only;
   * saved with the work.
   */
  readonly clockAdjustments: readonly number[]
  /** Takes over a new analysis; what the user looks at stays where it still makes sense. */
  takeAnalysis: (analysis: Analysis, columns: HandshakeColumns, provisional: boolean) => void
  closeAnalysis: () => void
  setClockAdjustments: (seconds: readonly number[]) => void
}

/** Failed handshakes looked through for one that shows the story best. */
const LOOKED_THROUGH = 2000

/** What is shown first: of the handshakes that the verdict is about (else of all failed ones), one with most SYNs. */
export function storyHandshake({ packets, diagnosis }: Analysis): number | null {
  const { outcome, unansweredSyns, length } = packets.handshakes
  const links = Object.values(diagnosis.findings[0]?.evidence[0]?.links ?? {})
  const told = links.find((link) => link.kind === 'handshakes')?.rows
  let best: number | null = null
  let looked = 0
  const look = (row: number): void => {
    if (IS_FAILED[outcome[row] ?? 0] !== 1) return
    looked++
    if (best === null || (unansweredSyns[row] ?? 0) > (unansweredSyns[best] ?? 0)) best = row
  }
  if (told) for (const row of told.slice(0, LOOKED_THROUGH)) look(row)
  for (let row = 0; best === null && row < length && looked < LOOKED_THROUGH; row++) look(row)
  return best
}

/** Whether the captures of `before` have kept their rows. */
function beginsWith({ packets: { captures } }: Analysis, { packets: before }: Analysis): boolean {
  return before.captures.every((capture, row) => captures[row]?.path === capture.path)
}

export const createAnalysisSlice: StateCreator<WorkspaceState, [], [], AnalysisSlice> = (set, get) => ({
  loaded: null,
  clockAdjustments: [],
  setClockAdjustments: (clockAdjustments) => set({ clockAdjustments }),
  takeAnalysis: (analysis, columns, provisional) => {
    const axis = timeAxis(analysis.packets, analysis.counters)
    const { loaded: before, range, ranges } = get()
    const whole = axis.bounds
    const sameOrigin = before?.axis.originSeconds === axis.originSeconds && ranges.length > 1
    set({
      loaded: { analysis, columns, axis, provisional },
      ...(before !== null && !beginsWith(analysis, before.analysis) ? { clockAdjustments: [] } : {}),
      range: sameOrigin ? range : whole,
      ranges: sameOrigin ? [whole, ...ranges.slice(1)] : [whole],
      ...(sameOrigin ? {} : { past: [], future: [], brushed: null }),
      // Row numbers belong to one analysis.
      selected: RowSet.empty,
      selectedPackets: RowSet.empty,
      focused: provisional ? null : storyHandshake(analysis),
      focusedPacket: null,
      chosenInterval: null,
      chosenFact: null,
      hoverTime: null,
      hoverHandshake: null,
    })
  },
  closeAnalysis: () => {
    get().clearSelection()
    set({ loaded: null, clockAdjustments: [], past: [], future: [], brushed: null, visible: new Uint32Array(0) })
  },
})
