// The picture as PNG: pixels where they belong, the work inside, and the figure that comes out of it again.
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { renderPicture } from '../../../electron/cli/picture/render-picture.ts'
import { PngFault, readChunks, readText, withTexts } from '../../../shared/figure/png/png-chunks.ts'
import { FIGURE_PALETTES } from '../../../shared/figure/figure-theme.ts'
import { figureName } from '../../../shared/figure/figure-name.ts'
import { DEFAULT_FIGURE } from '../../../shared/figure/figure-settings.ts'
import { base64, figureHtml, figureMarkdown, figurePage } from '../../../shared/figure/figure-markup.ts'
import { composeFigure } from '../../../shared/figure/compose-figure.ts'
import { fromBase64, workInPng } from '../../../shared/project/png-work.ts'
import { ProjectFault } from '../../../shared/project/project-fault.ts'
import { overflowSample, SAMPLE_SOURCES, sampleInput } from '../../helpers/figure-sample.ts'

const settings = { size: { width: 900, height: 900 }, language: 'en' } as const
const options = { sources: SAMPLE_SOURCES, version: '0.1.0', notes: 'auto', settings } as const

async function pixels(
  png: Uint8Array,
): Promise<{ width: number; height: number; at: (x: number, y: number) => string; count: (colour: string) => number }> {
  const image = await loadImage(png)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  const data = context.getImageData(0, 0, image.width, image.height).data
  const hex = (i: number): string =>
    `#${[0, 1, 2].map((k) => (data[i + k] ?? 0).toString(16).padStart(2, '0')).join('')}`
  return {
    width: image.width,
    height: image.height,
    at: (x, y) => hex((y * image.width + x) * 4),
    count: (colour) => {
      let found = 0
      for (let i = 0; i < data.length; i += 4) if (hex(i) === colour) found++
      return found
    },
  }
}

describe('a PNG', () => {
  it.each([1, 3])('has %d times as many pixels as the figure', async (scale) => {
    const image = await pixels(await renderPicture(overflowSample(), { ...options, format: 'png', scale }))
    expect([image.width, image.height]).toEqual([900 * scale, 900 * scale])
  })

  it.each(['light', 'dark', 'print'] as const)(
    'shows unanswered SYNs and the ground of the theme %s',
    async (theme) => {
      const png = await renderPicture(overflowSample(), {
        ...options,
        format: 'png',
        scale: 1,
        settings: { ...settings, theme },
      })
      const image = await pixels(png)
      const palette = FIGURE_PALETTES[theme]
      expect(image.at(2, 2)).toBe(palette.background)
      expect(image.count(palette.unanswered)).toBeGreaterThan(200)
      expect(image.count(palette.counterFill)).toBeGreaterThan(200)
    },
  )

  it('is the same for the same input', async () => {
    const once = await renderPicture(overflowSample(), { ...options, format: 'png', embed: [] })
    expect(await renderPicture(overflowSample(), { ...options, format: 'png', embed: [] })).toEqual(once)
  })

  it('with the work inside gives the identical figure again', async () => {
    const analysis = overflowSample()
    const png = await renderPicture(analysis, { ...options, format: 'png', embed: [] })
    const work = workInPng(png)
    expect(work.packets).not.toBeNull()
    const again = await renderPicture(
      { ...analysis, packets: work.packets ?? analysis.packets },
      {
        format: 'png',
        embed: [],
        settings: work.figure,
        notes: work.notes,
        version: work.program,
        sources: work.sources.map((source) => ({ ...source, state: 'same' as const })),
      },
    )
    expect(again).toEqual(png)
  })

  it('that is masked carries no address in any part', async () => {
    const png = await renderPicture(overflowSample(), {
      ...options,
      format: 'png',
      embed: [],
      settings: { ...settings, isMasked: true },
    })
    const work = workInPng(png)
    const all = JSON.stringify(work, (_, value: unknown) =>
      ArrayBuffer.isView(value) ? [...(value as Uint8Array)] : value instanceof Map ? [...value] : value,
    )
    expect(all).not.toMatch(/10\.244|10\.20\.|server\.pcap|eth0/)
    // 10.244.1.23 as a word of the address table.
    expect([...(work.packets?.addresses.words ?? [])]).not.toContain(0x0af40117)
    const svg = new TextDecoder().decode(
      await renderPicture(overflowSample(), { ...options, format: 'svg', settings: { ...settings, isMasked: true } }),
    )
    expect(svg).not.toMatch(/10\.244|10\.20\./)
    expect(svg).toContain('client-')
    expect(svg).toContain('replaced')
  })

  it('is refused as work when it is cut, broken or carries none', async () => {
    const png = await renderPicture(overflowSample(), { ...options, format: 'png', scale: 1, embed: [] })
    const plain = await renderPicture(overflowSample(), { ...options, format: 'png', scale: 1 })
    expect(() => workInPng(plain)).toThrow(ProjectFault)
    expect(() => workInPng(png.subarray(0, png.length - 20))).toThrow(ProjectFault)
    const flipped = Uint8Array.from(png)
    flipped[200] = (flipped[200] ?? 0) ^ 1
    expect(() => workInPng(flipped)).toThrow(ProjectFault)
    expect(() => workInPng(withTexts(plain, [['SynScope', 'not base64!']]))).toThrow(ProjectFault)
    expect(() => workInPng(Uint8Array.of(1, 2, 3))).toThrow(ProjectFault)
  })
})

