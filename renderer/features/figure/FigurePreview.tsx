// The figure as it will be, drawn on a canvas as wide as there is room; drawn again a moment after every change.
import { useEffect, useRef, useState } from 'react'
import type { FigureSource } from '../../../shared/figure/figure-input.ts'
import { paintScene } from '../../../shared/figure/scene/paint-canvas.ts'
import { useCommandContext } from '../../commands/command-context.ts'
import { useTranslate } from '../../i18n/language.ts'
import { useWorkspace, useWorkspaceApi } from '../../state/workspace-store.ts'
import { composeMaterial, figureMaterial } from './current-figure.ts'
import { figureFonts } from './figure-fonts.ts'
import styles from './figure.module.css'

/** Milliseconds: typing a title does not draw a figure a letter. */
const PAUSE = 60

export function FigurePreview({ sources }: { readonly sources: readonly FigureSource[] }) {
  const t = useTranslate()
  const { host } = useCommandContext()
  const store = useWorkspaceApi()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [size, setSize] = useState<{ readonly width: number; readonly height: number; readonly words: string } | null>(
    null,
  )
  const figure = useWorkspace((state) => state.figure)
  const notes = useWorkspace((state) => state.noteHistory.notes)
  const loaded = useWorkspace((state) => state.loaded)
  const visible = useWorkspace((state) => state.visible)
  const masked = useWorkspace((state) => state.settings.maskAddresses)
  const clocks = useWorkspace((state) => state.clockAdjustments)
  useEffect(() => {
    let isGone = false
    const timer = setTimeout(() => {
      void figureFonts().then(() => {
        const element = canvas.current
        const material = figureMaterial(store.getState(), sources, host.start.version)
        if (isGone || element === null || material === null) return
        const { scene } = composeMaterial(material)
        const ratio = Math.max(1, Math.min(2, window.devicePixelRatio))
        element.width = Math.round(scene.width * ratio)
        element.height = Math.round(scene.height * ratio)
        const context = element.getContext('2d')
        if (context === null) return
        context.scale(ratio, ratio)
        paintScene(context, scene)
        setSize({ width: scene.width, height: scene.height, words: `${scene.title}. ${scene.description}` })
      })
    }, PAUSE)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [store, host, sources, figure, notes, loaded, visible, masked, clocks])
  return (
    <figure className={styles.preview} data-testid="figure-preview" data-ready={size !== null}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        aria-label={size?.words ?? t('figure.dialog.preview')}
      />
      <figcaption className={styles.pixels}>
        {size !== null && t('figure.dialog.pixels', { width: size.width, height: size.height })}
      </figcaption>
    </figure>
  )
}
