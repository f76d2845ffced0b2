// Pointer and wheel on anything that shows the time axis: wheel and pinch zoom at the pointer, dragging selects a range,
// with Shift (or the middle button) it pans. The same hands work on overview, ruler, lanes and counters.
import { panRange, spanOf, timeOfX, zoomRange } from '../../../shared/timeline/time-range.ts'
import type { TimeRange } from '../../../shared/timeline/time-range.ts'
import type { WorkspaceStore } from '../../state/workspace-store.ts'

export interface GestureSurface {
  readonly store: WorkspaceStore
  /** Range that the surface shows: the visible one, or the whole capture on the overview. */
  readonly shown: () => TimeRange
  /** Pixels from the surface's left edge to where the plot begins, and the plot's width. */
  readonly plotLeft: () => number
  readonly plotWidth: () => number
  /** Plain wheel scrolls (lanes) instead of zooming; with Ctrl, Meta or Alt it always zooms. */
  readonly wheelScrolls?: () => boolean
  readonly onHover?: (time: number, x: number, y: number) => void
  readonly onLeave?: () => void
  readonly onClick?: (time: number, y: number, event: PointerEvent) => void
  readonly onDoubleClick?: (time: number, y: number) => void
}

/** A pointer that moved less than this is a click: hands on a mouse button are not quite still. */
const CLICK_PIXELS = 4
/** Wheel pixels that halve or double the range. */
const WHEEL_OCTAVE = 320

type Drag =
  | {
      readonly kind: 'press'
      readonly pointer: number
      readonly x: number
      readonly time: number
      readonly pan: boolean
    }
  | { readonly kind: 'select'; readonly pointer: number; readonly time: number }
  | { readonly kind: 'pan'; readonly pointer: number; readonly x: number; readonly range: TimeRange }

/** Makes `element` a time surface; the returned function takes the hands off again. */
export function attachTimeGestures(element: HTMLElement, surface: GestureSurface): () => void {
  const { store } = surface
  let drag: Drag | null = null
  const touches = new Map<number, number>()
  let pinch: { readonly distance: number; readonly range: TimeRange; readonly anchor: number } | null = null

  const bounds = (): TimeRange => store.getState().ranges[0] ?? store.getState().range
  const xOf = (event: MouseEvent): number => event.clientX - element.getBoundingClientRect().left - surface.plotLeft()
  const yOf = (event: MouseEvent): number => event.clientY - element.getBoundingClientRect().top
  const timeOf = (x: number): number => {
    const shown = surface.shown()
    return Math.min(Math.max(timeOfX(shown, surface.plotWidth(), x), shown.start), shown.end)
  }
  const selectTo = (from: number, to: number): void =>
    store.getState().brush({ start: Math.min(from, to), end: Math.max(from, to) })

  const onWheel = (event: WheelEvent): void => {
    const unit =
      event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : event.deltaMode === WheelEvent.DOM_DELTA_PAGE ? 400 : 1
    const { range, moveRange } = store.getState()
    const zooming = event.ctrlKey || event.metaKey || event.altKey
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey
    if (!zooming && sideways) {
      event.preventDefault()
      const pixels = (event.deltaX || event.deltaY) * unit
      moveRange(panRange(range, pixels / surface.plotWidth(), bounds()))
    } else if (zooming || surface.wheelScrolls?.() !== true) {
      event.preventDefault()
      // A pinch on a track pad arrives as Ctrl + wheel in small steps.
      const factor = 2 ** ((event.deltaY * unit * (event.ctrlKey && event.deltaMode === 0 ? 3 : 1)) / WHEEL_OCTAVE)
      moveRange(zoomRange(range, timeOf(xOf(event)), Math.min(4, Math.max(0.25, factor)), bounds()))
    }
  }

  const onDown = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') touches.set(event.pointerId, event.clientX)
    if (touches.size === 2) {
      const [a = 0, b = 0] = [...touches.values()]
      const middle = (a + b) / 2 - element.getBoundingClientRect().left - surface.plotLeft()
      pinch = { distance: Math.max(24, Math.abs(a - b)), range: store.getState().range, anchor: timeOf(middle) }
      drag = null
      return
    }
    const x = xOf(event)
    if (event.button > 1 || x < 0 || x > surface.plotWidth()) return
    if (event.button === 1) event.preventDefault()
    const pan = event.shiftKey || event.button === 1
    drag = { kind: 'press', pointer: event.pointerId, x, time: timeOf(x), pan }
    element.setPointerCapture(event.pointerId)
  }

  const onMove = (event: PointerEvent): void => {
    if (pinch !== null && touches.has(event.pointerId)) {
      touches.set(event.pointerId, event.clientX)
      const [a = 0, b = 0] = [...touches.values()]
      store
        .getState()
        .moveRange(zoomRange(pinch.range, pinch.anchor, pinch.distance / Math.max(24, Math.abs(a - b)), bounds()))
      return
    }
    const x = xOf(event)
    if (drag?.kind === 'press' && Math.abs(x - drag.x) > CLICK_PIXELS) {
      drag = drag.pan
        ? { kind: 'pan', pointer: drag.pointer, x: drag.x, range: store.getState().range }
        : { kind: 'select', pointer: drag.pointer, time: drag.time }
    }
    if (drag?.kind === 'select') selectTo(drag.time, timeOf(x))
    else if (drag?.kind === 'pan') {
      const by = ((drag.x - x) / surface.plotWidth()) * spanOf(drag.range)
      store.getState().moveRange({ start: drag.range.start + by, end: drag.range.end + by })
    }
    if (x >= 0 && x <= surface.plotWidth()) surface.onHover?.(timeOf(x), x, yOf(event))
    else surface.onLeave?.()
  }

  const onUp = (event: PointerEvent): void => {
    touches.delete(event.pointerId)
    if (touches.size < 2) pinch = null
    const done = drag
    drag = null
    if (done === null || done.pointer !== event.pointerId) return
    if (element.hasPointerCapture(event.pointerId)) element.releasePointerCapture(event.pointerId)
    if (done.kind !== 'press') return
    if (store.getState().brushed !== null) store.getState().brush(null)
    surface.onClick?.(done.time, yOf(event), event)
  }

  const onCancel = (event: PointerEvent): void => {
    touches.delete(event.pointerId)
    pinch = null
    drag = null
  }
  const onLeave = (): void => surface.onLeave?.()
  const onDouble = (event: MouseEvent): void => surface.onDoubleClick?.(timeOf(xOf(event)), yOf(event))

  element.addEventListener('wheel', onWheel, { passive: false })
  element.addEventListener('pointerdown', onDown)
  element.addEventListener('pointermove', onMove)
  element.addEventListener('pointerup', onUp)
  element.addEventListener('pointercancel', onCancel)
  element.addEventListener('pointerleave', onLeave)
  element.addEventListener('dblclick', onDouble)
  return () => {
    element.removeEventListener('wheel', onWheel)
    element.removeEventListener('pointerdown', onDown)
    element.removeEventListener('pointermove', onMove)
    element.removeEventListener('pointerup', onUp)
    element.removeEventListener('pointercancel', onCancel)
    element.removeEventListener('pointerleave', onLeave)
    element.removeEventListener('dblclick', onDouble)
  }
}
