// A canvas at the resolution of the screen: CSS pixels to draw in, device pixels to be sharp in.
import { useMemo, useRef } from 'react'

export interface SharpCanvas {
  readonly ref: (element: HTMLCanvasElement | null) => void
  /** The context for a canvas of this many CSS pixels, scaled and ready; null while there is no canvas. */
  readonly begin: (width: number, height: number) => CanvasRenderingContext2D | null
}

export function useSharpCanvas(): SharpCanvas {
  const canvas = useRef<HTMLCanvasElement | null>(null)
  return useMemo(
    () => ({
      ref: (element) => {
        canvas.current = element
      },
      begin: (width, height) => {
        const element = canvas.current
        const context = element?.getContext('2d', { alpha: false }) ?? null
        if (element === null || context === null || width <= 0 || height <= 0) return null
        const ratio = devicePixelRatio
        const deviceWidth = Math.round(width * ratio)
        const deviceHeight = Math.round(height * ratio)
        if (element.width !== deviceWidth || element.height !== deviceHeight) {
          element.width = deviceWidth
          element.height = deviceHeight
          element.style.width = `${width}px`
          element.style.height = `${height}px`
        }
        context.setTransform(ratio, 0, 0, ratio, 0, 0)
        return context
      },
    }),
    [],
  )
}
