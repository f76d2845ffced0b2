// `npm run bench:ui [-- --quick] [--runs N] [--clean]`: how fluent the window is with a million handshakes, measured in
// the production build in Chromium without GPU, against the targets of the project. Every figure is the median of N
// rounds (5); frame times come with their 99th percentile. Prints the machine and a table.
import { readFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { chromium } from '@playwright/test'
import { ensureBuilt } from '../../electron/build/ensure-built.mjs'
import { ROOT } from '../../electron/build/parts.mjs'
import { findChromium } from '../run/find-chromium.mjs'
import { median } from './measure.mjs'
import { cleanUiFiles, uiBenchFiles, uiBenchFolder } from './ui-files.mjs'
import * as inPage from './ui-page.mjs'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    clean: { type: 'boolean' },
    runs: { type: 'string' },
    only: { type: 'string' },
  },
})
const quick = values.quick === true
const rounds = Number(values.runs ?? 5)
/** `--only figure,start`: some of the cases. */
const wanted = values.only?.split(',') ?? null
const say = (line) => process.stderr.write(`${line}\n`)

if (values.clean === true) {
  cleanUiFiles(quick)
  say(`removed ${uiBenchFolder(quick)}`)
  process.exit(0)
}
const executablePath = findChromium()
if (executablePath === null) {
  say('bench:ui needs a Chromium: install one, or name it in SYNSCOPE_CHROMIUM')
  process.exit(2)
}

await ensureBuilt(['window', 'start'])
const SAMPLE = join(ROOT, 'assets/samples/accept-queue-overflow')
const SAMPLE_CAPTURE = join(SAMPLE, 'nginx-pod.pcap')
const SAMPLE_COUNTERS = join(SAMPLE, 'netstat-series.txt')
const needsFiles = wanted === null || wanted.includes('drop') || wanted.includes('million')
const files = needsFiles ? uiBenchFiles(quick, say) : null
const { serveOnLoopback } = await import(new URL('../../out/start/loopback-server.js', import.meta.url).href)
const server = await serveOnLoopback(join(ROOT, 'out/renderer'), { paths: [], sample: null })
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--enable-precise-memory-info',
    // Frame times are what a frame costs, not what the screen waits for.
    '--disable-frame-rate-limit',
    '--disable-gpu-vsync',
    '--js-flags=--expose-gc',
  ],
})

const CASES = { start: startPage, figure: figureSaved, drop: gigabyteDropped, million: millionHandshakes }

/** @type {{ name: string, value: number, unit: string, most: number, detail?: string }[]} */
const results = []
const note = (name, value, unit, most, detail = '') => {
  results.push({ name, value, unit, most, detail })
  say(`${name}: ${figure(value)} ${unit}${detail === '' ? '' : ` (${detail})`}`)
}

try {
  note('initial JavaScript', initialScript(), 'KB gzip', 250)
  for (const [name, measure] of Object.entries(CASES)) if (wanted === null || wanted.includes(name)) await measure()
} finally {
  await browser.close()
  await server.close()
}
print()

/** A page of its own, as a user's first. */
async function freshPage() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 720 }, locale: 'en-US' })
  const page = await context.newPage()
  await page.addInitScript(inPage.install)
  await page.goto(`http://127.0.0.1:${server.port}/`)
  await page.waitForFunction(() => window.benchUi.interactive !== null)
  return page
}

async function startPage() {
  const times = []
  for (let i = 0; i < rounds; i++) {
    const page = await freshPage()
    times.push(await page.evaluate(() => window.benchUi.interactive))
    await page.context().close()
  }
  note('start page interactive', median(times), 'ms', 400)
}

/** From the press of "Save PNG" (2×, work inside) to the file handed to the browser, for a figure of 1200 × 600. */
async function figureSaved() {
  const page = await freshPage()
  await drop(page, [SAMPLE_CAPTURE, SAMPLE_COUNTERS])
  await page
    .getByText(/accept queue of .* was full/i)
    .first()
    .waitFor()
  await page.getByRole('tab', { name: /^Notes/ }).click()
  await page.getByRole('button', { name: 'Suggest notes' }).click()
  await page.getByRole('button', { name: 'Figure…' }).click()
  const preview = page.locator('[data-testid="figure-preview"][data-ready="true"]')
  await preview.waitFor()
  await page.getByRole('combobox', { name: 'Size' }).selectOption('own')
  await page.getByRole('spinbutton', { name: 'Width' }).fill('1200')
  await page.getByRole('spinbutton', { name: /^Height/ }).fill('600')
  await page.waitForTimeout(1000)
  const times = []
  for (let i = 0; i < rounds; i++) {
    const arrives = page.waitForEvent('download')
    times.push(await page.evaluate(inPage.saveFigure))
    const download = await arrives
    const size = pngSize(readFileSync(await download.path()))
    if (size !== '2400 × 1200') throw new Error(`the picture has ${size} pixels`)
    await page.waitForTimeout(300)
  }
  note('save PNG 2× of a figure of 1200 × 600', median(times), 'ms', 1000, '421 handshakes, notes, work inside')
  await page.context().close()
}

/** Width and height of the IHDR chunk. */
function pngSize(bytes) {
  return `${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)}`
}

async function gigabyteDropped() {
  const times = []
  for (let i = 0; i < rounds; i++) {
    const page = await freshPage()
    times.push(await drop(page, files.gigabyte.path))
    await page.context().close()
  }
  note('first rows after a drop of 1 GB', median(times), 'ms', 600)
}

