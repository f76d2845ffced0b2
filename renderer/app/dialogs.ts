// Dialogs by name, each loaded when it is first opened.
import { lazy } from 'react'
import type { ComponentType } from 'react'

export interface DialogContentProps {
  readonly onClose: () => void
  /** What stands behind the colon of the dialog's name; null without one. */
  readonly subject?: string | null
}

export const DIALOGS: Readonly<Record<string, ComponentType<DialogContentProps>>> = {
  palette: lazy(() => import('../features/palette/Palette.tsx')),
  paste: lazy(() => import('../features/paste/PasteDialog.tsx')),
  shortcuts: lazy(() => import('../features/help/ShortcutsDialog.tsx')),
  about: lazy(() => import('../features/help/AboutDialog.tsx')),
  frame: lazy(() => import('../features/palette/FrameDialog.tsx')),
  time: lazy(() => import('../features/palette/TimeDialog.tsx')),
  columns: lazy(() => import('../features/table/ColumnsDialog.tsx')),
  export: lazy(() => import('../features/table/ExportDialog.tsx')),
  figure: lazy(() => import('../features/figure/FigureDialog.tsx')),
  'unsaved-notes': lazy(() => import('../features/work/UnsavedNotesDialog.tsx')),
  'leave-notes': lazy(() => import('../features/work/LeaveNotesDialog.tsx')),
  'save-work': lazy(() => import('../features/work/SaveWorkDialog.tsx')),
  report: lazy(() => import('../features/report/ReportDialog.tsx')),
  crosscheck: lazy(() => import('../features/crosscheck/CrosscheckDialog.tsx')),
  collect: lazy(() => import('../features/collect/CollectDialog.tsx')),
  counters: lazy(() => import('../features/catalog/CatalogDialog.tsx')),
  settings: lazy(() => import('../features/help/SettingsDialog.tsx')),
}
