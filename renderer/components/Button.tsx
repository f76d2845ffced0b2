// A push button in three looks, and its icon-only form, whose name is its tooltip too.
import clsx from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import type { ButtonProps as AriaButtonProps } from 'react-aria-components/Button'
import { Icon } from './Icon.tsx'
import styles from './Button.module.css'
import { Tip } from './Tip.tsx'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: 'quiet' | 'outlined' | 'primary'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: LucideIcon
  readonly className?: string
  readonly children?: ReactNode
}

export function Button({ look = 'quiet', size = 'normal', icon, className, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={clsx(styles.button, look !== 'quiet' && styles[look], size !== 'normal' && styles[size], className)}
    >
      {icon && <Icon of={icon} />}
      {children}
    </AriaButton>
  )
}

export interface IconButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly icon: LucideIcon
  /** What it does, in words. */
  readonly label: string
  readonly shortcut?: string | undefined
  readonly size?: 'small' | 'normal'
  /** For switches: shown as on, and announced so. */
  readonly isOn?: boolean
  readonly className?: string
}

export function IconButton({ icon, label, shortcut, size = 'normal', isOn, className, ...rest }: IconButtonProps) {
  return (
    <Tip text={label} shortcut={shortcut}>
      <AriaButton
        {...rest}
        aria-label={label}
        aria-pressed={isOn}
        className={clsx(styles.button, styles.icon, size === 'small' && styles.small, isOn && styles.on, className)}
      >
        <Icon of={icon} />
      </AriaButton>
    </Tip>
  )
}
