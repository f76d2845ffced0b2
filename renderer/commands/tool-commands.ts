// Palette, help, copying, the side panels.
import { ClipboardCopy, Command as CommandIcon, Filter, Keyboard, PanelLeft, Settings } from 'lucide-react'
import { wiresharkFilter } from '../../shared/filter/wireshark-filter.ts'
import { copyRows } from '../features/table/export-rows.ts'
import type { WorkspaceState } from '../state/workspace-store.ts'
import type { Command } from './command.ts'

const hasRows = (state: WorkspaceState): boolean => state.selected.size > 0

export const TOOL_COMMANDS: readonly Command[] = [
  {
    id: 'tools.palette',
    area: 'tools',
    title: 'menu.tools.palette',
    icon: CommandIcon,
    shortcuts: ['Mod+K', 'Mod+Shift+P'],
    run: ({ store }) => store.getState().openDialog('palette'),
  },
  {
    id: 'tools.settings',
    area: 'tools',
    title: 'menu.tools.settings',
    icon: Settings,
    shortcuts: ['Mod+,'],
    run: ({ store }) => store.getState().openDialog('settings'),
  },
  {
    id: 'help.shortcuts',
    area: 'help',
    title: 'menu.help.shortcuts',
    icon: Keyboard,
    shortcuts: ['?', 'F1'],
    run: ({ store }) => store.getState().openDialog('shortcuts'),
  },
  {
    id: 'help.about',
    area: 'help',
    title: 'menu.help.about',
    run: ({ store }) => store.getState().openDialog('about'),
  },
  {
    id: 'edit.copyRows',
    area: 'edit',
    title: 'menu.edit.copyRows',
    icon: ClipboardCopy,
    enabled: hasRows,
    run: (context) => copyRows(context),
  },
  {
    id: 'edit.copyWiresharkFilter',
    area: 'edit',
    title: 'app.command.copyWiresharkFilter',
    icon: Filter,
    enabled: hasRows,
    run: async ({ store, host }) => {
      const { loaded, selected, say } = store.getState()
      if (loaded === null) return
      await host.copyText(wiresharkFilter(loaded.analysis.packets, selected.rows))
      say({ key: 'app.notice.filterCopied', params: { count: selected.size } }, 'good')
    },
  },
  {
    id: 'table.columns',
    area: 'table',
    title: 'app.command.columns',
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => store.getState().openDialog('columns'),
  },
  {
    id: 'view.sidePanel',
    area: 'view',
    title: 'app.command.sidePanel',
    icon: PanelLeft,
    shortcuts: ['Mod+B'],
    enabled: (state) => state.loaded !== null,
    checked: (state) => state.settings.sidePanel !== null,
    run: ({ store }) => {
      const { settings, changeSettings } = store.getState()
      changeSettings({ sidePanel: settings.sidePanel === null ? 'verdict' : null })
    },
  },
]
