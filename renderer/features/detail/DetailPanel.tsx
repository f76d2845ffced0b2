// The focused handshake in full.
import { ArrowDown, ArrowUp, Filter, MousePointerClick } from 'lucide-react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import { OUTCOMES } from '../../../shared/analysis/tables.ts'
import { useRun } from '../../commands/command-entries.ts'
import { IconButton } from '../../components/Button.tsx'
import { Icon } from '../../components/Icon.tsx'
import { OutcomeTag } from '../../components/OutcomeTag.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace } from '../../state/workspace-store.ts'
import shell from '../../app/workspace.module.css'
import { FactsList } from './FactsList.tsx'
import { Ladder } from './Ladder.tsx'
import { OptionsTable } from './OptionsTable.tsx'
import { PacketPane } from './PacketPane.tsx'
import styles from './detail.module.css'

export function DetailPanel() {
  const t = useTranslate()
  const run = useRun()
  const { analysis } = useLoaded()
  const focused = useWorkspace((state) => state.focused)
  const packet = useWorkspace((state) => state.focusedPacket)
  if (focused === null || focused >= analysis.packets.handshakes.length) {
    return (
      <section className={styles.nothing} aria-label={t('app.detail.title')}>
        <Icon of={MousePointerClick} size={1.5} />
        <p>{t('app.detail.nothing')}</p>
      </section>
    )
  }
  const outcome = OUTCOMES[analysis.packets.handshakes.outcome[focused] ?? 0] ?? 'undecided'
  return (
    <section className={styles.panel} aria-label={t('app.detail.title')}>
      <Tabs className={styles.tabs}>
        <div className={styles.head}>
          <TabList aria-label={t('app.detail.title')} className={styles.tabList}>
            {(['ladder', 'options', 'facts'] as const).map((tab) => (
              <Tab key={tab} id={tab} className={shell.tab}>
                {t(`app.detail.tab.${tab}`)}
              </Tab>
            ))}
          </TabList>
          <span className={styles.outcome}>
            <OutcomeTag outcome={outcome} />
          </span>
          <IconButton
            icon={Filter}
            size="small"
            label={t('app.command.copyWiresharkFilter')}
            onPress={() => run('edit.copyWiresharkFilter')}
          />
          <IconButton
            icon={ArrowUp}
            size="small"
            label={t('app.detail.previous')}
            shortcut="Shift+N"
            onPress={() => run('go.previousFailed')}
          />
          <IconButton
            icon={ArrowDown}
            size="small"
            label={t('app.detail.next')}
            shortcut="N"
            onPress={() => run('go.nextFailed')}
          />
        </div>
        <TabPanel id="ladder" className={styles.body}>
          <Ladder key={focused} handshake={focused} />
        </TabPanel>
        <TabPanel id="options" className={styles.body}>
          <OptionsTable handshake={focused} />
        </TabPanel>
        <TabPanel id="facts" className={styles.body}>
          <FactsList handshake={focused} />
        </TabPanel>
      </Tabs>
      {packet !== null && <PacketPane key={packet} packet={packet} />}
    </section>
  )
}
