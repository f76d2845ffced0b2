// Size and place of the window across starts. A place on a display that is gone is moved back onto one that is there.
import type { Rectangle } from 'electron'
import * as v from 'valibot'
import { JsonFile } from '../settings/json-file.ts'

const pixel = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000))
const schema = v.object({
  version: v.literal(1),
  bounds: v.nullable(v.object({ x: pixel, y: pixel, width: pixel, height: pixel })),
  maximized: v.boolean(),
})
export type WindowPlace = v.InferOutput<typeof schema>

export const MIN_WIDTH = 760
export const MIN_HEIGHT = 520

export function openPlaceFile(path: string): JsonFile<WindowPlace> {
  return new JsonFile<WindowPlace>(path, schema, { version: 1, bounds: null, maximized: false })
}

/** Where to put the window: as remembered when enough of its title bar can be seen, else centred by the system. */
export function placeOnDisplays(
  remembered: Rectangle | null,
  displays: readonly Rectangle[],
): Partial<Rectangle> & { width: number; height: number } {
  const largest = displays.reduce((best, each) => (each.width * each.height > best.width * best.height ? each : best), {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  })
  const fits = { width: Math.min(1440, largest.width || 1440), height: Math.min(900, largest.height || 900) }
  if (remembered === null) return fits
  const width = Math.max(MIN_WIDTH, Math.min(remembered.width, largest.width || remembered.width))
  const height = Math.max(MIN_HEIGHT, Math.min(remembered.height, largest.height || remembered.height))
  const titleIsSeen = displays.some((display) => {
    const overlap = Math.min(remembered.x + width, display.x + display.width) - Math.max(remembered.x, display.x)
    return overlap >= 120 && remembered.y >= display.y - 10 && remembered.y <= display.y + display.height - 60
  })
  return titleIsSeen ? { x: remembered.x, y: remembered.y, width, height } : { width, height }
}
