// What leaves for a ticket: packets and reports. Their code is fetched when it is first used.
import { FileText, PackageOpen, Printer } from 'lucide-react'
import type { WorkspaceState } from '../state/workspace-store.ts'
import type { Command } from './command.ts'

const isRead = ({ loaded }: WorkspaceState): boolean => loaded !== null && !loaded.provisional

export const REPORT_COMMANDS: readonly Command[] = [
  {
    id: 'packets.save',
    area: 'file',
    title: 'menu.packets.save',
    icon: PackageOpen,
    enabled: (state) => isRead(state) && (state.loaded?.analysis.packets.handshakes.length ?? 0) > 0,
    run: async (context) => (await import('../features/packets/save-packets.ts')).savePackets(context),
  },
  {
    id: 'report.save',
    area: 'file',
    title: 'menu.report.save',
    icon: FileText,
    shortcuts: ['Mod+Shift+R'],
    enabled: isRead,
    run: ({ store }) => store.getState().openDialog('report'),
  },
  {
    id: 'report.pdf',
    area: 'file',
    title: 'menu.report.pdf',
    enabled: isRead,
    run: async (context) => (await import('../features/report/give-report.ts')).giveReportAgain(context, 'pdf'),
  },
  {
    id: 'report.print',
    area: 'file',
    title: 'menu.report.print',
    icon: Printer,
    shortcuts: ['Mod+P'],
    enabled: isRead,
    run: async (context) => (await import('../features/report/give-report.ts')).giveReportAgain(context, 'print'),
  },
]
