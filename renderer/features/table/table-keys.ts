// The keyboard of the table as a function of key and place: which line is next, and what happens to the selection.

export type TableMove =
  /** Go to a line; `extend` = select everything from the anchor to it. */
  | { readonly kind: 'go'; readonly line: number; readonly extend: boolean }
  | { readonly kind: 'toggle' }
  | { readonly kind: 'fold'; readonly open: boolean }
  | { readonly kind: 'all' }
  | { readonly kind: 'copy' }
  | { readonly kind: 'clear' }

export interface TableKey {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** Null: the key is not the table's. `line` = −1 when no line has the focus yet. */
export function tableMove(event: TableKey, line: number, count: number, page: number): TableMove | null {
  const mod = event.ctrlKey || event.metaKey
  const go = (next: number): TableMove => ({
    kind: 'go',
    line: Math.min(Math.max(0, count - 1), Math.max(0, next)),
    extend: event.shiftKey,
  })
  if (count === 0) return null
  switch (event.key) {
    case 'ArrowDown':
      return go(line + 1)
    case 'ArrowUp':
      return go(line < 0 ? 0 : line - 1)
    case 'PageDown':
      return go(line + page)
    case 'PageUp':
      return go(line - page)
    case 'Home':
      return go(0)
    case 'End':
      return go(count - 1)
    case ' ':
      return { kind: 'toggle' }
    case 'ArrowRight':
      return mod ? null : { kind: 'fold', open: true }
    case 'ArrowLeft':
      return mod ? null : { kind: 'fold', open: false }
    case 'Escape':
      return { kind: 'clear' }
    case 'a':
      return mod ? { kind: 'all' } : null
    case 'c':
      return mod ? { kind: 'copy' } : null
    default:
      return null
  }
}
