// Opening, adding, pasting, closing, exporting.
import { ClipboardPaste, Download, FileText, FolderOpen, Plus, Sparkles, X } from 'lucide-react'
import { exportRows } from '../features/table/export-rows.ts'
import type { Command } from './command.ts'

export const FILE_COMMANDS: readonly Command[] = [
  {
    id: 'file.open',
    area: 'file',
    title: 'menu.file.open',
    icon: FolderOpen,
    shortcuts: ['Mod+O'],
    run: ({ session }) => session.openDialog('all', 'replace'),
  },
  {
    id: 'file.addCapture',
    area: 'file',
    title: 'menu.file.addCapture',
    icon: Plus,
    shortcuts: ['Mod+Shift+O'],
    enabled: (state) => state.sources.length > 0,
    run: ({ session }) => session.openDialog('all', 'add'),
  },
  {
    id: 'file.openCounters',
    area: 'file',
    title: 'menu.file.openCounters',
    icon: FileText,
    run: ({ session }) => session.openDialog('counters', 'add'),
  },
  {
    id: 'file.paste',
    area: 'file',
    title: 'menu.file.paste',
    icon: ClipboardPaste,
    shortcuts: ['Mod+Shift+V'],
    run: ({ store }) => store.getState().openDialog('paste'),
  },
  {
    id: 'file.openSample',
    area: 'file',
    title: 'menu.file.openSample',
    icon: Sparkles,
    run: ({ session }) => session.openSample(null),
  },
  {
    id: 'data.export',
    area: 'file',
    title: 'menu.data.export',
    icon: Download,
    shortcuts: ['Mod+Shift+E'],
    enabled: (state) => state.visible.length > 0,
    run: ({ store }) => store.getState().openDialog('export'),
  },
  {
    id: 'table.exportCsv',
    area: 'table',
    title: 'app.command.exportCsv',
    icon: Download,
    enabled: (state) => state.visible.length > 0,
    run: (context) => exportRows(context, 'csv'),
  },
  {
    id: 'table.exportJson',
    area: 'table',
    title: 'app.command.exportJson',
    icon: Download,
    enabled: (state) => state.visible.length > 0,
    run: (context) => exportRows(context, 'json'),
  },
  {
    id: 'file.cancelReading',
    area: 'file',
    title: 'app.command.cancelReading',
    icon: X,
    enabled: (state) => state.reading !== null,
    run: ({ session }) => session.cancelReading(),
  },
  {
    id: 'file.close',
    area: 'file',
    title: 'menu.file.close',
    icon: X,
    shortcuts: ['Mod+W'],
    enabled: (state) => state.sources.length > 0,
    run: ({ session }) => session.closeAll(),
  },
]
