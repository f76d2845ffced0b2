// Counts SYNs over the whole capture in slices between frames; the strip fills up while it runs.
import { useEffect, useState } from 'react'
import { addToSynDensity, emptySynDensity } from '../../../shared/timeline/syn-density.ts'
import type { SynDensity } from '../../../shared/timeline/syn-density.ts'
import type { Loaded } from '../../state/analysis-slice.ts'

const SLICE_PACKETS = 150_000

/** Bins for a chart of `width` pixels: three pixels each, never more than Recharts draws fluently. */
export function overviewBins(width: number): number {
  return Math.max(20, Math.min(240, Math.round(width / 4)))
}

export function useSynDensity(loaded: Loaded, bins: number): SynDensity | null {
  const [density, setDensity] = useState<SynDensity | null>(null)
  useEffect(() => {
    const { packets } = loaded.analysis
    const counting = emptySynDensity(loaded.axis.bounds, bins)
    let from = 0
    // Lanes and table first: the strip's chart is drawn in a frame of its own.
    let timer = window.setTimeout(() => step())
    const step = (): void => {
      const to = Math.min(from + SLICE_PACKETS, packets.packets.length)
      addToSynDensity(counting, packets, loaded.axis, from, to)
      from = to
      if (from >= packets.packets.length) setDensity(counting)
      else timer = window.setTimeout(step)
    }
    return () => clearTimeout(timer)
  }, [loaded, bins])
  return density
}
