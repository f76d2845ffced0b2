// @vitest-environment jsdom
// Pointer, wheel and keys on the time axis, against the real store.
import { beforeEach, describe, expect, it } from 'vitest'
import { attachTimeGestures } from '../../../renderer/features/timeline/time-gestures.ts'
import { handleTimelineKey } from '../../../renderer/features/timeline/timeline-keys.ts'
import { createWorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import type { WorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import { diagnoseStory, NO_COUNTERS, several, silent } from '../../helpers/stories.ts'
import { madeLanes } from '../../unit/timeline/made-lanes.ts'

const lanes = madeLanes(several(11, 10, (at) => silent(at, [0])))
const diagnosis = diagnoseStory({ handshakes: [] })

let store: WorkspaceStore
let plot: HTMLElement

beforeEach(() => {
  store = createWorkspaceStore()
  store.getState().takeAnalysis({ packets: lanes.packets, counters: NO_COUNTERS, diagnosis }, lanes.columns, false)
  plot = document.createElement('div')
  plot.setPointerCapture = () => undefined
  plot.releasePointerCapture = () => undefined
  plot.hasPointerCapture = () => false
  attachTimeGestures(plot, {
    store,
    shown: () => store.getState().range,
    plotLeft: () => 0,
    plotWidth: () => 1000,
  })
})

const pointer = (type: string, x: number, more: MouseEventInit = {}): void => {
  plot.dispatchEvent(Object.assign(new MouseEvent(type, { clientX: x, bubbles: true, ...more }), { pointerId: 1 }))
}
const span = (): number => store.getState().range.end - store.getState().range.start
const whole = (): number => lanes.axis.bounds.end - lanes.axis.bounds.start

describe('hands on the time axis', () => {
  it('the wheel zooms at the pointer', () => {
    plot.dispatchEvent(new WheelEvent('wheel', { deltaY: -320, clientX: 250, cancelable: true }))
    expect(span()).toBeCloseTo(whole() / 2, 6)
    const { range } = store.getState()
    const anchor = lanes.axis.bounds.start + whole() * 0.25
    expect((anchor - range.start) / span()).toBeCloseTo(0.25, 6)
  })

  it('a wheel turned sideways pans', () => {
    plot.dispatchEvent(new WheelEvent('wheel', { deltaY: -320, clientX: 500, cancelable: true }))
    const before = store.getState().range
    plot.dispatchEvent(new WheelEvent('wheel', { deltaX: 100, cancelable: true }))
    expect(store.getState().range.start - before.start).toBeCloseTo(span() * 0.1, 6)
  })

  it('dragging selects a range, and a click lets it go', () => {
    pointer('pointerdown', 200)
    pointer('pointermove', 210)
    pointer('pointermove', 600)
    pointer('pointerup', 600)
    const { brushed } = store.getState()
    expect((brushed?.end ?? 0) - (brushed?.start ?? 0)).toBeCloseTo(whole() * 0.4, 6)
    pointer('pointerdown', 700)
    pointer('pointerup', 700)
    expect(store.getState().brushed).toBeNull()
  })

  it('a hand that trembles on a click selects nothing', () => {
    pointer('pointerdown', 200)
    pointer('pointermove', 203)
    pointer('pointerup', 203)
    expect(store.getState().brushed).toBeNull()
  })

  it('dragging with Shift pans', () => {
    plot.dispatchEvent(new WheelEvent('wheel', { deltaY: -320, clientX: 500, cancelable: true }))
    const before = store.getState().range
    pointer('pointerdown', 500, { shiftKey: true })
    pointer('pointermove', 490, { shiftKey: true })
    pointer('pointermove', 400, { shiftKey: true })
    expect(store.getState().range.start - before.start).toBeCloseTo(span() * 0.1, 6)
  })
})

describe('keys of the timeline', () => {
  it('W and S zoom, A and D pan', () => {
    handleTimelineKey(store, 'w', false)
    handleTimelineKey(store, 'W', false)
    expect(span()).toBeCloseTo(whole() / 1.35 ** 2, 6)
    const { start } = store.getState().range
    handleTimelineKey(store, 'd', false)
    expect(store.getState().range.start).toBeGreaterThan(start)
    handleTimelineKey(store, 'a', false)
    expect(store.getState().range.start).toBeCloseTo(start, 9)
    handleTimelineKey(store, 's', false)
    handleTimelineKey(store, 's', false)
    expect(span()).toBeCloseTo(whole(), 6)
  })

  it('Enter goes into the selected range, Escape comes back', () => {
    const target = { start: 20, end: 30 }
    store.getState().brush(target)
    expect(handleTimelineKey(store, 'Enter', true)).toBe(true)
    expect(store.getState().range).toEqual(target)
    expect(store.getState().ranges).toHaveLength(2)
    expect(handleTimelineKey(store, 'Escape', true)).toBe(true)
    expect(store.getState().range).toEqual(lanes.axis.bounds)
  })

  it('leaves keys alone that are not its own or meant elsewhere', () => {
    expect(handleTimelineKey(store, 'x', true)).toBe(false)
    expect(handleTimelineKey(store, 'Enter', true)).toBe(false)
    expect(handleTimelineKey(store, 'Escape', true)).toBe(false)
    expect(handleTimelineKey(store, 'ArrowLeft', false)).toBe(false)
  })
})
