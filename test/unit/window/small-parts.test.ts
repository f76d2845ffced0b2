// Small pure parts of the window.
import { describe, expect, it } from 'vitest'
import { hasChip, withChip } from '../../../renderer/features/filter/chips.ts'
import { findFrame } from '../../../renderer/features/palette/find-frame.ts'
import { matchRank } from '../../../renderer/features/palette/rank-commands.ts'
import { moved } from '../../../renderer/features/table/ColumnsDialog.tsx'
import { columnsOf } from '../../../renderer/features/table/columns.ts'
import { csvLine, tsvLine } from '../../../renderer/features/table/delimited-text.ts'
import { nextSort } from '../../../renderer/features/table/TableHead.tsx'
import { tableMove } from '../../../renderer/features/table/table-keys.ts'
import { waitFigures } from '../../../renderer/features/verdict/wait-figures.ts'
import { drawnTheme } from '../../../renderer/app/apply-appearance.ts'
import { plainTitle } from '../../../renderer/commands/command.ts'
import { matchesShortcut, shortcutText } from '../../../renderer/commands/shortcuts.ts'
import { prepared } from '../../helpers/filter-subject.ts'

const key = (
  name: string,
  modifiers: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...modifiers,
})

describe('shortcuts', () => {
  it('match with the right modifiers only', () => {
    expect(matchesShortcut(key('k', { ctrlKey: true }), 'Mod+K', false)).toBe(true)
    expect(matchesShortcut(key('k', { metaKey: true }), 'Mod+K', true)).toBe(true)
    expect(matchesShortcut(key('k', { ctrlKey: true }), 'Mod+K', true)).toBe(false)
    expect(matchesShortcut(key('N', { shiftKey: true }), 'Shift+N', false)).toBe(true)
    expect(matchesShortcut(key('N', { shiftKey: true }), 'N', false)).toBe(false)
    expect(matchesShortcut(key('N'), 'N', false)).toBe(true)
    // On most keyboards ? needs Shift.
    expect(matchesShortcut(key('?', { shiftKey: true }), '?', false)).toBe(true)
    expect(matchesShortcut(key('n', { altKey: true }), 'N', false)).toBe(false)
  })

  it('are written as the system writes them', () => {
    expect(shortcutText('Mod+Shift+P', false)).toBe('Ctrl+Shift+P')
    expect(shortcutText('Mod+Shift+P', true)).toBe('⇧⌘P')
    expect(shortcutText('Alt+ArrowLeft', false)).toBe('Alt+←')
  })

  it('show titles without the mark of the menu mnemonic', () => {
    expect(plainTitle('Export &Data…')).toBe('Export Data…')
    expect(plainTitle('打开(&O)…')).toBe('打开…')
    expect(plainTitle('Cut & paste')).toBe('Cut & paste')
  })
})

describe('text for spreadsheets', () => {
  it('is quoted, and harmless when it looks like a formula', () => {
    expect(csvLine(['a,b', 'say "x"', 'two\nlines'])).toBe('"a,b","say ""x""","two\nlines"\r\n')
    expect(csvLine(['=cmd()', '+1', '-2.5', '@x', '\tx', '-x'])).toBe("'=cmd(),+1,-2.5,'@x,'\tx,'-x\r\n")
    expect(tsvLine(['a\tb', '=1+1'])).toBe("a b\t'=1+1\n")
  })
})

describe('the table', () => {
  it('sorts by a column upwards, downwards, not at all', () => {
    const up = nextSort([], 'wait', false)
    const down = nextSort(up, 'wait', false)
    expect([up, down, nextSort(down, 'wait', false)]).toEqual([
      [{ column: 'wait', descending: false }],
      [{ column: 'wait', descending: true }],
      [],
    ])
    expect(nextSort(up, 'client', true)).toEqual([...up, { column: 'client', descending: false }])
    expect(nextSort(up, 'client', false)).toEqual([{ column: 'client', descending: false }])
  })

  it('knows its keys and stays inside its lines', () => {
    const at = (name: string, line: number, modifiers = {}) => tableMove(key(name, modifiers), line, 10, 4)
    expect(at('ArrowDown', 9)).toEqual({ kind: 'go', line: 9, extend: false })
    expect(at('ArrowUp', -1)).toEqual({ kind: 'go', line: 0, extend: false })
    expect(at('PageDown', 2, { shiftKey: true })).toEqual({ kind: 'go', line: 6, extend: true })
    expect(at('End', 0)).toEqual({ kind: 'go', line: 9, extend: false })
    expect(at('a', 0)).toBeNull()
    expect(at('a', 0, { ctrlKey: true })).toEqual({ kind: 'all' })
    expect(at('Tab', 0)).toBeNull()
    expect(tableMove(key('ArrowDown'), 0, 0, 4)).toBeNull()
  })

  it('shows chosen columns it knows, and some when it knows none', () => {
    expect(columnsOf(['wait', 'no-such-column', 'client']).map((column) => column.id)).toEqual(['wait', 'client'])
    expect(columnsOf([]).length).toBeGreaterThan(3)
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'b', 'c'])
  })
})

describe('chips', () => {
  it('are put into a filter and taken out of it', () => {
    expect(withChip('', 'failed')).toBe('failed')
    expect(withChip('port == 80', 'failed')).toBe('port == 80 && failed')
    expect(withChip('port == 80 && failed', 'failed')).toBe('port == 80')
    expect(withChip('a || b', 'failed')).toBe('(a || b) && failed')
    expect(hasChip('port == 80 && failed', 'failed')).toBe(true)
  })
})

describe('finding', () => {
  it('finds a frame or the nearest one', () => {
    const { packets } = prepared().packets
    expect(findFrame(packets, 5, -1)).toEqual({ packet: 4, exact: true })
    expect(findFrame(packets, 999, 0)).toEqual({ packet: packets.length - 1, exact: false })
    expect(findFrame(packets, 5, 7)).toBeNull()
  })

  it('finds commands by words in any order, beginnings first', () => {
    expect(matchRank({ text: 'Next Failed Handshake', also: '' }, 'fail next')).not.toBeNull()
    expect(matchRank({ text: 'Next Failed Handshake', also: '' }, 'previous')).toBeNull()
    const begins = matchRank({ text: 'Open…', also: '' }, 'open') ?? 0
    expect(begins).toBeGreaterThan(matchRank({ text: 'Re-open', also: '' }, 'open') ?? 0)
  })
})

describe('figures and themes', () => {
  it('gives median, 99th percentile and maximum of waiting times', () => {
    const waits = Float64Array.from({ length: 100 }, (_, i) => (i + 1) / 1000)
    expect(waitFigures(waits)).toEqual({ median: 0.051, p99: 0.1, slowest: 0.1, slowestRow: 99 })
    expect(waitFigures(new Float64Array(0))).toBeNull()
  })

  it('follows the system where nothing else is wanted', () => {
    expect(drawnTheme('system', { dark: true, contrast: false })).toBe('dark')
    expect(drawnTheme('system', { dark: true, contrast: true })).toBe('contrast')
    expect(drawnTheme('light', { dark: true, contrast: true })).toBe('light')
  })
})
