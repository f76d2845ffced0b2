// The head of the table: sorts (Shift adds a key), resizes with pointer and arrow keys.
import clsx from 'clsx'
import type { PointerEvent } from 'react'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import type { SortKey } from '../../state/view-slice.ts'
import { NARROWEST, WIDEST, columnTitleKey } from './columns.ts'
import type { TableColumn } from './columns.ts'
import styles from './table.module.css'

/** What a click on a column makes of the order: ascending, descending, as before; with Shift beside the other keys. */
export function nextSort(sort: readonly SortKey[], column: string, add: boolean): readonly SortKey[] {
  const now = sort.find((key) => key.column === column)
  const others = sort.filter((key) => key.column !== column)
  const next: readonly SortKey[] =
    now === undefined ? [{ column, descending: false }] : now.descending ? [] : [{ column, descending: true }]
  if (!add) return next
  return now && next.length > 0 ? sort.map((key) => (key === now ? (next[0] ?? key) : key)) : [...others, ...next]
}

export function TableHead({ columns, scale }: { readonly columns: readonly TableColumn[]; readonly scale: number }) {
  const sort = useWorkspace((state) => state.sort)
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      {columns.map((column, i) => (
        <HeadCell key={column.id} column={column} index={i} sort={sort} scale={scale} />
      ))}
    </div>
  )
}

interface HeadCellProps {
  readonly column: TableColumn
  readonly index: number
  readonly sort: readonly SortKey[]
  readonly scale: number
}

function HeadCell({ column, index, sort, scale }: HeadCellProps) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const width = useWorkspace((state) => state.settings.columnWidths[column.id] ?? column.width)
  const title = t(columnTitleKey(column.id))
  const place = sort.findIndex((key) => key.column === column.sort)
  const key = sort[place]

  const resize = (next: number): void => {
    const { settings, changeSettings } = store.getState()
    const clamped = Math.round(Math.min(WIDEST, Math.max(NARROWEST, next)))
    changeSettings({ columnWidths: { ...settings.columnWidths, [column.id]: clamped } })
  }
  const drag = (down: PointerEvent<HTMLElement>): void => {
    const grip = down.currentTarget
    grip.setPointerCapture(down.pointerId)
    const move = (event: globalThis.PointerEvent): void => resize(width + (event.clientX - down.clientX) / scale)
    const up = (): void => {
      grip.removeEventListener('pointermove', move)
      grip.removeEventListener('pointerup', up)
      grip.removeEventListener('pointercancel', up)
    }
    grip.addEventListener('pointermove', move)
    grip.addEventListener('pointerup', up)
    grip.addEventListener('pointercancel', up)
  }

  return (
    <div
      role="columnheader"
      aria-colindex={index + 1}
      aria-sort={key === undefined ? 'none' : key.descending ? 'descending' : 'ascending'}
      className={clsx(styles.headCell, column.numeric && styles.numeric, key && styles.sorted)}
      style={{ width: `${width / 16}rem` }}
    >
      <button
        type="button"
        className={styles.sort}
        disabled={column.sort === null}
        title={title}
        onClick={(event) => {
          if (column.sort !== null) store.getState().setSort(nextSort(sort, column.sort, event.shiftKey))
        }}
      >
        <span>{title}</span>
        {key && (
          <span className={styles.order} aria-hidden>
            {key.descending ? '▼' : '▲'}
            {sort.length > 1 ? place + 1 : ''}
          </span>
        )}
      </button>
      <span
        role="separator"
        aria-orientation="vertical"
        aria-label={t('app.table.resize', { column: title })}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={WIDEST}
        tabIndex={0}
        className={styles.grip}
        onPointerDown={drag}
        onDoubleClick={() => resize(column.width)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
          event.preventDefault()
          resize(width + (event.key === 'ArrowLeft' ? -8 : 8))
        }}
      />
    </div>
  )
}
