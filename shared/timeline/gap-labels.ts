// Places the gap figures (1.03 s, 2.01 s …) between neighbouring marks of a lane: in the middle of the visible part of
// the gap, and only where they fit without touching a mark. A figure that does not fit is left out, never squeezed.

export interface GapLabel {
  /** Index of the mark at the right end of the gap. */
  readonly index: number
  /** Middle of the text in pixels. */
  readonly x: number
}

/**
 * `xs` ascending pixels of the marks, `widths[i]` the text width of the gap before mark i, `clearance` pixels to keep
 * from the middle of either mark, `left` … `right` the visible plot.
 */
export function placeGapLabels(
  xs: readonly number[],
  widths: readonly number[],
  clearance: number,
  left: number,
  right: number,
): GapLabel[] {
  const out: GapLabel[] = []
  for (let i = 1; i < xs.length; i++) {
    const from = Math.max((xs[i - 1] ?? 0) + clearance, left)
    const to = Math.min((xs[i] ?? 0) - clearance, right)
    if (to - from >= (widths[i] ?? Infinity)) out.push({ index: i, x: (from + to) / 2 })
  }
  return out
}

/**
 * Which of several labels on one line may stay: in order of `rank` (small first), a label that touches one already
 * placed is dropped. Returns one flag a label.
 */
export function keepApart(
  labels: readonly { readonly x: number; readonly width: number; readonly rank: number }[],
  space: number,
): boolean[] {
  const keep = labels.map(() => false)
  const placed: { from: number; to: number }[] = []
  const order = labels.map((_, i) => i).sort((a, b) => (labels[a]?.rank ?? 0) - (labels[b]?.rank ?? 0) || a - b)
  for (const i of order) {
    const label = labels[i]
    if (label === undefined) continue
    const from = label.x - label.width / 2 - space / 2
    const to = label.x + label.width / 2 + space / 2
    if (placed.some((other) => from < other.to && to > other.from)) continue
    placed.push({ from, to })
    keep[i] = true
  }
  return keep
}
