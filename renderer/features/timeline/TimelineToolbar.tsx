// How the lanes are arranged: which, grouped and sorted how, how high; which counters; how times are written.
import clsx from 'clsx'
import { ArrowLeftRight, ChevronDown, ClockArrowUp, FoldVertical, Minus, Plus, UnfoldVertical } from 'lucide-react'
import { LANE_SCOPES, LANE_SORTS } from '../../../shared/timeline/lane-list.ts'
import type { LaneScope, LaneSort } from '../../../shared/timeline/lane-list.ts'
import { TIME_FORMATS } from '../../../shared/timeline/time-text.ts'
import { Button, IconButton } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import type { MenuEntry, MenuGroup } from '../../components/Menu.tsx'
import { useTongue } from '../../i18n/language.ts'
import { GROUPINGS } from '../../state/view-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { Breadcrumb } from './Breadcrumb.tsx'
import styles from './toolbar.module.css'

export const TIMELINE_VIEWS = ['lanes', 'backoff'] as const
export type TimelineView = (typeof TIMELINE_VIEWS)[number]

export interface TimelineToolbarProps {
  readonly view: TimelineView
  readonly onView: (view: TimelineView) => void
  readonly scope: LaneScope
  readonly onScope: (scope: LaneScope) => void
  readonly sort: LaneSort
  readonly onSort: (sort: LaneSort) => void
  readonly lanes: number
  readonly onTaller: (step: 1 | -1) => void
  readonly onFit: () => void
  readonly fits: boolean
  readonly counterGroups: readonly MenuGroup[]
  /** Null: captures of one point only. */
  readonly pairs: boolean | null
  readonly onPairs: (on: boolean) => void
  /** Null: no counters to move. */
  readonly shifting: boolean | null
  readonly onShifting: (on: boolean) => void
}

export function TimelineToolbar(props: TimelineToolbarProps) {
  const {
    view,
    onView,
    scope,
    onScope,
    sort,
    onSort,
    lanes,
    onTaller,
    onFit,
    fits,
    counterGroups,
    pairs,
    onPairs,
    shifting,
    onShifting,
  } = props
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const grouping = useWorkspace((state) => state.grouping)
  const timeFormat = useWorkspace((state) => state.timeFormat)

  const choices = <T extends string>(
    all: readonly T[],
    chosen: T,
    words: string,
    choose: (value: T) => void,
  ): readonly MenuEntry[] =>
    all.map((id) => ({ id, label: t(`timeline.${words}.${id}`), checked: id === chosen, run: () => choose(id) }))

  return (
    <div className={styles.toolbar} role="toolbar" aria-label={t('timeline.toolbar')}>
      <div className={styles.views} role="group" aria-label={t('timeline.viewLabel')}>
        {TIMELINE_VIEWS.map((id) => (
          <button
            key={id}
            type="button"
            className={clsx(styles.view, id === view && styles.viewOn)}
            aria-pressed={id === view}
            onClick={() => onView(id)}
          >
            {t(`timeline.view.${id}`)}
          </button>
        ))}
      </div>
      {view === 'lanes' ? <Breadcrumb /> : <span className={styles.crumbs} />}
      {view === 'lanes' && (
        <div className={styles.tools}>
          <Choice
            name={t('timeline.show')}
            value={`${t(`timeline.scope.${scope}`)} (${number(lanes)})`}
            alone={`${t(`timeline.scopeAlone.${scope}`)} (${number(lanes)})`}
            groups={[{ id: 'scope', entries: choices(LANE_SCOPES, scope, 'scope', onScope) }]}
          />
          <Choice
            name={t('timeline.group')}
            value={t(`timeline.grouping.${grouping}`)}
            alone={t(`timeline.groupingAlone.${grouping}`)}
            groups={[{ id: 'group', entries: choices(GROUPINGS, grouping, 'grouping', store.getState().setGrouping) }]}
          />
          <Choice
            name={t('timeline.sortBy')}
            value={t(`timeline.sort.${sort}`)}
            alone={t(`timeline.sortAlone.${sort}`)}
            groups={[{ id: 'sort', entries: choices(LANE_SORTS, sort, 'sort', onSort) }]}
          />
          <Choice
            name={t('timeline.times')}
            value={t(`timeline.format.${timeFormat}`)}
            alone={t(`timeline.formatAlone.${timeFormat}`)}
            groups={[
              { id: 'time', entries: choices(TIME_FORMATS, timeFormat, 'format', store.getState().setTimeFormat) },
            ]}
          />
          {counterGroups.length > 0 && (
            <MenuButton label={t('timeline.counters')} groups={counterGroups}>
              <Button size="small" className={styles.choice ?? ''}>
                {t('timeline.counters')}
                <Icon of={ChevronDown} size={0.75} />
              </Button>
            </MenuButton>
          )}
          <span className={styles.rule} />
          {pairs !== null && (
            <IconButton
              icon={ArrowLeftRight}
              size="small"
              isOn={pairs}
              label={t('timeline.pair.toggle')}
              onPress={() => onPairs(!pairs)}
            />
          )}
          {shifting !== null && (
            <IconButton
              icon={ClockArrowUp}
              size="small"
              isOn={shifting}
              label={t('timeline.shift.toggle')}
              onPress={() => onShifting(!shifting)}
            />
          )}
          <IconButton icon={Minus} size="small" label={t('timeline.lower')} onPress={() => onTaller(-1)} />
          <IconButton icon={Plus} size="small" label={t('timeline.taller')} onPress={() => onTaller(1)} />
          <IconButton
            icon={fits ? UnfoldVertical : FoldVertical}
            size="small"
            isOn={fits}
            label={t('timeline.fitAll')}
            onPress={onFit}
          />
        </div>
      )}
    </div>
  )
}

function Choice({
  name,
  value,
  alone,
  groups,
}: {
  readonly name: string
  readonly value: string
  /** What is chosen, in words that need no name before them: shown where there is no room for both. */
  readonly alone: string
  readonly groups: readonly MenuGroup[]
}) {
  return (
    <MenuButton label={name} groups={groups}>
      <Button size="small" className={styles.choice ?? ''} aria-label={`${name}: ${value}`}>
        <span className={styles.choiceName}>
          {name} <b>{value}</b>
        </span>
        <b className={styles.choiceAlone}>{alone}</b>
        <Icon of={ChevronDown} size={0.75} />
      </Button>
    </MenuButton>
  )
}
