// The store of the window: ranges with their history, selection, what a new analysis does to both.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EvidenceLink } from '../../../shared/analysis/findings.ts'
import { loadTongue, settledLanguage } from '../../../renderer/i18n/language.ts'
import { arrangeRows } from '../../../renderer/state/arrange-rows.ts'
import { neighbourFailed } from '../../../renderer/state/failed-handshakes.ts'
import { RowSet } from '../../../renderer/state/row-set.ts'
import { createWorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import type { WorkspaceStore } from '../../../renderer/state/workspace-store.ts'
import { prepared } from '../../helpers/filter-subject.ts'

let store: WorkspaceStore
const state = () => store.getState()

beforeEach(() => {
  store = createWorkspaceStore()
  const { analysis, columns } = prepared()
  state().takeAnalysis(analysis, columns, false)
})

describe('RowSet', () => {
  it('is sorted, holds no row twice and finds rows', () => {
    const set = RowSet.of([5, 1, 5, 3])
    expect([...set.rows]).toEqual([1, 3, 5])
    expect([set.has(3), set.has(4), RowSet.empty.has(0)]).toEqual([true, false, false])
    expect([...set.toggled(3).rows]).toEqual([1, 5])
    expect([...set.toggled(4).rows]).toEqual([1, 3, 4, 5])
    expect(set.size).toBe(3)
  })
})

describe('ranges', () => {
  it('goes into a range and out again', () => {
    const whole = state().range
    state().brush({ start: 1, end: 20 })
    state().commitRange()
    expect(state().range).toEqual({ start: 1, end: 20 })
    expect(state().brushed).toBeNull()
    state().commitRange({ start: 2, end: 5 })
    expect(state().ranges.length).toBe(3)
    state().leaveRange()
    expect(state().range).toEqual({ start: 1, end: 20 })
    state().leaveRange(1)
    expect(state().range).toEqual(whole)
  })

  it('first drops a brushed range, then returns to the committed one, then leaves it', () => {
    state().commitRange({ start: 1, end: 20 })
    state().moveRange({ start: 3, end: 6 })
    state().brush({ start: 4, end: 5 })
    state().leaveRange()
    expect(state().brushed).toBeNull()
    expect(state().range).toEqual({ start: 3, end: 6 })
    state().leaveRange()
    expect(state().range).toEqual({ start: 1, end: 20 })
    state().leaveRange()
    expect(state().ranges.length).toBe(1)
  })

  it('keeps one step of history for a gesture, and goes back and forward', () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const whole = state().range
    state().moveRange({ start: 1, end: 30 })
    state().moveRange({ start: 2, end: 29 })
    expect(state().past.length).toBe(1)
    vi.advanceTimersByTime(2000)
    state().moveRange({ start: 3, end: 20 })
    expect(state().past.length).toBe(2)
    state().back()
    expect(state().range).toEqual({ start: 2, end: 29 })
    state().back()
    expect(state().range).toEqual(whole)
    state().forward()
    expect(state().range).toEqual({ start: 2, end: 29 })
    vi.useRealTimers()
  })

  it('never leaves the whole capture', () => {
    const whole = state().range
    state().moveRange({ start: -1000, end: 1000 })
    expect(state().range).toEqual(whole)
  })

  it('restores sort and grouping with back', () => {
    state().setSort([{ column: 'wait', descending: true }])
    state().setGrouping('listener')
    state().back()
    expect(state().grouping).toBe('none')
    expect(state().sort.length).toBe(1)
    state().back()
    expect(state().sort).toEqual([])
  })
})

describe('selection', () => {
  it('follows a link to handshakes, packets, an interval and a fact', () => {
    const links: EvidenceLink[] = [
      { kind: 'handshakes', rows: [3, 1] },
      { kind: 'packets', rows: [3, 4] },
      { kind: 'counter', name: 'TcpExt.ListenDrops', from: 0, to: 2 },
      { kind: 'setting', row: 4 },
    ]
    state().followLink(links[0] as EvidenceLink)
    expect([...state().selected.rows]).toEqual([1, 3])
    expect(state().focused).toBe(1)
    state().followLink(links[1] as EvidenceLink)
    expect([...state().selectedPackets.rows]).toEqual([3, 4])
    expect([...state().selected.rows]).toEqual([1])
    state().followLink(links[2] as EvidenceLink)
    expect(state().chosenInterval).toEqual({ from: 0, to: 2, counter: 'TcpExt.ListenDrops' })
    expect(state().selected.size).toBe(0)
    state().followLink(links[3] as EvidenceLink)
    expect(state().chosenFact).toEqual({ kind: 'setting', row: 4 })
  })

  it('begins on a failed handshake with most unanswered SYNs', () => {
    expect(state().focused).toBe(1)
  })

  it('is gone when another analysis comes, for its rows mean something else', () => {
    state().select([1, 2])
    const { analysis, columns } = prepared()
    state().takeAnalysis(analysis, columns, true)
    expect(state().selected.size).toBe(0)
    expect(state().focused).toBeNull()
  })
})

describe('what is listed', () => {
  it('is filtered and sorted, and keeps the last good rows while a filter is wrong', async () => {
    const stop = arrangeRows(store)
    await vi.waitFor(() => expect(state().visible.length).toBe(6))
    state().setFilterText('failed')
    await vi.waitFor(() => expect([...state().visible]).toEqual([1, 2, 3, 5]))
    state().setSort([{ column: 'wait', descending: true }])
    await vi.waitFor(() => expect(state().visible[0]).toBe(1))
    state().setFilterText('failed && gap >')
    await vi.waitFor(() => expect(state().filterFault?.key).toBe('app.filter.fault.missing-value'))
    expect(state().visible.length).toBe(4)
    state().setFilterText('')
    await vi.waitFor(() => expect(state().visible.length).toBe(6))
    expect(state().filterFault).toBeNull()
    stop()
  })

  it('is found by the words of the language on screen, and by the English ones', async () => {
    // On a busy machine fetching a language takes longer than the patience below.
    await Promise.all([loadTongue('zh-CN'), loadTongue('en')])
    const stop = arrangeRows(store, (wish) => loadTongue(settledLanguage(wish, 'zh-CN')))
    state().setFilterText('被拒绝')
    await vi.waitFor(() => expect([...state().visible]).toEqual([2]))
    state().setFilterText('unanswered')
    await vi.waitFor(() => expect([...state().visible]).toEqual([1, 3]))
    state().setFilterText('被拒绝')
    state().changeSettings({ language: 'en' })
    await vi.waitFor(() => expect([...state().visible]).toEqual([]))
    stop()
  })

  it('can be limited to the shown range of time', async () => {
    const stop = arrangeRows(store)
    state().commitRange({ start: 60, end: 63 })
    state().setOnlyInRange(true)
    await vi.waitFor(() => expect([...state().visible]).toEqual([5]))
    stop()
  })

  it('is stepped through by failed handshakes, round the end', async () => {
    const stop = arrangeRows(store)
    await vi.waitFor(() => expect(state().visible.length).toBe(6))
    const steps = [1, 1, 1, 1].map((step) => {
      const row = neighbourFailed(state(), step as 1)
      state().focus(row)
      return row
    })
    expect(steps).toEqual([2, 3, 5, 1])
    expect(neighbourFailed(state(), -1)).toBe(5)
    stop()
  })
})
