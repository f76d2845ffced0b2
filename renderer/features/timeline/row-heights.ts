// Heights a lane can have, in rem: from a text line with letters down to a hairline.

const STEPS = [0.03, 0.0625, 0.125, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.875, 2.25] as const

/** 'usual' as long as there are many lanes; few lanes grow up to 'roomy' to use the room. */
const laneHeights = { usual: 1.5, roomy: 2.25 } as const

/** The next step up or down from any height (also from a fitted one). */
export function nextHeight(now: number, step: 1 | -1): number {
  const higher = STEPS.filter((height) => height > now * 1.01)
  const lower = STEPS.filter((height) => height < now * 0.99)
  return (step > 0 ? higher[0] : lower.at(-1)) ?? now
}

/**
 * CSS pixels of a lane. `room` is what group headers leave of the view; fitting lanes never get less than a quarter of
 * the view, however many headers there are (the headers scroll then).
 */
export function rowHeightFor(
  wanted: number | 'auto' | 'fit',
  room: number,
  lanes: number,
  rem: number,
  view: number,
): number {
  if (typeof wanted === 'number') return wanted * rem
  const share = Math.max(room, view / 4) / Math.max(1, lanes)
  if (wanted === 'fit') return Math.min(laneHeights.usual * rem, share)
  return Math.round(Math.min(laneHeights.roomy * rem, Math.max(laneHeights.usual * rem, share)))
}
