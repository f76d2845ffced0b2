// A scene as PNG or PDF in Node, by the same painter that the window uses.
import { paintScene } from '../../../shared/figure/scene/paint-canvas.ts'
import type { Scene } from '../../../shared/figure/scene/scene.ts'
import { loadCanvas, PictureFault } from './load-canvas.ts'

/** Pixels of the largest picture: 4× of 4000 × 4000 would be a gigabyte. */
const PIXEL_LIMIT = 120_000_000

/** PNG bytes at `scale` pixels a scene pixel. Throws PictureFault. */
export async function scenePng(scene: Scene, scale: number): Promise<Uint8Array> {
  const { createCanvas } = await loadCanvas()
  const width = Math.round(scene.width * scale)
  const height = Math.round(scene.height * scale)
  if (width * height > PIXEL_LIMIT) throw new PictureFault('figure.fault.tooManyPixels', { width, height })
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  // Without it the choice of Han forms follows the language of the machine.
  context.lang = scene.language
  context.scale(scale, scale)
  paintScene(context, scene)
  return canvas.encode('png')
}

/** A PDF of one page with vector shapes and embedded fonts. Throws PictureFault. */
export async function scenePdf(scene: Scene): Promise<Uint8Array> {
  const { PDFDocument } = await loadCanvas()
  const document = new PDFDocument({ title: scene.title, creator: 'SynScope', producer: 'SynScope' })
  paintScene(document.beginPage(scene.width, scene.height), scene)
  document.endPage()
  return document.close()
}
