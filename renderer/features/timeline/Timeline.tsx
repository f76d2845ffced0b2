// The timeline: overview, ruler, lanes, counters and queues on one axis of time. The strips read the store themselves;
// this file joins them and keeps what only the timeline needs (row height, which lanes, which counters).
import { Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { adjustedAxis, captureSides } from '../../../shared/timeline/capture-sides.ts'
import { synJourneys } from '../../../shared/tcp/packet-journey.ts'
import type { SynJourney } from '../../../shared/tcp/packet-journey.ts'
import type { LaneOrder, LaneScope, LaneSort } from '../../../shared/timeline/lane-list.ts'
import { laneSchedule } from '../../../shared/timeline/lane-schedule.ts'
import type { LaneSchedule } from '../../../shared/timeline/lane-schedule.ts'
import { prepared } from '../../components/prepared.tsx'
import { useTongue } from '../../i18n/language.ts'
import type { Loaded } from '../../state/analysis-slice.ts'
import { useAddressNames } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { isTyping } from '../../commands/shortcuts.ts'
import { makeClock } from './clock.ts'
import { CounterStrips } from './CounterStrips.tsx'
import { FrameLoop, FrameLoopContext } from './frame-loop.ts'
import { laneWords } from './lane-words.ts'
import { LanesView } from './LanesView.tsx'
import { PairBar } from './PairBar.tsx'
import { MarkLegend } from './MarkLegend.tsx'
import { presentMarks } from './drawing/mark-shapes.ts'
import { NoLanes } from './NoLanes.tsx'
import { OverviewStrip } from './OverviewStrip.tsx'
import { gutterFor, PlotGeometryContext } from './plot-geometry.ts'
import { nextHeight, rowHeightFor } from './row-heights.ts'
import { TimeOverlay } from './TimeOverlay.tsx'
import { TimelineToolbar } from './TimelineToolbar.tsx'
import type { TimelineView } from './TimelineToolbar.tsx'
import { handleTimelineKey } from './timeline-keys.ts'
import { TimeRuler } from './TimeRuler.tsx'
import lanesStyles from './lanes.module.css'
import styles from './timeline.module.css'
import { useCounterChoice } from './use-counter-choice.ts'
import { useLaneLayout, useLaneList } from './use-lane-layout.ts'
import { useElementSize } from './use-element-size.ts'
import { usePalette } from './use-palette.ts'

const Backoff = prepared(async () => (await import('../backoff/Backoff.tsx')).Backoff)

/** Below this height (a quarter of a small screen) everything but the lanes is kept low. */
const LOW_REM = 26
/** Below this there is room for ruler, lanes and one counter. */
const TINY_REM = 18

/** A lane with two lines, in rem. */
const PAIR_REM = 3

/** Draws nothing while nothing is loaded. */
export function Timeline() {
  const loaded = useWorkspace((state) => state.loaded)
  return loaded === null ? null : <LoadedTimeline loaded={loaded} />
}

function LoadedTimeline({ loaded: given }: { readonly loaded: Loaded }) {
  const tongue = useTongue()
  const store = useWorkspaceApi()
  const root = useRef<HTMLElement | null>(null)
  const [loop] = useState(() => new FrameLoop())
  const [frame, size] = useElementSize()
  const [lanesBox, lanesSize] = useElementSize()
  const palette = usePalette(root, loop)
  const timeFormat = useWorkspace((state) => state.timeFormat)
  const grouping = useWorkspace((state) => state.grouping)
  const visible = useWorkspace((state) => state.visible)

  const [wantedScope, setScope] = useState<LaneScope>('notable')
  const shifting = useWorkspace((state) => state.shiftsSnapshots)
  const [pairs, setPairs] = useState(false)
  const moved = useWorkspace((state) => state.clockAdjustments)
  const [view, setView] = useState<TimelineView>('lanes')
  const [sort, setSort] = useState<LaneSort>('start')
  const [height, setHeight] = useState<number | 'auto' | 'fit'>('auto')
  // Clocks moved by hand move the drawing only; the analysis stays as it was measured.
  const loaded = useMemo(() => ({ ...given, axis: adjustedAxis(given.axis, moved) }), [given, moved])
  const sides = useMemo(() => captureSides(given.analysis.packets), [given])
  const bothSides = pairs && sides !== null
  const order = useMemo((): LaneOrder => ({ scope: wantedScope, grouping, sort }), [wantedScope, grouping, sort])
  const list = useLaneList(loaded, order)

  const rem = palette?.rem ?? 16
  const headerHeight = grouping === 'none' ? 0 : Math.round(1.625 * rem)
  const roomForRows = lanesSize.height - (list?.groups.length ?? 0) * headerHeight
  const rowHeight = bothSides
    ? PAIR_REM * rem
    : rowHeightFor(height, roomForRows, list?.rows.length ?? 0, rem, lanesSize.height)
  const layout = useLaneLayout(list, Math.max(rowHeight, 1e-4), headerHeight)

  // The scroll bar of the lanes takes its width from every strip.
  const geometry = useMemo(() => {
    const gutter = gutterFor(size.width, rem)
    return { gutter, width: Math.max(0, Math.floor(size.width - gutter - scrollBarWidth())) }
  }, [size.width, rem])

  const clock = useMemo(() => makeClock(loaded.analysis.packets, loaded.axis, timeFormat), [loaded, timeFormat])
  const names = useAddressNames()
  const words = useMemo(
    () => laneWords(loaded, grouping, tongue, clock, names),
    [loaded, grouping, tongue, clock, names],
  )
  const schedule = useMemo(() => rememberedSchedules(loaded), [loaded])
  const present = useMemo(() => presentMarks(loaded.analysis.packets.packets), [loaded])
  const counters = useCounterChoice(loaded)
  const journeys = useMemo(() => rememberedJourneys(loaded), [loaded])

  // Snapshots are moved under the lanes: whoever asks for it (menu, palette) sees where.
  useEffect(
    () =>
      store.subscribe(
        (state) => state.shiftsSnapshots,
        (shifts) => {
          if (shifts) setView('lanes')
        },
      ),
    [store],
  )

  // Every change of the store that shows in a strip asks for one frame.
  useEffect(() => {
    const stop = store.subscribe(loop.request)
    return () => {
      stop()
      loop.stop()
    }
  }, [store, loop])

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
      const target = event.target as Element | null
      if (target?.closest('[role="dialog"], [role="menu"], [role="listbox"]')) return
      const inside = root.current?.contains(target) === true
      if (handleTimelineKey(store, event.key, inside || target === document.body)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [store])

  const low = size.height < LOW_REM * rem
  const tiny = size.height < TINY_REM * rem
  const overviewHeight = (low ? 2.75 : 4) * rem
  const rulerHeight = Math.round((low ? 1.5 : 1.75) * rem)

  return (
    <FrameLoopContext value={loop}>
      <PlotGeometryContext value={geometry}>
        <section
          ref={(element) => {
            root.current = element
            frame(element)
          }}
          className={styles.timeline}
          aria-label={tongue.t('timeline.title')}
          data-testid="timeline"
        >
          <TimelineToolbar
            view={view}
            onView={setView}
            scope={wantedScope}
            onScope={setScope}
            sort={sort}
            onSort={setSort}
            lanes={list?.rows.length ?? 0}
            onTaller={(step) => setHeight(nextHeight(rowHeight / rem, step))}
            onFit={() => setHeight(height === 'fit' ? 'auto' : 'fit')}
            fits={height === 'fit'}
            counterGroups={counters.menu}
            pairs={sides === null ? null : pairs}
            onPairs={setPairs}
            shifting={counters.names.length === 0 ? null : shifting}
            onShifting={store.getState().setShiftsSnapshots}
          />
          {view === 'backoff' && (
            <Suspense fallback={null}>
              <Backoff loaded={loaded} rem={rem} />
            </Suspense>
          )}
          {palette !== null && view === 'lanes' && (
            <>
              {bothSides && (
                <PairBar
                  loaded={loaded}
                  adjustable={sides.adjustable}
                  seconds={moved}
                  onSeconds={(capture, seconds) =>
                    store
                      .getState()
                      .setClockAdjustments(
                        loaded.analysis.packets.captures.map((_, row) =>
                          row === capture ? seconds : (moved[row] ?? 0),
                        ),
                      )
                  }
                />
              )}
              {!tiny && <OverviewStrip loaded={loaded} height={overviewHeight} low={low} />}
              <div className={styles.shared}>
                <TimeRuler clock={clock} palette={palette} height={rulerHeight} />
                <div ref={lanesBox} className={lanesStyles.lanes}>
                  {layout !== null && lanesSize.height > 0 && geometry.width > 0 && (
                    <LanesView
                      loaded={loaded}
                      layout={layout}
                      palette={palette}
                      clock={clock}
                      words={words}
                      schedule={schedule}
                      pairs={bothSides ? { side: sides.side, journeys } : null}
                      height={lanesSize.height}
                    />
                  )}
                  {list?.rows.length === 0 && (
                    <NoLanes filtered={visible.length} loaded={loaded} onAll={() => setScope('all')} />
                  )}
                </div>
                <CounterStrips
                  loaded={loaded}
                  names={counters.names}
                  rem={rem}
                  shifting={shifting}
                  room={size.height}
                />
                <TimeOverlay clock={clock} rulerHeight={rulerHeight} />
              </div>
              {!low && (
                <div className={styles.foot}>
                  <MarkLegend present={present} />
                </div>
              )}
            </>
          )}
        </section>
      </PlotGeometryContext>
    </FrameLoopContext>
  )
}

let measuredBar: number | undefined

/** Width that a vertical scroll bar takes on this system (0 where bars float), measured once. */
function scrollBarWidth(): number {
  if (measuredBar !== undefined) return measuredBar
  const probe = document.createElement('div')
  probe.className = styles.barProbe ?? ''
  document.body.append(probe)
  measuredBar = probe.offsetWidth - probe.clientWidth
  probe.remove()
  return measuredBar
}

/** Schedules are worked out when a lane is first drawn and kept: a pass over its packets, some microseconds. */
function rememberedSchedules(loaded: Loaded): (row: number) => LaneSchedule | null {
  const known = new Map<number, LaneSchedule | null>()
  return (row) => {
    const before = known.get(row)
    if (before !== undefined) return before
    const answered = !Number.isNaN(loaded.columns.answerAfter[row] ?? NaN)
    const made = laneSchedule(loaded.analysis.packets, row, answered)
    if (known.size > 50_000) known.clear()
    known.set(row, made)
    return made
  }
}

/** The ways of SYNs between two captures, worked out when a lane is first drawn. */
function rememberedJourneys(loaded: Loaded): (row: number) => readonly SynJourney[] {
  const known = new Map<number, readonly SynJourney[]>()
  return (row) => {
    const made = known.get(row) ?? synJourneys(loaded.analysis.packets, row)
    if (known.size > 20_000) known.clear()
    known.set(row, made)
    return made
  }
}
