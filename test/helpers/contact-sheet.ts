// Draws five lab scenarios in both languages, in the themes and sizes people use, for somebody to look at.
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderPicture } from '../../electron/cli/picture/render-picture.ts'
import { analyse } from '../../shared/analysis/analyse.ts'
import type { FigureSource } from '../../shared/figure/figure-input.ts'
import type { FigureSettings } from '../../shared/figure/figure-settings.ts'
import { bytesHash } from '../../shared/project/content-hash.ts'
import { fileSource } from './file-source.ts'

interface Sheet {
  readonly scenario: string
  readonly settings: Partial<FigureSettings>
}

const SHEETS: readonly Sheet[] = [
  { scenario: '01', settings: { theme: 'light', size: 'slide' } },
  { scenario: '02', settings: { theme: 'dark', size: 'document' } },
  { scenario: '26', settings: { theme: 'light', size: 'slide', isMasked: true } },
  { scenario: '36', settings: { theme: 'print', size: 'slide' } },
  { scenario: '08', settings: { theme: 'dark', size: 'wide', timeFormat: 'since-start' } },
]

const CAPTURES = ['server.pcap', 'server.pcapng']
const TEXTS = ['server-netstat-series.txt', 'server-ss-lnt-series.txt']
const TEXTS_WITHOUT_SERIES = ['server-netstat-before.txt', 'server-netstat-after.txt']

/** Writes one PNG a sheet and language and `contact-sheet.png` with all of them into `out`; answers the file names. */
export async function drawContactSheet(lab: string, out: string, scenarios: readonly string[]): Promise<string[]> {
  mkdirSync(out, { recursive: true })
  const written: string[] = []
  const wanted = scenarios.length > 0 ? scenarios.map((scenario) => ({ scenario, settings: {} })) : SHEETS
  for (const sheet of wanted) {
    for (const language of ['en', 'zh-CN'] as const) {
      const name = `${sheet.scenario}-${language}.png`
      writeFileSync(join(out, name), await drawScenario(lab, sheet, language))
      written.push(name)
    }
  }
  writeFileSync(join(out, 'contact-sheet.png'), await sideBySide(out, written))
  return [...written, 'contact-sheet.png']
}

async function drawScenario(lab: string, { scenario, settings }: Sheet, language: 'en' | 'zh-CN'): Promise<Uint8Array> {
  const folder = readdirSync(lab).find((name) => name.startsWith(scenario))
  if (folder === undefined) throw new Error(`no lab scenario ${scenario}`)
  const here = (name: string): boolean => existsSync(join(lab, folder, name))
  const capture = CAPTURES.find(here) ?? 'node.pcap'
  const texts = (here(TEXTS[0] ?? '') ? TEXTS : TEXTS_WITHOUT_SERIES).filter(here)
  const { analysis, faults } = await analyse([
    { source: fileSource(join(lab, folder, capture)), role: 'capture' },
    ...texts.map((name) => ({ source: fileSource(join(lab, folder, name)), role: 'counters' as const })),
  ])
  if (faults.length > 0) throw new Error(`${scenario}: ${faults[0]?.key ?? ''}`)
  const sources = [capture, ...texts].map((name): FigureSource => {
    const bytes = readFileSync(join(lab, folder, name))
    return {
      kind: name === capture ? 'capture' : 'counters',
      name,
      size: bytes.length,
      sha256: bytesHash(bytes),
      state: 'same',
    }
  })
  return renderPicture(analysis, {
    format: 'png',
    scale: 2,
    notes: 'auto',
    sources,
    version: '0.1.0',
    settings: { ...settings, language },
  })
}

const CELL = 1240

async function sideBySide(folder: string, names: readonly string[]): Promise<Uint8Array> {
  const images = await Promise.all(names.map((name) => loadImage(join(folder, name))))
  const heights: number[] = []
  images.forEach((image, i) => {
    const row = i >> 1
    heights[row] = Math.max(heights[row] ?? 0, (image.height * CELL) / image.width)
  })
  const total = heights.reduce((sum, height) => sum + height + 20, 20)
  const canvas = createCanvas(CELL * 2 + 60, Math.ceil(total))
  const context = canvas.getContext('2d')
  context.fillStyle = '#808890'
  context.fillRect(0, 0, canvas.width, canvas.height)
  let y = 20
  heights.forEach((height, row) => {
    for (const column of [0, 1]) {
      const image = images[row * 2 + column]
      if (image !== undefined)
        context.drawImage(image, 20 + column * (CELL + 20), y, CELL, (image.height * CELL) / image.width)
    }
    y += height + 20
  })
  return canvas.encode('png')
}
