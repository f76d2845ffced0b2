// What is chosen, in every view at once: handshakes, packets, one focused handshake (the detail shows it), what the
// pointer is over, and a counter interval.
import type { StateCreator } from 'zustand'
import type { EvidenceLink } from '../../shared/analysis/findings.ts'
import { RowSet } from './row-set.ts'
import type { WorkspaceState } from './workspace-store.ts'

export interface ChosenInterval {
  /** Rows of CounterEvidence.snapshots; the interval between them. */
  readonly from: number
  readonly to: number
  readonly counter: string | null
}

export interface SelectionSlice {
  readonly selected: RowSet
  /** Packets chosen one by one (rows of the PacketTable), e.g. by a link of the verdict. */
  readonly selectedPackets: RowSet
  /** The handshake that the detail shows; null when none. */
  readonly focused: number | null
  /** A packet of the focused handshake whose fields and bytes are shown. */
  readonly focusedPacket: number | null
  readonly chosenInterval: ChosenInterval | null
  /** A listener queue (row of listenerQueues) or setting (row of settings) that a link points at. */
  readonly chosenFact: { readonly kind: 'listener-queue' | 'setting'; readonly row: number } | null
  readonly hoverTime: number | null
  readonly hoverHandshake: number | null

  /** Chooses exactly these handshakes; the first (or `focus`) gets the focus. */
  select: (rows: Iterable<number> | Uint32Array, focus?: number | null) => void
  toggleSelected: (row: number) => void
  focus: (row: number | null, packet?: number | null) => void
  focusPacket: (packet: number | null) => void
  chooseInterval: (interval: ChosenInterval | null) => void
  /** Chooses what a number of the verdict stands for. */
  followLink: (link: EvidenceLink) => void
  clearSelection: () => void
  hoverAt: (time: number | null, handshake?: number | null) => void
}

const NOTHING_CHOSEN = {
  selected: RowSet.empty,
  selectedPackets: RowSet.empty,
  chosenInterval: null,
  chosenFact: null,
  focusedPacket: null,
} as const

export const createSelectionSlice: StateCreator<WorkspaceState, [], [], SelectionSlice> = (set, get) => ({
  ...NOTHING_CHOSEN,
  focused: null,
  hoverTime: null,
  hoverHandshake: null,

  select: (rows, focus) => {
    const selected = RowSet.of(rows)
    const focused = focus === undefined ? (selected.rows[0] ?? null) : focus
    set({ ...NOTHING_CHOSEN, selected, focused })
  },
  toggleSelected: (row) => {
    const selected = get().selected.toggled(row)
    set({ selected, focused: selected.has(row) ? row : get().focused })
  },
  focus: (row, packet = null) => {
    set({
      focused: row,
      focusedPacket: packet,
      selected: row === null ? RowSet.empty : RowSet.of([row]),
      selectedPackets: RowSet.empty,
    })
  },
  focusPacket: (focusedPacket) => set({ focusedPacket }),
  chooseInterval: (chosenInterval) => set({ chosenInterval }),
  followLink: (link) => {
    switch (link.kind) {
      case 'handshakes':
        get().select(link.rows)
        return
      case 'packets': {
        const owners = get().loaded?.analysis.packets.packets.handshake
        const selectedPackets = RowSet.of(link.rows)
        const selected = RowSet.of(owners ? Array.from(selectedPackets.rows, (row) => owners[row] ?? 0) : [])
        set({ ...NOTHING_CHOSEN, selected, selectedPackets, focused: selected.rows[0] ?? null })
        return
      }
      case 'counter':
        set({ ...NOTHING_CHOSEN, chosenInterval: { from: link.from, to: link.to, counter: link.name } })
        return
      case 'listener-queue':
      case 'setting':
        set({ ...NOTHING_CHOSEN, chosenFact: { kind: link.kind, row: link.row } })
    }
  },
  clearSelection: () => set({ ...NOTHING_CHOSEN, focused: null }),
  hoverAt: (hoverTime, hoverHandshake = null) => set({ hoverTime, hoverHandshake }),
})
