// The context menu of a lane, under the pointer or (Shift+F10, menu key) under the lane that the keyboard is on.
import { useState } from 'react'
import type { MouseEvent, ReactNode, RefObject } from 'react'
import { lineAt, lineAtY } from '../../../shared/timeline/lane-layout.ts'
import type { LaneLayout, LaneLine } from '../../../shared/timeline/lane-layout.ts'
import { ContextMenu } from '../../components/Menu.tsx'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspaceApi } from '../../state/workspace-store.ts'
import { useRowMenu } from '../table/row-menu.ts'

export interface LaneMenu {
  readonly isOpen: boolean
  /** True when there is a lane under the pointer. */
  readonly openAt: (event: MouseEvent<HTMLElement>) => boolean
  readonly openHere: () => void
  readonly element: ReactNode
}

export interface LaneMenuPlace {
  readonly layout: LaneLayout
  /** CSS pixels of the visible part, and of the labels. */
  readonly height: number
  readonly gutter: number
  /** Number of the line that the keyboard is on. */
  readonly active: number
  readonly surface: RefObject<HTMLElement | null>
  /** Content pixel at the top of the view. */
  readonly top: RefObject<number>
}

export function useLaneMenu({ layout, height, gutter, active, surface, top }: LaneMenuPlace): LaneMenu {
  const t = useTranslate()
  const store = useWorkspaceApi()
  const groups = useRowMenu('lanes')
  const [at, setAt] = useState<{ readonly x: number; readonly y: number } | null>(null)

  /** A lane outside of what is selected becomes the selected one: the commands are for it. */
  const choose = (line: LaneLine | null): boolean => {
    const row = line?.kind === 'lane' ? layout.list.rows[line.position] : undefined
    if (row === undefined) return false
    const { selected, focused, focus } = store.getState()
    if (!selected.has(row) || focused === null) focus(row)
    return true
  }

  return {
    isOpen: at !== null,
    openAt: (event) => {
      const y = event.clientY - event.currentTarget.getBoundingClientRect().top
      if (!choose(lineAtY(layout, top.current + y))) return false
      event.preventDefault()
      setAt({ x: event.clientX, y: event.clientY })
      return true
    },
    openHere: () => {
      const line = lineAt(layout, active)
      const box = surface.current?.getBoundingClientRect()
      if (line === null || box === undefined || !choose(line)) return
      const below = line.top + layout.rowHeight - top.current
      setAt({ x: box.left + gutter / 2, y: box.top + Math.min(Math.max(below, 0), height) })
    },
    element: <ContextMenu label={t('timeline.lanesMenu')} groups={groups} at={at} onClose={() => setAt(null)} />,
  }
}
