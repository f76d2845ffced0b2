// What part of time is shown and how rows are arranged. Discrete changes of the view go into a history, so that back
// and forward undo them; panning and zooming merge into one step per gesture.
import type { StateCreator } from 'zustand'
import { clampRange, sameRange } from '../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../shared/timeline/time-range.ts'
import type { TimeFormat } from '../../shared/timeline/time-text.ts'
import type { WorkspaceState } from './workspace-store.ts'

export const GROUPINGS = ['none', 'listener', 'client', 'outcome', 'minute'] as const
export type Grouping = (typeof GROUPINGS)[number]

/** Columns that rows can be sorted by; names are those of the filter language where one exists. */
export interface SortKey {
  readonly column: string
  readonly descending: boolean
}

/** Everything that back and forward restore. */
export interface ViewMoment {
  readonly range: TimeRange
  readonly ranges: readonly TimeRange[]
  readonly grouping: Grouping
  readonly folded: ReadonlySet<string>
  readonly sort: readonly SortKey[]
  readonly filterText: string
}

export interface ViewSlice {
  /** What every time view shows now; equals the last of `ranges` until the user pans or zooms away from it. */
  readonly range: TimeRange
  /** Committed ranges, the whole capture first: the breadcrumb. */
  readonly ranges: readonly TimeRange[]
  /** Selected by dragging and not committed yet; its figures are in the status bar. */
  readonly brushed: TimeRange | null
  readonly timeFormat: TimeFormat
  /** The user is moving the snapshots in time. */
  readonly shiftsSnapshots: boolean
  readonly grouping: Grouping
  /** Keys of folded groups (see shared/analysis handshake groups). */
  readonly folded: ReadonlySet<string>
  /** First key decides; empty means order of time. */
  readonly sort: readonly SortKey[]
  readonly past: readonly ViewMoment[]
  readonly future: readonly ViewMoment[]

  /** Pan and zoom: calls within 700 ms of each other are one step of the history. */
  moveRange: (range: TimeRange) => void
  brush: (range: TimeRange | null) => void
  /** Goes into `range`, or into the brushed range; nothing to go into: no change. */
  commitRange: (range?: TimeRange) => void
  /** Drops the brushed range, else leaves the last committed one. `depth` = how many ranges stay (1 = whole capture). */
  leaveRange: (depth?: number) => void
  setTimeFormat: (format: TimeFormat) => void
  setShiftsSnapshots: (on: boolean) => void
  setGrouping: (grouping: Grouping) => void
  toggleFolded: (group: string) => void
  setFolded: (groups: ReadonlySet<string>) => void
  setSort: (sort: readonly SortKey[]) => void
  back: () => void
  forward: () => void
}

const NOTHING: TimeRange = { start: 0, end: 1 }
const GESTURE_PAUSE_MS = 700
const LONGEST_HISTORY = 200

export const createViewSlice: StateCreator<WorkspaceState, [], [], ViewSlice> = (set, get) => {
  let lastMove = -Infinity

  const moment = (): ViewMoment => {
    const { range, ranges, grouping, folded, sort, filterText } = get()
    return { range, ranges, grouping, folded, sort, filterText }
  }
  /** Applies a discrete change and remembers what was before. */
  const change = (patch: Partial<WorkspaceState>): void => {
    lastMove = -Infinity
    set((state) => ({ ...patch, past: [...state.past, moment()].slice(-LONGEST_HISTORY), future: [] }))
  }
  const bounds = (): TimeRange => get().ranges[0] ?? NOTHING

  return {
    range: NOTHING,
    ranges: [NOTHING],
    brushed: null,
    timeFormat: 'utc',
    shiftsSnapshots: false,
    grouping: 'none',
    folded: new Set(),
    sort: [],
    past: [],
    future: [],

    moveRange: (range) => {
      const next = clampRange(range, bounds())
      if (sameRange(next, get().range)) return
      const now = performance.now()
      if (now - lastMove > GESTURE_PAUSE_MS) change({ range: next })
      else set({ range: next })
      lastMove = now
    },
    brush: (brushed) => set({ brushed }),
    commitRange: (given) => {
      const target = given ?? get().brushed
      if (target === null || target === undefined || !(target.end > target.start)) return
      const range = clampRange(target, bounds())
      const { ranges } = get()
      const top = ranges.at(-1)
      if (top && sameRange(top, range)) return change({ range, brushed: null })
      change({ range, ranges: sameRange(range, bounds()) ? [bounds()] : [...ranges, range], brushed: null })
    },
    leaveRange: (depth) => {
      const { ranges, range, brushed } = get()
      if (depth === undefined && brushed !== null) return set({ brushed: null })
      const top = ranges.at(-1) ?? NOTHING
      // Panned away from the committed range: the first step back returns to it.
      if (depth === undefined && !sameRange(top, range)) return change({ range: top })
      const kept = ranges.slice(0, Math.max(1, depth ?? ranges.length - 1))
      const next = kept.at(-1) ?? NOTHING
      if (kept.length === ranges.length && sameRange(next, range)) return
      change({ ranges: kept, range: next, brushed: null })
    },
    setTimeFormat: (timeFormat) => set({ timeFormat }),
    setShiftsSnapshots: (shiftsSnapshots) => set({ shiftsSnapshots }),
    setGrouping: (grouping) => {
      if (grouping !== get().grouping) change({ grouping, folded: new Set() })
    },
    toggleFolded: (group) => {
      const folded = new Set(get().folded)
      if (!folded.delete(group)) folded.add(group)
      set({ folded })
    },
    setFolded: (folded) => set({ folded }),
    setSort: (sort) => change({ sort }),
    back: () => {
      const { past, future } = get()
      const before = past.at(-1)
      if (!before) return
      lastMove = -Infinity
      set({ ...before, brushed: null, past: past.slice(0, -1), future: [moment(), ...future] })
    },
    forward: () => {
      const { past, future } = get()
      const after = future[0]
      if (!after) return
      lastMove = -Infinity
      set({ ...after, brushed: null, past: [...past, moment()], future: future.slice(1) })
    },
  }
}
