// One line of the table: a handshake, or the heading of a group with its sums.
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import type { RowGroup } from '../../../shared/filter/group-rows.ts'
import { OUTCOMES } from '../../../shared/analysis/tables.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { Icon } from '../../components/Icon.tsx'
import { OutcomeTag } from '../../components/OutcomeTag.tsx'
import type { TableColumn } from './columns.ts'
import { SynPattern } from './SynPattern.tsx'
import { cellText, fullTimeText, outcomeOf } from './row-text.ts'
import type { RowWords } from './row-text.ts'
import styles from './table.module.css'

export interface TableRowProps {
  readonly words: RowWords
  readonly columns: readonly TableColumn[]
  readonly widths: readonly string[]
  readonly row: number
  readonly previous: number | null
  readonly line: number
  readonly top: number
  readonly selected: boolean
  readonly focused: boolean
  readonly onPick: (line: number, event: MouseEvent) => void
  readonly onMenu: (line: number, event: MouseEvent) => void
}

export const TableRow = memo(function TableRow(props: TableRowProps) {
  const { words, columns, widths, row, previous, line, top, selected, focused, onPick, onMenu } = props
  const outcome = outcomeOf(words, row)
  return (
    <div
      role="row"
      id={`table-line-${line}`}
      aria-rowindex={line + 2}
      aria-selected={selected}
      data-focused={focused || undefined}
      data-ok={outcome === 'established' || undefined}
      data-row={row}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={(event) => onPick(line, event)}
      onContextMenu={(event) => onMenu(line, event)}
    >
      {columns.map((column, i) => (
        <div
          key={column.id}
          role="gridcell"
          aria-colindex={i + 1}
          className={clsx(styles.cell, column.numeric && styles.numeric, column.id === 'gaps' && styles.gaps)}
          style={{ width: widths[i] }}
          title={column.id === 'start' ? fullTimeText(words, row) : undefined}
        >
          {cellContent(words, column, row, previous)}
        </div>
      ))}
    </div>
  )
})

function cellContent(words: RowWords, column: TableColumn, row: number, previous: number | null): ReactNode {
  if (column.id === 'outcome') return <OutcomeTag outcome={outcomeOf(words, row)} />
  if (column.id === 'pattern') return <SynPattern loaded={words.loaded} row={row} />
  return cellText(words, column.id, row, previous)
}

export interface GroupLineProps {
  readonly words: RowWords
  readonly group: RowGroup
  readonly line: number
  readonly top: number
  readonly open: boolean
  readonly focused: boolean
  readonly onFold: (group: RowGroup, line: number) => void
}

export function GroupLine({ words, group, line, top, open, focused, onFold }: GroupLineProps) {
  const { t } = words
  return (
    <div
      role="row"
      id={`table-line-${line}`}
      aria-rowindex={line + 2}
      aria-expanded={open}
      data-focused={focused || undefined}
      className={styles.group}
      style={{ transform: `translateY(${top}px)` }}
      onMouseDown={() => onFold(group, line)}
    >
      <span role="gridcell" className={styles.sums}>
        <span className={styles.fold} data-open={open || undefined}>
          <Icon of={ChevronRight} size={0.875} />
        </span>
      </span>
      <span role="gridcell">
        <GroupTitle words={words} group={group} />
      </span>
      <span role="gridcell" className={styles.sums}>
        <span>{t('app.table.groupHandshakes', { count: group.handshakes })}</span>
        {group.failed > 0 && <b>{t('app.table.groupFailed', { count: group.failed })}</b>}
        {group.unansweredSyns > 0 && <span>{t('app.table.groupUnanswered', { count: group.unansweredSyns })}</span>}
        <span>{t('app.table.groupWait', { wait: durationText(group.longestWait) })}</span>
      </span>
    </div>
  )
}

function GroupTitle({ words, group }: { readonly words: RowWords; readonly group: RowGroup }) {
  const { loaded, names } = words
  const { listeners } = loaded.analysis.packets
  const kind = group.key.slice(0, group.key.indexOf(':'))
  switch (kind) {
    case 'listener':
      return <>{names.endpoint(listeners.address[group.code] ?? 0, listeners.port[group.code] ?? 0)}</>
    case 'client':
      return <>{names.address(group.code)}</>
    case 'outcome':
      return <OutcomeTag outcome={OUTCOMES[group.code] ?? 'undecided'} />
    default:
      return <>{new Date(group.code * 60_000).toISOString().slice(0, 16).replace('T', ' ')} UTC</>
  }
}
