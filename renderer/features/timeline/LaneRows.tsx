// Labels of the lanes and, with the same elements, their twin for keyboard and screen reader: a tree grid of the lines
// that are visible. What the canvas shows as marks is said in words in a hidden cell of each row.
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import clsx from 'clsx'
import type { LaneLayout, LaneLine } from '../../../shared/timeline/lane-layout.ts'
import { lineNumber } from '../../../shared/timeline/lane-layout.ts'
import { Icon } from '../../components/Icon.tsx'
import { useTongue } from '../../i18n/language.ts'
import type { LaneGroup } from '../../../shared/timeline/lane-list.ts'
import type { LaneWords } from './lane-words.ts'
import { OutcomeMark } from './OutcomeMark.tsx'
import styles from './lanes.module.css'

export interface LaneRowsProps {
  readonly layout: LaneLayout
  readonly lines: readonly LaneLine[]
  /** Content pixel at the top of the viewport. */
  readonly top: number
  /** The header that is held at the top, and how far the next one has pushed it up. */
  readonly sticky: { readonly group: number; readonly shift: number } | null
  readonly gutter: number
  readonly width: number
  readonly words: LaneWords
  readonly focused: number | null
  /** Rows too low for text: still there for the screen reader. */
  readonly hidden: boolean
  readonly onFold: (key: string) => void
  readonly onChoose: (row: number, toggle: boolean) => void
}

export const lineId = (line: number): string => `timeline-line-${line}`

export function LaneRows(props: LaneRowsProps) {
  const { layout, lines, top, sticky, gutter, width, words, focused, hidden, onFold, onChoose } = props
  const grouped = layout.headerHeight > 0
  return lines.map((line) => {
    const number = lineNumber(layout, line)
    const y = line.top - top
    if (line.kind === 'header') {
      const group = layout.list.groups[line.group]
      if (group === undefined) return null
      return (
        <HeaderRow
          key={`g${group.key}`}
          id={lineId(number)}
          line={number}
          y={sticky?.group === line.group ? Math.max(y, sticky.shift) : y}
          held={sticky?.group === line.group}
          height={layout.headerHeight}
          width={width}
          group={group}
          open={!layout.folded.has(group.key)}
          words={words}
          onFold={onFold}
        />
      )
    }
    const row = layout.list.rows[line.position] ?? 0
    return (
      <LaneRow
        key={row}
        id={lineId(number)}
        line={number}
        row={row}
        y={hidden ? 0 : y}
        height={layout.rowHeight}
        gutter={gutter}
        grouped={grouped}
        selected={focused === row}
        hidden={hidden}
        words={words}
        onChoose={onChoose}
      />
    )
  })
}

interface LaneRowProps {
  readonly id: string
  readonly line: number
  readonly row: number
  readonly y: number
  readonly height: number
  readonly gutter: number
  readonly grouped: boolean
  readonly selected: boolean
  readonly hidden: boolean
  readonly words: LaneWords
  readonly onChoose: (row: number, toggle: boolean) => void
}

const LaneRow = memo(function LaneRow(props: LaneRowProps) {
  const { id, line, row, y, height, gutter, grouped, selected, hidden, words, onChoose } = props
  const label = words.label(row)
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 1}
      aria-level={grouped ? 2 : 1}
      aria-selected={selected}
      className={clsx(styles.row, hidden && 'visually-hidden')}
      onClick={(event) => onChoose(row, event.ctrlKey || event.metaKey)}
      style={hidden ? undefined : { transform: `translateY(${y}px)`, height, width: gutter }}
    >
      <div role="gridcell" className={styles.label} style={{ width: gutter }} title={`${label.from} → ${label.to}`}>
        <OutcomeMark outcome={label.outcome} />
        <span>
          {label.from}
          <span className={styles.to}> → {label.shortTo}</span>
        </span>
      </div>
      <div role="gridcell" className="visually-hidden">
        {words.sentence(row)}
      </div>
    </div>
  )
})

interface HeaderRowProps {
  readonly id: string
  readonly line: number
  readonly y: number
  readonly held: boolean
  readonly height: number
  readonly width: number
  readonly group: LaneGroup
  readonly open: boolean
  readonly words: LaneWords
  readonly onFold: (key: string) => void
}

const HeaderRow = memo(function HeaderRow(props: HeaderRowProps) {
  const { id, line, y, held, height, width, group, open, words, onFold } = props
  const { t, number } = useTongue()
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={line + 1}
      aria-level={1}
      aria-expanded={open}
      className={clsx(styles.row, styles.header, held && styles.held)}
      style={{ transform: `translateY(${y}px)`, height, width }}
      onClick={() => onFold(group.key)}
    >
      <div role="gridcell" className={styles.name}>
        <Icon of={open ? ChevronDown : ChevronRight} size={0.875} />
      </div>
      <div role="gridcell" className={styles.name}>
        {words.group(group)}
      </div>
      <div role="gridcell" className={styles.sums}>
        {t('timeline.groupHandshakes', { count: group.handshakes, figure: number(group.handshakes) })}
        {group.failed > 0 && (
          <>
            {' · '}
            <span className={styles.bad}>
              {t('timeline.groupFailed', { count: group.failed, figure: number(group.failed) })}
            </span>
          </>
        )}
        {group.unansweredSyns > 0 && (
          <>
            {' · '}
            {t('timeline.groupUnanswered', { count: group.unansweredSyns, figure: number(group.unansweredSyns) })}
          </>
        )}
      </div>
    </div>
  )
})