async function millionHandshakes() {
  const page = await freshPage()
  const started = Date.now()
  await drop(page, files.million.path)
  // Done when the status bar no longer offers to cancel.
  await page.waitForFunction(
    (packets) => document.body.innerText.includes(packets) && !/Cancel/.test(document.body.innerText),
    files.million.packets.toLocaleString('en-US'),
    { timeout: 600_000, polling: 500 },
  )
  say(`read and analysed in ${((Date.now() - started) / 1000).toFixed(1)} s`)
  const handshakes = await page.getAttribute('#handshake-table', 'aria-rowcount')
  say(`${Number(handshakes) - 1} handshakes in the table`)
  await page.waitForTimeout(3000)

  await lanesFluent(page, 'lanes', ['zoom', 'pan', 'scroll'])
  await selection(page)
  await page.getByRole('button', { name: /^Show:/ }).click()
  await page.getByRole('menuitem', { name: 'all', exact: true }).click()
  await page.getByRole('button', { name: 'Fit all lanes into view' }).click()
  await page.waitForTimeout(3000)
  // All lanes are in view: there is nothing to scroll.
  await lanesFluent(page, 'a million lanes as density', ['zoom', 'pan'])
  await page.getByRole('button', { name: 'Fit all lanes into view' }).click()
  await table(page)
  const heap = await page.evaluate(() => {
    window.gc?.()
    return performance.memory.usedJSHeapSize / 1e6
  })
  note('JavaScript heap', heap, 'MB', 600)
  await page.context().close()
}

async function lanesFluent(page, where, gestures) {
  for (const gesture of gestures) {
    const medians = []
    const tails = []
    for (let i = 0; i < rounds; i++) {
      const times = (await page.evaluate(inPage.frames, { gesture, count: 180 })).sort((a, b) => a - b)
      medians.push(median(times))
      tails.push(times[Math.floor(times.length * 0.99)] ?? 0)
      await page.keyboard.press('0')
      await page.waitForTimeout(400)
    }
    note(`${gesture}, ${where}: frame`, median(medians), 'ms', 16)
    note(`${gesture}, ${where}: 99th percentile`, median(tails), 'ms', 50)
  }
  await page.evaluate(() => (document.querySelector('[data-testid="lanes-scroller"]').scrollTop = 0))
}

async function selection(page) {
  const hovers = []
  const selections = []
  for (let i = 0; i < Math.max(rounds, 5); i++) {
    hovers.push(await page.evaluate(inPage.hover, i))
    selections.push(await page.evaluate(inPage.select, i))
    await page.waitForTimeout(200)
  }
  note('hover a lane', median(hovers), 'ms', 50)
  note('select a handshake', median(selections), 'ms', 50)
}

async function table(page) {
  const filters = []
  for (const text of ['syns >= 3', 'syns >= 5', 'outcome == unanswered', 'gap > 10s', '']) {
    filters.push(await page.evaluate(inPage.filter, text))
    await page.waitForTimeout(800)
  }
  note('filter key stroke', median(filters), 'ms', 150)
  const sorts = []
  for (const column of [2, 4, 3, 2, 1]) {
    sorts.push(await page.evaluate(inPage.sort, column))
    await page.waitForTimeout(500)
  }
  note('sort', median(sorts), 'ms', 300)
  const { blank, looked } = await page.evaluate(inPage.scrollTable, 120)
  note('blank rows while scrolling', blank, 'rows', 0, `${looked} places looked at`)
}

/** Drops files as the system does, and answers with the milliseconds to the first painted row. */
async function drop(page, paths) {
  const cdp = await page.context().newCDPSession(page)
  const data = { items: [], files: [paths].flat(), dragOperationsMask: 1 }
  const send = (type) => cdp.send('Input.dispatchDragEvent', { type, x: 640, y: 360, data })
  await send('dragEnter')
  await send('dragOver')
  // A hand lets go when the window has answered that it takes files; a drop before that is none.
  await page.getByTestId('drop-overlay').waitFor()
  await send('dragOver')
  await send('drop')
  await cdp.detach()
  return page.evaluate(inPage.firstRows)
}

/** Kilobytes of script that the page loads before anything is asked of it. */
function initialScript() {
  const root = join(ROOT, 'out/renderer')
  const manifest = JSON.parse(readFileSync(join(root, '.vite/manifest.json'), 'utf8'))
  const seen = new Set()
  const add = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) add(next)
  }
  const page = readFileSync(join(root, 'index.html'), 'utf8')
  const named = [...page.matchAll(/(?:src|href)="\/?(assets\/[^"]+\.js)"/g)].map(([, file]) => file)
  if (named.length === 0) throw new Error('index.html names no script')
  for (const [key, part] of Object.entries(manifest)) if (named.includes(part.file)) add(key)
  let bytes = 0
  for (const key of seen) {
    const file = manifest[key]?.file ?? ''
    if (file.endsWith('.js')) bytes += gzipSync(readFileSync(join(root, file)), { level: 9 }).length
  }
  return bytes / 1000
}

function figure(value) {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1)
}

function print() {
  const [cpu] = cpus()
  const lines = [
    `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GB, load ${loadavg()[0]?.toFixed(1)}`,
    `Chromium ${browser.version()}, software rendering, 1280 × 720, median of ${rounds}`,
    '',
    `${'measure'.padEnd(52)}${'value'.padStart(10)}  unit      target`,
  ]
  for (const { name, value, unit, most } of results) {
    const met = value <= most
    lines.push(
      `${name.padEnd(52)}${figure(value).padStart(10)}  ${unit.padEnd(9)} ≤ ${String(most).padEnd(6)} ${met ? 'met' : 'MISSED'}`,
    )
  }
  const missed = results.filter(({ value, most }) => value > most).length
  lines.push('', missed === 0 ? 'all targets met' : `${missed} of ${results.length} targets missed`)
  console.log(lines.join('\n'))
}
