// Dragging a counter strip sideways: moves the snapshots, not the view.

/** `shift` where it stands now; `secondsPerPixel` of the shown range. The returned function takes the hands off. */
export function attachShiftDrag(
  element: HTMLElement,
  shift: number,
  onShift: (seconds: number) => void,
  secondsPerPixel: () => number,
): () => void {
  let from: { readonly x: number; readonly shift: number } | null = held.get(element) ?? null
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return
    from = { x: event.clientX, shift }
    held.set(element, from)
    element.setPointerCapture(event.pointerId)
  }
  const move = (event: PointerEvent): void => {
    if (from === null) return
    onShift(Math.round((from.shift + (event.clientX - from.x) * secondsPerPixel()) * 1000) / 1000)
  }
  const up = (): void => {
    from = null
    held.delete(element)
  }
  element.addEventListener('pointerdown', down)
  element.addEventListener('pointermove', move)
  element.addEventListener('pointerup', up)
  element.addEventListener('pointercancel', up)
  return () => {
    element.removeEventListener('pointerdown', down)
    element.removeEventListener('pointermove', move)
    element.removeEventListener('pointerup', up)
    element.removeEventListener('pointercancel', up)
  }
}

/** Each step of a drag draws the strip anew and attaches the hands again: where the drag began is kept meanwhile. */
const held = new WeakMap<HTMLElement, { readonly x: number; readonly shift: number }>()
