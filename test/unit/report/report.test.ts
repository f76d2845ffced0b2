// Reports in every format and language: complete, self-contained, and nothing in them that a hostile name could start.
import { unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { createTranslate, LANGUAGES } from '../../../shared/i18n/translate.ts'
import { diagnose } from '../../../shared/diagnosis/diagnose.ts'
import { escapeMarkdown } from '../../../shared/report/markdown.ts'
import { maskAnalysis } from '../../../shared/mask/mask-analysis.ts'
import { markdownBundle } from '../../../shared/report/markdown-bundle.ts'
import { renderReport, REPORT_FORMATS } from '../../../shared/report/render-report.ts'
import type { ReportModel } from '../../../shared/report/render-report.ts'
import { buildPackets } from '../../helpers/handshake-analysis.ts'
import { BASE, completed, counterText, evidenceOf, several, silent } from '../../helpers/stories.ts'

const HOSTILE = '<script>alert(1)</script> [x](javascript:alert(1)) | `rm` $t(app.x) {{n}}.pcap'
const PICTURE = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(2)</script></svg>'

function model(path = 'server.pcap'): ReportModel {
  const packets = buildPackets({
    baseSeconds: BASE,
    path,
    handshakes: [...several(5, 0.2, (at) => completed(at)), ...several(3, 1, (at) => silent(5 + at))],
    endsAt: 85,
  })
  const counters = evidenceOf(
    counterText([-1, 90], {
      'Tcp.PassiveOpens': [1, 6],
      'TcpExt.ListenOverflows': [2, 23],
      'TcpExt.ListenDrops': [2, 23],
    }),
    'this line is no counter at all\n',
  )
  return {
    title: null,
    analysis: { packets, counters, diagnosis: diagnose(packets, counters) },
    files: [{ name: path, bytes: 1234, sha256: 'ab'.repeat(32) }],
    versions: [
      { name: 'SynScope', version: '9.8.7' },
      { name: 'Node.js', version: 'v20' },
    ],
    isMasked: false,
    createdAt: '2026-11-22T12:00:00Z',
  }
}

describe('report', () => {
  for (const language of LANGUAGES) {
    const translate = createTranslate(language)
    for (const format of REPORT_FORMATS) {
      it(`${format} in ${language} holds verdict, tables, files and versions, and no unfinished sentence`, () => {
        const text = renderReport(model(), format, translate, PICTURE)
        for (const part of ['10.0.0.80:80', 'ListenOverflows', 'ab'.repeat(32), '9.8.7']) expect(text).toContain(part)
        expect(text).toContain(translate('findings.title.accept-queue-overflow'))
        // JSON also carries the keys of its sentences.
        const words = format === 'json' ? text.replaceAll(/"key": "[^"]*"/g, '') : text
        expect(words).not.toMatch(/findings\.|report\.[a-z]+[.-]|undefined|NaN|\$t\(|\{\{(?!\.info)/)
      })
    }
  }

  const english = createTranslate('en')

  it('html has no script, no outside address, and escapes every text', () => {
    const html = renderReport(model(HOSTILE), 'html', english, PICTURE)
    expect(html).not.toMatch(/<script/i)
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html).toContain("default-src 'none'")
    expect(html.replaceAll(/data:image\/svg\+xml;base64,[A-Za-z0-9+/=]+/g, '')).not.toMatch(/(src|href)="?(http|\/\/)/)
    expect(html).toMatch(/<html lang="en">/)
    expect(html).not.toMatch(/ on[a-z]+=/i)
  })

  it('markdown keeps hostile names as text', () => {
    const text = renderReport(model(HOSTILE), 'md', english, PICTURE)
    expect(text).not.toMatch(/<script/)
    expect(text).not.toMatch(/(?<!\\)\]\(javascript/)
    expect(text).toMatch(/!\[.*\]\(data:image\/svg\+xml;base64,/)
    for (const line of text.split('\n').filter((each) => each.startsWith('| ')))
      expect(line.trim().endsWith('|')).toBe(true)
  })

  it('tables have as many cells in each row as in the head', () => {
    const rows = renderReport(model(HOSTILE), 'md', english).split('\n')
    let columns = 0
    for (const row of rows) {
      const bars = row.startsWith('| ') ? (row.match(/(?<!\\)\|/g)?.length ?? 0) : 0
      if (bars > 0 && columns > 0) expect(bars, row).toBe(columns)
      columns = bars
    }
  })

  it.each(REPORT_FORMATS)('%s of a masked analysis calls an address the same in tables and sentences', (format) => {
    const plain = model()
    const masked = maskAnalysis(plain.analysis)
    const text = renderReport({ ...plain, analysis: masked, isMasked: true }, format, english)
    expect(text).not.toMatch(/10\.0\.0\.|198\.18\./)
    expect(text).toContain('server-A:80')
    if (format !== 'json') {
      expect(text).toContain('Addresses, names and interfaces are replaced.')
      expect(renderReport(plain, format, english)).not.toContain('are replaced')
    }
  })

  it('Markdown and pictures are one zip that names its own picture, the same bytes each time', () => {
    const figure = { png: Uint8Array.of(1, 2, 3), svg: PICTURE }
    const told = model(HOSTILE)
    const bytes = markdownBundle(told, english, 'server report', figure)
    const files = unzipSync(bytes)
    expect(Object.keys(files)).toEqual(['server report.md', 'server report.png', 'server report.svg'])
    expect(files['server report.png']).toEqual(figure.png)
    const markdown = new TextDecoder().decode(files['server report.md'])
    expect(markdown).toMatch(/!\[.*\]\(server%20report\.png\)/)
    expect(markdown).not.toContain('data:image')
    expect(markdownBundle(told, english, 'server report', figure)).toEqual(bytes)
  })

  it('leaves the picture out when there is none', () => {
    expect(renderReport(model(), 'html', english)).not.toContain('<figure>')
    expect(renderReport(model(), 'md', english)).not.toContain('![')
  })

  it('json is one document with the verdict first', () => {
    const document = JSON.parse(renderReport(model(), 'json', english)) as {
      schema: string
      findings: { cause: string; listener: string; summary: string }[]
      reconciliation: { side: string }[]
    }
    expect(document.schema).toBe('synscope.report/1')
    expect(document.findings[0]).toMatchObject({ cause: 'accept-queue-overflow', listener: '10.0.0.80:80' })
    expect(document.reconciliation.every(({ side }) => side === 'server')).toBe(true)
  })

  it('lists the first 200 failed handshakes and counts the rest', () => {
    const base = model()
    const packets = buildPackets({ baseSeconds: BASE, handshakes: several(230, 0.01, (at) => silent(at, [0, 1.02])) })
    const analysis = { ...base.analysis, packets, diagnosis: diagnose(packets, base.analysis.counters) }
    const text = renderReport({ ...base, analysis }, 'md', english)
    expect(text).toContain('30 more are left out here')
  })

  it('escapes what begins a block and what ends a line', () => {
    expect(escapeMarkdown('# a\nb')).toBe('\\# a b')
    expect(escapeMarkdown('1. x')).toBe('1\\. x')
    expect(escapeMarkdown('a|b*c_d`<i>&')).toBe('a\\|b\\*c\\_d\\`&lt;i>&amp;')
  })
})
