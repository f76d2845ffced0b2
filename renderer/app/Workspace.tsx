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

export function Workspace() {
  const side = useWorkspace((state) => state.settings.sidePanel !== null)
  const presenter = useWorkspace((state) => state.settings.presenter)
  const [box, stacked] = useStacked(presenter)
  return (
    <div ref={box} className={styles.workspace} data-stacked={stacked || undefined}>
      <TopBar />
      <FailureLine />
      <ReadingLine />
      {stacked ? (
        <Stack side={side} />
      ) : (
        <>
          <VerdictLine />
          <main className={styles.main}>
            <Panels side={side} />
          </main>
        </>
      )}
      <StatusBar />
    </div>
  )
}

/** Panels beside each other, with bars between them to drag. */
function Panels({ side }: { readonly side: boolean }) {
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
            <ErrorBoundary>
              <SidePanel />
            </ErrorBoundary>
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
              <TimelineRoom />
            </Panel>
            <Bar orientation="horizontal" />
            <Panel id="below" minSize="120px">
              <RememberedGroup name="below" orientation="horizontal">
                <Panel id="table" defaultSize="62%" minSize="240px">
                  <ErrorBoundary>
                    <TablePanel />
                  </ErrorBoundary>
                </Panel>
                <Bar orientation="vertical" />
                <Panel id="detail" minSize="240px">
                  <ErrorBoundary>
                    <DetailPanel />
                  </ErrorBoundary>
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
function Stack({ side }: { readonly side: boolean }) {
  const handshakes = useLoaded().analysis.packets.handshakes.length
  const rooms: readonly (readonly [string, ReactNode])[] =
    handshakes === 0
      ? [['none', <NoPackets key="none" />]]
      : [
          ['timeline', <TimelineRoom key="timeline" />],
          ['table', <TablePanel key="table" />],
          ['detail', <DetailPanel key="detail" />],
        ]
  const withSide = side ? [...rooms.slice(0, 1), ['side', <SidePanel key="side" />] as const, ...rooms.slice(1)] : rooms
  return (
    <main className={styles.stack}>
      <VerdictLine />
      {withSide.map(([name, content]) => (
        <div key={name} className={styles.room}>
          <ErrorBoundary>{content}</ErrorBoundary>
        </div>
      ))}
    </main>
  )
}

function TimelineRoom() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<div className={styles.waiting} />}>
        <Timeline />
      </Suspense>
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
