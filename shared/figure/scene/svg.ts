// A scene as SVG 1.1 with real text. Every text passes the one escape function below; nothing but numbers, colours of
// the form #rrggbb and escaped text ever reaches the output, so it can hold no script and load nothing.
// `textLength` keeps the layout when the reader has none of our fonts.
import { textWidth } from '../text/text-metrics.ts'
import { FONT_STACK } from './font-families.ts'
import { round2 } from './scene.ts'
import type { Box, PathStep, Scene, SceneItem } from './scene.ts'

/**
 * Text for element content and attributes. Characters that XML 1.0 does not allow (§2.2 Char) become U+FFFD; control
 * and bidirectional-override characters too, so that a hostile name cannot turn the line round.
 */
export function escapeXml(text: string): string {
  const clean = text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g,
    '\ufffd',
  )
  return clean
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

/** The whole document. Same scene, same bytes. `css`: rules of document-fonts.ts, for readers without our fonts. */
export function sceneToSvg(scene: Scene, css = ''): string {
  const clips: string[] = []
  const body = scene.items.map((item) => itemToSvg(item, clips)).join('\n')
  const width = number(scene.width)
  const height = number(scene.height)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
      `role="img" lang="${escapeXml(scene.language)}" font-family="${escapeXml(FONT_STACK)}" font-kerning="none">`,
    `<title>${escapeXml(scene.title)}</title>`,
    `<desc>${escapeXml(scene.description)}</desc>`,
    ...(css === '' ? [] : [`<style>${css}</style>`]),
    ...(clips.length > 0 ? [`<defs>${clips.join('')}</defs>`] : []),
    `<rect width="${width}" height="${height}" fill="${paint(scene.background)}"/>`,
    body,
    '</svg>',
    '',
  ].join('\n')
}

function itemToSvg(item: SceneItem, clips: string[]): string {
  switch (item.kind) {
    case 'rect':
      return (
        `<rect x="${number(item.x)}" y="${number(item.y)}" width="${number(item.width)}" height="${number(item.height)}"` +
        `${item.radius === undefined ? '' : ` rx="${number(item.radius)}"`}${style(item)}/>`
      )
    case 'line':
      return (
        `<line x1="${number(item.x1)}" y1="${number(item.y1)}" x2="${number(item.x2)}" y2="${number(item.y2)}"` +
        `${item.round === true ? ' stroke-linecap="round"' : ''}${style(item)}/>`
      )
    case 'path':
      return `<path d="${item.steps.map(step).join('')}"${style(item)}${item.stroke === undefined ? '' : ' stroke-linejoin="round"'}/>`
    case 'circle':
      return `<circle cx="${number(item.x)}" cy="${number(item.y)}" r="${number(item.r)}"${style(item)}/>`
    case 'text': {
      const halo =
        item.halo === undefined
          ? ''
          : ` paint-order="stroke" stroke="${paint(item.halo)}" stroke-width="${number(HALO_WIDTH)}" stroke-linejoin="round"`
      return (
        `<text x="${number(item.x)}" y="${number(item.y)}" font-size="${number(item.size)}"` +
        `${item.weight === 400 ? '' : ` font-weight="${item.weight}"`}` +
        `${item.anchor === 'start' ? '' : ` text-anchor="${item.anchor}"`} fill="${paint(item.fill)}"${halo} ` +
        `textLength="${number(textWidth(item.text, item.size, item.weight))}" lengthAdjust="spacingAndGlyphs" ` +
        `xml:space="preserve">${escapeXml(item.text)}</text>`
      )
    }
    case 'group': {
      const label = item.label === undefined ? '' : ` role="group" aria-label="${escapeXml(item.label)}"`
      const clip = item.clip === undefined ? '' : ` clip-path="url(#${addClip(item.clip, clips)})"`
      return `<g${label}${clip}>\n${item.items.map((inner) => itemToSvg(inner, clips)).join('\n')}\n</g>`
    }
  }
}

/** Width of the outline behind a text with halo, in pixels; the canvas painter uses it too. */
export const HALO_WIDTH = 3

function addClip(clip: Box, clips: string[]): string {
  const id = `clip${clips.length}`
  clips.push(
    `<clipPath id="${id}"><rect x="${number(clip.x)}" y="${number(clip.y)}" width="${number(clip.width)}" ` +
      `height="${number(clip.height)}"/></clipPath>`,
  )
  return id
}

interface Styled {
  readonly fill?: string
  readonly stroke?: string
  readonly strokeWidth?: number
  readonly dash?: readonly number[]
  readonly opacity?: number
  readonly kind: string
}

function style(item: Styled): string {
  const fill = item.kind === 'line' ? '' : ` fill="${item.fill === undefined ? 'none' : paint(item.fill)}"`
  const stroke =
    item.stroke === undefined
      ? ''
      : ` stroke="${paint(item.stroke)}"${item.strokeWidth === undefined ? '' : ` stroke-width="${number(item.strokeWidth)}"`}`
  const dash = item.dash === undefined ? '' : ` stroke-dasharray="${item.dash.map(number).join(' ')}"`
  return `${fill}${stroke}${dash}${item.opacity === undefined ? '' : ` opacity="${number(item.opacity)}"`}`
}

function step(part: PathStep): string {
  return part[0] === 'Z'
    ? 'Z'
    : `${part[0]}${part
        .slice(1)
        .map((value) => number(value as number))
        .join(' ')}`
}

function number(value: number): string {
  return Number.isFinite(value) ? String(round2(value) + 0) : '0'
}

/** A colour is `#rrggbb` or black: whatever else a file may claim never becomes an attribute. */
function paint(value: string): string {
  return /^#[0-9a-f]{6}$/.test(value) ? value : '#000000'
}
