// Colours of notes for the theme on screen; figures have their own.
import { useSyncExternalStore } from 'react'
import { DARK_NOTES, LIGHT_NOTES } from '../../../shared/annotation/note-palette.ts'
import type { NotePalette } from '../../../shared/annotation/note-palette.ts'

/** The theme is what the root element says: 'system' may mean any, and another one from one moment to the next. */
export function useNotePalette(): NotePalette {
  const theme = useSyncExternalStore(watchTheme, themeNow)
  // High contrast has a black ground.
  return theme === 'light' ? LIGHT_NOTES : DARK_NOTES
}

function themeNow(): string {
  return document.documentElement.dataset['theme'] ?? 'light'
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
