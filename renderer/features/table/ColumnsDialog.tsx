// Which columns the table shows and in which order.
import { ArrowDown, ArrowUp } from 'lucide-react'
import { Button, IconButton } from '../../components/Button.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { DEFAULT_COLUMNS } from '../../state/settings-slice.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { TABLE_COLUMNS, columnTitleKey, columnsOf } from './columns.ts'
import styles from './columns-dialog.module.css'

/** `ids` with the entry at `from` moved by `step`. */
export function moved(ids: readonly string[], from: number, step: number): readonly string[] {
  const to = from + step
  if (to < 0 || to >= ids.length) return ids
  const next = [...ids]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}

export default function ColumnsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const ids = columnsOf(useWorkspace((state) => state.settings.tableColumns)).map((column) => column.id)
  const change = (tableColumns: readonly string[]): void => store.getState().changeSettings({ tableColumns })
  const others = TABLE_COLUMNS.filter((column) => !ids.includes(column.id))
  return (
    <Dialog
      title={t('app.columns.title')}
      width="narrow"
      onClose={onClose}
      foot={
        <Button
          look="outlined"
          onPress={() => store.getState().changeSettings({ tableColumns: DEFAULT_COLUMNS, columnWidths: {} })}
        >
          {t('app.columns.reset')}
        </Button>
      }
    >
      <ul className={styles.list}>
        {ids.map((id, i) => (
          <li key={id} className={styles.line}>
            <label>
              <input
                type="checkbox"
                checked
                disabled={ids.length === 1}
                onChange={() => change(ids.filter((each) => each !== id))}
              />
              {t(columnTitleKey(id))}
            </label>
            <IconButton
              icon={ArrowUp}
              size="small"
              label={t('app.columns.up', { column: t(columnTitleKey(id)) })}
              isDisabled={i === 0}
              onPress={() => change(moved(ids, i, -1))}
            />
            <IconButton
              icon={ArrowDown}
              size="small"
              label={t('app.columns.down', { column: t(columnTitleKey(id)) })}
              isDisabled={i === ids.length - 1}
              onPress={() => change(moved(ids, i, 1))}
            />
          </li>
        ))}
        {others.map(({ id }) => (
          <li key={id} className={styles.line}>
            <label>
              <input type="checkbox" checked={false} onChange={() => change([...ids, id])} />
              {t(columnTitleKey(id))}
            </label>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
