import { readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Note } from '../../../shared/annotation/note.ts'
import { composeFigure } from '../../../shared/figure/compose-figure.ts'
import { FIGURE_PANELS } from '../../../shared/figure/figure-settings.ts'
import type { Scene, SceneItem, TextItem } from '../../../shared/figure/scene/scene.ts'
import { escapeXml, sceneToSvg } from '../../../shared/figure/scene/svg.ts'
import { textWidth } from '../../../shared/figure/text/text-metrics.ts'
import { BASE_SECONDS, overflowSample, SAMPLE_SOURCES, sampleInput } from '../../helpers/figure-sample.ts'
import { buildAnalysis } from '../../helpers/handshake-analysis.ts'

function texts(scene: Scene): TextItem[] {
  const found: TextItem[] = []
  const walk = (items: readonly SceneItem[]): void => {
    for (const item of items) {
      if (item.kind === 'group') walk(item.items)
      else if (item.kind === 'text') found.push(item)
    }
  }
  walk(scene.items)
  return found
}

/** Where the marks stand, whatever the words of the caption are. */
const marksOf = (svg: string): readonly string[] => svg.match(/<path d="[^"]+"/g) ?? []

const oneHandshake = {
  client: '10.0.0.1',
  clientPort: 1,
  server: '10.0.0.2',
  serverPort: 80,
  isn: 7,
  outcome: 'unanswered',
} as const

const words = (scene: Scene): string =>
  texts(scene)
    .map((item) => item.text)
    .join('\n')

function ownNote(text: string, at: number): Note {
  return {
    id: 'mine',
    kind: 'callout',
    anchor: { kind: 'time', time: { seconds: BASE_SECONDS + at, nanos: 0 } },
    target: null,
    text: { kind: 'own', text },
    colour: 'blue',
    place: null,
    width: null,
    isSuggested: false,
  }
}

