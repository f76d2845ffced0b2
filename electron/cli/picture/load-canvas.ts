// Skia for Node (@napi-rs/canvas), loaded only when a picture with pixels is wanted, with the shipped fonts registered.
// Native code that may be missing on an unusual system: then one clear sentence, and SVG still works.
import type * as Canvas from '@napi-rs/canvas'
import { FONT_FILES } from '../../../shared/figure/scene/font-families.ts'
import { fontBytes } from './font-files.ts'

export type CanvasModule = typeof Canvas

/** The canvas package or the fonts are not there. `key` is a sentence of the `figure` catalogue. */
export class PictureFault extends Error {
  constructor(
    readonly key: 'figure.fault.noCanvas' | 'figure.fault.noFonts' | 'figure.fault.tooManyPixels',
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(key)
  }
}

let loaded: Promise<CanvasModule> | null = null

/** Throws PictureFault. */
export function loadCanvas(): Promise<CanvasModule> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<CanvasModule> {
  let canvas: CanvasModule
  try {
    canvas = await import('@napi-rs/canvas')
  } catch {
    throw new PictureFault('figure.fault.noCanvas')
  }
  for (const font of FONT_FILES) {
    const bytes = fontBytes(font)
    if (bytes === null || canvas.GlobalFonts.register(Buffer.from(bytes), font.family) === null)
      throw new PictureFault('figure.fault.noFonts')
  }
  return canvas
}
