// The tools around the analysis, in both hosts: saved packets, report, cross-check, collecting commands, counter catalogue,
// going to a time, moving snapshots; and axe on each dialog in every theme and both languages.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { analyse } from '../../shared/analysis/analyse.ts'
import { OUTCOMES } from '../../shared/analysis/tables.ts'
import type { PacketAnalysis } from '../../shared/analysis/tables.ts'
import { memorySource } from '../../shared/capture/byte-source.ts'
import { addressText } from '../../shared/net/address.ts'
import { expect, test } from './app.ts'
import type { App } from './app.ts'
import { setTheme, THEMES, violations } from './axe.ts'

const SAMPLE = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow', import.meta.url))
const CAPTURE = join(SAMPLE, 'nginx-pod.pcap')

async function openSample(app: App): Promise<void> {
  // Keys are for a page that listens.
  await expect(app.page.getByRole('button', { name: /Open files/ })).toBeVisible()
  await app.openFiles(CAPTURE, join(SAMPLE, 'netstat-series.txt'))
  await expect(app.page.getByText(/accept queue of .* was full/i).first()).toBeVisible()
}

/** Runs a command by its words, as a user of the palette does. */
async function run(app: App, words: string): Promise<void> {
  await app.page.keyboard.press('Control+k')
  await app.page.getByRole('dialog').getByRole('combobox').fill(words)
  await expect(app.page.getByRole('option').first()).toContainText(words)
  await app.page.keyboard.press('Enter')
}

async function packetsOf(name: string, bytes: Uint8Array): Promise<PacketAnalysis> {
  const { analysis } = await analyse([{ source: memorySource(name, bytes), role: 'capture' }])
  return analysis.packets
}

const outcomesOf = ({ handshakes }: PacketAnalysis): string[] =>
  Array.from(handshakes.outcome, (code) => OUTCOMES[code] ?? '')

const addressesOf = ({ addresses }: PacketAnalysis): string[] =>
  Array.from({ length: addresses.length }, (_, row) => addressText(addresses, row))

test('the packets of the failed handshakes are saved as a small capture', async ({ app }) => {
  await openSample(app)
  const all = await packetsOf('nginx-pod.pcap', await readFile(CAPTURE))
  const failed = outcomesOf(all).filter((outcome) => outcome === 'unanswered').length
  const saved = await app.savedBy(() => run(app, 'Save These Packets'))
  expect(saved.name).toMatch(/^nginx-pod_.*_handshakes\.pcapng$/)
  const small = await packetsOf(saved.name, saved.bytes)
  expect(small.captures[0]?.format).toBe('pcapng')
  expect(outcomesOf(small).filter((outcome) => outcome === 'unanswered')).toHaveLength(failed)
  expect(addressesOf(all)).toEqual(expect.arrayContaining(addressesOf(small)))
  await expect(app.page.getByText(`saved as ${saved.name}`)).toBeVisible()
})

test('with masking on, packets and report leave masked', async ({ app }) => {
  const { page } = app
  await openSample(app)
  await run(app, 'Mask Addresses')
  const saved = await app.savedBy(() => run(app, 'Save These Packets'))
  const real = addressesOf(await packetsOf('nginx-pod.pcap', await readFile(CAPTURE)))
  const small = await packetsOf(saved.name, saved.bytes)
  expect(small.handshakes.length).toBeGreaterThan(0)
  expect(addressesOf(small).filter((address) => real.includes(address))).toEqual([])
  expect(Buffer.from(saved.bytes).toString('latin1')).not.toContain('nginx-pod')
  await expect(page.getByText(/saved masked as/)).toBeVisible()

  await run(app, 'Save Report')
  await expect(page.getByRole('dialog').getByText('Addresses are masked in the report, too.')).toBeVisible()
  const report = await app.savedBy(() => page.getByRole('button', { name: 'Save report' }).click())
  const text = new TextDecoder().decode(report.bytes)
  const picture = /data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/.exec(text)?.[1] ?? ''
  for (const part of [text, Buffer.from(picture, 'base64').toString('utf8')]) {
    expect(real.filter((address) => part.includes(address))).toEqual([])
    expect(part).not.toContain('nginx-pod')
    expect(part).not.toMatch(/198\.18\./)
    expect(part).toContain('server-A')
  }
})

test('the report is one page with the picture, in the language that was chosen', async ({ app }) => {
  const { page } = app
  await openSample(app)
  await run(app, 'Save Report')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Ticket 4711')
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN')
  const html = await app.savedBy(() => dialog.getByRole('button', { name: 'Save report' }).click())
  expect(html.name).toMatch(/^nginx-pod_.*_report\.html$/)
  const text = new TextDecoder().decode(html.bytes)
  expect(text).toContain('<html lang="zh-CN">')
  expect(text).toContain('Ticket 4711')
  expect(text).toContain('data:image/svg+xml;base64,')
  expect(text).toMatch(/\b[0-9a-f]{64}\b/)
  await expect(dialog).toBeHidden()

  await app.accelerator('Control+Shift+R')
  await dialog.getByRole('combobox', { name: 'Language' }).selectOption('en')
  await dialog.getByRole('combobox', { name: 'Format' }).selectOption('json')
  const json = await app.savedBy(() => dialog.getByRole('button', { name: 'Save report' }).click())
  const document = JSON.parse(new TextDecoder().decode(json.bytes)) as { title: string; findings: { cause: string }[] }
  expect(document.title).toBe('Ticket 4711')
  expect(document.findings[0]?.cause).toBe('accept-queue-overflow')
})

