// The table of advances is what the shipped fonts really have: measured with Skia, which reads the same files.
import { createCanvas, GlobalFonts } from '@napi-rs/canvas'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { fontsFor, HAN_WORD_FILES } from '../../../shared/figure/document-fonts.ts'
import { HAN_WORDS } from '../../../shared/figure/scene/han-words.ts'
import { drawnWords } from '../../../shared/figure/scene/scene.ts'
import type { TextItem } from '../../../shared/figure/scene/scene.ts'
import { FONT_FILES, FONT_STACK } from '../../../shared/figure/scene/font-families.ts'
import { fitMiddle, fitText, textWidth, wrapBalanced, wrapText } from '../../../shared/figure/text/text-metrics.ts'

for (const font of FONT_FILES) {
  GlobalFonts.register(readFileSync(new URL(`../../../assets/fonts/${font.file}`, import.meta.url)), font.family)
}

describe('fonts that go into documents', () => {
  it('are the Latin ones, and of the Han ones as few as the text needs', () => {
    const files = (text: string): readonly string[] => fontsFor(text).map((font) => font.file)
    expect(files('SYN 1.03 s')).toEqual(['figure-latin-regular.woff2', 'figure-latin-semibold.woff2'])
    expect(files('握手：队列已满')).toContain('figure-han-words-regular.woff2')
    expect(files('握手：队列已满')).not.toContain('figure-han-regular.woff2')
    expect(files('鹦鹉')).toContain('figure-han-regular.woff2')
    expect(files('鹦鹉')).not.toContain('figure-han-words-regular.woff2')
  })

  it('are chosen by the words that are drawn, in groups too', () => {
    const text = (words: string): TextItem => ({
      kind: 'text',
      x: 0,
      y: 0,
      text: words,
      size: 12,
      weight: 400,
      fill: '#000000',
      anchor: 'start',
    })
    const line = { kind: 'line', x1: 0, y1: 0, x2: 1, y2: 1, stroke: '#000000', strokeWidth: 1 } as const
    const group = { kind: 'group', label: '不画出来', items: [text('握手'), line] } as const
    expect(drawnWords({ items: [text('SYN'), { kind: 'group', items: [group] }] })).toBe('SYN\n握手')
  })

  it.each(HAN_WORD_FILES)('$file draws every character of its list as the whole font does', (font) => {
    const whole = FONT_FILES.find((each) => each.family === font.family && each.weight === font.weight)
    const drawnWith = (file: string): ((character: string) => Uint8ClampedArray) => {
      const family = `test ${file}`
      GlobalFonts.register(readFileSync(new URL(`../../../assets/fonts/${file}`, import.meta.url)), family)
      return (character) => {
        const context = createCanvas(64, 64).getContext('2d')
        context.font = `48px '${family}'`
        context.fillText(character, 8, 48)
        return context.getImageData(0, 0, 64, 64).data
      }
    }
    const [words, all] = [drawnWith(font.file), drawnWith(whole?.file ?? '')]
    for (const character of HAN_WORDS) {
      const [a, b] = [words(character), all(character)]
      let ink = 0
      let other = 0
      for (let i = 3; i < a.length; i += 4) {
        ink += b[i] ?? 0
        other += Math.abs((a[i] ?? 0) - (b[i] ?? 0))
      }
      // Hinting moves an edge by a fraction of a pixel; a character that is missing is quite another picture.
      expect(other / ink, character).toBeLessThan(0.4)
    }
  })
})

describe('text metrics', () => {
  it.each([400, 600] as const)('agree with the shipped fonts at weight %d', (weight) => {
    const context = createCanvas(10, 10).getContext('2d')
    context.font = `${weight} 100px ${FONT_STACK}`
    context.fontKerning = 'none'
    for (const words of [
      'AVATAR 10.244.1.23:40312 → :80',
      'ListenOverflows +1957 (±0.5 %) “quoted” … – — × ≥ ①',
      'Zürich, Привет, Ελλάδα',
      '队列已满，SYN 被丢弃（共 343 个）',
      ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)),
    ]) {
      expect(Math.abs(context.measureText(words).width - textWidth(words, 100, weight)), words).toBeLessThan(0.6)
    }
  })

  it('breaks Latin at spaces and Chinese between characters, never before a comma', () => {
    expect(wrapText('one two three', textWidth('one two', 10) + 0.1, 10)).toEqual(['one two', 'three'])
    expect(wrapText('队列已满，丢弃', 41, 10)).toEqual(['队列已', '满，丢弃'])
    expect(wrapText('abcdefghij', 20, 10).join('')).toBe('abcdefghij')
  })

  it('ends the last allowed line with an ellipsis', () => {
    const lines = wrapText('one two three four five six', 50, 10, 400, 2)
    expect(lines).toHaveLength(2)
    expect(lines[1]).toMatch(/…$/)
  })

  it('balances lines without needing more of them', () => {
    const words = 'ListenOverflows +42 within 1.0 s (1957 in all)'
    const plain = wrapText(words, 216, 11)
    const balanced = wrapBalanced(words, 216, 11, 400, 4)
    expect(balanced).toHaveLength(plain.length)
    const spread = (lines: string[]): number => Math.abs(textWidth(lines[0] ?? '', 11) - textWidth(lines[1] ?? '', 11))
    expect(spread(balanced)).toBeLessThan(spread(plain))
  })

  it('shortens at the end or in the middle', () => {
    expect(fitText('10.244.1.23', 1000, 10)).toBe('10.244.1.23')
    expect(fitText('a long sentence', 40, 10)).toMatch(/^a .*…$/)
    expect(fitMiddle('2001:db8:aaaa:bbbb::1:40312', 90, 10)).toMatch(/^2001.*…*40312$/)
    expect(textWidth(fitMiddle('2001:db8:aaaa:bbbb::1:40312', 90, 10), 10)).toBeLessThanOrEqual(90)
  })
})
