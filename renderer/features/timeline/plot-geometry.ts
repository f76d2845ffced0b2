// The width of the gutter and of the plot, shared by all strips, so that a moment has the same pixel everywhere.
import { createContext, useContext } from 'react'

export interface PlotGeometry {
  /** CSS pixels of the labels left of the plot. */
  readonly gutter: number
  /** CSS pixels of the time axis. */
  readonly width: number
}

export const PlotGeometryContext = createContext<PlotGeometry>({ gutter: 0, width: 0 })

export function usePlotGeometry(): PlotGeometry {
  return useContext(PlotGeometryContext)
}

/** Gutter for a timeline `total` pixels wide: wide enough for `[fd00:…]:port`, never more than a third. */
export function gutterFor(total: number, rem: number): number {
  return Math.round(Math.min(16 * rem, Math.max(13 * rem, total * 0.2), total / 3))
}
