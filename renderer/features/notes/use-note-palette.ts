// Colours of notes for the theme on screen; figures have their own.
import { useMemo } from 'react'
import { DARK_NOTES, LIGHT_NOTES } from '../../../shared/annotation/note-palette.ts'
import type { NotePalette } from '../../../shared/annotation/note-palette.ts'
import { useWorkspace } from '../../state/workspace-store.ts'

export function useNotePalette(): NotePalette {
  const theme = useWorkspace((state) => state.settings.theme)
  return useMemo(() => {
    const scheme = theme === 'system' ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : theme
    // High contrast has a black ground.
    return scheme === 'light' ? LIGHT_NOTES : DARK_NOTES
  }, [theme])
}
