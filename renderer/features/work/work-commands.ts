// Saving and opening works.
import { FolderOpen, Save } from 'lucide-react'
import type { Command, CommandContext } from '../../commands/command.ts'
import type { WorkKeeper } from './work-keeper.ts'

/** Fetched behind the first frame; the start page needs no project files. */
async function keeperOf(context: CommandContext): Promise<WorkKeeper> {
  return (await import('./work-keeper.ts')).workKeeper(context)
}

export const WORK_COMMANDS: readonly Command[] = [
  {
    id: 'file.openProject',
    area: 'file',
    title: 'menu.file.openProject',
    icon: FolderOpen,
    run: ({ session }) => session.openDialog('projects', 'replace'),
  },
  {
    id: 'project.save',
    area: 'file',
    title: 'menu.project.save',
    icon: Save,
    shortcuts: ['Mod+S'],
    enabled: (state) => state.loaded !== null,
    run: async (context) => {
      await (await keeperOf(context)).save(false)
    },
  },
  {
    id: 'project.saveAs',
    area: 'file',
    title: 'menu.project.saveAs',
    icon: Save,
    shortcuts: ['Mod+Shift+S'],
    enabled: (state) => state.loaded !== null,
    // Asks what goes into the file before the system asks where it goes.
    run: ({ store }) => store.getState().openDialog('save-work'),
  },
  {
    id: 'notes.openFiles',
    area: 'notes',
    title: 'figure.work.openFiles',
    icon: FolderOpen,
    enabled: (state) => state.loaded !== null && state.workFile !== null,
    run: async (context) => (await keeperOf(context)).openFilesOfShown(),
  },
]
