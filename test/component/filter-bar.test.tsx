// @vitest-environment jsdom
// The filter bar: typing, completion, chips, faults.
import { cleanup, screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { FilterBar } from '../../renderer/features/filter/FilterBar.tsx'
import { drawWindow } from '../helpers/draw-window.tsx'
import { prepared } from '../helpers/filter-subject.ts'

afterEach(cleanup)

const { analysis } = prepared()
const box = (): HTMLInputElement => screen.getByRole('combobox')

describe('the filter bar', () => {
  it('filters while typing', async () => {
    const { store } = await drawWindow(<FilterBar />, { analysis })
    await userEvent.type(box(), 'syns >= 3')
    await waitFor(() => expect([...store.getState().visible]).toEqual([1]))
  })

  it('completes with arrows and Enter', async () => {
    await drawWindow(<FilterBar />, { analysis })
    await userEvent.type(box(), 'outc{ArrowDown}{Enter}')
    expect(box().value).toBe('outcome ')
    await userEvent.type(box(), '== ref{ArrowDown}')
    const option = screen.getByRole('option', { selected: true })
    expect(option.textContent).toContain('refused')
    expect(box().getAttribute('aria-activedescendant')).toBe(option.id)
    await userEvent.keyboard('{Enter}')
    expect(box().value).toBe('outcome == refused ')
  })

  it('explains a fault in words and marks the box as invalid', async () => {
    await drawWindow(<FilterBar />, { analysis })
    await userEvent.type(box(), 'server.prot == 80')
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toBe('There is no field named server.prot. Did you mean server.port?')
    expect(box().getAttribute('aria-invalid')).toBe('true')
  })

  it('puts a chip in and takes it out', async () => {
    const { store } = await drawWindow(<FilterBar />, { analysis })
    await userEvent.click(box())
    await userEvent.click(screen.getByRole('button', { name: 'Failed' }))
    expect(store.getState().filterText).toBe('failed')
    expect(screen.getByRole('button', { name: 'Failed' }).getAttribute('aria-pressed')).toBe('true')
    await userEvent.click(screen.getByRole('button', { name: 'Failed' }))
    expect(store.getState().filterText).toBe('')
  })

  it('Escape closes the list, then clears; Tab leaves', async () => {
    const { store } = await drawWindow(<FilterBar />, { analysis })
    await userEvent.type(box(), 'fai')
    await userEvent.keyboard('{Escape}')
    expect(screen.queryByRole('option')).toBeNull()
    expect(store.getState().filterText).toBe('fai')
    await userEvent.keyboard('{Escape}')
    expect(store.getState().filterText).toBe('')
    await userEvent.tab()
    expect(document.activeElement).not.toBe(box())
  })

  it('does not show addresses while they are masked, unless it is being edited', async () => {
    const { store } = await drawWindow(<FilterBar />, { analysis })
    store.getState().setFilterText('client == 10.0.0.6')
    store.getState().changeSettings({ maskAddresses: true })
    await waitFor(() => expect(box().value).not.toContain('10.0.0.6'))
    await userEvent.click(box())
    expect(box().value).toBe('client == 10.0.0.6')
  })
})
