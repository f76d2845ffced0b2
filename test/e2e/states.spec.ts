// Every state the window can be in has a page of its own with words: nothing is ever just empty.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Locator } from '@playwright/test'
import { expect, test } from './app.ts'
import { buildCapture } from '../helpers/capture-builder.ts'

const CAPTURE = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow/nginx-pod.pcap', import.meta.url))
const SERIES = fileURLToPath(new URL('../../assets/samples/accept-queue-overflow/netstat-series.txt', import.meta.url))

let folder = ''
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'synscope-states-'))
})
test.afterAll(() => rm(folder, { recursive: true, force: true }))

async function written(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return path
}

/** A long text at once, as a paste brings it; typing it in would take Chromium a line at a time. */
async function pasted(box: Locator, text: string): Promise<void> {
  await box.evaluate((element, value) => {
    // React keeps its own setter on the element; the one of the class is what the browser uses.
    Reflect.set(HTMLTextAreaElement.prototype, 'value', value, element)
    element.dispatchEvent(new Event('input', { bubbles: true }))
  }, text)
}

test('a text that is neither: one sentence what it is, details to copy, a way back', async ({ app }) => {
  const { page } = app
  await app.openFiles(await written('letter.txt', 'Dear colleague,\nthe server is slow again.\n'))
  await expect(page.getByRole('heading', { name: 'This file could not be read' })).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('Dear colleague')
  await page.getByText('Details', { exact: true }).click()
  await expect(page.getByRole('button', { name: 'Copy details' })).toBeVisible()
  await page.getByRole('button', { name: 'Back to the start' }).click()
  await expect(page.getByRole('heading', { name: 'Why was this SYN not answered?' })).toBeVisible()
})

test('a file cut in the middle is analysed up to there and says so', async ({ app }) => {
  const { page } = app
  const whole = await readFile(CAPTURE)
  await app.openFiles(await written('cut.pcap', whole.subarray(0, 100_001)))
  await expect(page.getByRole('grid', { name: 'Handshakes' })).toBeVisible()
  await page.getByRole('button', { name: /cut\.pcap: read, with remarks/ }).click()
  await expect(page.getByText(/ends inside packet/)).toBeVisible()
})

test('a capture without TCP says what is in it', async ({ app }) => {
  const { page } = app
  const udp = Buffer.from(buildCapture().from('10.0.0.5:51000').to('10.0.9.9:53').syn({ at: 0 }).syn({ at: 1 }).bytes())
  // Protocol 17 in both IPv4 headers: 24 bytes of file header, 16 of record header, 14 of Ethernet, 9 into IPv4.
  const record = 16 + udp.readUInt32LE(24 + 8)
  for (const start of [24, 24 + record]) udp[start + 16 + 14 + 9] = 17
  await app.openFiles(await written('dns.pcap', udp))
  await expect(page.getByRole('heading', { name: 'There is no TCP in this file' })).toBeVisible()
  await expect(page.getByText(/2 × UDP/)).toBeVisible()
})

test('no failed handshake is a good page', async ({ app }) => {
  const { page } = app
  const capture = buildCapture().from('10.0.0.5:51000').to('10.0.9.9:443')
  capture.syn({ at: 0, iss: 1000 }).synAck({ at: 0.01, iss: 5000 }).ack({ at: 0.02 })
  await app.openFiles(await written('good.pcap', capture.bytes()))
  await expect(page.getByRole('complementary').getByText('The one handshake was answered')).toBeVisible()
  await expect(page.getByText('No counters yet', { exact: true })).toBeVisible()
})

test('counters without a capture give their verdict and ask for the packets', async ({ app }) => {
  const { page } = app
  await app.openFiles(SERIES)
  await expect(page.getByRole('heading', { name: 'Counters, and no capture yet' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('1,957')
  // Adding the capture goes on from there.
  await app.dropFiles(CAPTURE)
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
})

test('a pasted counter text joins the capture', async ({ app }) => {
  const { page } = app
  await app.openFiles(CAPTURE)
  await expect(page.getByText('No counters yet', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Paste a text…' }).first().click()
  await pasted(page.getByRole('textbox', { name: 'Text' }), await readFile(SERIES, 'utf8'))
  await expect(page.getByText('This is a counter text.')).toBeVisible()
  await page.getByRole('button', { name: 'Add', exact: true }).last().click()
  await expect(page.getByRole('button', { name: /Pasted text 1/ })).toBeVisible()
  await page.getByRole('tab', { name: 'Counters' }).click()
  await expect(page.getByRole('row', { name: /TcpExt\.ListenOverflows/ })).toContainText('+1,957')
})

test('one bad file beside good ones has a badge and does not stop them', async ({ app }) => {
  const { page } = app
  await app.dropFiles(CAPTURE, await written('empty.pcap', ''))
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  await page.getByRole('button', { name: 'empty.pcap: could not be read' }).click()
  await expect(page.getByRole('alert')).toContainText('empty (0 bytes)')
})

test('a worker that dies leaves what is open, and reading can be tried again', async ({ app }) => {
  test.skip(app.host === 'electron', 'the worker is ended through the page of the browser host')
  app.allowTrouble(/./)
  const { page } = app
  // Workers of this page end with an error when they are asked for the second set of files.
  await page.addInitScript(() => {
    const Real = window.Worker
    let asked = 0
    window.Worker = class extends Real {
      override postMessage(message: unknown): void {
        asked += (message as { kind?: string }).kind === 'analyse' ? 1 : 0
        if (asked === 2) this.onerror?.call(this, new ErrorEvent('error', { message: 'out of memory' }))
        else super.postMessage(message)
      }
    }
  })
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Why was this SYN not answered?' })).toBeVisible()
  await app.openFiles(CAPTURE)
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  await app.dropFiles(SERIES)
  await expect(page.getByRole('alert')).toContainText('out of memory')
  await expect(page.getByText('421 handshakes').first()).toBeVisible()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('tab', { name: 'Counters' }).click()
  await expect(page.getByRole('row', { name: /TcpExt\.ListenOverflows/ })).toContainText('+1,957')
})
