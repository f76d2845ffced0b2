// What the charts look like, pixel by pixel but for a small share: drawn with the fonts that are shipped, compared with the
// pictures beside this file. After a change that was meant: `npx playwright test pictures --project chromium -u`, and look
// at every picture before it is committed.
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Locator } from '@playwright/test'
import { expect, test, type App } from './app.ts'
import { lanes, openSample, timeline } from './timeline-page.ts'

const FONTS = fileURLToPath(new URL('../../assets/fonts', import.meta.url))

// Letters are drawn by the system's rasteriser.
test.skip(process.platform !== 'linux', 'the pictures to compare with were taken with Chromium on Linux')

/** Draws every word with the shipped letters; before anything is opened, because canvases read their font once. */
async function withShippedFonts({ page }: App): Promise<void> {
  for (const [weight, file] of [
    ['400', 'figure-latin-regular.woff2'],
    ['600', 'figure-latin-semibold.woff2'],
  ] as const) {
    const bytes = await readFile(`${FONTS}/${file}`)
    await page.evaluate(
      async ([data, fontWeight]) => {
        const face = new FontFace('Shipped', Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)).buffer, {
          weight: fontWeight,
        })
        document.fonts.add(await face.load())
      },
      [bytes.toString('base64'), weight] as const,
    )
  }
  await page.evaluate(() => {
    document.documentElement.style.setProperty('--font-sans', 'Shipped')
    document.documentElement.style.setProperty('--font-mono', 'Shipped')
  })
}

/** Compares when nothing moves any more; edges of letters and lines may differ by a shade. */
async function looksAsBefore({ page }: App, part: Locator, name: string): Promise<void> {
  // No crosshair in the picture.
  await page.mouse.move(5, 5)
  await expect(part).toHaveScreenshot(`${name}.png`, {
    maxDiffPixelRatio: 0.02,
    threshold: 0.25,
    animations: 'disabled',
  })
}

for (const theme of ['light', 'dark'] as const) {
  test(`the timeline looks as it did (${theme})`, async ({ app }) => {
    const { page } = app
    await page.setViewportSize({ width: 1280, height: 960 })
    await page.emulateMedia({ colorScheme: theme })
    await withShippedFonts(app)
    await openSample(app, 'accept-queue-overflow')
    const counter = timeline(app).getByRole('img', { name: /TcpExt\.ListenOverflows/ })
    await expect(counter.locator('svg.recharts-surface rect').first()).toBeAttached()
    const overview = timeline(app).getByRole('group', { name: /SYNs over the whole capture/ })
    await expect(overview.locator('svg.recharts-surface path').first()).toBeAttached()
    await looksAsBefore(app, lanes(app), `lanes-${theme}`)
    await looksAsBefore(app, counter, `counter-${theme}`)
    await looksAsBefore(app, overview, `overview-${theme}`)
    await timeline(app).getByRole('button', { name: 'Backoff' }).click()
    const backoff = timeline(app).getByRole('region', { name: 'When each attempt came' })
    await expect(backoff.locator('svg.recharts-surface path').first()).toBeAttached()
    await looksAsBefore(app, backoff, `backoff-${theme}`)
    const gaps = timeline(app).getByRole('region', { name: 'Gaps between SYNs' })
    await expect(gaps.locator('svg.recharts-surface rect').first()).toBeAttached()
    await looksAsBefore(app, gaps, `gaps-${theme}`)
  })
}

test('both sides of handshakes look as they did, with a cross where a packet was lost', async ({ app }) => {
  const { page } = app
  await page.setViewportSize({ width: 1280, height: 960 })
  await withShippedFonts(app)
  const folder = fileURLToPath(new URL('../fixtures/pair', import.meta.url))
  await app.openFiles(`${folder}/client.pcap`, `${folder}/server.pcap`)
  await expect(lanes(app).getByRole('row').first()).toBeVisible()
  await timeline(app).getByRole('button', { name: 'Show both sides of each handshake' }).click()
  const offset = timeline(app).getByRole('slider', { name: /Clock of server\.pcap/ })
  await expect(offset).toBeVisible()
  await looksAsBefore(app, lanes(app), 'pair-light')
  // Another offset is shown at once, and moves the marks of the server.
  const before = await lanes(app).screenshot()
  await offset.fill('0.05')
  await expect(timeline(app).getByText(/Clock of server\.pcap: 50\.\d ms/)).toBeVisible()
  await expect.poll(async () => before.equals(await lanes(app).screenshot())).toBe(false)
  await timeline(app).getByRole('button', { name: 'As measured' }).click()
  await expect(timeline(app).getByText(/Clock of server\.pcap: 50/)).toBeHidden()
})
