// The panel at the side: one of the registered panels at a time, chosen by tabs.
import { Suspense } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { useTongue } from '../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../state/workspace-store.ts'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { SIDE_PANELS } from './side-panels.ts'
import styles from './workspace.module.css'

export function SidePanel() {
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const wished = useWorkspace((state) => state.settings.sidePanel)
  const badges = useWorkspace((state) => SIDE_PANELS.map((panel) => panel.badge?.(state) ?? 0).join())
  const counts = badges.split(',').map(Number)
  const shown = SIDE_PANELS.some((panel) => panel.id === wished) ? wished : SIDE_PANELS[0]?.id
  return (
    <aside className={styles.side} aria-label={t('app.side.label')}>
      <Tabs
        className={styles.side}
        selectedKey={shown ?? undefined}
        onSelectionChange={(key) => store.getState().changeSettings({ sidePanel: String(key) })}
      >
        <TabList className={styles.tabs} aria-label={t('app.side.label')}>
          {SIDE_PANELS.map((panel, i) => (
            <Tab key={panel.id} id={panel.id} className={styles.tab}>
              {t(panel.title)}
              {(counts[i] ?? 0) > 0 && <span className={styles.tabBadge}>{number(counts[i] ?? 0)}</span>}
            </Tab>
          ))}
        </TabList>
        {SIDE_PANELS.map(({ id, Content }) => (
          <TabPanel key={id} id={id} className={styles.sideBody}>
            <ErrorBoundary>
              <Suspense fallback={null}>
                <Content />
              </Suspense>
            </ErrorBoundary>
          </TabPanel>
        ))}
      </Tabs>
    </aside>
  )
}
