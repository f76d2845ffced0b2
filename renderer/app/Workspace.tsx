// The layout of the workspace: top bar; verdict line; side panel, timeline, table and detail in panels whose sizes are
// remembered; status bar. Where there is no room for panels beside each other they are stacked and scroll.
import { Suspense, useCallback } from 'react'
import type { ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { DetailPanel } from '../features/detail/DetailPanel.tsx'
import { TablePanel } from '../features/table/TablePanel.tsx'
import { VerdictLine } from '../features/verdict/VerdictLine.tsx'
import { useTranslate } from '../i18n/language.ts'
import { useLoaded } from '../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../state/workspace-store.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { FailureLine } from './FailureLine.tsx'
import { NoPackets } from './NoPackets.tsx'
import { ReadingLine } from './ReadingLine.tsx'
import { SidePanel } from './SidePanel.tsx'
import { StatusBar } from './StatusBar.tsx'
import { Timeline } from './timeline-part.ts'
import { TopBar } from './TopBar.tsx'
import styles from './workspace.module.css'
import { useStacked } from './use-stacked.ts'
import { useStages } from './use-stages.ts'

/** The verdict and the first rows are drawn at once; these follow, each with a frame of its own. */
const TIMELINE_STAGE = 1
const LAST_STAGE = 2

export function Workspace() {
  const side = useWorkspace((state) => state.settings.sidePanel !== null)
  const presenter = useWorkspace((state) => state.settings.presenter)
  const [box, stacked] = useStacked(presenter)
  const stage = useStages(LAST_STAGE)
  return (
    <div ref={box} className={styles.workspace} data-stacked={stacked || undefined}>
      <TopBar />
      <FailureLine />
      <ReadingLine />
      {stacked ? (
        <Stack side={side} stage={stage} />
      ) : (
        <>
          <VerdictLine />
          <main className={styles.main}>
            <Panels side={side} stage={stage} />
          </main>
        </>
      )}
      <StatusBar />
    </div>
  )
}

interface RoomsProps {
  /** The panel at the side is unfolded. */
  readonly side: boolean
  readonly stage: number
}

/** Panels beside each other, with bars between them to drag. */
function Panels({ side, stage }: RoomsProps) {
  const handshakes = useLoaded().analysis.packets.handshakes.length
  return (
    <RememberedGroup name="main" orientation="horizontal">
      {side && (
        <>
          <Panel
            id="side"
            defaultSize="22.5rem"
            minSize="16rem"
            maxSize="50%"
            groupResizeBehavior="preserve-pixel-size"
          >
            <Room isDrawn={stage >= LAST_STAGE}>
              <SidePanel />
            </Room>
          </Panel>
          <Bar orientation="vertical" />
        </>
      )}
      <Panel id="work" minSize="30%">
        {handshakes === 0 ? (
          <NoPackets />
        ) : (
          <RememberedGroup name="work" orientation="vertical">
            <Panel id="timeline" defaultSize="52%" minSize="120px">
              <Room isDrawn={stage >= TIMELINE_STAGE}>
                <Timeline />
              </Room>
            </Panel>
            <Bar orientation="horizontal" />
            <Panel id="below" minSize="120px">
              <RememberedGroup name="below" orientation="horizontal">
                <Panel id="table" defaultSize="62%" minSize="240px">
                  <Room isDrawn>
                    <TablePanel />
                  </Room>
                </Panel>
                <Bar orientation="vertical" />
                <Panel id="detail" minSize="240px">
                  <Room isDrawn={stage >= LAST_STAGE}>
                    <DetailPanel />
                  </Room>
                </Panel>
              </RememberedGroup>
            </Panel>
          </RememberedGroup>
        )}
      </Panel>
    </RememberedGroup>
  )
}

/** The same rooms under each other, each nearly as high as the window, on a page that scrolls. */
function Stack({ side, stage }: RoomsProps) {
  const handshakes = useLoaded().analysis.packets.handshakes.length
  const rooms: readonly (readonly [string, number, ReactNode])[] =
    handshakes === 0
      ? [['none', 0, <NoPackets key="none" />]]
      : [
          ['timeline', TIMELINE_STAGE, <Timeline key="timeline" />],
          ['table', 0, <TablePanel key="table" />],
          ['detail', LAST_STAGE, <DetailPanel key="detail" />],
        ]
  const withSide = side
    ? [...rooms.slice(0, 1), ['side', LAST_STAGE, <SidePanel key="side" />] as const, ...rooms.slice(1)]
    : rooms
  return (
    <main className={styles.stack}>
      <VerdictLine />
      {withSide.map(([name, from, content]) => (
        <div key={name} className={styles.room}>
          <Room isDrawn={stage >= from}>{content}</Room>
        </div>
      ))}
    </main>
  )
}

/** Takes its place at once and is drawn when its stage has come. */
function Room({ isDrawn, children }: { readonly isDrawn: boolean; readonly children: ReactNode }) {
  const empty = <div className={styles.waiting} />
  if (!isDrawn) return empty
  return (
    <ErrorBoundary>
      <Suspense fallback={empty}>{children}</Suspense>
    </ErrorBoundary>
  )
}

interface RememberedGroupProps {
  readonly name: string
  readonly orientation: 'horizontal' | 'vertical'
  readonly children: ReactNode
}

/** A group of panels that begins as it was left. */
function RememberedGroup({ name, orientation, children }: RememberedGroupProps) {
  const store = useWorkspaceApi()
  const remember = useCallback(
    (layout: Readonly<Record<string, number>>): void => {
      const { settings, changeSettings } = store.getState()
      // With the side panel folded there is nothing to remember.
      if (Object.keys(layout).length > 1) changeSettings({ layouts: { ...settings.layouts, [name]: layout } })
    },
    [store, name],
  )
  return (
    <Group
      id={`panels-${name}`}
      orientation={orientation}
      className={styles.group}
      defaultLayout={store.getState().settings.layouts[name]}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) remember(layout)
      }}
    >
      {children}
    </Group>
  )
}

function Bar({ orientation }: { readonly orientation: 'horizontal' | 'vertical' }) {
  const t = useTranslate()
  return (
    <Separator
      className={orientation === 'vertical' ? styles.barVertical : styles.barHorizontal}
      aria-label={t('app.layout.resize')}
    />
  )
}