test('pcap-parser agrees about the sample', async ({ app }) => {
  const { page } = app
  await openSample(app)
  await run(app, 'Cross-Check with pcap-parser')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Cross-check' }).click()
  await expect(dialog.getByText('Both agree')).toBeVisible()
  const [ours, theirs] = await Promise.all(
    ['SynScope', 'pcap-parser'].map((reader) =>
      dialog.getByRole('row', { name: reader }).getByRole('cell').allTextContents(),
    ),
  )
  expect(ours?.slice(-2)).toEqual(theirs?.slice(-2))
  expect(ours?.join('')).toMatch(/421/)
})

test('a capture that pcap-parser cannot read is refused with the reason', async ({ app }) => {
  const { page } = app
  const folder = await mkdtemp(join(tmpdir(), 'synscope-crosscheck-'))
  const packed = join(folder, 'packed.pcap.gz')
  await writeFile(packed, gzipSync(await readFile(CAPTURE)))
  await expect(page.getByRole('button', { name: /Open files/ })).toBeVisible()
  await app.openFiles(packed)
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  await run(app, 'Cross-Check with pcap-parser')
  await page.getByRole('dialog').getByRole('button', { name: 'Cross-check' }).click()
  await expect(page.getByText(/cannot be cross-checked: .* this is pcap \+ gzip/)).toBeVisible()
  await rm(folder, { recursive: true, force: true })
})

test('collecting commands follow what is typed, and the script is saved', async ({ app }) => {
  const { page } = app
  await run(app, 'Commands to Collect Evidence')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText('sudo sh collect.sh -d 60')).toBeVisible()
  await dialog.getByRole('combobox', { name: 'Where' }).selectOption('pod')
  await expect(dialog.getByText('Enter the name of the pod.')).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Pod', exact: true }).fill('web-0')
  await dialog.getByRole('textbox', { name: 'TCP port' }).fill('8443')
  await expect(dialog.getByText(/kubectl -n default get pod web-0/).first()).toBeVisible()
  await expect(dialog.getByText(/-n PID -p 8443 -d 60 -o - < collect\.sh > web-0\.tar\.gz/).first()).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Pod', exact: true }).fill('web 0; rm')
  await expect(dialog.getByText(/cannot be the name of a pod/)).toBeVisible()
  await dialog.getByRole('textbox', { name: 'Pod', exact: true }).fill('web-0')
  const saved = await app.savedBy(() => dialog.getByRole('button', { name: 'Save collect.sh' }).click())
  expect(saved.name).toBe('collect.sh')
  const script = await readFile(fileURLToPath(new URL('../../assets/collect.sh', import.meta.url)))
  expect(Buffer.from(saved.bytes).equals(script)).toBe(true)
})

test('the catalogue is searched as one types and opened from a counter', async ({ app }) => {
  const { page } = app
  await openSample(app)
  await run(app, 'Counter Catalogue')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('searchbox').fill('12345 times the listen queue of a socket overflowed')
  await expect(dialog.getByRole('heading', { name: 'TcpExt.ListenOverflows' })).toBeVisible()
  await expect(dialog.getByRole('option')).toHaveCount(1)
  await dialog.getByRole('searchbox').fill('no such thing at all')
  await expect(dialog.getByText(/No counter is called or described like/)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Counters' }).click()
  await page.getByRole('button', { name: 'What TcpExt.ListenDrops means' }).click()
  await expect(dialog.getByRole('heading', { name: 'TcpExt.ListenDrops' })).toBeVisible()
  await dialog.getByRole('listbox').focus()
  await page.keyboard.press('ArrowDown')
  await expect(dialog.getByRole('option', { selected: true })).not.toHaveText('TcpExt.ListenDrops')
})

test('going to a time moves the view there', async ({ app }) => {
  const { page } = app
  await openSample(app)
  await app.page.keyboard.press('Shift+g')
  const dialog = page.getByRole('dialog')
  const field = dialog.getByRole('textbox', { name: 'Time' })
  await field.fill('half past nine')
  await expect(dialog.getByText(/neither a time of day nor/)).toBeVisible()
  await field.fill('1999-01-01 00:00')
  await expect(dialog.getByText('Nothing was recorded at that time.')).toBeVisible()
  await field.fill('10')
  await page.keyboard.press('Enter')
  await expect(dialog).toBeHidden()
  // The breadcrumb has a step to go back from.
  await run(app, 'Back')
})

test('snapshots are moved in time by command', async ({ app }) => {
  const { page } = app
  await openSample(app)
  const bar = page.getByRole('group', { name: 'Move the snapshots in time' })
  await run(app, 'Align Clocks')
  await expect(bar).toBeVisible()
  await run(app, 'Align Clocks')
  await expect(bar).toBeHidden()
})

const DIALOGS = {
  en: ['Save Report', 'Cross-Check with pcap-parser', 'Commands to Collect Evidence', 'Counter Catalogue', 'To Time'],
  'zh-CN': ['保存报告', '用 pcap-parser 交叉核对', '现场采集命令', '计数器目录', '转到时间'],
} as const

for (const language of ['en', 'zh-CN'] as const) {
  test(`the dialogs are clean in every theme: ${language}`, async ({ app }) => {
    test.skip(app.host === 'electron', 'axe looks at the same page in the browser')
    const { page } = app
    await openSample(app)
    if (language === 'zh-CN') {
      await run(app, '简体中文')
      await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    }
    for (const words of DIALOGS[language]) {
      await run(app, words)
      await expect(page.getByRole('dialog')).toBeVisible()
      for (const theme of THEMES) {
        await setTheme(page, theme)
        expect(await violations(page, '[role="dialog"]'), `${words} ${theme}`).toEqual([])
      }
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
  })
}
