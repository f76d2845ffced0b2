// Icons are decoration: the word beside them, or the label of their button, says what they mean.
import type { LucideIcon } from 'lucide-react'

export function Icon({ of: Drawing, size = 1 }: { readonly of: LucideIcon; readonly size?: number }) {
  return <Drawing width={`${size}rem`} height={`${size}rem`} strokeWidth={1.75} aria-hidden focusable={false} />
}
