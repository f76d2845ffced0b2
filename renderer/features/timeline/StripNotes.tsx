// Notes on the strips under the lanes: a note on a moment goes on as a line through them, one on a stretch of time as a
// band, one on a snapshot of a counter has its number on that counter's strip. Their words are on the lanes.
import { useMemo } from 'react'
import { notesInOrder } from '../../../shared/annotation/note-order.ts'
import type { Note } from '../../../shared/annotation/note.ts'
import { anchorSecond } from '../../../shared/figure/note-anchors.ts'
import { xOfTime } from '../../../shared/timeline/time-range.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { finderOf } from '../notes/place-on-lanes.ts'
import { useNotePalette } from '../notes/use-note-palette.ts'
import { usePlotGeometry } from './plot-geometry.ts'
import styles from './strip-notes.module.css'

export interface StripNotesProps {
  readonly loaded: Loaded
  /** MIB name of the strip's counter; null for a queue. */
  readonly counter: string | null
  readonly height: number
}

interface StripNote {
  readonly note: Note
  readonly number: number
  readonly start: number
  /** Of a stretch of time; null for a moment. */
  readonly end: number | null
  readonly isHere: boolean
}

/** Drawn over a strip's plot; nothing where no note belongs. */
export function StripNotes({ loaded, counter, height }: StripNotesProps) {
  const notes = useWorkspace((state) => state.noteHistory.notes)
  const placed = useMemo((): readonly StripNote[] => {
    const frame = { analysis: loaded.analysis, axis: loaded.axis }
    const finder = finderOf(loaded)
    return notesInOrder(notes).flatMap((note, index): StripNote[] => {
      const { anchor, target } = note
      if (anchor.kind !== 'time' && anchor.kind !== 'snapshot') return []
      const start = anchorSecond(frame, finder, anchor)
      if (start === null) return []
      const end = note.kind === 'span' && target !== null ? anchorSecond(frame, finder, target) : null
      const isHere = anchor.kind === 'snapshot' && anchor.counter !== null && anchor.counter === counter
      return [{ note, number: index + 1, start, end, isHere }]
    })
  }, [notes, loaded, counter])
  return placed.length === 0 ? null : <PlacedNotes placed={placed} height={height} />
}

const BADGE = 8

/** Follows every frame of a pan; drawn only where there are notes. */
function PlacedNotes({ placed, height }: { readonly placed: readonly StripNote[]; readonly height: number }) {
  const store = useWorkspaceApi()
  const { width } = usePlotGeometry()
  const range = useWorkspace((state) => state.range)
  const active = useWorkspace((state) => state.activeNote)
  const palette = useNotePalette()
  const x = (second: number): number => Math.round(xOfTime(range, width, second) * 10) / 10
  return (
    <svg className={styles.notes} data-testid="strip-notes" aria-hidden>
      {placed.map(({ note, number, start, end, isHere }) => {
        const { line, onLine } = palette[note.colour]
        const from = x(Math.min(start, end ?? start))
        const to = x(Math.max(start, end ?? start))
        if (to < 0 || from > width) return null
        return (
          <g key={note.id} data-note={number}>
            {end !== null && (
              <rect x={from} y={0} width={Math.max(1, to - from)} height={height} fill={line} fillOpacity={0.12} />
            )}
            <line
              x1={from}
              y1={0}
              x2={from}
              y2={height}
              stroke={line}
              strokeDasharray={end === null ? '4 3' : undefined}
            />
            {end !== null && <line x1={to} y1={0} x2={to} y2={height} stroke={line} />}
            {isHere && (
              <g
                className={styles.badge}
                transform={`translate(${Math.min(Math.max(from, BADGE + 1), width - BADGE - 1)} ${BADGE + 2})`}
                onPointerDown={(event) => {
                  event.stopPropagation()
                  store.getState().activateNote(note.id)
                }}
              >
                <circle r={BADGE} fill={line} stroke={active === note.id ? 'var(--accent)' : 'none'} strokeWidth={2} />
                <text fill={onLine} textAnchor="middle" dominantBaseline="central">
                  {number}
                </text>
              </g>
            )}
          </g>
        )
      })}
    </svg>
  )
}
