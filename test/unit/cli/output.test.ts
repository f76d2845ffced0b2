// The commands that make something to hand on: report, picture, counters.
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { namedFiles } from '../../../electron/cli/named-files.ts'
import { openNodeSource } from '../../../electron/cli/node-source.ts'
import type { Analysis } from '../../../shared/analysis/analysis.ts'
import { bytesHash } from '../../../shared/project/content-hash.ts'
import { writeProject } from '../../../shared/project/project-file.ts'
import { sampleWork } from '../../helpers/work-sample.ts'
import { runCli } from '../../helpers/run-cli.ts'

const SAMPLE = 'assets/samples/accept-queue-overflow'
const INPUTS = [`${SAMPLE}/nginx-pod.pcap`, '--netstat', `${SAMPLE}/netstat-series.txt`]
const folder = mkdtempSync(join(tmpdir(), 'synscope-out-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

it('report is one self-contained page with verdict, picture and hashes', async () => {
  const out = join(folder, 'report.html')
  expect(await runCli('report', ...INPUTS, '--out', out)).toMatchObject({ status: 0 })
  const html = readFileSync(out, 'utf8')
  expect(html).toContain('data:image/svg+xml')
  expect(html).toContain('10.244.1.23:80')
  expect(html).toMatch(/[0-9a-f]{64}/)
  expect(html).not.toMatch(/<script|(?:src|href)="https?:/)
})

/** The SVG inside a report. */
function pictureOf(html: string): string {
  const data = /data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/.exec(html)?.[1] ?? ''
  return Buffer.from(data, 'base64').toString('utf8')
}

it.each([
  ['en', 2, 400_000],
  ['zh-CN', 4, 700_000],
] as const)('report in %s carries the fonts of its figure, and no more than it needs', async (lang, fonts, most) => {
  const out = join(folder, `fonts-${lang}.html`)
  await runCli('report', ...INPUTS, '--out', out, '--lang', lang)
  const svg = pictureOf(readFileSync(out, 'utf8'))
  expect(svg.match(/@font-face\{font-family:'SynScope (?:Latin|Han)'/g)).toHaveLength(fonts)
  expect(svg.length).toBeLessThan(most)
})

it('a masked report says so and has neither addresses nor names of the capture in it', async () => {
  const out = join(folder, 'masked.html')
  expect(await runCli('report', ...INPUTS, '--out', out, '--mask')).toMatchObject({ status: 0 })
  const html = readFileSync(out, 'utf8')
  for (const text of [html, pictureOf(html)]) {
    expect(text).not.toMatch(/10\.244\.1\.|10\.20\.|198\.18\.|nginx-pod|netstat-series/)
    expect(text).toContain('server-A')
    expect(text).toContain('are replaced')
  }
})

it('a source that changed or went after it was opened is named as such', async () => {
  const capture = join(folder, 'growing.pcap')
  copyFileSync(INPUTS[0] ?? '', capture)
  const source = await openNodeSource(capture)
  const analysis = { packets: { captures: [{ path: capture }] } } as unknown as Analysis
  const open = { analysis, sources: [source], captureSources: [source], close: () => source.close() }
  const states = async (): Promise<readonly string[]> => (await namedFiles(open)).map((file) => file.state)
  expect(await states()).toEqual(['same'])
  // What tcpdump does to a capture that is still running.
  appendFileSync(capture, new Uint8Array(64))
  expect(await states()).toEqual(['changed'])
  rmSync(capture)
  expect(await states()).toEqual(['missing'])
  await open.close()
})

it('report as Markdown in Chinese goes to standard output', async () => {
  const { status, out } = await runCli('report', ...INPUTS, '--format', 'md', '--lang', 'zh-CN')
  expect(status).toBe(0)
  expect(out).toMatch(/^# /)
  expect(out).toMatch(/[\u4e00-\u9fff]{4}/)
})

it('picture draws SVG with real text and PNG pixels, the same bytes each time', async () => {
  const svg = join(folder, 'a.svg')
  expect(await runCli('picture', ...INPUTS, '--out', svg)).toMatchObject({ status: 0 })
  expect(readFileSync(svg, 'utf8')).toContain('ListenOverflows')
  const png = join(folder, 'a.png')
  expect(await runCli('picture', ...INPUTS, '--out', png, '--scale', '1', '--theme', 'dark')).toMatchObject({
    status: 0,
  })
  const first = readFileSync(png)
  expect([...first.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  await runCli('picture', ...INPUTS, '--out', png, '--scale', '1', '--theme', 'dark')
  expect(readFileSync(png).equals(first)).toBe(true)
})

it('notes of a saved work come with the clocks that were set in it', async () => {
  const capture = readFileSync(INPUTS[0] ?? '')
  const work = {
    ...sampleWork(),
    sources: [
      { kind: 'capture' as const, name: 'other.pcap', size: 1, sha256: 'cd'.repeat(32) },
      { kind: 'capture' as const, name: 'a.pcap', size: capture.length, sha256: bytesHash(capture) },
    ],
    clockAdjustments: [3, 0.25],
  }
  const file = join(folder, 'clocks.synscope')
  writeFileSync(file, writeProject(work))
  const out = join(folder, 'clocks.svg')
  expect(await runCli('picture', ...INPUTS, '--out', out, '--notes', file)).toMatchObject({ status: 0 })
  expect(readFileSync(out, 'utf8')).toContain('Clock of nginx-pod.pcap moved by hand: +250 ms')
})

it('a masked picture has no address of the capture in it', async () => {
  const out = join(folder, 'masked.svg')
  expect(await runCli('picture', ...INPUTS, '--out', out, '--mask')).toMatchObject({ status: 0 })
  expect(readFileSync(out, 'utf8')).not.toContain('10.244.1.')
})

it.each([
  [['picture', ...INPUTS], 2, /--out/],
  [['picture', ...INPUTS, '--out', 'x.gif'], 2, /\.png/],
  [['picture', ...INPUTS, '--out', 'x.png', '--panels', 'lanes,nonsense'], 2, /--panels/],
  [['picture', ...INPUTS, '--out', 'x.png', '--notes', 'no-such.synscope'], 3, /no-such\.synscope/],
  [['picture', ...INPUTS, '--out', 'x.png', '--notes', 'LICENSE'], 3, /LICENSE/],
  [['report', ...INPUTS, '--format', 'docx'], 2, /--format/],
  [['counters', 'there is no such counter'], 2, /there is no such counter/],
])('%j ends with status %d and one sentence', async (words, status, sentence) => {
  const outcome = await runCli(...words)
  expect(outcome.status).toBe(status)
  expect(outcome.err).toMatch(sentence)
  expect(outcome.err.trim().split('\n')).toHaveLength(1)
})

it('counters explains one by any of its names, and lists all', async () => {
  for (const name of ['ListenDrops', 'TcpExtListenDrops', '59 SYNs to LISTEN sockets dropped']) {
    expect((await runCli('counters', name)).out).toMatch(/^TcpExt\.ListenDrops\n/)
  }
  expect((await runCli('counters')).out.split('\n').length).toBeGreaterThan(150)
  expect(JSON.parse((await runCli('counters', 'ListenOverflows', '--json')).out)).toMatchObject([
    { name: 'TcpExt.ListenOverflows', side: 'listener' },
  ])
})

it('collect-command writes the way into a pod, ready to paste', async () => {
  const { status, out } = await runCli('collect-command', '--port', '80', '--pod', 'nginx-0', '--namespace', 'web')
  expect(status).toBe(0)
  expect(out).toContain('nsenter')
  expect(out).toContain('nginx-0')
  expect(out.split('\n').filter((line) => line.includes('{{') && !line.includes('.info'))).toEqual([])
  expect(await runCli('collect-command', '--pod', 'a; rm -rf /')).toMatchObject({ status: 2, out: '' })
  expect(await runCli('collect-command', '--port', '0')).toMatchObject({ status: 2 })
})
