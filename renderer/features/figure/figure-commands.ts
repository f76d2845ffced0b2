// Pictures: the dialog, and a copy with one key.
import { Image, ClipboardCopy } from 'lucide-react'
import type { Command } from '../../commands/command.ts'

export const FIGURE_COMMANDS: readonly Command[] = [
  {
    id: 'figure.export',
    area: 'figure',
    title: 'menu.figure.export',
    icon: Image,
    shortcuts: ['Mod+E'],
    enabled: (state) => state.loaded !== null,
    run: ({ store }) => store.getState().openDialog('figure'),
  },
  {
    id: 'edit.copyPicture',
    area: 'figure',
    title: 'menu.edit.copyPicture',
    icon: ClipboardCopy,
    shortcuts: ['Mod+Shift+C'],
    enabled: (state) => state.loaded !== null,
    run: async (context) => {
      // Composing pictures is fetched with the first picture.
      const { giveFigure } = await import('./export-figure.ts')
      await giveFigure(context, 'copy', { scale: 2, embed: false })
    },
  },
]
