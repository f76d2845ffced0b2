// A tooltip: the name of an icon button and its shortcut. Never the only place where something is said.
import type { ReactElement } from 'react'
import { Tooltip, TooltipTrigger } from 'react-aria-components/Tooltip'
import styles from './Tip.module.css'

export interface TipProps {
  readonly text: string
  readonly shortcut?: string | undefined
  readonly children: ReactElement
}

export function Tip({ text, shortcut, children }: TipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={80}>
      {children}
      <Tooltip offset={6} className={styles.tip}>
        {text}
        {shortcut && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}
