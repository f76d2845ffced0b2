// The table with its tools: how many of how many, grouping, range, columns.
import { Columns3, Download, Group, Rows3 } from 'lucide-react'
import { Button, IconButton } from '../../components/Button.tsx'
import { MenuButton } from '../../components/Menu.tsx'
import { useCommandEntries, useRun } from '../../commands/command-entries.ts'
import { useTongue } from '../../i18n/language.ts'
import { GROUPINGS } from '../../state/view-slice.ts'
import { useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { HandshakeTable } from './HandshakeTable.tsx'
import styles from './table.module.css'

export function TablePanel() {
  const { t, number } = useTongue()
  const store = useWorkspaceApi()
  const run = useRun()
  const all = useLoaded().analysis.packets.handshakes.length
  const count = useWorkspace((state) => state.visible.length)
  const arranging = useWorkspace((state) => state.arranging)
  const grouping = useWorkspace((state) => state.grouping)
  const onlyInRange = useWorkspace((state) => state.onlyInRange)
  const selected = useWorkspace((state) => state.selected.size)
  const groupings = useCommandEntries(GROUPINGS.map((each) => `table.group-${each}`))
  const exports = useCommandEntries([
    'edit.copyRows',
    'edit.copyWiresharkFilter',
    'table.exportCsv',
    'table.exportJson',
  ])
  const counted =
    count === all
      ? t('app.table.count', { total: number(all), count: all })
      : t('app.table.countOf', { shown: number(count), total: number(all) })
  return (
    <section className={styles.panel} aria-label={t('app.table.title')}>
      <div className={styles.tools}>
        <span className={styles.count} role="status">
          {arranging ? t('app.table.arranging') : counted}
          {selected > 1 && ` · ${t('app.table.selected', { selected: number(selected) })}`}
        </span>
        <span className={styles.spring} />
        <IconButton
          icon={Rows3}
          size="small"
          label={t('app.table.onlyInRange')}
          isOn={onlyInRange}
          onPress={() => store.getState().setOnlyInRange(!onlyInRange)}
        />
        <MenuButton label={t('app.grouping.title')} groups={[{ id: 'grouping', entries: groupings }]}>
          <Button icon={Group} size="small">
            {t(`app.grouping.${grouping}`)}
          </Button>
        </MenuButton>
        <MenuButton label={t('app.table.export')} groups={[{ id: 'export', entries: exports }]}>
          <IconButton icon={Download} size="small" label={t('app.table.export')} />
        </MenuButton>
        <IconButton
          icon={Columns3}
          size="small"
          label={t('app.command.columns')}
          onPress={() => run('table.columns')}
        />
      </div>
      <HandshakeTable />
    </section>
  )
}
