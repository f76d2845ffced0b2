// Files dropped anywhere in the window. While they hover, a sheet says what will happen.
import { FilePlus2 } from 'lucide-react'
import { useLayoutEffect, useState } from 'react'
import { useCommandContext } from '../commands/command-context.ts'
import { Icon } from '../components/Icon.tsx'
import { useTranslate } from '../i18n/language.ts'
import { useWorkspace } from '../state/workspace-store.ts'
import styles from './shell.module.css'

export function DropOverlay() {
  const t = useTranslate()
  const { host, session } = useCommandContext()
  const adds = useWorkspace((state) => state.sources.length > 0)
  const [over, setOver] = useState(false)
  useLayoutEffect(() => {
    // dragenter and dragleave fire for every element on the way: count them.
    let depth = 0
    const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
    const enter = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth++
      setOver(true)
    }
    const leave = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const hover = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent): void => {
      depth = 0
      setOver(false)
      if (!hasFiles(event)) return
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      void host.openDropped(files).then((outcomes) => session.open(outcomes, 'add'))
    }
    const listeners = { dragenter: enter, dragleave: leave, dragover: hover, drop } as const
    for (const [name, listener] of Object.entries(listeners)) window.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener)
    }
  }, [host, session])
  if (!over) return null
  return (
    <div className={styles.drop} data-testid="drop-overlay">
      <div className={styles.dropCard}>
        <Icon of={FilePlus2} size={2} />
        <strong>{t(adds ? 'app.drop.add' : 'app.drop.open')}</strong>
        <span>{t('app.drop.what')}</span>
      </div>
    </div>
  )
}
