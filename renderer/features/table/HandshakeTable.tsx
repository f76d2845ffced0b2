// The grid of all listed handshakes. Only the lines in view exist; selection, order and filter live in the store.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent, MouseEvent } from 'react'
import type { RowGroup } from '../../../shared/filter/group-rows.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { Button } from '../../components/Button.tsx'
import { ContextMenu } from '../../components/Menu.tsx'
import { useTongue, useTranslate } from '../../i18n/language.ts'
import { useAddressNames, useLoaded, useTimeDigits } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { columnsOf } from './columns.ts'
import { copyRows } from './export-rows.ts'
import { useRowMenu } from './row-menu.ts'
import type { RowWords } from './row-text.ts'
import { useRowWindow } from './row-window.ts'
import { TableHead } from './TableHead.tsx'
import { tableMove } from './table-keys.ts'
import { useTableLines } from './table-lines.ts'
import { GroupLine, TableRow } from './TableRow.tsx'
import styles from './table.module.css'

const ROW_REM = 1.75

export function HandshakeTable() {
  const store = useWorkspaceApi()
  const context = useCommandContext()
  const { t } = useTongue()
  const loaded = useLoaded()
  const names = useAddressNames()
  const digits = useTimeDigits()
  const timeFormat = useWorkspace((state) => state.timeFormat)
  const selected = useWorkspace((state) => state.selected)
  const focused = useWorkspace((state) => state.focused)
  const folded = useWorkspace((state) => state.folded)
  const settings = useWorkspace((state) => state.settings)
  const lines = useTableLines()
  const scale = settings.presenter ? 1.5 : 1
  const rowHeight = ROW_REM * 16 * scale

  const columns = useMemo(() => columnsOf(settings.tableColumns), [settings.tableColumns])
  const widths = useMemo(
    () => columns.map((column) => `${(settings.columnWidths[column.id] ?? column.width) / 16}rem`),
    [columns, settings.columnWidths],
  )
  const words: RowWords = useMemo(
    () => ({ loaded, names, t, timeFormat, digits }),
    [loaded, names, t, timeFormat, digits],
  )

  const scroller = useRef<HTMLDivElement>(null)
  const view = useRowWindow(scroller, lines.count, rowHeight, rowHeight)
  // The line that the keyboard is on; a group heading can have it too.
  const [line, setLine] = useState(-1)
  const anchor = useRef(-1)
  const picking = useRef(false)

  // The focus may come from elsewhere (timeline, verdict, N): show it.
  const { reveal } = view
  useEffect(() => {
    if (focused === null || picking.current) {
      picking.current = false
      return
    }
    const at = lines.lineOf(focused)
    if (at < 0) return
    setLine(at)
    anchor.current = at
    reveal(at, 'middle')
  }, [focused, lines, reveal])

  const rowsBetween = useCallback(
    (from: number, to: number): number[] => {
      const rows: number[] = []
      for (let i = Math.min(from, to); i <= Math.max(from, to); i++) if (lines.at(i) >= 0) rows.push(lines.at(i))
      return rows
    },
    [lines],
  )

  const goTo = useCallback(
    (next: number, extend: boolean): void => {
      setLine(next)
      reveal(next, 'edge')
      const row = lines.at(next)
      const from = extend && anchor.current >= 0 ? anchor.current : next
      if (!extend) anchor.current = next
      if (row < 0 && !extend) return
      picking.current = true
      store.getState().select(rowsBetween(from, next), row < 0 ? store.getState().focused : row)
    },
    [lines, reveal, rowsBetween, store],
  )

  const pick = useCallback(
    (at: number, event: MouseEvent): void => {
      if (event.button !== 0) return
      if (event.ctrlKey || event.metaKey) {
        setLine(at)
        anchor.current = at
        picking.current = true
        store.getState().toggleSelected(lines.at(at))
      } else goTo(at, event.shiftKey)
    },
    [goTo, lines, store],
  )

  const fold = useCallback(
    (group: RowGroup, at: number): void => {
      setLine(at)
      store.getState().toggleFolded(group.key)
    },
    [store],
  )

  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number } | null>(null)
  const openMenu = useCallback(
    (at: number, event: MouseEvent): void => {
      event.preventDefault()
      const row = lines.at(at)
      if (row >= 0 && !store.getState().selected.has(row)) goTo(at, false)
      setMenu({ x: event.clientX, y: event.clientY })
    },
    [goTo, lines, store],
  )
  const menuGroups = useRowMenu('table')

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return
    if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      const box = document.getElementById(`table-line-${line}`)?.getBoundingClientRect()
      if (box) setMenu({ x: box.left + 80, y: box.bottom })
      event.preventDefault()
      return
    }
    const move = tableMove(event, line, lines.count, view.page)
    if (move === null) return
    const group = lines.at(line) < 0 ? lines.groups[-lines.at(line) - 1] : undefined
    if (move.kind === 'fold' && (!group || folded.has(group.key) !== move.open)) return
    event.preventDefault()
    event.stopPropagation()
    switch (move.kind) {
      case 'go':
        goTo(move.line, move.extend)
        break
      case 'toggle':
        if (group) fold(group, line)
        else if (line >= 0) store.getState().toggleSelected(lines.at(line))
        break
      case 'fold':
        if (group) fold(group, line)
        break
      case 'all':
        store.getState().select(store.getState().visible, focused)
        break
      case 'copy':
        void copyRows(context)
        break
      case 'clear':
        store.getState().clearSelection()
    }
  }

  const shown = []
  for (let i = view.first; i < view.end; i++) {
    const row = lines.at(i)
    const top = view.shift + (i - view.first) * rowHeight
    const group = row < 0 ? lines.groups[-row - 1] : undefined
    const slot = i % 256
    if (group) {
      const open = !folded.has(group.key)
      shown.push(
        <GroupLine key={`g${slot}`} {...{ words, group, top, open }} line={i} focused={i === line} onFold={fold} />,
      )
      continue
    }
    const before = i > 0 ? lines.at(i - 1) : -1
    const previous = timeFormat === 'since-previous' && before >= 0 ? before : null
    shown.push(
      <TableRow
        key={slot}
        {...{ words, columns, widths, row, top, previous }}
        line={i}
        selected={selected.has(row)}
        focused={row === focused}
        onPick={pick}
        onMenu={openMenu}
      />,
    )
  }

  return (
    <>
      <div
        ref={scroller}
        role="grid"
        id="handshake-table"
        aria-label={t('app.table.label')}
        aria-multiselectable
        aria-rowcount={lines.count + 1}
        aria-colcount={columns.length}
        aria-activedescendant={line >= view.first && line < view.end ? `table-line-${line}` : undefined}
        tabIndex={0}
        className={styles.scroller}
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" className={styles.headGroup}>
          <TableHead columns={columns} scale={scale} />
        </div>
        <div role="rowgroup" className={styles.view}>
          {shown}
        </div>
        <div style={{ height: view.height }} />
        {lines.count === 0 && <NothingListed />}
      </div>
      <ContextMenu label={t('app.table.menu')} groups={menuGroups} at={menu} onClose={() => setMenu(null)} />
    </>
  )
}

/** An empty list says why, and offers the way out. */
function NothingListed() {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const filtered = useWorkspace((state) => state.filterText !== '')
  const inRange = useWorkspace((state) => state.onlyInRange)
  const arranging = useWorkspace((state) => state.arranging)
  if (arranging) return null
  return (
    <div className={styles.nothing}>
      <p>{t(filtered ? 'app.table.noneFiltered' : 'app.table.noneInRange')}</p>
      {filtered && (
        <Button look="outlined" size="small" onPress={() => store.getState().setFilterText('')}>
          {t('app.filter.clear')}
        </Button>
      )}
      {inRange && (
        <Button look="outlined" size="small" onPress={() => store.getState().setOnlyInRange(false)}>
          {t('app.table.wholeCapture')}
        </Button>
      )}
    </div>
  )
}
