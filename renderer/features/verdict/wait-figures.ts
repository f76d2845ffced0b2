// Median, 99th percentile and maximum of waiting times.

export interface WaitFigures {
  readonly median: number
  readonly p99: number
  readonly slowest: number
  readonly slowestRow: number
}

/** Seconds; null without a single value. */
export function waitFigures(waits: Float64Array): WaitFigures | null {
  const known = waits.filter((wait) => !Number.isNaN(wait)).sort()
  if (known.length === 0) return null
  const at = (share: number): number => known[Math.min(known.length - 1, Math.floor(share * known.length))] ?? 0
  const slowest = known.at(-1) ?? 0
  return { median: at(0.5), p99: at(0.99), slowest, slowestRow: waits.indexOf(slowest) }
}
