// `synscope analyze` as a script and as a person sees it, on the shipped samples.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { buildCapture } from '../../helpers/capture-builder.ts'
import { runCli } from '../../helpers/run-cli.ts'

const SAMPLE = 'assets/samples/accept-queue-overflow'
const folder = mkdtempSync(join(tmpdir(), 'synscope-cli-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

interface Document {
  schema: string
  captures: Record<string, unknown>[]
  handshakes: {
    client: { address: string; port: number }
    server: { address: string; port: number }
    isn: number
    outcome: string
    syns: { time: string; frame: number }[]
    synAcks: { time: string; frame: number }[]
    unansweredSyns: number
    gaps: number[]
    schedule: string | null
  }[]
  summary: Record<string, unknown> & { byOutcome: Record<string, number>; listeners: Record<string, unknown>[] }
  counters: { snapshots: unknown[]; deltas: Record<string, number>; totals: Record<string, number> }
  findings: {
    cause: string
    confidence: string
    listener: unknown
    synPackets: number
    evidence: string[]
    disproof: string[]
    next: string[]
  }[]
  error?: { message: string }
}

const json = (text: string): Document => JSON.parse(text) as Document

describe('synscope analyze', () => {
  it('tells the story of the sample as JSON', async () => {
    const { status, out, err } = await runCli(
      'analyze',
      `${SAMPLE}/nginx-pod.pcap`,
      '--netstat',
      `${SAMPLE}/netstat-series.txt`,
      '--json',
    )
    expect(err).toBe('')
    expect(status).toBe(0)
    const document = json(out)
    expect(document.schema).toBe('synscope.analysis/1')
    expect(document.captures[0]).toMatchObject({
      format: 'pcap',
      linkTypes: ['EN10MB'],
      packets: 2643,
      bytes: 238475,
    })
    expect(document.summary).toMatchObject({
      handshakes: 421,
      synPackets: 2035,
      unansweredHandshakes: 343,
      unansweredSynPackets: 1957,
    })
    expect(document.handshakes).toHaveLength(421)
    const longest = document.handshakes.reduce((a, b) => (b.syns.length > a.syns.length ? b : a))
    expect(longest.gaps.map((gap) => gap.toFixed(3))).toEqual(['1.024', '2.016', '4.096', '8.192', '16.128', '33.536'])
    expect(longest).toMatchObject({ outcome: 'unanswered', schedule: 'linux-exponential', unansweredSyns: 7 })
    expect(longest.syns[0]?.time).toMatch(/^\d+\.\d{9}$/)
    expect(document.counters.deltas).toMatchObject({ 'TcpExt.ListenOverflows': 1957, 'TcpExt.ListenDrops': 1957 })
    expect(document.findings[0]).toMatchObject({
      cause: 'accept-queue-overflow',
      confidence: 'certain',
      synPackets: 1957,
      listener: { address: '10.244.1.23', port: 80 },
    })
    for (const list of ['evidence', 'disproof', 'next'] as const)
      expect(document.findings[0]?.[list].length).toBeGreaterThan(0)
  })

  it('gives people the verdict first', async () => {
    const { status, out } = await runCli(
      'analyze',
      `${SAMPLE}/nginx-pod.pcap`,
      '--netstat',
      `${SAMPLE}/netstat-series.txt`,
    )
    expect(status).toBe(0)
    expect(out.split('\n')[0]).toContain('accept-queue-overflow')
    expect(out).toMatch(/10\.244\.1\.23:80 +421 +78 +343 +1957/)
    expect(out).toMatch(/unanswered +7 +1\.02 2\.02 4\.10 8\.19 16\.13 33\.54 +linux-exponential/)
    expect(out).toMatch(/TcpExt\.ListenOverflows +\+1957/)
  })

  it('speaks Chinese', async () => {
    const { out } = await runCli('analyze', `${SAMPLE}/nginx-pod.pcap`, '--lang', 'zh-CN')
    expect(out).toContain('结论')
    expect(out).not.toContain('Verdict')
  })

  it.each([
    [['analyze'], 2, /no capture file/i],
    [['analyze', 'x.pcap', '--nonsense'], 2, /--nonsense/],
    [['frobnicate'], 2, /frobnicate/],
    [['analyze', 'no-such-file.pcap'], 3, /no-such-file\.pcap.*no such file/],
    [['analyze', 'assets'], 3, /assets is a folder/],
    [['analyze', `${SAMPLE}/netstat-series.txt`], 3, /--netstat/],
    [['analyze', 'package.json'], 3, /package\.json/],
    [['analyze', `${SAMPLE}/nginx-pod.pcap`, '--netstat', `${SAMPLE}/nginx-pod.pcap`], 3, /is a capture/],
    [['analyze', `${SAMPLE}/nginx-pod.pcap`, '--netstat', 'LICENSE'], 3, /LICENSE/],
  ])('%j ends with status %d and one sentence', async (words, status, sentence) => {
    const outcome = await runCli(...words)
    expect(outcome.status).toBe(status)
    expect(outcome.err).toMatch(sentence)
    expect(outcome.err.trim().split('\n')).toHaveLength(1)
    expect(outcome.err).not.toMatch(/ at .*\.ts|undefined|\{\{|cli\.error|capture\.fault/)
    expect(outcome.out).toBe('')
  })

  it.each([
    ['empty', new Uint8Array(0)],
    ['html', new TextEncoder().encode('<!DOCTYPE html><html><body>404 Not Found</body></html>')],
    ['noise', Uint8Array.from({ length: 500 }, (_, i) => (i * 37) & 255)],
  ])('a file of %s named .pcap is refused with schema and error', async (name, bytes) => {
    const path = join(folder, `${name}.pcap`)
    writeFileSync(path, bytes)
    const { status, out, err } = await runCli('analyze', path, '--json')
    expect(status).toBe(3)
    const document = json(out)
    expect(Object.keys(document)).toEqual(['schema', 'error'])
    expect(err).toContain(document.error?.message)
    expect(document.error?.message).toContain(`${name}.pcap`)
  })

  it('says how many listeners are left out, counted as listeners', async () => {
    const capture = buildCapture().from('10.0.0.5:51000')
    for (let i = 0; i < 43; i++) capture.to(`10.0.9.9:${8000 + i}`).syn({ at: i / 100 })
    const path = join(folder, 'many.pcap')
    writeFileSync(path, capture.bytes())
    const { out } = await runCli('analyze', path, '--lang', 'zh-CN')
    expect(out.match(/10\.0\.9\.9:80\d\d +1 /g)).toHaveLength(40)
    expect(out).toContain('还有 3 个')
    expect(out).toContain('还有 3 次')
  })

  it('keeps what is before the damage of a cut file', async () => {
    const whole = readFileSync(`${SAMPLE}/nginx-pod.pcap`)
    const path = join(folder, 'cut.pcap')
    writeFileSync(path, whole.subarray(0, whole.length - 7))
    const { status, out } = await runCli('analyze', path, '--json')
    expect(status).toBe(0)
    expect(json(out).captures[0]).toMatchObject({ packets: 2642, partial: true })
    expect(json(out).captures[0]?.warnings).toHaveLength(1)
  })
})
