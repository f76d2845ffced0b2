// The lanes: a canvas that floats over a tall scrolled element, labels beside it, a twin for the keyboard, a tooltip.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import {
  lineAt,
  lineAtY,
  lineNumber,
  lineOfHandshake,
  linesBetween,
  stickyHeader,
} from '../../../shared/timeline/lane-layout.ts'
import type { LaneLayout, LaneLine } from '../../../shared/timeline/lane-layout.ts'
import { nearestPacket } from '../../../shared/timeline/lane-hit.ts'
import { rangeAround, spanOf } from '../../../shared/timeline/time-range.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { timeTicks } from '../../../shared/timeline/time-ticks.ts'
import { contentTop, scrollHeight, scrollTopFor } from '../../../shared/timeline/virtual-scroll.ts'
import type { LaneSchedule } from '../../../shared/timeline/lane-schedule.ts'
import type { SynJourney } from '../../../shared/tcp/packet-journey.ts'
import { useTranslate } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { LaneNotes } from '../notes/LaneNotes.tsx'
import type { Clock } from './clock.ts'
import { DensityPainter } from './density-painter.ts'
import { drawGrid, drawLanes } from './drawing/draw-lanes.ts'
import type { LanesFrame } from './drawing/draw-lanes.ts'
import { DETAILED_ROW } from './drawing/draw-lane.ts'
import { markSprites } from './drawing/mark-sprites.ts'
import type { Palette } from './drawing/palette.ts'
import { TextWidths } from './drawing/text-widths.ts'
import { useFrameLoop, usePainter } from './frame-loop.ts'
import { LaneRows, lineId } from './LaneRows.tsx'
import type { LaneWords } from './lane-words.ts'
import { DensityTooltip } from './DensityTooltip.tsx'
import type { DensityTooltipProps } from './DensityTooltip.tsx'
import { LaneTooltip } from './LaneTooltip.tsx'
import type { TooltipAt } from './LaneTooltip.tsx'
import { usePlotGeometry } from './plot-geometry.ts'
import { attachTimeGestures } from './time-gestures.ts'
import { tickSpacing } from './TimeRuler.tsx'
import styles from './lanes.module.css'
import { useSharpCanvas } from './use-canvas.ts'
import { useLaneMenu } from './use-lane-menu.tsx'

export interface PairedLanes {
  readonly side: readonly number[]
  readonly journeys: (handshake: number) => readonly SynJourney[]
}

export interface LanesViewProps {
  readonly loaded: Loaded
  readonly layout: LaneLayout
  readonly palette: Palette
  readonly clock: Clock
  readonly words: LaneWords
  readonly schedule: (handshake: number) => LaneSchedule | null
  /** Both sides of each handshake; null = one line a lane. */
  readonly pairs: PairedLanes | null
  /** CSS pixels of the visible part. */
  readonly height: number
}

/** Lanes lower than this are drawn as density, not one by one. */
export const DENSE_ROW = 3
/** Lines kept for the screen reader around the active one when rows are too low for text. */
const TWIN_LINES = 12

