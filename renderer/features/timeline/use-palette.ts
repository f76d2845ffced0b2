// The palette of the canvas, read again when the theme, contrast, presenter size or forced colours change.
import { useLayoutEffect, useState } from 'react'
import type { RefObject } from 'react'
import type { FrameLoop } from './frame-loop.ts'
import { readPalette } from './drawing/palette.ts'
import type { Palette } from './drawing/palette.ts'

const MEDIA = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)']

export function usePalette(ref: RefObject<HTMLElement | null>, loop: FrameLoop): Palette | null {
  const [palette, setPalette] = useState<Palette | null>(null)
  useLayoutEffect(() => {
    const read = (): void => {
      if (ref.current === null) return
      setPalette(readPalette(ref.current))
      loop.request()
    }
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributes: true })
    const media = MEDIA.map((query) => matchMedia(query))
    for (const list of media) list.addEventListener('change', read)
    return () => {
      observer.disconnect()
      for (const list of media) list.removeEventListener('change', read)
    }
  }, [ref, loop])
  return palette
}
