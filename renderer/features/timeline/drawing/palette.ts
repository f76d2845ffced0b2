// Colours and fonts of the canvas, read from the custom properties of timeline.css so that themes, high contrast and
// forced colours reach it like everything else. Read again when the theme changes, never per frame.

const NAMES = [
  'surface',
  'surface-raised',
  'text',
  'text-muted',
  'line',
  'line-strong',
  'answered',
  'unanswered',
  'syn-ack',
  'ack',
  'reset',
  'icmp',
  'data',
  'on-mark',
  'wait-answered',
  'wait-unanswered',
  'schedule',
  'selected',
  'hovered',
  'accent',
] as const
export type PaletteName = (typeof NAMES)[number]

export interface Palette {
  readonly colour: Readonly<Record<PaletteName, string>>
  readonly fontFamily: string
  /** CSS pixels of 1 rem: 16, or 24 for presenters. */
  readonly rem: number
}

/** The palette as it stands at `element`. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element)
  const colour = Object.fromEntries(
    NAMES.map((name) => [name, style.getPropertyValue(`--timeline-${name}`).trim() || 'GrayText']),
  ) as Record<PaletteName, string>
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16
  return { colour, fontFamily: style.fontFamily || 'sans-serif', rem }
}
