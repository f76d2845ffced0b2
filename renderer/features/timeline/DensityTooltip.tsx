// What a cell of the density picture holds: how many SYNs and how they fared, from when to when, of how many lanes.
import { cellAt } from '../../../shared/timeline/density-cell.ts'
import type { DensityGrid } from '../../../shared/timeline/lane-density.ts'
import type { LaneLayout } from '../../../shared/timeline/lane-layout.ts'
import { durationText } from '../../../shared/timeline/time-text.ts'
import { useTongue } from '../../i18n/language.ts'
import type { Clock } from './clock.ts'
import { Facts, TooltipBox } from './LaneTooltip.tsx'
import styles from './tooltip.module.css'

export interface DensityTooltipProps {
  readonly at: {
    readonly grid: DensityGrid
    /** Seconds on the axis and content pixel under the pointer. */
    readonly time: number
    readonly content: number
    readonly x: number
    readonly y: number
  }
  readonly layout: LaneLayout
  readonly clock: Clock
  readonly width: number
  readonly height: number
}

export function DensityTooltip({ at, layout, clock, width, height }: DensityTooltipProps) {
  const { t, number } = useTongue()
  const cell = cellAt(at.grid, layout, at.time, at.content)
  if (cell === null) return null
  const syns = cell.answered + cell.unanswered
  const facts: [string, string][] = [
    [t('timeline.cell.from'), clock.approximate(cell.start, (cell.end - cell.start) / 4)],
    [t('timeline.cell.length'), durationText(cell.end - cell.start)],
    [t('timeline.cell.lanes'), number(cell.lanes)],
  ]
  if (cell.unanswered > 0) facts.push([t('timeline.cell.unanswered'), number(cell.unanswered)])
  if (cell.answered > 0) facts.push([t('timeline.cell.answered'), number(cell.answered)])
  if (cell.rejected > 0) facts.push([t('timeline.cell.rejected'), number(cell.rejected)])
  return (
    <TooltipBox x={at.x} y={at.y} width={width} height={height}>
      <div className={styles.title}>{t('timeline.cell.syns', { count: syns, figure: number(syns) })}</div>
      <Facts entries={facts} />
    </TooltipBox>
  )
}
