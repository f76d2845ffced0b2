// Places the gap figures (1.03 s, 2.01 s …) between neighbouring marks of a lane: in the middle of the visible part of
// the gap or beside what lies there, and only where they fit without touching a mark. A figure that does not fit is left out, never squeezed.

export interface GapLabel {
  /** Index of the mark at the right end of the gap. */
  readonly index: number
  /** Middle of the text in pixels. */
  readonly x: number
}

/**
 * `xs` ascending pixels of the SYNs, `widths[i]` the text width of the gap before SYN i, `clearance` pixels to keep from
 * the middle of any mark, `left` … `right` the visible plot. `others` are the marks of other packets in the lane
 * (ascending): a figure moves aside into the free stretch nearest to the middle of its gap.
 */
export function placeGapLabels(
  xs: readonly number[],
  widths: readonly number[],
  clearance: number,
  left: number,
  right: number,
  others: readonly number[] = [],
): GapLabel[] {
  const out: GapLabel[] = []
  let at = 0
  for (let i = 1; i < xs.length; i++) {
    const from = xs[i - 1] ?? 0
    const to = xs[i] ?? 0
    const width = widths[i] ?? Infinity
    while (at < others.length && (others[at] ?? 0) <= from) at++
    if (width > to - from) continue
    const middle = (Math.max(from, left) + Math.min(to, right)) / 2
    let best: number | null = null
    let edge = from
    for (let k = at; ; k++) {
      const next = Math.min(others[k] ?? to, to)
      const low = Math.max(edge + clearance, left) + width / 2
      const high = Math.min(next - clearance, right) - width / 2
      if (high >= low) {
        const x = Math.min(Math.max(middle, low), high)
        if (best === null || Math.abs(x - middle) < Math.abs(best - middle)) best = x
      }
      edge = next
      if (next >= to) break
    }
    if (best !== null) out.push({ index: i, x: best })
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
