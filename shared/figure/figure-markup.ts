// A figure as something to paste: Markdown or HTML with the picture inside as a data address, and a bare page for PDF and
// print. Texts go through the one escape function; the picture is ours.
import { escapeXml } from './scene/svg.ts'
import type { Scene } from './scene/scene.ts'
import { sceneToSvg } from './scene/svg.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** RFC 4648 base64. */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let i = 0; i < bytes.length; i += 3) {
    const word = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    parts.push(
      (LETTERS[word >>> 18] ?? '') +
        (LETTERS[(word >>> 12) & 63] ?? '') +
        (i + 1 < bytes.length ? (LETTERS[(word >>> 6) & 63] ?? '') : '=') +
        (i + 2 < bytes.length ? (LETTERS[word & 63] ?? '') : '='),
    )
  }
  return parts.join('')
}

/** `![title](data:image/png;base64,…)` and the caption below. */
export function figureMarkdown(scene: Scene, png: Uint8Array): string {
  const title = scene.title.replace(/[[\]\\]/g, '\\$&')
  return `![${title}](data:image/png;base64,${base64(png)})\n\n*${scene.description.replace(/[*_`\\]/g, '\\$&')}*\n`
}

/** A `<figure>` with the PNG inside, for mail and wikis. */
export function figureHtml(scene: Scene, png: Uint8Array): string {
  return (
    `<figure><img alt="${escapeXml(scene.title)}" width="${scene.width}" height="${scene.height}" ` +
    `src="data:image/png;base64,${base64(png)}"><figcaption>${escapeXml(scene.description)}</figcaption></figure>`
  )
}

/** One page exactly as large as the figure, for printToPDF and printing: vector, real text. `css` may hold fonts. */
export function figurePage(scene: Scene, css: string): string {
  return (
    `<!doctype html><html lang="${escapeXml(scene.language)}"><head><meta charset="utf-8">` +
    `<title>${escapeXml(scene.title)}</title><style>${css}` +
    `@page{size:${scene.width}px ${scene.height}px;margin:0}html,body{margin:0;background:${scene.background}}svg{display:block}` +
    `</style></head><body>${sceneToSvg(scene)}</body></html>`
  )
}
