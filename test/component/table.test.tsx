// @vitest-environment jsdom
// The table of handshakes as a user meets it: rows, sorting, selection, groups, copying.
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { copyRows } from '../../renderer/features/table/export-rows.ts'
import { TablePanel } from '../../renderer/features/table/TablePanel.tsx'
import { loadTongue } from '../../renderer/i18n/language.ts'
import { drawWindow } from '../helpers/draw-window.tsx'
import { prepared } from '../helpers/filter-subject.ts'

afterEach(cleanup)

const { analysis } = prepared()
const rows = (): HTMLElement[] => screen.getAllByRole('row').filter((row) => row.dataset['row'] !== undefined)
const order = (): string[] => rows().map((row) => row.dataset['row'] ?? '')

describe('the table', () => {
  it('lists every handshake with outcome, ends and wait', async () => {
    await drawWindow(<TablePanel />, { analysis })
    expect(screen.getByText('6 handshakes')).toBeTruthy()
    const second = within(rows()[1] as HTMLElement)
    expect(second.getByText('unanswered')).toBeTruthy()
    expect(second.getByText('10.0.0.6:51001')).toBeTruthy()
    expect(second.getByText('10.0.9.9:80')).toBeTruthy()
    expect(second.getByText(/1\.03\s+2\.02\s+4\.15\s+8\.20/)).toBeTruthy()
    const grid = screen.getByRole('grid', { name: 'Handshakes' })
    expect(grid.getAttribute('aria-rowcount')).toBe('7')
  })

  it('sorts by a click on the head, and by several with Shift', async () => {
    await drawWindow(<TablePanel />, { analysis })
    await userEvent.click(screen.getByRole('button', { name: 'Waited' }))
    await waitFor(() => expect(order().at(-1)).toBe('1'))
    await userEvent.click(screen.getByRole('button', { name: /Waited/ }))
    await waitFor(() => expect(order()[0]).toBe('1'))
    expect(screen.getByRole('columnheader', { name: /Waited/ }).getAttribute('aria-sort')).toBe('descending')
    fireEvent.click(screen.getByRole('button', { name: 'Outcome' }), { shiftKey: true })
    await waitFor(() =>
      expect(screen.getByRole('columnheader', { name: /Outcome/ }).getAttribute('aria-sort')).toBe('ascending'),
    )
  })

  it('selects with pointer and keyboard', async () => {
    const { store } = await drawWindow(<TablePanel />, { analysis })
    fireEvent.mouseDown(rows()[2] as HTMLElement, { button: 0 })
    expect(store.getState().focused).toBe(2)
    const grid = screen.getByRole('grid')
    grid.focus()
    await userEvent.keyboard('{ArrowDown}')
    expect(store.getState().focused).toBe(3)
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}')
    expect([...store.getState().selected.rows]).toEqual([3, 4])
    await userEvent.keyboard('{Control>}a{/Control}')
    expect(store.getState().selected.size).toBe(6)
    await userEvent.keyboard('{Escape}')
    expect(store.getState().selected.size).toBe(0)
  })

  it('never traps Tab', async () => {
    await drawWindow(<TablePanel />, { analysis })
    screen.getByRole('grid').focus()
    await userEvent.tab()
    expect(document.activeElement?.getAttribute('role')).not.toBe('grid')
  })

  it('groups with sums, and folds', async () => {
    const { store } = await drawWindow(<TablePanel />, { analysis })
    store.getState().setGrouping('outcome')
    const heading = await screen.findByText('2 failed')
    expect(rows().length).toBe(6)
    fireEvent.mouseDown(heading)
    await waitFor(() => expect(rows().length).toBe(4))
  })

  it('says why it is empty, and lets the filter be cleared', async () => {
    const { store } = await drawWindow(<TablePanel />, { analysis })
    store.getState().setFilterText('port == 1')
    await screen.findByText('No handshake passes the filter.')
    await userEvent.click(screen.getByRole('button', { name: 'Clear the filter' }))
    await waitFor(() => expect(rows().length).toBe(6))
  })

  it('copies selected rows as tab-separated text, masked when addresses are masked', async () => {
    await loadTongue('en')
    const drawn = await drawWindow(<TablePanel />, { analysis })
    drawn.store.getState().select([1, 2])
    await copyRows(drawn)
    const [plain = ''] = drawn.copied
    expect(plain.trimEnd().split('\n').length).toBe(3)
    expect(plain.split('\n')[1]).toContain('\t10.0.0.6:51001\t')
    drawn.store.getState().changeSettings({ maskAddresses: true })
    await copyRows(drawn)
    expect(drawn.copied[1]).not.toContain('10.0.0.6')
  })

  it('speaks Chinese', async () => {
    await drawWindow(<TablePanel />, { analysis, language: 'zh-CN' })
    expect(screen.getByText('6 个握手')).toBeTruthy()
    expect(screen.getByRole('button', { name: '等待' })).toBeTruthy()
  })
})
