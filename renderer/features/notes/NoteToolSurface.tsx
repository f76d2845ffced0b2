// While a tool for notes is chosen: the next click on the lanes makes a note there, a drag one from here to there. Escape
// puts the tool away.
import { useEffect, useRef, useState } from 'react'
import type { NoteAnchor, NoteKind } from '../../../shared/annotation/note.ts'
import { nearestPacket } from '../../../shared/timeline/lane-hit.ts'
import { lineAtY } from '../../../shared/timeline/lane-layout.ts'
import { spanOf, timeOfX } from '../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { workKeeper } from '../work/work-keeper.ts'
import { anchorAt, newNote } from './new-note.ts'
import type { LanesPlot } from './place-on-lanes.ts'
import styles from './notes.module.css'

/** Pixels within which a packet is meant. */
const REACH = 9
const CLICK = 4

interface Point {
  readonly x: number
  readonly y: number
}

export function NoteToolSurface({
  tool,
  plot,
  range,
}: {
  readonly tool: NoteKind
  readonly plot: LanesPlot
  readonly range: TimeRange
}) {
  const t = useTranslate()
  const context = useCommandContext()
  const store = useWorkspaceApi()
  const surface = useRef<HTMLDivElement>(null)
  const [from, setFrom] = useState<Point | null>(null)
  const [to, setTo] = useState<Point | null>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      store.getState().setNoteTool(null)
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [store])

  const pointOf = (event: React.PointerEvent): Point => {
    const box = surface.current?.getBoundingClientRect()
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) }
  }
  const anchorOf = ({ x, y }: Point): NoteAnchor | null => {
    const second = timeOfX(range, plot.width, Math.min(plot.width, Math.max(0, x)))
    const line = lineAtY(plot.layout, plot.top + y)
    const row = line?.kind === 'lane' ? (plot.layout.list.rows[line.position] ?? null) : null
    const { packets } = plot.loaded.analysis
    const packet =
      row === null ? null : nearestPacket(packets, plot.loaded.axis, row, second, (spanOf(range) / plot.width) * REACH)
    return anchorAt(tool, store.getState(), second, row, packet, workKeeper(context).captureHashes())
  }
  const finish = (end: Point): void => {
    const state = store.getState()
    const start = from
    setFrom(null)
    setTo(null)
    state.setNoteTool(null)
    if (start === null) return
    const anchor = anchorOf(start)
    if (anchor === null) return
    const isDrag = Math.hypot(end.x - start.x, end.y - start.y) > CLICK
    const takesTwo = tool === 'span' || tool === 'arrow'
    const target = takesTwo && isDrag ? anchorOf(end) : null
    // A span or an arrow that was clicked and not drawn has one end only: a point.
    const note = newNote(takesTwo && target === null ? 'point' : tool, anchor, target, state.noteColour)
    state.editNotes({ kind: 'add', note, before: null }, `new ${note.id}`)
    state.typeNote(note.id)
  }
  return (
    <div
      ref={surface}
      className={styles.surface}
      style={{ left: plot.gutter, width: plot.width }}
      role="application"
      aria-label={t('figure.notes.toolHint')}
      data-testid="note-tool"
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setFrom(pointOf(event))
        setTo(null)
      }}
      onPointerMove={(event) => {
        if (from !== null) setTo(pointOf(event))
      }}
      onPointerUp={(event) => finish(pointOf(event))}
      onPointerCancel={() => setFrom(null)}
    >
      {from !== null && to !== null && (
        <svg className={styles.shapes} aria-hidden>
          <line x1={from.x} y1={from.y} x2={to.x} y2={tool === 'span' ? from.y : to.y} className={styles.draft} />
        </svg>
      )}
    </div>
  )
}
