// The context menu of a handshake, in the table and on the lanes: commands, and filters made of the row under the pointer.
import { useMemo } from 'react'
import { addressText } from '../../../shared/net/address.ts'
import { useCommandEntries } from '../../commands/command-entries.ts'
import type { MenuGroup } from '../../components/Menu.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { OUTCOMES } from '../../../shared/analysis/tables.ts'
import { useAddressNames, useLoaded } from '../../state/use-analysis.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'

const MORE = {
  table: ['notes.add', 'packets.save', 'table.exportCsv', 'table.exportJson', 'table.columns'],
  lanes: ['notes.add', 'packets.save'],
} as const

/** `place` = where the menu is: a table has rows to export and columns, a lane has a moment to write a note on. */
export function useRowMenu(place: 'table' | 'lanes'): readonly MenuGroup[] {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const loaded = useLoaded()
  const names = useAddressNames()
  const focused = useWorkspace((state) => state.focused)
  const look = useCommandEntries(['go.focusedInTime', 'edit.copyRows', 'edit.copyWiresharkFilter'])
  const more = useCommandEntries(MORE[place])
  return useMemo(() => {
    const { addresses, handshakes: h } = loaded.analysis.packets
    const filters =
      focused === null
        ? []
        : [
            ['client', `client == ${addressText(addresses, h.clientAddress[focused] ?? 0)}`],
            [
              'server',
              `server == ${addressText(addresses, h.serverAddress[focused] ?? 0)} && server.port == ${h.serverPort[focused] ?? 0}`,
            ],
            ['outcome', `outcome == ${OUTCOMES[h.outcome[focused] ?? 0] ?? 'undecided'}`],
          ].map(([id, filter = '']) => ({
            id: `filter-${id}`,
            label: t('app.filter.only', { filter: names.text(filter) }),
            run: () => store.getState().setFilterText(filter),
          }))
    return [
      { id: 'look', entries: look },
      { id: 'filter', entries: filters },
      { id: 'more', entries: more },
    ].filter((group) => group.entries.length > 0)
  }, [loaded, names, focused, look, more, t, store])
}
