// Notes over the lanes: shapes below, numbered badges and labels on top. Labels are dragged, resized, typed into in place,
// moved with the arrow keys and removed with Delete.
import { useEffect, useMemo, useState } from 'react'
import { notesInOrder } from '../../../shared/annotation/note-order.ts'
import { noteText } from '../../../shared/annotation/note-text.ts'
import { leaderEnd } from '../../../shared/annotation/place-labels.ts'
import type { LaneLayout } from '../../../shared/timeline/lane-layout.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import { useTranslate } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useMask } from '../../state/use-analysis.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import { usePlotGeometry } from '../timeline/plot-geometry.ts'
import { NoteLabel } from './NoteLabel.tsx'
import { NoteShape } from './NoteShape.tsx'
import { NoteToolSurface } from './NoteToolSurface.tsx'
import { finderOf, isInView, labelAnchor, labelOffsets, labelSize, placedAnchor } from './place-on-lanes.ts'
import type { LanesPlot } from './place-on-lanes.ts'
import { useNotePalette } from './use-note-palette.ts'
import styles from './notes.module.css'

/** Milliseconds without a change of the range after which labels look for better places. */
const REST = 160

export interface LaneNotesProps {
  readonly loaded: Loaded
  readonly layout: LaneLayout
  /** CSS pixels scrolled away above, and the visible height. */
  readonly top: number
  readonly height: number
}

export function LaneNotes({ loaded, layout, top, height }: LaneNotesProps) {
  const t = useTranslate()
  const mask = useMask()
  const { gutter, width } = usePlotGeometry()
  const range = useWorkspace((state) => state.range)
  const notes = useWorkspace((state) => state.noteHistory.notes)
  const active = useWorkspace((state) => state.activeNote)
  const typed = useWorkspace((state) => (state.typedIn === 'timeline' ? state.typedNote : null))
  const tool = useWorkspace((state) => state.noteTool)
  const settled = useRestingView(range, top, height)
  const palette = useNotePalette()

  const plot = useMemo(
    (): LanesPlot => ({ loaded, layout, finder: finderOf(loaded), top, height, gutter, width }),
    [loaded, layout, top, height, gutter, width],
  )
  const listed = useMemo(
    () => notesInOrder(notes).map((note) => ({ note, words: mask(noteText(note.text, t)) })),
    [notes, t, mask],
  )
  const offsets = useMemo(
    () => labelOffsets({ ...plot, top: settled.top, height: settled.height }, listed, settled.range),
    [plot, listed, settled],
  )
  if (listed.length === 0 && tool === null) return null
  const drawn = listed.flatMap(({ note, words }, index) => {
    const anchor = placedAnchor(plot, note.anchor, range)
    const target = note.target === null ? null : placedAnchor(plot, note.target, range)
    if (
      anchor === null ||
      (!isInView(plot, anchor) && !(note.kind === 'span' && target !== null && isInView(plot, target)))
    )
      return []
    const offset = offsets.get(note.id) ?? null
    // While its words are typed a note always has a label; where it was dragged to counts before any other place.
    const at = note.place ?? offset ?? (typed === note.id ? { dx: 12, dy: 10 } : null)
    const size = note.place === null && offset !== null ? offset : labelSize(words, note.width)
    const box =
      at === null ? null : { x: anchor.x + at.dx, y: anchor.y + at.dy, width: size.width, height: size.height }
    return [{ note, words, number: index + 1, anchor, target, box }]
  })
  return (
    <div className={styles.layer} data-testid="lane-notes">
      <svg className={styles.shapes} aria-hidden>
        <clipPath id="note-plot">
          <rect x={gutter} y={0} width={width} height={height} />
        </clipPath>
        <g clipPath="url(#note-plot)">
          {drawn.map(({ note, anchor, target, box }) => (
            <g key={note.id}>
              <NoteShape
                note={note}
                anchor={anchor}
                target={target}
                line={palette[note.colour].line}
                plot={plot}
                range={range}
              />
              {box !== null && note.kind !== 'text' && (
                <Leader box={box} from={labelAnchor(note, anchor, target)} line={palette[note.colour].line} />
              )}
            </g>
          ))}
        </g>
      </svg>
      {drawn.map(({ note, words, number, anchor, box }) => (
        <NoteLabel
          key={note.id}
          note={note}
          words={words}
          number={number}
          anchor={anchor}
          box={box}
          ink={palette[note.colour]}
          isActive={active === note.id}
          isTyped={typed === note.id}
        />
      ))}
      {tool !== null && <NoteToolSurface tool={tool} plot={plot} range={range} />}
    </div>
  )
}

interface LeaderProps {
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  readonly from: { readonly x: number; readonly y: number; readonly reach: number }
  readonly line: string
}

function Leader({ box, from, line }: LeaderProps) {
  const x = Math.max(from.x - from.reach, Math.min(box.x + box.width / 2, from.x + from.reach))
  const end = leaderEnd(box, x, from.y)
  return <line x1={x} y1={from.y} x2={end.x} y2={end.y} stroke={line} strokeWidth={1.2} />
}

interface View {
  readonly range: TimeRange
  readonly top: number
  readonly height: number
}

/** What was in view when it last stood still for {@link REST} milliseconds. */
function useRestingView(range: TimeRange, top: number, height: number): View {
  const [view, setView] = useState<View>({ range, top, height })
  useEffect(() => {
    const timer = setTimeout(() => setView({ range, top, height }), REST)
    return () => clearTimeout(timer)
  }, [range, top, height])
  return view
}