describe('a height that is too small', () => {
  it('is exceeded rather than the panels squeezed to nothing', () => {
    const { scene } = composeFigure(sampleInput({ size: { width: 900, height: 320 } }))
    expect(scene.width).toBe(900)
    expect(scene.height).toBeGreaterThan(600)
  })
})

describe('PNG chunks', () => {
  const tiny = createCanvas(2, 2).toBuffer('image/png')

  it('give back the text that was put in', () => {
    const out = withTexts(tiny, [
      ['Software', 'SynScope'],
      ['Title', 'a b'],
    ])
    expect(readText(out, 'Title')).toBe('a b')
    expect(readText(out, 'Other')).toBeNull()
    expect(readChunks(out).at(-1)?.type).toBe('IEND')
  })

  it('never read past a length', () => {
    const lying = Uint8Array.from(withTexts(tiny, [['Title', 'x']]))
    new DataView(lying.buffer).setUint32(8 + 25, 0x7fffffff)
    expect(() => readChunks(lying)).toThrow(PngFault)
  })
})

describe('a figure elsewhere', () => {
  it('has a name of capture, date, time and panel', () => {
    expect(figureName(overflowSample(), { ...DEFAULT_FIGURE, panels: ['backoff'] })).toBe(
      'server_2026-11-22_1021_backoff',
    )
    expect(figureName(overflowSample(), { ...DEFAULT_FIGURE, isMasked: true })).toBe('capture_2026-11-22_1021_figure')
  })

  it('becomes Markdown, HTML and a page without markup from texts', () => {
    const { scene } = composeFigure(sampleInput({ title: 'A ] <b>' }))
    const png = Uint8Array.of(1, 2, 3, 4)
    expect(figureMarkdown(scene, png)).toMatch(/^!\[A \\\] <b>\]\(data:image\/png;base64,AQIDBA==\)/)
    expect(figureHtml(scene, png)).toContain('alt="A ] &lt;b&gt;"')
    expect(figurePage(scene, '')).toContain('@page{size:1280px 720px')
    for (let n = 0; n < 40; n++) {
      const bytes = Uint8Array.from({ length: n }, (_, i) => i * 37)
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(base64(bytes))).toEqual(bytes)
    }
  })

  it('becomes a PDF', async () => {
    const pdf = await renderPicture(overflowSample(), { ...options, format: 'pdf' })
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-')
  })
})