export function LanesView(props: LanesViewProps) {
  const { loaded, layout, palette, clock, words, schedule, pairs, height } = props
  const t = useTranslate()
  const store = useWorkspaceApi()
  const loop = useFrameLoop()
  const geometry = usePlotGeometry()
  const canvas = useSharpCanvas()
  const scroller = useRef<HTMLDivElement>(null)
  const surface = useRef<HTMLCanvasElement | null>(null)
  const [top, setTop] = useState(0)
  const topNow = useRef(0)
  const [active, setActive] = useState(0)
  const [tip, setTip] = useState<TooltipAt | null>(null)
  const [cell, setCell] = useState<DensityTooltipProps['at'] | null>(null)
  const focused = useWorkspace((state) => state.focused)
  const toggleFolded = useWorkspace((state) => state.toggleFolded)
  // Notes follow every frame of a pan; without notes nothing does.
  const hasNotes = useWorkspace((state) => state.noteHistory.notes.size > 0 || state.noteTool !== null)
  const [density] = useState(() => new DensityPainter(loop.request))
  useEffect(() => () => density.stop(), [density])

  const { rowHeight } = layout
  const detailed = rowHeight >= DETAILED_ROW
  const dense = rowHeight < DENSE_ROW
  const markSize = Math.min(rowHeight * 0.64, palette.rem)
  const ratio = window.devicePixelRatio
  const tools = useMemo(() => {
    const probe = document.createElement('canvas').getContext('2d')
    const font = `500 ${Math.min(0.6875 * palette.rem, rowHeight * 0.52)}px ${palette.fontFamily}`
    return probe === null
      ? null
      : {
          sprites: markSprites(palette, markSize, ratio),
          small: markSprites(palette, Math.max(8, markSize * 0.72), ratio),
          widths: new TextWidths(probe, font),
        }
  }, [palette, markSize, rowHeight, ratio])

  const paint = useCallback(() => {
    const state = store.getState()
    const context = canvas.begin(geometry.gutter + geometry.width, height)
    if (context === null || tools === null || state.loaded?.analysis !== loaded.analysis) return
    const { range, selected, hoverHandshake } = state
    const perPixel = spanOf(range) / geometry.width
    const frame: LanesFrame = {
      analysis: loaded.analysis.packets,
      columns: loaded.columns,
      axis: loaded.axis,
      range,
      plotWidth: geometry.width,
      plotLeft: geometry.gutter,
      rowHeight,
      palette,
      sprites: tools.sprites,
      widths: tools.widths,
      schedule,
      giveUpText: (seconds) => t('timeline.givesUpAfter', { time: durationText(seconds) }),
      layout,
      top: topNow.current,
      height,
      ticks: timeTicks(range, geometry.width, tickSpacing(clock, palette.rem, perPixel), clock.phase),
      isSelected: (row) => selected.has(row),
      focused: state.focused,
      hovered: hoverHandshake,
    }
    if (!dense) {
      const both = pairs === null ? null : { ...pairs, smallSprites: tools.small }
      return drawLanes(context, frame, both)
    }
    context.fillStyle = palette.colour.surface
    context.fillRect(0, 0, geometry.gutter + geometry.width, height)
    drawGrid(context, frame)
    context.save()
    context.beginPath()
    context.rect(geometry.gutter, 0, geometry.width, height)
    context.clip()
    context.translate(geometry.gutter, 0)
    density.draw(context, { loaded, layout, palette, range, top: topNow.current, height, plotWidth: geometry.width })
    context.restore()
  }, [
    store,
    canvas,
    geometry,
    height,
    tools,
    loaded,
    rowHeight,
    palette,
    schedule,
    layout,
    clock,
    dense,
    density,
    pairs,
    t,
  ])
  usePainter(paint)

  // ── scrolling ──────────────────────────────────────────────
  const scrollTo = useCallback(
    (content: number) => {
      if (scroller.current) scroller.current.scrollTop = scrollTopFor(content, layout.height, height)
    },
    [layout, height],
  )
  const onScroll = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    const next = Math.min(contentTop(element.scrollTop, layout.height, height), Math.max(0, layout.height - height))
    topNow.current = next
    // Labels and canvas in the same frame; React alone would draw them one frame late.
    flushSync(() => setTop(next))
    loop.request()
  }, [layout, height, loop])
  useEffect(() => {
    // The layout changed under the scroll bar (folding, row height, filter): stay where the list still is.
    const element = scroller.current
    if (element === null) return
    const next = Math.min(contentTop(element.scrollTop, layout.height, height), Math.max(0, layout.height - height))
    topNow.current = next
    setTop(next)
  }, [layout, height])

  const reveal = useCallback(
    (line: LaneLine) => {
      const size = line.kind === 'header' ? layout.headerHeight : Math.max(rowHeight, 1)
      const above = topNow.current + layout.headerHeight
      if (line.top < above) scrollTo(line.top - layout.headerHeight)
      else if (line.top + size > topNow.current + height) scrollTo(line.top + size - height)
    },
    [layout, rowHeight, height, scrollTo],
  )

  // What is focused elsewhere (table, verdict, N) comes into view here.
  useEffect(() => {
    if (focused === null) return
    const line = lineOfHandshake(layout, focused)
    if (line === null) return
    setActive(lineNumber(layout, line))
    reveal(line)
  }, [focused, layout, reveal])

  // ── pointer ────────────────────────────────────────────────
  const laneUnder = useCallback(
    (y: number): number | null => {
      const line = lineAtY(layout, topNow.current + y)
      return line?.kind === 'lane' ? (layout.list.rows[line.position] ?? null) : null
    },
    [layout],
  )
  useEffect(() => {
    const element = surface.current
    if (element === null) return
    const near = (time: number, row: number): number | null => {
      const reach = (spanOf(store.getState().range) / geometry.width) * Math.max(7, markSize * 0.7)
      return nearestPacket(loaded.analysis.packets, loaded.axis, row, time, reach)
    }
    return attachTimeGestures(element, {
      store,
      shown: () => store.getState().range,
      plotLeft: () => geometry.gutter,
      plotWidth: () => geometry.width,
      wheelScrolls: () => layout.height > height + 1,
      onHover: (time, x, y) => {
        const row = laneUnder(y)
        store.getState().hoverAt(time, row)
        setTip(row === null || dense ? null : { row, packet: near(time, row), x: geometry.gutter + x, y })
        if (!dense) return setCell(null)
        const wish = { loaded, layout, palette, range: store.getState().range, top: topNow.current, height }
        const grid = density.gridFor({ ...wish, plotWidth: geometry.width })
        setCell(grid && { grid, time, content: topNow.current + y, x: geometry.gutter + x, y })
      },
      onLeave: () => {
        store.getState().hoverAt(null)
        setTip(null)
        setCell(null)
      },
      onClick: (time, y, event) => {
        const row = laneUnder(y)
        if (row === null) return
        if (event.ctrlKey || event.metaKey) store.getState().toggleSelected(row)
        else store.getState().focus(row, dense ? null : near(time, row))
      },
      onDoubleClick: (_, y) => {
        const row = laneUnder(y)
        if (row === null) return
        const { columns, axis } = loaded
        const { commitRange } = store.getState()
        commitRange(rangeAround(columns.start[row] ?? 0, columns.end[row] ?? 0, 0.1, axis.bounds))
      },
    })
  }, [store, loaded, layout, geometry, height, dense, density, palette, markSize, laneUnder])

  // ── menu ───────────────────────────────────────────────────
  const menu = useLaneMenu({ layout, height, active, gutter: geometry.gutter, surface, top: topNow })
  const openMenu = (event: React.MouseEvent<HTMLDivElement>): void => {
    if (!menu.openAt(event)) return
    setTip(null)
    setCell(null)
  }

  const choose = useCallback(
    (row: number, toggle: boolean) => (toggle ? store.getState().toggleSelected(row) : store.getState().focus(row)),
    [store],
  )

  // ── keyboard ───────────────────────────────────────────────
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault()
      return menu.openHere()
    }
    const page = Math.max(1, Math.floor(height / Math.max(rowHeight, DETAILED_ROW)) - 1)
    const steps: Readonly<Record<string, number>> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -Infinity,
      End: Infinity,
    }
    const line = lineAt(layout, active)
    const step = steps[event.key]
    if (step !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      const next = lineAt(layout, Math.min(Math.max(active + step, 0), layout.lineCount - 1))
      if (next === null) return
      setActive(lineNumber(layout, next))
      reveal(next)
      if (next.kind === 'lane') store.getState().focus(layout.list.rows[next.position] ?? null)
      return
    }
    if (line?.kind === 'header') {
      const key = layout.list.groups[line.group]?.key ?? ''
      const open = !layout.folded.has(key)
      const fold = event.key === 'Enter' || event.key === ' ' || event.key === (open ? 'ArrowLeft' : 'ArrowRight')
      if (fold) {
        event.preventDefault()
        event.stopPropagation()
        toggleFolded(key)
      }
    } else if (line?.kind === 'lane' && event.key === ' ') {
      event.preventDefault()
      store.getState().toggleSelected(layout.list.rows[line.position] ?? 0)
    }
  }

  // The header of the group whose lanes are at the top stays there until the next one pushes it out.
  const sticky = stickyHeader(layout, top)
  const stickyGroup = sticky?.group ?? null
  const lines = useMemo(() => {
    if (detailed) {
      const shown = linesBetween(layout, top, top + height)
      if (stickyGroup === null || shown[0]?.kind === 'header') return shown
      return [{ kind: 'header' as const, group: stickyGroup, top: layout.tops[stickyGroup] ?? 0 }, ...shown]
    }
    const headers = layout.headerHeight > 0 ? visibleHeaders(layout, top, top + height) : []
    const around: LaneLine[] = []
    for (let n = Math.max(0, active - TWIN_LINES); n <= active + TWIN_LINES; n++) {
      const line = lineAt(layout, n)
      if (line?.kind === 'lane') around.push(line)
    }
    return [...headers, ...around]
  }, [layout, top, height, detailed, active, stickyGroup])

  return (
    <div className={styles.lanes} style={{ height }}>
      <div ref={scroller} className={styles.scroller} onScroll={onScroll} data-testid="lanes-scroller">
        <div className={styles.sticky} onContextMenu={openMenu}>
          <canvas
            ref={(element) => {
              surface.current = element
              canvas.ref(element)
            }}
            className={styles.canvas}
            aria-hidden
          />
          <div
            className={styles.rows}
            style={{ width: geometry.gutter + geometry.width, height }}
            role="treegrid"
            tabIndex={0}
            aria-label={t('timeline.lanesLabel')}
            aria-rowcount={layout.lineCount}
            aria-colcount={2}
            aria-activedescendant={layout.lineCount > 0 ? lineId(active) : undefined}
            onKeyDown={onKeyDown}
          >
            <LaneRows
              layout={layout}
              lines={lines}
              top={top}
              sticky={sticky}
              gutter={geometry.gutter}
              width={geometry.gutter + geometry.width}
              words={words}
              focused={focused}
              hidden={!detailed}
              onFold={toggleFolded}
              onChoose={choose}
            />
          </div>
        </div>
        <div style={{ height: scrollHeight(Math.max(layout.height, height)) }} />
      </div>
      {hasNotes && <LaneNotes loaded={loaded} layout={layout} top={top} height={height} />}
      {menu.element}
      {cell !== null && !menu.isOpen && (
        <DensityTooltip
          at={cell}
          layout={layout}
          clock={clock}
          width={geometry.gutter + geometry.width}
          height={height}
        />
      )}
      {tip !== null && !menu.isOpen && (
        <LaneTooltip
          at={tip}
          loaded={loaded}
          clock={clock}
          words={words}
          schedule={schedule}
          width={geometry.gutter + geometry.width}
          height={height}
        />
      )}
    </div>
  )
}

function visibleHeaders(layout: LaneLayout, top: number, bottom: number): LaneLine[] {
  const out: LaneLine[] = []
  layout.list.groups.forEach((_, group) => {
    const y = layout.tops[group] ?? 0
    if (y + layout.headerHeight > top && y < bottom) out.push({ kind: 'header', group, top: y })
  })
  return out
}