describe('composeFigure', () => {
  // Golden pictures: `UPDATE_GOLDEN=1 npx vitest run test/unit/figure` writes them anew; look at them before you commit.
  it.each([
    ['slide-light-en', { size: 'slide', theme: 'light', language: 'en' }],
    ['document-dark-zh', { size: 'document', theme: 'dark', language: 'zh-CN' }],
    ['wide-print-en', { size: 'wide', theme: 'print', language: 'en', timeFormat: 'since-start' }],
  ] as const)('draws %s as the golden SVG', (name, settings) => {
    const svg = sceneToSvg(composeFigure(sampleInput(settings)).scene)
    const file = new URL(`../../fixtures/figure/${name}.svg`, import.meta.url)
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(file, svg)
    expect(svg).toBe(readFileSync(file, 'utf8'))
  })

  it('is the same for the same input', () => {
    const once = sceneToSvg(composeFigure(sampleInput()).scene)
    expect(sceneToSvg(composeFigure(sampleInput()).scene)).toBe(once)
  })

  it('says what is masked, filtered, changed and missing, with zone, hash and version, whatever the author wants', () => {
    const rows = Uint32Array.of(2, 3)
    const { scene } = composeFigure(
      sampleInput(
        {
          isMasked: true,
          showsLegend: false,
          showsNotes: false,
          timeFormat: 'since-start',
          title: 'Mine',
          caption: 'My words',
        },
        {
          filter: { text: 'outcome == unanswered', rows },
          sources: SAMPLE_SOURCES.map((source) => ({
            ...source,
            state: source.kind === 'capture' ? 'changed' : 'missing',
          })),
        },
      ),
    )
    const all = words(scene).replace(/\n/g, ' ')
    expect(all).toContain('Mine')
    expect(all).toContain('My words')
    expect(all).toContain('replaced')
    expect(all).toContain('outcome == unanswered (2 of 13 handshakes)')
    expect(all).toContain('server.pcap has changed')
    expect(all).toContain('netstat.txt was not found')
    expect(all).toContain('abababababab')
    expect(all).toMatch(/10:\d\d:\d\d UTC/)
    expect(all).toContain('SynScope 0.1.0')
  })

  it.each(['utc', 'zone'] as const)(
    'counts from the start and says so when the capture has no date (%s)',
    (timeFormat) => {
      const handshakes = [
        {
          ...oneHandshake,
          packets: [
            { kind: 'syn' as const, at: 0, unanswered: true },
            { kind: 'syn' as const, at: 1, unanswered: true },
          ],
        },
      ]
      for (const [baseSeconds, clock] of [
        [0, '00:00:00'],
        [37_276, '10:21:16'],
      ] as const) {
        const analysis = buildAnalysis({ baseSeconds, handshakes })
        const { scene } = composeFigure(
          sampleInput({ timeFormat, zoneMinutes: -480 }, { analysis, notes: [], sources: [] }),
        )
        const all = words(scene).replace(/\n/g, ' ')
        expect(all).not.toMatch(/19(?:69|70)-/)
        expect(all).toContain(`no date in the capture: times count from its start, when its clock said ${clock}`)
        expect(all).toMatch(/\b0\.2 s/)
      }
    },
  )

  it('says when its dates or zone are assumptions', () => {
    const analysis = overflowSample()
    const captures = analysis.packets.captures.map((capture) => ({
      ...capture,
      warnings: [{ key: 'tcpdump.dateOfFile', params: {} }],
    }))
    const { scene } = composeFigure(
      sampleInput({}, { analysis: { ...analysis, packets: { ...analysis.packets, captures } } }),
    )
    expect(words(scene).replace(/\n/g, ' ')).toContain('the date of the file is used, and UTC as time zone')
  })

  it('moves marks with the clock that was moved by hand, and says so', () => {
    const analysis = overflowSample()
    const at = (clockAdjustments: readonly number[]): { svg: string; all: string } => {
      const { scene } = composeFigure(sampleInput({ panels: ['lanes'] }, { analysis, notes: [], clockAdjustments }))
      return { svg: sceneToSvg(scene).replace(/<desc[\s\S]*?<\/desc>/, ''), all: words(scene).replace(/\n/g, ' ') }
    }
    expect(at([0]).svg).toBe(at([]).svg)
    expect(at([0]).all).not.toContain('by hand')
    expect(at([-0.05]).all).toContain('Clock of server.pcap moved by hand: −50.0 ms beyond the measured offset.')
    expect(at([5]).all).toContain('+5.00 s')
    expect(marksOf(at([5]).svg)).not.toEqual(marksOf(at([]).svg))
  })

  it('draws only what passes the filter', () => {
    const filter = { text: 'port == 40000', rows: Uint32Array.of(2) }
    const { scene } = composeFigure(sampleInput({ showsNotes: false }, { filter }))
    expect(words(scene)).toContain(':40000')
    expect(words(scene)).not.toContain(':40001')
  })

  it('keeps every text inside the picture, in all sizes and languages', () => {
    for (const size of ['slide', 'document', 'wide', { width: 400, height: 900 }] as const) {
      for (const language of ['en', 'zh-CN'] as const) {
        const { scene } = composeFigure(sampleInput({ size, language }))
        for (const item of texts(scene)) {
          const width = textWidth(item.text, item.size, item.weight)
          const left = item.anchor === 'start' ? item.x : item.anchor === 'end' ? item.x - width : item.x - width / 2
          expect(left, item.text).toBeGreaterThanOrEqual(-1)
          expect(left + width, item.text).toBeLessThanOrEqual(scene.width + 1)
          expect(item.y, item.text).toBeLessThanOrEqual(scene.height)
        }
      }
    }
  })

  it('gives every note a place or a line below, with its number', () => {
    const notes = Array.from({ length: 30 }, (_, i) => ({ ...ownNote(`Note with words ${i}`, 3 + i), id: `n${i}` }))
    const figure = composeFigure(sampleInput({ size: 'document' }, { notes }))
    const all = words(figure.scene)
    for (let i = 0; i < 30; i++) expect(all).toContain(`Note with words ${i}`)
    const boxes = [...figure.labels.values()]
    boxes.forEach((a, i) => {
      for (const b of boxes.slice(i + 1)) {
        const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
        expect(apart).toBe(true)
      }
    })
  })

  it('keeps a label where it was put by hand', () => {
    const note: Note = { ...ownNote('Here', 30), place: { dx: 50, dy: -20 } }
    const a = composeFigure(sampleInput({}, { notes: [note] })).labels.get('mine')
    const b = composeFigure(sampleInput({}, { notes: [{ ...note, place: { dx: 80, dy: -20 } }] })).labels.get('mine')
    expect((b?.x ?? 0) - (a?.x ?? 0)).toBeCloseTo(30)
  })

  it('never lets texts become markup', () => {
    const evil = '<script>alert(1)</script>" onload="x" \u202e\u0000&amp;'
    const svg = sceneToSvg(
      composeFigure(sampleInput({ title: evil, caption: evil }, { notes: [ownNote(evil, 20)] })).scene,
    )
    expect(svg).not.toMatch(/<script|onload="x"|\u202e|\u0000/)
    expect(svg).toContain('&lt;script&gt;')
    expect(escapeXml('a\ud800b')).toBe('a\ufffdb')
  })

  it('says why a panel is empty', () => {
    const analysis = buildAnalysis({ handshakes: [] })
    const { scene } = composeFigure(sampleInput({ panels: FIGURE_PANELS }, { analysis, notes: [], sources: [] }))
    const all = words(scene)
    for (const reason of [
      'No SYN in this range',
      'No handshake in this range',
      'No counter snapshots were given',
      'No SYN was repeated',
    ])
      expect(all).toContain(reason)
  })

  it.each(FIGURE_PANELS)('draws the panel %s alone', (panel) => {
    const { scene } = composeFigure(sampleInput({ panels: [panel], size: 'document' }))
    expect(scene.height).toBeGreaterThan(100)
    expect(sceneToSvg(scene)).not.toContain('NaN')
  })

  it('shows no second of the range beyond what was chosen', () => {
    const range = { start: { seconds: BASE_SECONDS + 3, nanos: 0 }, end: { seconds: BASE_SECONDS + 20, nanos: 0 } }
    const { scene } = composeFigure(sampleInput({ range, showsNotes: false }, { analysis: overflowSample() }))
    expect(words(scene)).toContain('17.0 s')
    expect(words(scene)).not.toContain(':30002')
  })
})
