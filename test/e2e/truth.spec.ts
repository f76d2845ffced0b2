// A figure cannot lie: what was masked, filtered or changed on disk since stands under it, with the zone of its times.
import { appendFile, copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './app.ts'
import type { App } from './app.ts'
import { SAMPLE } from './notes-page.ts'

/** The words of the figure as it is saved now. */
async function figureWords(app: App): Promise<string> {
  const { page } = app
  await page.keyboard.press('Control+e')
  await expect(page.locator('[data-testid="figure-preview"][data-ready="true"]')).toBeVisible()
  const svg = await app.savedBy(() => page.getByRole('button', { name: 'SVG', exact: true }).click())
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  return new TextDecoder().decode(svg.bytes)
}

test('filter, mask, zone and a changed file are printed under the figure', async ({ app }) => {
  const { page } = app
  const folder = await mkdtemp(join(tmpdir(), 'synscope-truth-'))
  const capture = join(folder, 'live.pcap')
  await copyFile(join(SAMPLE, 'nginx-pod.pcap'), capture)
  await expect(async () => {
    await app.openFiles(capture)
    await expect(page.getByText('live.pcap').first()).toBeVisible({ timeout: 10_000 })
    await expect(page.locator('#handshake-table [role="row"]').nth(1)).toBeVisible({ timeout: 10_000 })
  }).toPass()
  const plain = await figureWords(app)
  expect(plain).toMatch(/10:21:\d\d – 10:\d\d:\d\d UTC/)
  for (const alarm of ['Filtered', 'has changed', 'are replaced']) expect(plain).not.toContain(alarm)

  await page.getByRole('combobox', { name: /filter/i }).fill('outcome == unanswered')
  await page.keyboard.press('Enter')
  await expect.poll(() => figureWords(app)).toMatch(/Filtered: outcome == unanswered \(343 of 421 handshakes\)/)

  // tcpdump goes on writing.
  await appendFile(capture, new Uint8Array(100))
  expect(await figureWords(app)).toContain('live.pcap has changed on disk since it was read')

  await page.keyboard.press('Control+e')
  await page.getByRole('checkbox', { name: 'Mask addresses' }).check()
  await page.keyboard.press('Escape')
  const masked = await figureWords(app)
  expect(masked).toContain('Addresses, names and interfaces are replaced.')
  expect(masked).not.toMatch(/live\.pcap|10\.244\./)
  await rm(folder, { recursive: true, force: true })
})
